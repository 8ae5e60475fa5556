import { Button, Checkbox, FileInput, NativeSelect, Textarea, TextInput } from '@mantine/core';
import { REQUEST_KINDS, type ReceiveRequest } from '@watchword/api/requests.ts';
import { type FormEvent, type ReactNode, useState } from 'react';
import { asAppError, queries } from '../api.ts';
import { client } from '../whole-client.ts';
import { dayOfMs, formatDay } from '@watchword/api/dates.ts';
import { nowMs } from '../clock.ts';
import { Problem } from '../ui/problem.tsx';
import { useWords } from '../words/words.tsx';
import classes from './requests.module.css';

type Fields = { kind: (typeof REQUEST_KINDS)[number]; via: string; names: string; born: string; number: string; issuer: string; asks: string; contact: string; note: string; consent: boolean };
const EMPTY: Fields = { kind: 'access', via: '', names: '', born: '', number: '', issuer: '', asks: '', contact: '', note: '', consent: false };

/** A request of a person as it comes in. The copy of the identity document is read here for its digest, and stays with whoever has it. */
export function ReceiveForm({ onReceived }: { onReceived: (id: string) => void }): ReactNode {
  const { t } = useWords();
  const [fields, setFields] = useState(EMPTY);
  const [file, setFile] = useState<File | null>(null);
  const [error, setError] = useState<unknown>();
  const [busy, setBusy] = useState(false);
  const set = (change: Partial<Fields>): void => setFields({ ...fields, ...change });
  const receive = (event: FormEvent): void => {
    event.preventDefault();
    if (file === null) return;
    setBusy(true);
    setError(undefined);
    digestOf(file)
      .then((digest) => client.requests.receive(toRequest(fields, digest)))
      .then(({ id }) => {
        void queries.invalidateQueries({ queryKey: ['requests'] });
        onReceived(id);
      }, setError)
      .finally(() => setBusy(false));
  };
  return (
    <form className={classes['card']} onSubmit={receive} aria-label={t('requests.receive')}>
      <h2>{t('requests.receive')}</h2>
      {error !== undefined && <Problem error={asAppError(error)} />}
      <NativeSelect label={t('requests.asksFor')} value={fields.kind} onChange={(event) => set({ kind: REQUEST_KINDS.find((one) => one === event.currentTarget.value) ?? 'access' })} data={REQUEST_KINDS.map((one) => ({ value: one, label: t(`requests.kind.${one}`) }))} />
      <Textarea label={t('field.names')} description={t('requests.namesHint')} value={fields.names} maxLength={2000} autosize minRows={1} onChange={(event) => set({ names: event.currentTarget.value })} />
      <TextInput label={t('field.born')} description={t('requests.bornHint')} dir="ltr" value={fields.born} maxLength={10} onChange={(event) => set({ born: event.currentTarget.value })} />
      <TextInput label={t('field.documentNumber')} dir="ltr" value={fields.number} maxLength={40} onChange={(event) => set({ number: event.currentTarget.value })} />
      <TextInput label={t('field.issuer')} dir="ltr" value={fields.issuer} maxLength={3} onChange={(event) => set({ issuer: event.currentTarget.value.toUpperCase() })} />
      <Textarea label={t('requests.inWords')} required value={fields.asks} maxLength={2000} autosize minRows={2} onChange={(event) => set({ asks: event.currentTarget.value })} />
      <Textarea label={t('requests.contact')} required value={fields.contact} maxLength={2000} autosize minRows={1} onChange={(event) => set({ contact: event.currentTarget.value })} />
      <FileInput label={t('requests.identityFile')} description={t('requests.identityHint')} required value={file} onChange={setFile} />
      <TextInput label={t('requests.identityNote')} value={fields.note} maxLength={2000} onChange={(event) => set({ note: event.currentTarget.value })} />
      <TextInput label={t('requests.viaBureau')} description={t('requests.viaHint')} dir="ltr" value={fields.via} maxLength={3} onChange={(event) => set({ via: event.currentTarget.value.toUpperCase() })} />
      <Checkbox label={t('requests.consents')} checked={fields.consent} onChange={(event) => set({ consent: event.currentTarget.checked })} />
      <div className={classes['buttons']}><Button size="md" type="submit" loading={busy}>{t('requests.receiveNow')}</Button></div>
    </form>
  );
}

function toRequest({ kind, via, names, born, number, issuer, asks, contact, note, consent }: Fields, digest: string): ReceiveRequest {
  const all = names.split('\n').map((name) => name.trim()).filter((name) => name !== '');
  const subject = {
    ...(all.length > 0 && { names: all }), ...(born.trim() !== '' && { born: born.trim() }),
    ...(number.trim() !== '' && { documents: [{ number: number.trim(), ...(issuer !== '' && { issuer }) }] }),
  };
  return { kind, subject, asks, contact, evidence: { digest, ...(note.trim() !== '' && { note: note.trim() }) }, ...(via !== '' && { via }), ...(consent && { consent: { given: true, on: formatDay(dayOfMs(nowMs())) } }) };
}

async function digestOf(file: File): Promise<string> {
  const bytes = new Uint8Array(await crypto.subtle.digest('SHA-256', await file.arrayBuffer()));
  return [...bytes].map((byte) => byte.toString(16).padStart(2, '0')).join('');
}
