import { Button, Skeleton } from '@mantine/core';
import { IconMailPlus } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { asAppError } from '../../api.ts';
import { useAddressees, useFound } from '../../messages/use-mailbox.ts';
import { useSession } from '../../session/session.ts';
import { Problem } from '../../ui/problem.tsx';
import { sayMoment } from '../../words/say-dates.ts';
import { useWords } from '../../words/words.tsx';
import { useThisOperation } from '../frame.tsx';
import { Panel } from './panel.tsx';
import classes from './room.module.css';

const SHOWN = 5;

/** Messages that name the operation, found at the own bureau alone, and the way to write to everybody who takes part. The hub reads none of them. */
export function RoomMessages(): ReactNode {
  const { session } = useSession();
  const { members, plan: { code } } = useThisOperation();
  const rights = session?.caller?.permissions ?? [];
  if (!rights.includes('message:read')) return null;
  const others = members.filter(({ organisation, state, role }) => state === 'accepted' && role !== 'partner' && organisation !== session?.caller?.organisation).map(({ organisation }) => organisation);
  return <Found code={code} others={rights.includes('message:send') ? others : []} />;
}

function Found({ code, others }: { code: string; others: readonly string[] }): ReactNode {
  const { t, locale } = useWords();
  const found = useFound(code);
  // A bureau that has no keys yet can be sent nothing.
  const ready = new Set((useAddressees().data?.items ?? []).filter((one) => one.ready).map(({ organisation }) => organisation));
  const to = others.filter((organisation) => ready.has(organisation));
  const items = (found.data?.items ?? []).slice(0, SHOWN);
  return (
    <Panel title={t('operations.room.messages')} name="messages">
      {found.error !== null && <Problem error={asAppError(found.error)} retry={() => void found.refetch()} />}
      {found.isPending && <Skeleton height={60} />}
      {found.isSuccess && items.length === 0 && <p className={classes['nothing']}>{t('operations.room.noMessages', { code })}</p>}
      <ol className={classes['feed']}>
        {items.map(({ id, thread, subject, from, at }) => (
          <li key={id}><p className={classes['heardHead']}><Link to="/messages" search={{ thread }}><bdi>{subject === '' ? code : subject}</bdi></Link> · <bdi dir="ltr">{from}</bdi> · {sayMoment(at, locale)}</p></li>
        ))}
      </ol>
      {to.length > 0 && <Button renderRoot={(props) => <Link to="/messages" search={{ new: 'yes', to: to.join(','), about: code }} {...props} />} variant="default" size="xs" mt="sm" leftSection={<IconMailPlus size={16} aria-hidden />}>{t('operations.room.writeToAll', { count: to.length })}</Button>}
    </Panel>
  );
}
