import { Button, Skeleton } from '@mantine/core';
import { useNavigate, useParams } from '@tanstack/react-router';
import { getDatabase } from '@watchword/api/databases/databases.ts';
import type { AppError } from '@watchword/api/errors.ts';
import { amendRecord, getRecord, type RecordAnswer } from '@watchword/api/records.ts';
import { type ReactNode, useState } from 'react';
import { asAppError, client } from '../api.ts';
import { parseTypedDay } from '../checks/questions.ts';
import { Page } from '../ui/page.tsx';
import { Problem } from '../ui/problem.tsx';
import { useWords } from '../words/words.tsx';
import { Conflict } from './conflict.tsx';
import { isSame, patchOf, withoutEmpty } from './content.ts';
import { noteRecord, useRecord } from './queries.ts';
import { type Draft, RecordForm } from './record-form.tsx';

/** Amends a record. When somebody else was faster, both versions are shown field by field. */
export function AmendPage(): ReactNode {
  const { t } = useWords();
  const { id } = useParams({ from: '/records/$id/amend' });
  const query = useRecord(id);
  const [base, setBase] = useState<RecordAnswer>();
  const record = base ?? query.data;
  if (query.error !== null) return <Page title={t('amend.title')}><Problem error={asAppError(query.error)} retry={() => void query.refetch()} /></Page>;
  if (record === undefined) return <Page title={t('amend.title')}><Skeleton height={240} /></Page>;
  return <Amend key={record.id} record={record} onNewBase={setBase} />;
}

function Amend({ record, onNewBase }: { record: RecordAnswer; onNewBase: (record: RecordAnswer) => void }): ReactNode {
  const { t } = useWords();
  const navigate = useNavigate();
  const [start, setStart] = useState(record);
  const [draft, setDraft] = useState<Draft>(() => draftOf(record));
  const [error, setError] = useState<AppError>();
  const [theirs, setTheirs] = useState<RecordAnswer>();
  const [busy, setBusy] = useState(false);
  const leave = (): void => void navigate({ to: '/records/$id', params: { id: record.id } });
  const send = async (): Promise<void> => {
    const body = changesOf(start, draft);
    if (Object.keys(body).length === 0) return leave();
    setBusy(true);
    setError(undefined);
    try {
      noteRecord(await client.call(amendRecord, { params: { id: record.id }, body }, { version: start.version }));
      leave();
    } catch (cause) {
      const refused = asAppError(cause);
      if (refused.code === 'record.version-conflict') setTheirs(await client.call(getRecord, { params: { id: record.id } }).catch(() => undefined));
      else setError(refused);
    } finally {
      setBusy(false);
    }
  };
  const settle = (content: Draft['content'], current: RecordAnswer): void => {
    setStart(current);
    onNewBase(current);
    setDraft({ ...draft, content });
    setTheirs(undefined);
  };
  return (
    <Page title={t('amend.title')} wide>
      {error !== undefined && <Problem error={error} />}
      {theirs !== undefined && <Conflict base={start} mine={withoutEmpty(draft.content)} theirs={theirs} onSettle={settle} />}
      <RecordForm database={getDatabase(record.database)} draft={draft} onChange={setDraft} onSubmit={() => { if (!busy) void send(); }} error={error} buttons={<>
        <Button type="submit" size="md" loading={busy}>{t('amend.send')} <kbd className="key">Ctrl ↵</kbd></Button>
        <Button variant="default" size="md" onClick={leave}>{t('form.cancel')}</Button>
      </>} />
    </Page>
  );
}

function draftOf(record: RecordAnswer): Draft {
  const { content, reference = '', expiresOn, hiddenFrom = [], hiddenFromFrontLine = false, confidentiality = 'official-use' } = record;
  return { content, reference, expiresOn, hiddenFrom, hiddenFromFrontLine, hidingAuthority: '', confidentiality };
}

/** The merge patch between the record as it was read and the draft. */
function changesOf(record: RecordAnswer, draft: Draft) {
  const before = draftOf(record);
  const content = patchOf(record.content, withoutEmpty(draft.content));
  const reference = draft.reference.trim();
  const expiresOn = parseTypedDay(draft.expiresOn) ?? draft.expiresOn.trim();
  return {
    ...(Object.keys(content).length > 0 && { content }),
    ...(reference !== before.reference && { reference: reference === '' ? null : reference }),
    ...(expiresOn !== '' && expiresOn !== before.expiresOn && { expiresOn }),
    ...(!isSame(draft.hiddenFrom, before.hiddenFrom) && { hiddenFrom: draft.hiddenFrom.length === 0 ? null : [...draft.hiddenFrom] }),
    ...(draft.hiddenFromFrontLine !== before.hiddenFromFrontLine && { hiddenFromFrontLine: draft.hiddenFromFrontLine }),
    ...(draft.hiddenFromFrontLine && draft.hidingAuthority.trim() !== '' && { hiddenFromFrontLine: true, hidingAuthority: draft.hidingAuthority.trim() }),
    ...(draft.confidentiality !== before.confidentiality && { confidentiality: draft.confidentiality }),
  };
}
