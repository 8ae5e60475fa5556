import { Checkbox, NativeSelect, Textarea, TextInput } from '@mantine/core';
import { type ReactNode, useState } from 'react';
import { parseTypedDay } from '../../checks/questions.ts';
import { CountryInput } from '../../ui/country-input.tsx';
import { sayDay } from '../../words/say-dates.ts';
import { useWords, type Words } from '../../words/words.tsx';
import type { InputProps } from './input-props.ts';
import { GroupInput, ListInput } from './list-input.tsx';

/** The input that fits a field of a database. An empty one gives undefined. */
export function FieldInput(props: InputProps): ReactNode {
  const { field, value, onChange, errors, path } = props;
  const { t, coded } = useWords();
  const label = labelOf(field.name, path, coded);
  const error = errors.get(path);
  const text = typeof value === 'string' || typeof value === 'number' ? String(value) : '';
  const common = { label, error, size: 'md' as const, required: field.required, withAsterisk: field.required, id: `field${path.replaceAll('/', '-')}` };
  const give = (typed: string): void => onChange(typed === '' ? undefined : typed);
  const { schema } = field;
  switch (schema.kind) {
    case 'choice':
      return <NativeSelect {...common} value={text} onChange={(event) => give(event.currentTarget.value)} data={[{ value: '', label: field.required ? t('form.choose') : '–' }, ...schema.options.map((one) => ({ value: one, label: coded('value', one) }))]} />;
    case 'flag':
      return <Checkbox label={label} checked={value === true} onChange={(event) => onChange(event.currentTarget.checked ? true : undefined)} />;
    case 'country':
      return <CountryInput {...common} placeholder={t('form.country')} value={text === '' ? undefined : text} onChange={onChange} />;
    case 'day':
      return <DayInput {...common} value={text} onChange={onChange} />;
    case 'number':
      return <TextInput {...common} value={text} inputMode={schema.whole ? 'numeric' : 'decimal'} maxLength={8} dir="ltr" onChange={(event) => onChange(asNumber(event.currentTarget.value))} />;
    case 'text':
      return schema.long
        ? <Textarea {...common} value={text} maxLength={schema.most} autosize minRows={2} maxRows={8} onChange={(event) => give(event.currentTarget.value)} />
        : <TextInput {...common} value={text} maxLength={schema.most} {...(schema.mark && { dir: 'ltr', spellCheck: false, autoComplete: 'off' })} onChange={(event) => give(event.currentTarget.value)} />;
    case 'list':
      return <ListInput {...props} schema={schema} draw={(inner) => <FieldInput {...inner} />} />;
    case 'group':
      return <GroupInput {...props} schema={schema} draw={(inner) => <FieldInput key={inner.path} {...inner} />} />;
  }
}

/** The name of a field by its place: `/names/0/kind` may be called otherwise than `/kind`. */
function labelOf(name: string, path: string, coded: Words['coded']): string {
  const [, group, ...rest] = path.split('/');
  return coded('field', rest.length > 1 ? `${group}.${name}` : name, coded('field', name));
}

/** A number as typed; what is none stays as text, so that the server can say so. */
function asNumber(text: string): unknown {
  const plain = text.trim().replace(',', '.');
  if (plain === '') return undefined;
  return Number.isFinite(Number(plain)) && !plain.endsWith('.') ? Number(plain) : text;
}

type DayProps = { value: string; onChange: (value: unknown) => void; label: string; error: string | undefined; size: 'md'; required: boolean; withAsterisk: boolean; id: string };

/** A date in whatever way it is typed, read back in words. */
function DayInput({ value, onChange, ...rest }: DayProps): ReactNode {
  const { t, locale } = useWords();
  const [typed, setTyped] = useState(value);
  const read = parseTypedDay(typed);
  const shown = parseTypedDay(value) !== undefined && read !== value ? value : typed;
  const change = (text: string): void => {
    setTyped(text);
    onChange(text.trim() === '' ? undefined : (parseTypedDay(text) ?? text));
  };
  return <TextInput {...rest} value={shown} inputWrapperOrder={['label', 'input', 'description', 'error']} maxLength={12} dir="ltr" placeholder="2026-11-24" inputMode="numeric" description={value === '' ? t('form.dayHint') : sayDay(value, locale)} onChange={(event) => change(event.currentTarget.value)} />;
}
