import { Button, Textarea } from '@mantine/core';
import { listProposals, makeProposal } from '@watchword/api/people.ts';
import { useQuery } from '@tanstack/react-query';
import { type ReactNode, useState } from 'react';
import { client, queries } from '../api.ts';
import { Dialog } from '../ui/dialog.tsx';
import { sayMoment } from '../words/say-dates.ts';
import { useWords } from '../words/words.tsx';
import { confirming } from './confirmation.ts';
import { Fault } from './fault.tsx';
import classes from './session.module.css';

/** Asks for the second person that a large export needs, or says that it was asked already. */
export function SecondPerson({ onClose }: { onClose: () => void }): ReactNode {
  const { t, locale } = useWords();
  const [reason, setReason] = useState('');
  const [error, setError] = useState<unknown>();
  const [busy, setBusy] = useState(false);
  // Whoever does not administer people sees his own proposals only.
  const open = useQuery({ queryKey: ['proposals', 'own-open'], queryFn: () => client.call(listProposals, { query: { state: 'open', limit: 50 } }), staleTime: 0 });
  const waiting = open.data?.items.find(({ kind, mayWithdraw }) => kind === 'mass-export' && mayWithdraw);
  const ask = (): void => {
    setBusy(true);
    setError(undefined);
    confirming(() => client.call(makeProposal, { body: { kind: 'mass-export', reason: reason.trim() } }))
      .then(() => queries.invalidateQueries({ queryKey: ['proposals'] }), setError)
      .finally(() => setBusy(false));
  };
  return (
    <Dialog onClose={onClose} title={t('second.title')}>
      <p>{t('second.text')}</p>
      <Fault error={error ?? open.error ?? undefined} />
      {waiting !== undefined && <p role="status"><strong>{t('second.waits', { time: sayMoment(waiting.at, locale), until: sayMoment(waiting.until, locale) })}</strong> <q>{waiting.reason}</q></p>}
      {open.data !== undefined && waiting === undefined && (
        <form onSubmit={(event) => { event.preventDefault(); if (reason.trim().length >= 3) ask(); }}>
          <Textarea size="md" label={t('second.reason')} value={reason} required maxLength={500} autosize minRows={2} onChange={(event) => setReason(event.currentTarget.value)} data-autofocus />
          <div className={classes['buttons']}>
            <Button type="submit" size="md" mt="sm" loading={busy} disabled={reason.trim().length < 3}>{t('second.ask')}</Button>
            <Button size="md" mt="sm" variant="default" onClick={onClose}>{t('form.cancel')}</Button>
          </div>
        </form>
      )}
      {waiting !== undefined && <Button size="md" variant="default" onClick={onClose}>{t('second.close')}</Button>}
    </Dialog>
  );
}
