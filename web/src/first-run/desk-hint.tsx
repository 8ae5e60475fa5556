import type { Hit } from '@watchword/api/hits.ts';
import type { ReactNode } from 'react';
import { useShiftStarted } from '../desk/shift/started.ts';
import { useWords } from '../words/words.tsx';
import { Hint } from './hint.tsx';

/** The way of the desk: begin, open, answer, go on. */
export function DeskHint({ hits, open }: { hits: readonly Hit[]; open: Hit | undefined }): ReactNode {
  const { t } = useWords();
  const isStarted = useShiftStarted();
  const asked = hits.some(({ side, state }) => side === 'owner' && (state === 'asked' || state === 'open'));
  if (open?.answer !== undefined) return <Hint text={t('firstRun.deskDone')} />;
  return <Hint text={!isStarted ? t('firstRun.deskStart') : asked ? t('firstRun.deskOpen') : undefined} />;
}
