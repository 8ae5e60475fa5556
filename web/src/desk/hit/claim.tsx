import { Button } from '@mantine/core';
import { IconUser, IconUserCheck } from '@tabler/icons-react';
import { assignHit, type Hit } from '@watchword/api/hits.ts';
import type { ReactNode } from 'react';
import { client } from '../../api.ts';
import { useSession } from '../../session/session.ts';
import { useNow } from '../../ui/use-now.ts';
import { useWords } from '../../words/words.tsx';
import { useNameOf } from '../presence.ts';
import { sayAgo } from '../say-hit.ts';
import type { Act } from '../use-act.tsx';
import classes from './hit.module.css';

/** Who has a hit, in a sentence; undefined when nobody has. */
export function useTaken({ assigned }: Pick<Hit, 'assigned'>): string | undefined {
  const { t, locale } = useWords();
  const { session } = useSession();
  const now = useNow();
  const nameOf = useNameOf();
  if (assigned === undefined) return undefined;
  const ago = sayAgo(now - Date.parse(assigned.since), locale);
  return assigned.to === session?.signedIn?.pseudonym ? t('desk.takenByYou', { ago }) : t('desk.takenBy', { who: nameOf(assigned.to), ago });
}

/** Takes a hit, or gives it back to the queue. */
export function Claim({ hit, act }: { hit: Hit; act: Act }): ReactNode {
  const { t } = useWords();
  const { session } = useSession();
  const taken = useTaken(hit);
  const isMine = hit.assigned !== undefined && hit.assigned.to === session?.signedIn?.pseudonym;
  const assign = (what: 'take' | 'return') => (): void => act.run((despite) => client.call(assignHit, { params: { id: hit.id }, body: { do: what, ...despite } }));
  return (
    <div className={classes['claim']}>
      {taken === undefined ? <span className={classes['quiet']}><IconUser size={18} aria-hidden /> {t('desk.nobody')}</span> : <strong><IconUserCheck size={18} aria-hidden /> {taken}</strong>}
      {isMine
        ? <Button size="sm" variant="default" onClick={assign('return')} rightSection={<kbd className={classes['key']}>u</kbd>}>{t('desk.return')}</Button>
        : <Button size="sm" variant="default" onClick={assign('take')} rightSection={<kbd className={classes['key']}>a</kbd>}>{t('desk.take')}</Button>}
    </div>
  );
}
