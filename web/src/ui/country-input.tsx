import { Autocomplete, type AutocompleteProps } from '@mantine/core';
import { findCountry } from '@watchword/api/countries/countries.ts';
import { type ReactNode, useMemo, useState } from 'react';
import { listCountries, sayCountry } from '../words/countries.ts';
import { useWords } from '../words/words.tsx';

type CountryProps = Omit<AutocompleteProps, 'value' | 'onChange' | 'data'> & { value: string | undefined; onChange: (code: string | undefined) => void };

/** A country, by code or by name in the language of the page. Gives its code of three letters, or undefined while there is none. */
export function CountryInput({ value, onChange, error, ...rest }: CountryProps): ReactNode {
  const { t, locale, coded } = useWords();
  const say = (code: string): string => `${coded('country', code, sayCountry(code, locale))} (${code})`;
  const data = useMemo(() => listCountries(locale).map(({ code, name }) => `${coded('country', code, name)} (${code})`), [locale, coded]);
  // A name that was typed whole is as good as one that was chosen.
  const named = (typed: string): string | undefined => {
    const name = typed.trim().toLocaleLowerCase(locale);
    return name === '' ? undefined : codeOf(data.find((one) => one.toLocaleLowerCase(locale).startsWith(`${name} (`)) ?? '');
  };
  const [text, setText] = useState(value === undefined ? '' : say(value));
  const [isOdd, setOdd] = useState(false);
  const [seen, setSeen] = useState(value);
  if (seen !== value) {
    // A value that comes from outside changes the text; one that was typed stands there already.
    setSeen(value);
    if ((codeOf(text) ?? named(text)) !== value) setText(value === undefined ? '' : say(value));
  }
  const change = (typed: string): void => {
    setText(typed);
    setOdd(false);
    const code = codeOf(typed) ?? named(typed);
    if (code !== value) onChange(code);
  };
  return (
    <Autocomplete
      {...rest} data={data} value={text} onChange={change} limit={8} autoComplete="off" maxLength={80}
      data-odd={value === undefined && text.trim() !== ''}
      placeholder={rest.placeholder ?? t('country.any')}
      onBlur={() => { if (value !== undefined) setText(say(value)); else setOdd(text.trim() !== ''); }}
      error={error ?? (isOdd ? t('country.unknown') : undefined)}
      comboboxProps={{ withinPortal: true, shadow: 'md' }}
    />
  );
}

/** The code in a text: in brackets after a name, or typed alone. */
function codeOf(text: string): string | undefined {
  const inside = /\(([A-Z]{3})\)\s*$/.exec(text)?.[1] ?? (/^[A-Za-z]{2,3}$/.test(text.trim()) ? text.trim() : undefined);
  return inside === undefined ? undefined : findCountry(inside)?.code;
}
