import type { ReactNode } from 'react';
import { useSession } from '../../session/session.ts';
import { useThisOperation } from '../frame.tsx';
import { untilOf } from './field-page.tsx';
import { FieldView } from './field-view.tsx';

/** The same form within one operation. */
export function FieldPart(): ReactNode {
  const { session } = useSession();
  const { id } = useThisOperation();
  return <FieldView until={untilOf(session?.signedIn?.until)} operation={id} />;
}
