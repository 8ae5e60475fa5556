import { IconAlertTriangle } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { asAppError } from '../api.ts';
import { Problem } from '../ui/problem.tsx';
import { useWords } from '../words/words.tsx';
import { NoPasskey } from './passkey.ts';
import classes from './session.module.css';

/** What went wrong at a sign-in: what the server said, or that no passkey was given. */
export function Fault({ error }: { error: unknown }): ReactNode {
  const { t } = useWords();
  if (error === undefined) return null;
  if (!(error instanceof NoPasskey)) return <Problem error={asAppError(error)} />;
  return <p className={classes['noPasskey']} role="alert"><IconAlertTriangle size={20} aria-hidden /> {t(error.why === 'known' ? 'passkey.known' : 'passkey.none')}</p>;
}
