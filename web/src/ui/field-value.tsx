import type { ReactNode } from 'react';
import { parsePartialDate } from '@watchword/api/dates.ts';
import { sayDay } from '../words/say-dates.ts';
import { useWords } from '../words/words.tsx';
import { CountryName } from './country-name.tsx';
import { Ltr } from './ltr.tsx';

/** Fields that hold a country, whatever database they are of. */
const COUNTRY_FIELDS: ReadonlySet<string> = new Set(['issuer', 'occurredIn', 'plateCountry', 'stolenIn', 'madeIn', 'registeredIn', 'birthCountry', 'issuedIn', 'nationalities', 'nationality', 'extraditionFrom', 'country', 'documents.issuer']);
/** Fields that hold a number or mark, shown in the letters of a machine. */
const MARK_FIELDS: ReadonlySet<string> = new Set(['number', 'numberTo', 'vin', 'plate', 'engineNumber', 'gearboxNumber', 'serialNumber', 'hullNumber', 'imo', 'mmsi', 'registration', 'engineNumbers', 'inventoryNumber', 'partMarks', 'documentNumber', 'documents', 'document']);
/** Fields of free text in the words of the owner: never translated, never taken for a code. */
const OWN_WORDS: ReadonlySet<string> = new Set(['make', 'model', 'colour', 'calibre', 'charge', 'ground', 'circumstances', 'facts', 'marks', 'title', 'artist', 'family', 'given', 'full', 'name', 'names', 'reference', 'law', 'holder', 'tellApart', 'birthPlace', 'occupation', 'maximumPenalty', 'chargeTranslation', 'caption']);

/** One value of a record as people read it: dates in words, countries by name, closed lists translated, texts as written. */
export function FieldValue({ field, value }: { field: string; value: unknown }): ReactNode {
  const { coded, locale } = useWords();
  if (value === undefined || value === null || value === '') return <span aria-hidden>–</span>;
  if (Array.isArray(value)) return <Items field={field} values={value} />;
  if (typeof value === 'object') return <Parts value={{ ...value }} />;
  const text = typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean' ? String(value) : '';
  if (COUNTRY_FIELDS.has(field)) return <CountryName code={text} />;
  if (MARK_FIELDS.has(field)) return <Ltr>{text}</Ltr>;
  if (OWN_WORDS.has(field)) return <bdi>{text}</bdi>;
  if (typeof value === 'string' && parsePartialDate(text) !== undefined) return <bdi>{sayDay(text, locale)}</bdi>;
  return <bdi>{coded('value', text, text)}</bdi>;
}

function Items({ field, values }: { field: string; values: readonly unknown[] }): ReactNode {
  const plain = values.every((value) => typeof value !== 'object');
  return values.map((value, at) => (
    <span key={at} className={plain ? '' : 'line'}>{plain && at > 0 ? ', ' : ''}<FieldValue field={field} value={value} /></span>
  ));
}

/** Names, documents and warrants: what they are made of, in one line. */
function Parts({ value }: { value: Record<string, unknown> }): ReactNode {
  const { coded } = useWords();
  const { kind, family, given, tellApart, ...rest } = value;
  const name = [family, given].filter((part) => typeof part === 'string').join(', ');
  return (
    <>
      {name !== '' && <bdi>{name}</bdi>}
      {Object.entries(rest).map(([field, one], at) => <span key={field}>{at > 0 ? ' · ' : ''}<FieldValue field={field} value={one} /></span>)}
      {typeof tellApart === 'string' && <span className="line">{coded('field', 'tellApart')}: <bdi>{tellApart}</bdi></span>}
      {typeof kind === 'string' && kind !== 'primary' && <> ({coded('value', kind)})</>}
    </>
  );
}
