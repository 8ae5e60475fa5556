import { TextInput } from '@mantine/core';
import type { ReactNode, RefObject } from 'react';
import { CountryInput } from '../ui/country-input.tsx';
import { sayDay } from '../words/say-dates.ts';
import { useWords } from '../words/words.tsx';
import type { PersonForm } from './person-form.ts';
import { parseTypedDay } from './questions.ts';
import classes from './check.module.css';

type FieldsProps = { form: PersonForm; onChange: (form: PersonForm) => void; first: RefObject<HTMLInputElement | null>; isRefused: boolean };

/** Name, given names, birth date: in the order in which they are typed. The date is read back in words, so a wrong one is seen. */
export function PersonFields({ form, onChange, first, isRefused }: FieldsProps): ReactNode {
  const { t, locale } = useWords();
  const born = parseTypedDay(form.born);
  const isOdd = form.born.trim() !== '' && born === undefined;
  return (
    <div className={classes['person']}>
      <TextInput ref={first} size="lg" label={t('check.family')} value={form.family} maxLength={120} onChange={(event) => onChange({ ...form, family: event.currentTarget.value })} error={isRefused && form.family.trim() === '' && form.given.trim() === '' ? t('check.noName') : undefined} />
      <TextInput size="lg" label={t('check.given')} value={form.given} maxLength={120} onChange={(event) => onChange({ ...form, given: event.currentTarget.value })} />
      <TextInput
        size="lg" inputWrapperOrder={['label', 'input', 'description', 'error']} label={t('check.born')} value={form.born} maxLength={20} inputMode="numeric" placeholder="12081974" dir="ltr"
        onChange={(event) => onChange({ ...form, born: event.currentTarget.value })}
        description={born === undefined ? t('check.bornHint') : sayDay(born, locale)} error={isOdd ? t('check.bornOdd') : undefined}
      />
      <CountryInput size="lg" label={t('field.nationality')} value={form.nationality} onChange={(nationality) => onChange({ ...form, nationality })} />
    </div>
  );
}
