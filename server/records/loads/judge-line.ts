/** Whether a line may become a record, and what the record is. The same parsing as for single records. */
import type { Content, Database } from '@watchword/api/databases/database.ts';
import type { FieldError } from '@watchword/api/errors.ts';
import { index53, packContent, parseLine, recordKeys, referenceKey, type Hasher, type Key } from '#databases/databases.ts';
import { namePostings, type NamePostings } from '#name-index/name-index.ts';
import { parseRecord } from '../parse-record.ts';
import type { AskedTerms, Terms } from '../terms.ts';

/** A line that may be entered. `asked`: the terms as the line says them, for a record that is there already. */
export type GoodLine = {
  content: Content;
  packed: string;
  terms: Terms;
  asked: AskedTerms;
  /** Every key of the record, as the store's index takes them; the reference's is the last. */
  keys: number[];
  /** The key of the owner's reference, as the store's index takes it; -1 without one. */
  referenceKey: number;
  /** The same as a filter takes it. */
  reference: Key | undefined;
  /** The postings of its names; none for what is no person. */
  names: NamePostings;
};

/** For whom lines are judged. `owner`: code, `number`: number of the organisation; `day`: today, in days since 1970; `minute`: now, in minutes. */
export type Judging = { database: Database; owner: string; number: number; day: number; minute: number; hasher: Hasher };

/** Judges the value of a line. Errors name the field, with `/content` before it where the line has it. */
export function judgeLine(value: unknown, judging: Judging): GoodLine | { errors: readonly FieldError[] } {
  const { database, owner, number, day, minute, hasher } = judging;
  const line = parseLine(database, value);
  if ('errors' in line) return line;
  const parsed = parseRecord(line, { database, owner, day, minute });
  if ('errors' in parsed) return parsed;
  const { content, terms } = parsed;
  const keys: number[] = [];
  for (const { hi, lo } of recordKeys(hasher, { database, owner: number, reference: null, content })) keys.push(index53(hi, lo));
  const good = { content, packed: packContent(database, content), terms, asked: line, keys, names: namePostings(database, [content]) };
  if (terms.reference === null) return { ...good, referenceKey: -1, reference: undefined };
  const reference = referenceKey(hasher, { database, owner: number, reference: terms.reference });
  const key = index53(reference.hi, reference.lo);
  keys.push(key);
  return { ...good, referenceKey: key, reference };
}
