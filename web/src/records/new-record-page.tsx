import { Button, NativeSelect } from '@mantine/core';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { DATABASES, findDatabase } from '@watchword/api/databases/databases.ts';
import { createRecord } from '@watchword/api/records.ts';
import type { AppError } from '@watchword/api/errors.ts';
import { type ReactNode, useState } from 'react';
import { asAppError, client } from '../api.ts';
import { parseTypedDay } from '../checks/questions.ts';
import { useSession } from '../session/session.ts';
import { Page } from '../ui/page.tsx';
import { Problem } from '../ui/problem.tsx';
import { useWords } from '../words/words.tsx';
import { withoutEmpty } from './content.ts';
import { noteRecord } from './queries.ts';
import { type Draft, EMPTY_DRAFT, RecordForm } from './record-form.tsx';
import { useFillByScan } from './use-fill-by-scan.ts';
import { ScanLine } from './scan-line.tsx';

/** Enters a record: scan the document or type, choose the rest, Ctrl+Enter. */
export function NewRecordPage(): ReactNode {
  const { t, coded } = useWords();
  const navigate = useNavigate();
  const { session } = useSession();
  const { database: code } = useSearch({ from: '/records/new' });
  const database = findDatabase(code) ?? DATABASES[0];
  const own = session?.caller?.organisation;
  const [draft, setDraft] = useState<Draft>(() => startOf(code, own));
  const [error, setError] = useState<AppError>();
  const [busy, setBusy] = useState(false);
  const scan = useFillByScan(code, (fill) => setDraft((now) => ({ ...now, content: fill(now.content) })));
  if (database === undefined) return null;
  const send = async (): Promise<void> => {
    setBusy(true);
    setError(undefined);
    try {
      const record = await client.call(createRecord, { body: { database: code, ...bodyOf(draft) } });
      noteRecord(record);
      await navigate({ to: '/records/$id', params: { id: record.id } });
    } catch (cause) {
      setError(asAppError(cause));
    } finally {
      setBusy(false);
    }
  };
  const choose = (next: string): void => {
    setDraft(startOf(next, own));
    setError(undefined);
    void navigate({ to: '/records/new', search: { database: next }, replace: true });
  };
  return (
    <Page title={t('new.title')} wide actions={
      <NativeSelect aria-label={t('records.database')} size="md" value={code} onChange={(event) => choose(event.currentTarget.value)} data={DATABASES.map((one) => ({ value: one.code, label: coded('database', one.code) }))} />
    }>
      {error !== undefined && <Problem error={error} />}
      <ScanLine scan={scan} database={code} />
      <RecordForm database={database} draft={draft} onChange={setDraft} onSubmit={() => { if (!busy) void send(); }} error={error} buttons={<>
        <Button type="submit" size="md" loading={busy}>{t('new.send')} <kbd className="key">Ctrl ↵</kbd></Button>
        <Button variant="default" size="md" onClick={() => void navigate({ to: '/records', search: {} })}>{t('form.cancel')}</Button>
      </>} />
    </Page>
  );
}

/** A new draft. Where only the issuing country may enter, it is filled in: nothing else would be accepted. A person has a name. */
function startOf(code: string, own: string | undefined): Draft {
  const enters = findDatabase(code)?.enters;
  if (code === 'persons') return { ...EMPTY_DRAFT, content: { names: [{ kind: 'primary' }] } };
  return enters?.by === 'issuer' && own !== undefined ? { ...EMPTY_DRAFT, content: { [enters.field]: own } } : EMPTY_DRAFT;
}

/** A draft as the server takes it. */
export function bodyOf({ content, reference, expiresOn, hiddenFrom, hiddenFromFrontLine, hidingAuthority, confidentiality }: Draft) {
  return {
    content: withoutEmpty(content),
    ...(reference.trim() !== '' && { reference: reference.trim() }),
    ...(expiresOn.trim() !== '' && { expiresOn: parseTypedDay(expiresOn) ?? expiresOn.trim() }),
    ...(hiddenFrom.length > 0 && { hiddenFrom: [...hiddenFrom] }),
    ...(hiddenFromFrontLine && { hiddenFromFrontLine, ...(hidingAuthority.trim() !== '' && { hidingAuthority: hidingAuthority.trim() }) }),
    ...(confidentiality !== 'official-use' && { confidentiality }),
  };
}
