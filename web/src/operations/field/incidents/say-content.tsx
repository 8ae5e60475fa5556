import { findCountry } from '@watchword/api/countries/countries.ts';
import { Fragment, type ReactNode } from 'react';
import { sayCountry } from '../../../words/countries.ts';
import { sayDay, sayMoment } from '../../../words/say-dates.ts';
import { useWords, type Words } from '../../../words/words.tsx';
import classes from '../field.module.css';
import { nameOfContent, sayValue } from '../form/content-input.tsx';

/** In which order the parts of a report are told; what is new comes at the end. */
const ORDER = ['kind', 'at', 'place', 'persons', 'note'];
/** Fields whose value is what somebody wrote, whatever it looks like. */
const AS_WRITTEN: ReadonlySet<string> = new Set(['name', 'note', 'advert', 'handle', 'platform', 'number', 'bank', 'reference', 'plate', 'make', 'benefit', 'leads', 'code', 'from', 'to', 'phones', 'currency', 'source', 'information']);

/** What was reported, part by part. */
export function ContentList({ content }: { content: object }): ReactNode {
  const words = useWords();
  const parts = Object.entries(content).toSorted(([one], [other]) => rank(one) - rank(other));
  return <dl className={classes['facts']}>{parts.map(([name, value]) => <Fragment key={name}><dt>{nameOfContent(`/${name}`, words)}</dt><dd><Part value={value} path={`/${name}`} words={words} /></dd></Fragment>)}</dl>;
}

function rank(name: string): number {
  const at = ORDER.indexOf(name);
  return at < 0 ? ORDER.length : at;
}

function Part({ value, path, words }: { value: unknown; path: string; words: Words }): ReactNode {
  if (Array.isArray(value)) return <ul>{value.map((one, at) => <li key={at}><Part value={one} path={`${path}/${at}`} words={words} /></li>)}</ul>;
  return <bdi>{textOf(value, path, words)}</bdi>;
}

/** A part of a report in a line. */
export function textOf(value: unknown, path: string, words: Words): string {
  const name = path.split('/').findLast((part) => !/^\d+$/.test(part)) ?? '';
  if (Array.isArray(value)) return value.map((one, at) => textOf(one, `${path}/${at}`, words)).join('; ');
  if (typeof value === 'object' && value !== null) return Object.entries(value).map(([part, one]) => (one === true ? nameOfContent(`${path}/${part}`, words) : `${nameOfContent(`${path}/${part}`, words)}: ${textOf(one, `${path}/${part}`, words)}`)).join(' · ');
  const text = String(value);
  if (path === '/at') return `${sayMoment(text, words.locale)} (${text.slice(11)})`;
  if (/^\d{4}-\d{2}-\d{2}$/.test(text)) return sayDay(text, words.locale);
  if (['nationality', 'country', 'issuer', 'from', 'to'].includes(name) && findCountry(text) !== undefined) return `${words.coded('country', text, sayCountry(text, words.locale))} (${text})`;
  // Whatever direction it is written in, it mixes with nothing around it.
  return `\u2068${AS_WRITTEN.has(name) ? text : sayValue(text, words)}\u2069`;
}
