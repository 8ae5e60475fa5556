/** A record from outside: its content and its terms, with everything that is wrong told at once. */
import type { Content, Database } from '@watchword/api/databases/database.ts';
import { fail, type AppError, type FieldError } from '@watchword/api/errors.ts';
import { mayEnter, parseContent } from '#databases/databases.ts';
import { hidingFaults, hidingOf } from './never-hidden.ts';
import { parseTerms, type AskedTerms, type Terms, type TermsOptions } from './terms.ts';

/** A record that may be stored. */
export type ParsedRecord = { content: Content; terms: Terms };

/** What is asked: the terms, and the content, whose pointers begin with `prefix`. */
export type AskedRecord = AskedTerms & { readonly content: unknown; readonly prefix: string };

/** `seen`: the content that others see of a record that is amended. */
export type RecordOptions = TermsOptions & { readonly seen?: Content | undefined };

/** Parses content and terms, and asks whether the owner may enter it, and hide it. */
export function parseRecord(asked: AskedRecord, options: RecordOptions): ParsedRecord | { errors: FieldError[] } {
  const content = parseContent(options.database, asked.content, { prefix: asked.prefix });
  const terms = parseTerms(asked, options);
  const errors = [...('errors' in terms ? terms.errors : []), ...('errors' in content ? content.errors : [])];
  if ('errors' in content || 'errors' in terms) return { errors };
  if (!mayEnter(options.database, content.content, options.owner)) return { errors: [wrongIssuer(options.database, asked.prefix)] };
  const { database, seen } = options;
  const isNever = [content.content, ...(seen === undefined ? [] : [seen])].some((one) => database.neverHidden?.(one) === true);
  const hidden = hidingFaults(hidingOf(terms.terms, options.minute ?? options.day * 1440), { isNever, asked });
  return hidden.length > 0 ? { errors: hidden } : { content: content.content, terms: terms.terms };
}

function wrongIssuer({ enters }: Database, prefix: string): FieldError {
  const field = enters.by === 'issuer' ? `/${enters.field}` : '';
  return { pointer: `${prefix}${field}`, code: 'wrong-issuer', detail: 'Only the country that issues the document enters it. Send what you know to its bureau.' };
}

/** What an operation throws for these problems. */
export function refusal(errors: readonly FieldError[]): AppError {
  const [first] = errors;
  const only = errors.length === 1 ? first?.code : undefined;
  if (only === 'wrong-issuer') return fail('record.wrong-issuer', { errors });
  return fail(only === 'range-too-wide' ? 'record.range-too-wide' : 'record.invalid', { errors });
}

/** The one problem of a reference that another of the owner's active records carries. */
export function referenceTaken(): AppError {
  return fail('record.reference-taken', { errors: [{ pointer: '/reference', code: 'taken', detail: 'Amend the record that carries this reference, or choose another.' }] });
}
