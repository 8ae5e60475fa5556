import { Button, TextInput } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { comparePin, listPins, type MailboxPin } from '@watchword/api/mailbox.ts';
import { type ReactNode, useState } from 'react';
import { asAppError, client, queries } from '../api.ts';
import { CountryInput } from '../ui/country-input.tsx';
import { Ltr } from '../ui/ltr.tsx';
import { Problem } from '../ui/problem.tsx';
import { sayMoment } from '../words/say-dates.ts';
import { useWords } from '../words/words.tsx';
import { sayOrganisation } from './say-organisation.ts';
import classes from './messages.module.css';

const KEY = ['mailbox-pins'];

/** Fingerprints: one's own, to be read out to others, and theirs, to be compared with what they read out. */
export function Pins(): ReactNode {
  const words = useWords();
  const { t, locale } = words;
  const [isOpen, setOpen] = useState(false);
  const [of, setOf] = useState<string>();
  const pins = useQuery({ queryKey: KEY, queryFn: () => client.call(listPins), enabled: isOpen });
  const compared = (pins.data?.items ?? []).filter(({ comparedAt }) => comparedAt !== undefined);
  const chosen = pins.data?.items.find(({ organisation }) => organisation === of);
  return (
    <details className={classes['cipher']} onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary>{t('messages.pins')}</summary>
      <p className={classes['muted']}>{t('messages.pinsHint')}</p>
      {pins.error !== null && <Problem error={asAppError(pins.error)} />}
      {pins.data?.own !== undefined && <p>{t('messages.pinOwn')} <strong className={classes['pin']}><Ltr>{spaced(pins.data.own)}</Ltr></strong></p>}
      {pins.data !== undefined && <p className={classes['muted']}>{t('messages.pinsCompared', { compared: compared.length, all: pins.data.items.length })}</p>}
      <CountryInput label={t('messages.pinOf')} value={of} onChange={setOf} />
      {of !== undefined && pins.data !== undefined && (chosen === undefined ? <p className={classes['muted']}>{t('messages.pinNone')}</p> : <Compare key={of} pin={chosen} />)}
      <ul className={classes['threads']}>{compared.map(({ organisation, comparedAt, by }) => <li key={organisation}><span className={classes['thread']}>{sayOrganisation(organisation, words)}<span className={classes['muted']}>{t('messages.pinComparedOn', { day: sayMoment(comparedAt ?? '', locale) })} <bdi dir="ltr">{by}</bdi></span></span></li>)}</ul>
    </details>
  );
}

function Compare({ pin: { organisation, comparedAt } }: { pin: MailboxPin }): ReactNode {
  const { t, locale } = useWords();
  const [typed, setTyped] = useState('');
  const [error, setError] = useState<unknown>();
  const [busy, setBusy] = useState(false);
  const send = (): void => {
    setBusy(true);
    setError(undefined);
    client.call(comparePin, { params: { organisation }, body: { fingerprint: typed.trim() } }).then(() => {
      setTyped('');
      void queries.invalidateQueries({ queryKey: KEY });
    }, (cause: unknown) => {
      setError(cause);
      void queries.invalidateQueries({ queryKey: ['mail', 'alarms'] });
    }).finally(() => setBusy(false));
  };
  return (
    <div className={classes['reply']}>
      {comparedAt !== undefined && <p role="status">{t('messages.pinComparedOn', { day: sayMoment(comparedAt, locale) })}</p>}
      {error !== undefined && <Problem error={asAppError(error)} title={t('messages.pinOther')} />}
      <TextInput label={t('messages.pinGiven')} description={t('messages.pinGivenHint')} value={typed} onChange={(event) => setTyped(event.currentTarget.value)} maxLength={100} autoComplete="off" spellCheck={false} dir="ltr" />
      <Button variant="default" loading={busy} disabled={typed.trim() === ''} onClick={send}>{t('messages.pinCompare')}</Button>
    </div>
  );
}

/** In groups of four, as it is read out. */
function spaced(pin: string): string {
  return pin.replaceAll(/(.{4})(?=.)/g, '$1 ');
}
