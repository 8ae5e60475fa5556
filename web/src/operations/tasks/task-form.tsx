import { Button, NativeSelect, Textarea, TextInput } from '@mantine/core';
import type { FieldError } from '@watchword/api/errors.ts';
import type { JointOperation } from '@watchword/api/joint/plans.ts';
import { addTask, changeTask, type JointTask, type TaskContent } from '@watchword/api/joint/tasks.ts';
import { TASK_AUDIENCES } from '@watchword/api/joint/words.ts';
import { type FormEvent, type ReactNode, useState } from 'react';
import { asAppError, client } from '../../api.ts';
import { useSession } from '../../session/session.ts';
import { Problem } from '../../ui/problem.tsx';
import { sayCountry } from '../../words/countries.ts';
import { useWords } from '../../words/words.tsx';
import classes from './tasks.module.css';

type TaskProps = { readonly operation: JointOperation; readonly first: TaskContent; readonly task?: JointTask; readonly onDone: () => void; readonly onCancel: () => void };

/** An item of a list as it is being written. Times are typed in UTC, which is the same for everybody. */
export function TaskForm({ operation: { id, members }, first, task, onDone, onCancel }: TaskProps): ReactNode {
  const { t, coded, locale } = useWords();
  const { session } = useSession();
  const own = session?.caller?.organisation;
  const [fields, setFields] = useState({ title: first.title, note: first.note ?? '', owner: first.owner ?? (task === undefined ? (own ?? '') : ''), desk: first.desk ?? '', due: first.dueAt?.slice(0, 16) ?? '' });
  const [audience, setAudience] = useState<'own' | 'all'>(task?.audience ?? 'own');
  const [faults, setFaults] = useState<readonly FieldError[]>([]);
  const [error, setError] = useState<unknown>();
  const set = (change: Partial<typeof fields>): void => setFields({ ...fields, ...change });
  const errorOf = (name: string): string | undefined => {
    const fault = faults.find(({ pointer }) => pointer.endsWith(`/${name}`));
    return fault === undefined ? undefined : coded('mend', fault.code, fault.detail);
  };
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    const title = fields.title.trim();
    setError(undefined);
    setFaults(title === '' ? [{ pointer: '/title', code: 'required', detail: '' }] : []);
    if (title === '') return;
    const content: TaskContent = { list: first.list, title, ...(fields.note.trim() !== '' && { note: fields.note.trim() }), ...(fields.owner !== '' && { owner: fields.owner }), ...(fields.desk.trim() !== '' && { desk: fields.desk.trim() }), ...(fields.due !== '' && { dueAt: `${fields.due}Z` }) };
    const sent = task === undefined ? client.call(addTask, { params: { id }, body: { audience, content } }) : client.call(changeTask, { params: { id, task: task.id }, body: content }, { version: task.version });
    sent.then(onDone, (failed: unknown) => {
      setError(failed);
      setFaults(asAppError(failed).details.errors ?? []);
    });
  };
  const owners = members.filter(({ role, state }) => role !== 'partner' && (state === 'accepted' || state === 'invited')).map(({ organisation }) => organisation);
  return (
    <form className={classes['form']} noValidate onSubmit={submit} aria-label={t(`operations.tasks.add.${first.list}`)}>
      {error !== undefined && <Problem error={asAppError(error)} />}
      <TextInput label={t(`operations.tasks.what.${first.list}`)} required autoFocus value={fields.title} maxLength={120} error={errorOf('title')} onChange={(event) => set({ title: event.currentTarget.value })} />
      <div className={classes['fields']}>
        <NativeSelect label={t('operations.tasks.owner')} value={fields.owner} error={errorOf('owner')} data={[{ value: '', label: t('operations.tasks.nobody') }, ...owners.map((code) => ({ value: code, label: `${coded('country', code, sayCountry(code, locale))} (${code})` }))]} onChange={(event) => set({ owner: event.currentTarget.value })} />
        <TextInput label={t('operations.tasks.desk')} value={fields.desk} maxLength={120} error={errorOf('desk')} onChange={(event) => set({ desk: event.currentTarget.value })} />
        <TextInput type="datetime-local" dir="ltr" label={t('operations.tasks.due')} value={fields.due} error={errorOf('dueAt')} onChange={(event) => set({ due: event.currentTarget.value })} />
        {task === undefined && <NativeSelect label={t('operations.tasks.audience')} value={audience} data={TASK_AUDIENCES.map((one) => ({ value: one, label: t(`operations.tasks.for.${one}`) }))} onChange={(event) => setAudience(event.currentTarget.value === 'all' ? 'all' : 'own')} />}
      </div>
      <Textarea label={t('operations.tasks.note')} value={fields.note} maxLength={2000} autosize minRows={1} onChange={(event) => set({ note: event.currentTarget.value })} />
      <div className={classes['buttons']}><Button type="submit">{t(task === undefined ? 'form.add' : 'operations.plan.save')}</Button><Button variant="default" onClick={onCancel}>{t('form.cancel')}</Button></div>
    </form>
  );
}
