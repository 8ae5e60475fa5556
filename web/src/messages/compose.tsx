import { Button, FileButton, NativeSelect, Progress, Textarea, TextInput } from '@mantine/core';
import { IconLock, IconPaperclip, IconSend, IconX } from '@tabler/icons-react';
import { fetchMail, removeDraft } from '@watchword/api/mailbox.ts';
import { ATTACHMENT_BYTES_MAX, ATTACHMENTS_MAX, HANDLING_CODES, PRIORITIES, type HandlingCode, type Priority } from '@watchword/api/message-format.ts';
import { findTemplate, TEMPLATE_LANGUAGES, templateLanguage, TEMPLATES, textOfTemplate, type TemplateLanguage } from '@watchword/sdk/mailbox/templates.ts';
import { type DragEvent, type KeyboardEvent, type ReactNode, useEffect, useState } from 'react';
import { asAppError, client } from '../api.ts';
import { useSession } from '../session/session.ts';
import { Problem } from '../ui/problem.tsx';
import { useWords } from '../words/words.tsx';
import { CardForms } from './card-forms.tsx';
import type { OpenMailbox } from './device.ts';
import { newDraftId, saveDraft, type DraftContent } from './drafts.ts';
import { SaveGroup } from './groups.tsx';
import { HitReplyForm } from './hit-reply.tsx';
import { Phrases } from './phrases.tsx';
import { RecipientsInput } from './recipients-input.tsx';
import { sayBytes } from './say-bytes.ts';
import { useOrganisations } from './say-organisation.ts';
import { sendMessage, type Sent, type Written } from './send-message.ts';
import { freshenMail, useAddressees } from './use-mailbox.ts';
import classes from './messages.module.css';

/** What a message begins with: a reply, a forward, a draft, or a link from elsewhere. */
export type Beginning = Partial<DraftContent> & { readonly draft?: string };

type ComposeProps = { readonly open: OpenMailbox; readonly beginning: Beginning; readonly onClose: (thread?: string, sent?: Pick<Sent, 'renewed' | 'changed'>) => void };

const EMPTY: Written = { to: [], subject: '', text: '', priority: 'routine', handling: 'police', case: '', language: 'en', cards: [], files: [] };
/** A draft is kept when nothing was typed for so long, in ms. */
const KEEP_AFTER_MS = 1500;

/** Writing a message. Ctrl+Enter sends; nothing is asked about keys. */
export function Compose({ open, beginning, onClose }: ComposeProps): ReactNode {
  const { t, language } = useWords();
  const { draft: earlier, ...begun } = beginning;
  const [written, setWritten] = useState<Written>({ ...EMPTY, language, ...begun });
  const [draft] = useState(() => earlier ?? newDraftId());
  const [progress, setProgress] = useState<number>();
  const [error, setError] = useState<unknown>();
  const [isOver, setOver] = useState(false);
  const { session } = useSession();
  const change = (part: Partial<Written>): void => setWritten((before) => ({ ...before, ...part }));
  const isKept = useDraft(draft, { written, open, isOff: progress !== undefined });
  const addFiles = (files: readonly File[]): void => change({ files: [...written.files, ...files].slice(0, ATTACHMENTS_MAX) });
  const tooLarge = written.files.find(({ size }) => size > ATTACHMENT_BYTES_MAX);
  const mayNotSend = written.to.length === 0 || progress !== undefined || tooLarge !== undefined || (written.subject.trim() === '' && written.text.trim() === '');
  const send = async (): Promise<void> => {
    if (mayNotSend) return;
    setError(undefined);
    setProgress(0);
    try {
      const { id, ...keys } = await sendMessage(written, open, { author: session?.signedIn?.pseudonym ?? '', onProgress: setProgress });
      await client.call(removeDraft, { params: { id: draft } }).catch(() => undefined);
      // What was sent is shown as the bureau has it: fetched, verified and opened like any other.
      await client.call(fetchMail, undefined, { retries: 0 }).catch(() => undefined);
      freshenMail();
      onClose(written.thread ?? id, keys);
    } catch (cause) {
      setError(cause);
      setProgress(undefined);
    }
  };
  const onKey = (event: KeyboardEvent): void => {
    if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) {
      event.preventDefault();
      void send();
    }
  };
  const onDrop = (event: DragEvent): void => {
    event.preventDefault();
    setOver(false);
    addFiles([...event.dataTransfer.files]);
  };
  return (
    <form
      className={classes['compose']} data-over={isOver} aria-label={t('messages.compose')} onKeyDown={onKey} onDrop={onDrop}
      onSubmit={(event) => { event.preventDefault(); void send(); }} onDragOver={(event) => { event.preventDefault(); setOver(true); }} onDragLeave={() => setOver(false)}
    >
      {error !== undefined && <SendProblem error={error} to={written.to} />}
      <RecipientsInput value={written.to} onChange={(to) => change({ to })} autoFocus={written.to.length === 0} />
      <LockLine to={written.to} />
      <SaveGroup members={written.to} />
      <TemplateChoice written={written} onChange={change} />
      <TextInput label={t('messages.subject')} value={written.subject} onChange={(event) => change({ subject: event.currentTarget.value })} maxLength={300} dir="auto" autoComplete="off" data-autofocus={written.to.length > 0} />
      {written.hit !== undefined && <HitReplyForm hit={written.hit} value={written.answer} onChange={(answer) => change({ answer })} />}
      <Textarea label={t('messages.text')} value={written.text} onChange={(event) => change({ text: event.currentTarget.value })} autosize minRows={7} maxRows={22} maxLength={200_000} dir="auto" />
      <Phrases language={written.language} onChoose={(phrase) => change({ text: written.text.trim() === '' ? phrase : `${written.text.trimEnd()}\n${phrase}` })} />
      <div className={classes['row']}>
        <NativeSelect label={t('messages.priorityLabel')} value={written.priority} onChange={(event) => change({ priority: event.currentTarget.value as Priority })} data={PRIORITIES.map((value) => ({ value, label: t(`messages.priority.${value}`) }))} />
        <NativeSelect label={t('messages.handlingLabel')} value={written.handling} onChange={(event) => change({ handling: event.currentTarget.value as HandlingCode })} data={HANDLING_CODES.map((value) => ({ value, label: t(`messages.handling.${value}`) }))} />
        <TextInput label={t('messages.case')} value={written.case} onChange={(event) => change({ case: event.currentTarget.value })} maxLength={120} dir="auto" autoComplete="off" />
      </div>
      <CardForms cards={written.cards} origin={open.mailbox.organisation} onChange={(cards) => change({ cards })} />
      <Files files={written.files} onAdd={addFiles} onRemove={(at) => change({ files: written.files.filter((_, place) => place !== at) })} />
      {tooLarge !== undefined && <p role="alert">{t('messages.tooLarge', { name: tooLarge.name })}</p>}
      {progress !== undefined && <Progress value={progress * 100} aria-label={t('messages.sending')} />}
      <div className={classes['row']}>
        <Button type="submit" leftSection={<IconSend size={18} aria-hidden />} rightSection={<kbd className={classes['key']}>Ctrl+Enter</kbd>} disabled={mayNotSend} loading={progress !== undefined}>{t('messages.send')}</Button>
        <Button variant="default" onClick={() => onClose(written.thread)}>{t('form.cancel')}</Button>
        <span role="status" className={classes['muted']}>{isKept ? t('messages.draftKept') : ''}</span>
      </div>
    </form>
  );
}

/** Keeps what is written, when it has stood for a moment. Answers whether it is kept as it stands. */
function useDraft(id: string, { written, open, isOff }: { written: Written; open: OpenMailbox; isOff: boolean }): boolean {
  const { files: _, ...content } = written;
  const text = JSON.stringify(content);
  const [kept, setKept] = useState(text);
  const [first] = useState(text);
  useEffect(() => {
    if (isOff || text === kept || text === first) return undefined;
    const timer = setTimeout(() => void saveDraft(id, JSON.parse(text) as DraftContent, open).then(() => setKept(text), () => undefined), KEEP_AFTER_MS);
    return () => clearTimeout(timer);
  }, [id, text, kept, first, open, isOff]);
  return kept === text && text !== first;
}

/** Who can read it, in words. */
function LockLine({ to }: { to: readonly string[] }): ReactNode {
  const { t } = useWords();
  const say = useOrganisations();
  const ready = useAddressees().data?.items;
  const without = to.filter((code) => ready?.some((one) => one.organisation === code && !one.ready) === true);
  if (to.length === 0) return null;
  if (without.length > 0) return <p className={classes['lock']} role="status" data-bad>{t('messages.noMailbox', { who: say(without.slice(0, 5)) })}</p>;
  return <p className={classes['lock']} role="status"><IconLock size={18} aria-hidden /> {t('messages.encryptedFor', { who: to.length > 6 ? t('messages.bureaus', { count: to.length }) : say(to) })}</p>;
}

/** Why nothing was sent, and what to do. */
function SendProblem({ error, to }: { error: unknown; to: readonly string[] }): ReactNode {
  const { t } = useWords();
  const say = useOrganisations();
  const problem = asAppError(error);
  const { detail } = problem.details;
  const who = detail !== undefined && /^[A-Z, -]+$/.test(detail) ? say(detail.split(', ')) : say(to.slice(0, 3));
  if (problem.code === 'key.unpinned') return <p role="alert" className={classes['alarms']}>{t('messages.notSigned', { who })}</p>;
  if (problem.code === 'key.not-enrolled' || problem.code === 'key.epoch-due') return <p role="alert" className={classes['alarms']}>{t('messages.noMailbox', { who })}</p>;
  return <Problem error={problem} title={t('messages.notSent')} />;
}

function TemplateChoice({ written, onChange }: { written: Written; onChange: (part: Partial<Written>) => void }): ReactNode {
  const { t, language } = useWords();
  const [wanted, setWanted] = useState<TemplateLanguage>(templateLanguage(written.language) ?? 'en');
  const choose = (id: string, inLanguage: TemplateLanguage): void => {
    const template = findTemplate(id);
    if (template === undefined) return onChange({ template: undefined });
    const isFree = written.text.trim() === '' || TEMPLATES.some((one) => TEMPLATE_LANGUAGES.some((other) => written.text === textOfTemplate(one, other)));
    onChange({ template: id, language: inLanguage, ...(isFree && { text: textOfTemplate(template, inLanguage), subject: template.title[inLanguage] }) });
  };
  return (
    <div className={classes['row']}>
      <NativeSelect label={t('messages.template')} value={written.template ?? ''} onChange={(event) => choose(event.currentTarget.value, wanted)} data={[{ value: '', label: t('messages.noTemplate') }, ...TEMPLATES.map(({ id, title }) => ({ value: id, label: title[templateLanguage(language) ?? 'en'] }))]} />
      <NativeSelect label={t('messages.language')} value={wanted} onChange={(event) => { const next = TEMPLATE_LANGUAGES.find((one) => one === event.currentTarget.value) ?? 'en'; setWanted(next); onChange({ language: next }); if (written.template !== undefined) choose(written.template, next); }} data={TEMPLATE_LANGUAGES.map((value) => ({ value, label: t(`messages.lang.${value}`) }))} />
    </div>
  );
}

function Files({ files, onAdd, onRemove }: { files: readonly File[]; onAdd: (files: readonly File[]) => void; onRemove: (at: number) => void }): ReactNode {
  const { t, locale } = useWords();
  return (
    <div className={classes['files']}>
      <FileButton onChange={onAdd} multiple>{(props) => <Button {...props} variant="default" leftSection={<IconPaperclip size={18} aria-hidden />}>{t('messages.addFiles')}</Button>}</FileButton>
      <span className={classes['muted']}>{t('messages.dropHint')}</span>
      <ul>{files.map((file, at) => <li key={`${file.name} ${at}`}><bdi>{file.name}</bdi> <span className={classes['muted']}>{sayBytes(file.size, locale)}</span> <Button size="compact-sm" variant="subtle" onClick={() => onRemove(at)} aria-label={t('messages.removeFile', { name: file.name })}><IconX size={16} aria-hidden /></Button></li>)}</ul>
    </div>
  );
}
