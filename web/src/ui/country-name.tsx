import type { ReactNode } from 'react';
import { sayCountry } from '../words/countries.ts';
import { useWords } from '../words/words.tsx';

/** A country: its name in the language of the page, and its code beside. */
export function CountryName({ code }: { code: string }): ReactNode {
  const { locale, coded } = useWords();
  return <>{coded('country', code, sayCountry(code, locale))} <bdi dir="ltr">({code})</bdi></>;
}
