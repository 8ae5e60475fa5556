import { NativeSelect, Switch, TextInput } from '@mantine/core';
import type { Content, Database } from '@watchword/api/databases/database.ts';
import { CONFIDENTIALITY_LEVELS, type Confidentiality } from '@watchword/api/rights/kinds.ts';
import type { AppError } from '@watchword/api/errors.ts';
import { type FormEvent, type ReactNode, useEffect, useMemo, useRef } from 'react';
import { sayFault } from '../words/say-fault.ts';
import { useWords } from '../words/words.tsx';
import { errorsByField } from './content.ts';
import { FieldInput } from './fields/field-input.tsx';
import { listFields } from './fields/schema.ts';
import { FrontLinePreview } from './front-line-preview.tsx';
import { CountryList } from './country-list.tsx';
import classes from './records.module.css';

/** A record while it is being written: its content, and what stands around it. */
export type Draft = {
  readonly content: Content;
  readonly reference: string;
  /** The day on which it ends, as typed; empty for the default of the database. */
  readonly expiresOn: string;
  readonly hiddenFrom: readonly string[];
  readonly hiddenFromFrontLine: boolean;
  /** The reference of the authority that orders the hiding: empty unless it is hidden, or hidden for longer, with this draft. */
  readonly hidingAuthority: string;
  readonly confidentiality: Confidentiality;
};

export const EMPTY_DRAFT: Draft = { content: {}, reference: '', expiresOn: '', hiddenFrom: [], hiddenFromFrontLine: false, hidingAuthority: '', confidentiality: 'official-use' };

type FormProps = { database: Database; draft: Draft; onChange: (draft: Draft) => void; onSubmit: () => void; error: AppError | undefined; buttons: ReactNode };

/** The form of a record, made from the declaration of its database, with what officers will see of it beside. Ctrl+Enter sends. */
export function RecordForm({ database, draft, onChange, onSubmit, error, buttons }: FormProps): ReactNode {
  const words = useWords();
  const { t, coded } = words;
  const fields = useMemo(() => listFields(database.fields), [database]);
  const errors = errorsByField(error, (fault) => sayFault(fault, words));
  const form = useRef<HTMLFormElement>(null);
  useEffect(() => {
    const send = (event: KeyboardEvent): void => {
      if (event.key === 'Enter' && event.ctrlKey && !event.defaultPrevented) form.current?.requestSubmit();
    };
    window.addEventListener('keydown', send);
    return () => window.removeEventListener('keydown', send);
  }, []);
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    onSubmit();
  };
  const set = (name: string, value: unknown): void => {
    const { [name]: _, ...rest } = draft.content;
    onChange({ ...draft, content: value === undefined ? rest : { ...rest, [name]: value } });
  };
  return (
    <div className={classes['beside']}>
      <form ref={form} onSubmit={submit} className={classes['form']} noValidate>
        <div className={classes['fields']}>
          {fields.map((field) => <FieldInput key={field.name} field={field} value={draft.content[field.name]} onChange={(value) => set(field.name, value)} errors={errors} path={`/${field.name}`} />)}
        </div>
        <fieldset className={classes['around']}>
          <legend>{t('form.around')}</legend>
          <div className={classes['fields']}>
            <TextInput label={t('field.reference')} description={t('form.referenceHint')} inputWrapperOrder={['label', 'input', 'description', 'error']} value={draft.reference} maxLength={80} size="md" onChange={(event) => onChange({ ...draft, reference: event.currentTarget.value })} error={errors.get('/reference')} />
            <TextInput label={t('form.expiresOn')} description={t('form.lifetime', lifetimeOf(database))} inputWrapperOrder={['label', 'input', 'description', 'error']} value={draft.expiresOn} maxLength={10} size="md" dir="ltr" placeholder="2036-11-24" onChange={(event) => onChange({ ...draft, expiresOn: event.currentTarget.value })} error={errors.get('/expiresOn')} />
            <CountryList label={t('form.hiddenFrom')} description={t('form.hiddenFromHint')} codes={draft.hiddenFrom} onChange={(hiddenFrom) => onChange({ ...draft, hiddenFrom })} />
            <Switch label={t('form.hiddenFromFrontLine')} checked={draft.hiddenFromFrontLine} size="md" onChange={(event) => onChange({ ...draft, hiddenFromFrontLine: event.currentTarget.checked, hidingAuthority: '' })} error={errors.get('/hiddenFromFrontLine')} />
            {draft.hiddenFromFrontLine && <TextInput label={t('form.hidingAuthority')} description={t('form.hidingHint')} inputWrapperOrder={['label', 'input', 'description', 'error']} value={draft.hidingAuthority} maxLength={200} size="md" onChange={(event) => onChange({ ...draft, hidingAuthority: event.currentTarget.value })} error={errors.get('/hidingAuthority')} />}
            <NativeSelect label={t('form.confidentiality')} description={t('form.confidentialityHint')} inputWrapperOrder={['label', 'input', 'description', 'error']} value={draft.confidentiality} size="md" onChange={(event) => onChange({ ...draft, confidentiality: CONFIDENTIALITY_LEVELS.find((level) => level === event.currentTarget.value) ?? 'official-use' })} error={errors.get('/confidentiality')}>
              {CONFIDENTIALITY_LEVELS.map((level) => <option key={level} value={level}>{coded('confidentiality', level)}</option>)}
            </NativeSelect>
          </div>
        </fieldset>
        <div className={classes['buttons']}>{buttons}</div>
      </form>
      <FrontLinePreview database={database} content={draft.content} hidden={draft.hiddenFromFrontLine} confidentiality={draft.confidentiality} />
    </div>
  );
}

function lifetimeOf({ lifetime }: Database): { initial: number; longest: number } {
  const years = (text: string): number => Number(/\d+/.exec(text)?.[0] ?? 0);
  return { initial: years(lifetime.initial), longest: years(lifetime.longest) };
}
