import { MESSAGE_STATES, type Standing } from '@watchword/api/mailbox.ts';
import type { ReactNode } from 'react';
import { useWords } from '../words/words.tsx';

/** How far a message has come: at one recipient in a word, at several with their numbers. */
export function StandingWords({ standings }: { standings: readonly Standing[] }): ReactNode {
  const { t } = useWords();
  const [first] = standings;
  if (first === undefined) return null;
  if (standings.length === 1) return <>{t(`messages.stands.${first.state}`)}</>;
  const counted = MESSAGE_STATES.map((state) => ({ state, count: standings.filter((one) => one.state === state).length })).filter(({ count }) => count > 0);
  return <>{counted.map(({ state, count }) => `${t(`messages.stands.${state}`)} ${count}`).join(' · ')}</>;
}
