import { Button } from '@mantine/core';
import { IconAlertTriangle } from '@tabler/icons-react';
import { seeAlarms } from '@watchword/api/mailbox.ts';
import type { ReactNode } from 'react';
import { client, queries } from '../api.ts';
import { sayMoment } from '../words/say-dates.ts';
import { useWords } from '../words/words.tsx';
import { sayOrganisation } from './say-organisation.ts';
import { freshenMail, useAlarms } from './use-mailbox.ts';
import classes from './messages.module.css';

/** What was refused and nobody has looked at yet, in sentences that say what to do. */
export function Alarms(): ReactNode {
  const words = useWords();
  const { t, coded, locale } = words;
  const alarms = (useAlarms().data?.items ?? []).filter(({ seenAt }) => seenAt === undefined);
  if (alarms.length === 0) return null;
  const see = async (): Promise<void> => {
    await client.call(seeAlarms);
    freshenMail();
    void queries.invalidateQueries({ queryKey: ['mailbox'] });
  };
  return (
    <section className={classes['alarms']} role="alert" aria-label={t('messages.alarms')}>
      <h2><IconAlertTriangle size={20} aria-hidden /> {t('messages.alarms')}</h2>
      <ul>{alarms.map(({ id, at, code, organisation }) => <li key={id}>{sayMoment(at, locale)} · <strong>{sayOrganisation(organisation, words)}</strong>: {coded('error', code)} <span className={classes['muted']}><bdi dir="ltr">{code}</bdi></span></li>)}</ul>
      <Button size="sm" variant="default" onClick={() => void see()}>{t('messages.seen')}</Button>
    </section>
  );
}
