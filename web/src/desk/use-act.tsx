import { Button } from '@mantine/core';
import { IconAlertTriangle } from '@tabler/icons-react';
import type { AppError } from '@watchword/api/errors.ts';
import type { Hit } from '@watchword/api/hits.ts';
import { type ReactNode, useState } from 'react';
import { asAppError } from '../api.ts';
import { Problem } from '../ui/problem.tsx';
import { useWords } from '../words/words.tsx';
import { noteHit } from './queries.ts';
import classes from './desk.module.css';

/** How something is done at a desk. `despite`: although a colleague has taken the hit. */
export type Work = (despite: { despite?: true }) => Promise<Pick<Hit, 'id'> | Hit>;

/** Something that is done, what went wrong with it, and whether it is asked once more because a colleague has the hit. */
export type Act = { readonly busy: boolean; run(work: Work, then?: () => void): void; readonly problem: ReactNode };

/** Does one thing at a time. A hit that a colleague has taken is not acted on without being asked once more. */
export function useAct(taken?: string): Act {
  const { t } = useWords();
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<AppError>();
  const [held, setHeld] = useState<() => void>();
  const run = (work: Work, then?: () => void, despite: { despite?: true } = {}): void => {
    setBusy(true);
    setError(undefined);
    setHeld(undefined);
    work(despite).then((hit) => {
      if ('side' in hit) noteHit(hit);
      then?.();
    }).catch((cause: unknown) => {
      const failure = asAppError(cause);
      if (failure.code === 'hit.taken') setHeld(() => () => run(work, then, { despite: true }));
      else setError(failure);
    }).finally(() => setBusy(false));
  };
  return {
    busy, run: (work, then) => run(work, then),
    problem: error !== undefined ? <Problem error={error} title={t('hit.failed')} /> : held !== undefined && (
      <div className={classes['held']} role="alert">
        <IconAlertTriangle size={22} aria-hidden />
        <span>{taken ?? t('desk.takenByOther')} {t('desk.despiteAsk')}</span>
        <Button size="sm" autoFocus onClick={held}>{t('desk.despite')}</Button>
        <Button size="sm" variant="default" onClick={() => setHeld(undefined)}>{t('form.cancel')}</Button>
      </div>
    ),
  };
}
