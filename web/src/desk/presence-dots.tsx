import type { ReactNode } from 'react';
import { useWords } from '../words/words.tsx';
import { usePeople } from './presence.ts';
import classes from './desk.module.css';

/** Who else has this hit open: the first letters of each name. */
export function PresenceOn({ hit }: { hit: string }): ReactNode {
  const { t } = useWords();
  const there = usePeople().filter((one) => one.isHere && one.hit === hit);
  return there.map(({ pseudonym, name }) => <span key={pseudonym} className={classes['dot']} role="img" title={t('desk.looksToo', { who: name })} aria-label={t('desk.looksToo', { who: name })}>{initialsOf(name)}</span>);
}

function initialsOf(name: string): string {
  return name.split(/\s+/).slice(0, 2).map((part) => part[0] ?? '').join('').toUpperCase();
}
