/**
 * Settling content: what no schema can say of single values, the same for every database. Countries exist and get their stored
 * code, days stand in the calendar, numbers hold a letter or digit, text has no hidden characters. Pure: pages and the command line
 * run it too, before they send.
 */
import type { TSchema } from 'typebox';
import { findCountry } from '../countries/countries.ts';
import { daysInMonth } from '../dates.ts';
import type { FieldError } from '../errors.ts';
import { foldDocumentNumber } from '../folding.ts';
import type { Content, Database } from './database.ts';
import { COUNTRY_PATTERN, DAY_PATTERN, DOCUMENT_NUMBER_PATTERN, PARTIAL_DAY_PATTERN, SERIAL_NUMBER_PATTERN } from './fields.ts';

/** What came of it: content ready to be stored, or everything that is wrong with it. Pointers start at the content. */
export type Settled = { content: Content } | { errors: FieldError[] };

/** Looks at one value, adds what is wrong to `errors` and returns the value to be stored. */
type Step = (value: unknown, pointer: string, errors: FieldError[]) => unknown;

/** Of which kind a text field is, by its pattern. A page shows a picker for it, a file a hint. */
export type TextKind = 'country' | 'day' | 'partial-day' | 'number' | 'text';
const KINDS: ReadonlyMap<unknown, TextKind> = new Map([
  [COUNTRY_PATTERN, 'country'],
  [DAY_PATTERN, 'day'],
  [PARTIAL_DAY_PATTERN, 'partial-day'],
  [DOCUMENT_NUMBER_PATTERN, 'number'],
  [SERIAL_NUMBER_PATTERN, 'number'],
]);

/** The kind of a text field, from its schema. */
export function textKind(schema: TSchema): TextKind {
  return KINDS.get(Reflect.get(schema, 'pattern')) ?? 'text';
}

const settlers = new WeakMap<Database, Step>();

/**
 * Settles content that fits the schema of its database, then asks the rules of the database. The content given is not
 * changed; when nothing had to be changed it is also what comes back.
 */
export function settleContent(database: Database, content: Content): Settled {
  const errors: FieldError[] = [];
  const settled = settlerOf(database)(content, '', errors) as Content;
  if (database.rules !== undefined) errors.push(...database.rules(settled));
  return errors.length === 0 ? { content: settled } : { errors };
}

/** What is wrong with the values of content of which only these fields fit the schema: then no rule can be asked, but the values can. */
export function valueFaults(database: Database, content: Content, sound: readonly string[]): FieldError[] {
  const errors: FieldError[] = [];
  settlerOf(database)(Object.fromEntries(sound.map((name) => [name, content[name]])), '', errors);
  return errors;
}

function settlerOf(database: Database): Step {
  let settler = settlers.get(database);
  if (settler === undefined) {
    settler = stepOf(database.fields) ?? same;
    settlers.set(database, settler);
  }
  return settler;
}

const same: Step = (value) => value;

function stepOf(schema: TSchema): Step | undefined {
  const type: unknown = Reflect.get(schema, 'type');
  if (type === 'object') return objectStep(Reflect.get(schema, 'properties') as Record<string, TSchema>);
  if (type === 'array') return listStep(Reflect.get(schema, 'items') as TSchema);
  return type === 'string' ? STEPS[textKind(schema)] : undefined;
}

function objectStep(properties: Record<string, TSchema>): Step {
  const steps = Object.entries(properties).flatMap(([name, schema]) => {
    const step = stepOf(schema);
    return step === undefined ? [] : [{ name, end: `/${name}`, step }];
  });
  return (value, pointer, errors) => {
    const given = value as Content;
    let settled = given;
    for (const { name, end, step } of steps) {
      const before = given[name];
      if (before === undefined) continue;
      const after = step(before, pointer + end, errors);
      if (after === before) continue;
      if (settled === given) settled = { ...given };
      settled[name] = after;
    }
    return settled;
  };
}

function listStep(items: TSchema): Step | undefined {
  const step = stepOf(items);
  if (step === undefined) return undefined;
  return (value, pointer, errors) => {
    const given = value as readonly unknown[];
    const settled = given.map((item, at) => step(item, `${pointer}/${at}`, errors));
    return settled.some((item, at) => item !== given[at]) ? settled : given;
  };
}

const STEPS: Readonly<Record<TextKind, Step>> = {
  country(value, pointer, errors) {
    const found = findCountry(value as string);
    if (found === undefined) errors.push({ pointer, code: 'country', detail: 'There is no such code. Write three letters as in ICAO Doc 9303, for example FRA.' });
    return found?.code;
  },
  day: dayStep,
  'partial-day': dayStep,
  number(value, pointer, errors) {
    const text = (value as string).trim();
    if (!hasLetterOrDigit(text)) errors.push({ pointer, code: 'no-letter-or-digit', detail: 'Write at least one letter or digit.' });
    return text;
  },
  text(value, pointer, errors) {
    const text = (value as string).trim();
    if (text === '') errors.push({ pointer, code: 'blank', detail: 'Write something, or leave the field out.' });
    else if (HIDDEN.test(text) || !text.isWellFormed()) errors.push({ pointer, code: 'characters', detail: 'Take out the control characters; only line breaks and tabs may stay.' });
    return text;
  },
};

/** Controls but tab and line breaks, and the two signs that turn the reading direction of what follows. */
const HIDDEN = /[^\P{Cc}\t\n\r]|[\u202d\u202e]/u;

function dayStep(value: unknown, pointer: string, errors: FieldError[]): unknown {
  if (!isInCalendar(value as string)) errors.push({ pointer, code: 'not-a-day', detail: 'The calendar has no such day. Write year-month-day, for example 2026-02-28.' });
  return value;
}

/** Whether a date that fits the pattern, whole or partial, is in the calendar: the pattern knows no length of months. */
function isInCalendar(text: string): boolean {
  if (text.startsWith('0000')) return false;
  if (text.length < 10) return true;
  const day = Number(text.slice(8));
  return day <= 28 || day <= daysInMonth(Number(text.slice(0, 4)), Number(text.slice(5, 7)));
}

/** Whether anything is left of a number when it is folded to be compared. */
export function hasLetterOrDigit(text: string): boolean {
  return /[A-Za-z0-9]/.test(text) || foldDocumentNumber(text) !== '';
}
