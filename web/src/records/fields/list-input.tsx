import { ActionIcon, Button, Checkbox } from '@mantine/core';
import { IconPlus, IconTrash } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { useWords } from '../../words/words.tsx';
import type { DrawInput, InputProps } from './input-props.ts';
import type { FieldSchema } from './schema.ts';
import classes from '../records.module.css';

type ListProps = InputProps & { schema: Extract<FieldSchema, { kind: 'list' }>; draw: DrawInput };
type GroupProps = InputProps & { schema: Extract<FieldSchema, { kind: 'group' }>; draw: DrawInput };

/** Several values of one field: closed lists as boxes to tick, everything else as rows that can be added and removed. */
export function ListInput({ field, value, onChange, errors, path, schema, draw }: ListProps): ReactNode {
  const { t, coded } = useWords();
  const values = Array.isArray(value) ? value : [];
  const give = (next: readonly unknown[]): void => onChange(next.length === 0 ? undefined : next);
  const label = coded('field', field.name);
  if (schema.item.kind === 'choice') {
    return (
      <Checkbox.Group label={label} value={values.map(String)} onChange={give} className={classes['wide'] ?? ''}>
        <div className={classes['boxes']}>{schema.item.options.map((option) => <Checkbox key={option} value={option} label={coded('value', option)} />)}</div>
      </Checkbox.Group>
    );
  }
  const set = (at: number, one: unknown): void => give(values.map((old, index) => (index === at ? one : old)));
  const isGroup = schema.item.kind === 'group';
  const hint = coded('hint', field.name, '');
  return (
    <fieldset className={`${classes['list']} ${isGroup ? classes['wide'] : ''}`}>
      <legend>{label}{field.required && ' *'}</legend>
      {hint !== '' && <p className={classes['hint']}>{hint}</p>}
      {errors.get(path) !== undefined && <p className={classes['fault']}>{errors.get(path)}</p>}
      {values.map((one, at) => (
        <div key={at} className={classes['item']}>
          {draw({ field: { name: itemName(field.name), required: true, schema: schema.item }, value: one, onChange: (next) => set(at, next ?? (isGroup ? {} : '')), errors, path: `${path}/${at}` })}
          <ActionIcon variant="subtle" color="gray" c="inherit" size={44} aria-label={t('form.remove', { what: label, number: at + 1 })} onClick={() => give(values.filter((_, index) => index !== at))}><IconTrash size={20} aria-hidden /></ActionIcon>
        </div>
      ))}
      {values.length < schema.most && <Button variant="default" size="sm" leftSection={<IconPlus size={18} aria-hidden />} aria-label={t('form.addOf', { what: label })} onClick={() => give([...values, isGroup ? {} : ''])}>{t('form.add')}</Button>}
    </fieldset>
  );
}

/** A group of fields, as one name of a person or one warrant. */
export function GroupInput({ value, onChange, errors, path, schema, draw }: GroupProps): ReactNode {
  const group: Record<string, unknown> = typeof value === 'object' && value !== null ? { ...value } : {};
  const set = (name: string, next: unknown): void => onChange(Object.fromEntries(Object.entries({ ...group, [name]: next }).filter(([, one]) => one !== undefined)));
  return (
    <div className={classes['group']}>
      {schema.fields.map((field) => draw({ field, value: group[field.name], onChange: (next) => set(field.name, next), errors, path: `${path}/${field.name}` }))}
    </div>
  );
}

/** One of several has a name of its own where the list's name is in the plural. */
function itemName(list: string): string {
  const names: Readonly<Record<string, string>> = { names: 'name', nationalities: 'nationality', documents: 'document', warrants: 'warrant', engineNumbers: 'engineNumber', partMarks: 'partMark', languages: 'language', extraditionFrom: 'country', eyes: 'colour', hair: 'colour' };
  return names[list] ?? list;
}
