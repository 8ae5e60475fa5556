import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { listMailboxDevices, removeMailboxDevice, type MailboxDevice } from '@watchword/api/mailbox.ts';
import { type ReactNode, useState } from 'react';
import { asAppError, client, queries } from '../api.ts';
import { Problem } from '../ui/problem.tsx';
import { sayMoment } from '../words/say-dates.ts';
import { useWords } from '../words/words.tsx';
import classes from './messages.module.css';

const KEY = ['mailbox-devices'];

/** The browsers with which this person opens messages: one that is lost is shut out here. */
export function Devices({ here }: { here: string }): ReactNode {
  const { t } = useWords();
  const [isOpen, setOpen] = useState(false);
  const devices = useQuery({ queryKey: KEY, queryFn: () => client.call(listMailboxDevices), enabled: isOpen });
  const own = (devices.data?.items ?? []).filter((device) => device.own && device.removedAt === undefined);
  return (
    <details className={classes['cipher']} onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary>{t('messages.devices')}</summary>
      <p className={classes['muted']}>{t('messages.devicesHint')}</p>
      {devices.error !== null && <Problem error={asAppError(devices.error)} />}
      <ul className={classes['threads']}>{own.map((device) => <li key={device.id}><Row device={device} isHere={device.id === here} /></li>)}</ul>
    </details>
  );
}

function Row({ device: { id, name, enrolledAt }, isHere }: { device: MailboxDevice; isHere: boolean }): ReactNode {
  const { t, locale } = useWords();
  const remove = async (): Promise<void> => {
    await client.call(removeMailboxDevice, { params: { id }, body: { reason: 'lost' } });
    void queries.invalidateQueries({ queryKey: KEY });
  };
  return (
    <div className={classes['draft']}>
      <span className={classes['thread']}><bdi>{name}</bdi><span className={classes['muted']}>{isHere ? t('messages.thisBrowser') : t('messages.since', { day: sayMoment(enrolledAt, locale) })}</span></span>
      {!isHere && <Button size="compact-sm" variant="default" onClick={() => void remove()} aria-label={t('messages.shutOutName', { name })}>{t('messages.shutOut')}</Button>}
    </div>
  );
}
