import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { useSession } from '../../session/session.ts';
import { Page } from '../../ui/page.tsx';
import { useWords } from '../../words/words.tsx';
import { FieldView } from './field-view.tsx';

/** The page of those who report from the field and need no room. */
export function FieldPage(): ReactNode {
  const { t } = useWords();
  const { session } = useSession();
  return (
    <Page title={t('operations.field.title')} wide hideTitle>
      <FieldView until={untilOf(session?.signedIn?.until)} />
      <p><Link to="/field/reports">{t('operations.incidents.yours')}</Link></p>
    </Page>
  );
}

/** When the session ends in any case, in ms since 1970. */
export function untilOf(text: string | undefined): number | undefined {
  return text === undefined ? undefined : Date.parse(text);
}
