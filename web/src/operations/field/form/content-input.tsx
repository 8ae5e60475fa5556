import { Button, Checkbox, NativeSelect, Textarea, TextInput } from '@mantine/core';
import { IconPlus, IconTrash } from '@tabler/icons-react';
import { type ReactNode, useEffect, useRef, useState } from 'react';
import { parseTypedDay } from '../../../checks/questions.ts';
import type { FieldSchema, NamedField } from '../../../records/fields/schema.ts';
import { CountryInput } from '../../../ui/country-input.tsx';
import { useWords, type Words } from '../../../words/words.tsx';
import classes from '../field.module.css';

/** Props of one input of a report. `errors`: faults by place. `hides`: whether a field of a row is not asked for, by what stands in the row. */
export type ContentProps = {
  readonly field: NamedField; readonly value: unknown; readonly onChange: (value: unknown) => void; readonly errors: ReadonlyMap<string, string>; readonly path: string;
  readonly hides?: ((path: string, row: Readonly<Record<string, unknown>>) => boolean) | undefined;
};

/** The name of a part of a report, by its place: `/documents/0/kind` may be called otherwise than `/seizures/0/kind`. */
export function nameOfContent(path: string, { coded }: Pick<Words, 'coded'>): string {
  const parts = path.split('/').filter((part) => part !== '' && !/^\d+$/.test(part));
  const [group = '', ...rest] = parts;
  const last = parts.at(-1) ?? '';
  return coded('operations.content', rest.length > 0 ? `${group}.${last}` : last, coded('operations.content', last, last));
}

/** What a choice of a closed list is called in a report. */
export function sayValue(value: string, { coded }: Pick<Words, 'coded'>): string {
  return coded('operations.value', value, coded('operations.event', value, coded('purpose', value, value)));
}

/** The input that fits a part of a report. An empty one gives undefined. */
export function ContentInput(props: ContentProps): ReactNode {
  const { field: { schema, required }, value, onChange, errors, path } = props;
  const words = useWords();
  const label = nameOfContent(path, words);
  const text = typeof value === 'string' || typeof value === 'number' ? String(value) : '';
  const hint = words.coded('operations.hint', path.split('/').at(-1) ?? '', '');
  const common = { label, error: errors.get(path), required, withAsterisk: required, id: `content${path.replaceAll('/', '-')}`, ...(hint !== '' && { description: hint }) };
  const give = (typed: string): void => onChange(typed === '' ? undefined : typed);
  switch (schema.kind) {
    case 'flag':
      return <Checkbox className={classes['flag'] ?? ''} label={label} error={errors.get(path)} checked={value === true} onChange={(event) => onChange(event.currentTarget.checked ? true : undefined)} />;
    case 'choice':
      return <NativeSelect {...common} value={text} onChange={(event) => give(event.currentTarget.value)} data={[{ value: '', label: required ? words.t('form.choose') : '–' }, ...schema.options.map((one) => ({ value: one, label: sayValue(one, words) }))]} />;
    case 'country':
      return <CountryInput {...common} placeholder={words.t('form.country')} value={text === '' ? undefined : text} onChange={onChange} />;
    case 'day':
      return <TextInput {...common} dir="ltr" inputMode="numeric" placeholder="2026-11-24" value={text} onChange={(event) => give(event.currentTarget.value)} onBlur={() => give(parseTypedDay(text) ?? text)} />;
    case 'number':
      return <TextInput {...common} dir="ltr" inputMode={schema.whole ? 'numeric' : 'decimal'} maxLength={12} value={text} onChange={(event) => onChange(asNumber(event.currentTarget.value))} />;
    case 'text':
      return schema.long
        ? <Textarea {...common} value={text} maxLength={schema.most} autosize minRows={2} maxRows={6} onChange={(event) => give(event.currentTarget.value)} />
        : <TextInput {...common} value={text} maxLength={schema.most} {...(schema.mark && { dir: 'ltr', spellCheck: false, autoComplete: 'off' })} onChange={(event) => give(event.currentTarget.value)} />;
    case 'list':
      return <Rows {...props} schema={schema} label={label} />;
    case 'group':
      return <Group {...props} schema={schema} label={label} />;
  }
}

function Rows({ value, onChange, errors, path, hides, schema, label }: ContentProps & { schema: Extract<FieldSchema, { kind: 'list' }>; label: string }): ReactNode {
  const { t } = useWords();
  const rows = Array.isArray(value) ? value : [];
  const place = useRef<HTMLFieldSetElement>(null);
  const [added, setAdded] = useState(0);
  useEffect(() => {
    // Whoever adds a row writes in it next.
    if (added > 0) place.current?.querySelector<HTMLElement>(`:scope > [data-row="${added - 1}"] :is(input, select, textarea)`)?.focus();
  }, [added]);
  const give = (next: readonly unknown[]): void => onChange(next.length === 0 ? undefined : next);
  return (
    <fieldset className={classes['rows']} ref={place}>
      <legend>{label}</legend>
      {errors.get(path) !== undefined && <p className={classes['fault']}>{errors.get(path)}</p>}
      {rows.map((row, at) => (
        // Rows have no other name than their place.
        <div key={at} data-row={at} className={classes['row']}>
          <ContentInput field={{ name: '', required: true, schema: schema.item }} value={row} errors={errors} path={`${path}/${at}`} hides={hides} onChange={(next) => give(rows.map((old, index) => (index === at ? (next ?? (schema.item.kind === 'group' ? {} : '')) : old)))} />
          <Button variant="subtle" color="gray" c="inherit" leftSection={<IconTrash size={20} aria-hidden />} aria-label={t('form.remove', { what: label, number: at + 1 })} onClick={() => give(rows.filter((_, index) => index !== at))}>{t('operations.field.remove')}</Button>
        </div>
      ))}
      {rows.length < schema.most && <Button variant="default" leftSection={<IconPlus size={20} aria-hidden />} aria-label={t('form.addOf', { what: label })} onClick={() => { give([...rows, schema.item.kind === 'group' ? {} : '']); setAdded(rows.length + 1); }}>{t('form.add')}</Button>}
    </fieldset>
  );
}

function Group({ value, onChange, errors, path, hides, schema, label, field: { name } }: ContentProps & { schema: Extract<FieldSchema, { kind: 'group' }>; label: string }): ReactNode {
  const group: Readonly<Record<string, unknown>> = typeof value === 'object' && value !== null ? { ...value } : {};
  const fields = schema.fields.filter((one) => hides?.(`${path}/${one.name}`, group) !== true);
  const set = (one: string, next: unknown): void => {
    const made = Object.fromEntries(Object.entries({ ...group, [one]: next }).filter(([, kept]) => kept !== undefined));
    onChange(name !== '' && Object.keys(made).length === 0 ? undefined : made);
  };
  const inner = (
    <div className={classes['group']}>
      {errors.get(path) !== undefined && <p className={classes['fault']}>{errors.get(path)}</p>}
      {fields.map((one) => <ContentInput key={one.name} field={name === '' || Object.keys(group).length > 0 ? one : { ...one, required: false }} value={group[one.name]} errors={errors} path={`${path}/${one.name}`} hides={hides} onChange={(next) => set(one.name, next)} />)}
    </div>
  );
  return name === '' ? inner : <fieldset className={classes['rows']}><legend>{label}</legend>{inner}</fieldset>;
}

/** A number as typed; what is none stays as text, so that it can be said. */
function asNumber(text: string): unknown {
  const plain = text.trim().replace(',', '.');
  if (plain === '') return undefined;
  return Number.isFinite(Number(plain)) && !plain.endsWith('.') ? Number(plain) : text;
}
