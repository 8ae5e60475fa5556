import { Button, Skeleton, TextInput } from '@mantine/core';
import { IconPaperclip } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { addAttachment, ATTACHMENT_LIMITS, ATTACHMENT_TYPES, describeAttachment, getAttachment, listAttachments, removeAttachment, type Attachment } from '@watchword/api/joint/attachments.ts';
import { AppError } from '@watchword/api/errors.ts';
import { type ReactNode, useEffect, useRef, useState } from 'react';
import { asAppError, client } from '../../api.ts';
import { Ltr } from '../../ui/ltr.tsx';
import { Problem } from '../../ui/problem.tsx';
import { save } from '../../ui/save.ts';
import { sayMoment } from '../../words/say-dates.ts';
import { useWords } from '../../words/words.tsx';
import { countedKey } from '../queries.ts';
import { fetchFile } from './download.ts';
import classes from './reports.module.css';

type Of = { readonly operation: string; readonly incident: string };
/** `mayRead`: whoever reads operations sees what is there; an officer in the field sees what he has just attached. */
export type AttachmentsProps = Of & { readonly mayChange: boolean; readonly mayRead?: boolean };

/** Photographs and files of an incident: those that are there, and a way to add one. */
export function Attachments({ operation, incident, mayChange, mayRead = true }: AttachmentsProps): ReactNode {
  const { t } = useWords();
  const [added, setAdded] = useState<readonly Attachment[]>([]);
  const params = { id: operation, incident };
  const found = useQuery({ queryKey: countedKey(operation, 'attachments', incident), queryFn: async () => (await client.call(listAttachments, { params })).items, enabled: mayRead });
  const items = mayRead ? found.data : added;
  const refresh = (): void => void found.refetch();
  return (
    <section className={classes['card']} aria-label={t('operations.attachments.title')}>
      <h2>{t('operations.attachments.title')}</h2>
      {mayRead && found.error !== null && <Problem error={asAppError(found.error)} retry={refresh} />}
      {items === undefined ? found.error === null && <Skeleton height={60} /> : items.length === 0 ? <p className={classes['lead']}>{t('operations.attachments.none')}</p> : <ul className={classes['items']}>{items.map((one, at) => <li key={one.id}><Item of={{ operation, incident }} attachment={one} number={at + 1} mayChange={mayChange && mayRead} mayRead={mayRead} onChanged={refresh} /></li>)}</ul>}
      {mayChange && (items?.length ?? 0) < ATTACHMENT_LIMITS.ofIncident && <AddFile of={{ operation, incident }} onAdded={(one) => (mayRead ? refresh() : setAdded([...added.filter(({ id }) => id !== one.id), one]))} />}
    </section>
  );
}

function AddFile({ of: { operation, incident }, onAdded }: { of: Of; onAdded: (added: Attachment) => void }): ReactNode {
  const { t } = useWords();
  const input = useRef<HTMLInputElement>(null);
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<unknown>();
  const send = (files: FileList | null): void => {
    if (files === null || files.length === 0) return;
    setBusy(true);
    setError(undefined);
    void (async () => {
      for (const file of files) onAdded(await sendFile(operation, incident, file));
    })().catch(setError).finally(() => setBusy(false));
  };
  return (
    <>
      {error !== undefined && <Problem error={asAppError(error)} />}
      <input ref={input} className={classes['file']} type="file" multiple accept={ATTACHMENT_TYPES.join(',')} tabIndex={-1} aria-label={t('operations.attachments.add')} data-testid="attachment-file" onChange={(event) => { send(event.currentTarget.files); event.currentTarget.value = ''; }} />
      <Button variant="default" leftSection={<IconPaperclip size={18} aria-hidden />} loading={busy} onClick={() => input.current?.click()}>{t('operations.attachments.add')}</Button>
      <p className={classes['hint']} role="status">{busy ? t('operations.attachments.sending') : t('operations.attachments.hint')}</p>
    </>
  );
}

/** Sends one file. What it is the server sees for itself. @throws AppError `request.too-large` before anything is sent */
export async function sendFile(operation: string, incident: string, file: Blob): Promise<Attachment> {
  if (file.size > ATTACHMENT_LIMITS.bytes) throw new AppError('request.too-large', {});
  const type = (ATTACHMENT_TYPES as readonly string[]).includes(file.type) ? file.type : 'text/plain';
  return await client.upload(addAttachment, { params: { id: operation, incident } }, new Uint8Array(await file.arrayBuffer()), { type, timeout: 120_000 });
}

type ItemProps = { readonly of: Of; readonly attachment: Attachment; readonly number: number; readonly mayChange: boolean; readonly mayRead: boolean; readonly onChanged: () => void };

function Item({ of: { operation, incident }, attachment, number, mayChange, mayRead, onChanged }: ItemProps): ReactNode {
  const { t, locale } = useWords();
  const { id, type, bytes, sha256, addedAt, caption } = attachment;
  const [shown, setShown] = useState<string>();
  const [sure, setSure] = useState(false);
  const [error, setError] = useState<unknown>();
  const params = { id: operation, incident, attachment: id };
  useEffect(() => () => { if (shown !== undefined) URL.revokeObjectURL(shown); }, [shown]);
  const fetched = (then: (blob: Blob) => void): void => void fetchFile(getAttachment, { params }, { type }).then(then, setError);
  return (
    <>
      {error !== undefined && <Problem error={asAppError(error)} />}
      {shown !== undefined && <img className={classes['picture']} src={shown} alt={caption ?? t('operations.attachments.picture', { number })} />}
      <p className={classes['facts']}><strong>{t(`operations.attachments.type.${type}`)}</strong>{caption !== undefined && <bdi>{caption}</bdi>}<span>{new Intl.NumberFormat(locale, { style: 'unit', unit: 'kilobyte', maximumFractionDigits: 0 }).format(Math.max(1, bytes / 1000))}</span><time dateTime={addedAt}>{sayMoment(addedAt, locale)}</time><span title={sha256}><Ltr>{sha256.slice(0, 12)}</Ltr></span></p>
      {mayRead && (
        <div className={classes['buttons']}>
          {type === 'image/jpeg' && shown === undefined && <Button variant="default" size="compact-md" onClick={() => fetched((blob) => setShown(URL.createObjectURL(blob)))}>{t('operations.attachments.show')}</Button>}
          <Button variant="default" size="compact-md" onClick={() => fetched((blob) => save(blob, `${id}.${ENDINGS[type]}`))}>{t('operations.attachments.save')}</Button>
          {mayChange && <Button variant="default" size="compact-md" onClick={() => (sure ? void client.call(removeAttachment, { params }).then(onChanged, setError) : setSure(true))}>{t(sure ? 'operations.attachments.removeSure' : 'operations.attachments.remove')}</Button>}
        </div>
      )}
      {mayChange && <TextInput label={t('operations.attachments.caption')} defaultValue={caption ?? ''} maxLength={300} onBlur={(event) => { const said = event.currentTarget.value.trim(); if (said !== (caption ?? '')) void client.call(describeAttachment, { params, body: { caption: said === '' ? null : said } }).then(onChanged, setError); }} />}
    </>
  );
}

const ENDINGS = { 'image/jpeg': 'jpg', 'application/pdf': 'pdf', 'text/plain': 'txt' } as const;
