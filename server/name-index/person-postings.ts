/** The postings of a person: one for each code of each name with each birth date. */
import type { Content, Database } from '@watchword/api/databases/database.ts';
import { persons } from '@watchword/api/databases/persons.ts';
import { type AnalysedName, styleOf, SIGNATURE_BYTES, storedCodes, writeSignature } from '#names/names.ts';
import { findDay } from './birth-days.ts';
import { keyOf, yearNumber } from './keys.ts';
import { FACTS_BYTES, packFacts, PAYLOAD_BYTES } from './posting.ts';
import { readRecorded } from './recorded.ts';

/** Postings without their row, which may not be known yet. Keys are those of slot 0, ascending; what is behind the row lies in `payloads`. */
export type NamePostings = { readonly keys: Float64Array<ArrayBuffer>; readonly payloads: Uint8Array<ArrayBuffer> };

const NONE: NamePostings = { keys: new Float64Array(0), payloads: new Uint8Array(0) };

/** Whether records of a database are found by name. */
export function hasNames(database: Database): boolean {
  return database === persons;
}

/**
 * The postings under which a record is found by name: none for one that is no person. `contents`: what the record says, to whomever it
 * may be shown; a posting that two of them share is there once.
 */
export function namePostings(database: Database, contents: readonly Content[]): NamePostings {
  if (!hasNames(database)) return NONE;
  const found: Posting[] = [];
  for (const content of contents) collect(found, content);
  found.sort(comparePostings);
  const once = found.filter((one, at) => at === 0 || comparePostings(one, found[at - 1] ?? one) !== 0);
  const payloads = new Uint8Array(once.length * PAYLOAD_BYTES);
  const view = new DataView(payloads.buffer);
  once.forEach(({ facts, signature }, at) => {
    view.setUint32(at * PAYLOAD_BYTES, facts, true);
    payloads.set(signature, at * PAYLOAD_BYTES + FACTS_BYTES);
  });
  return { keys: Float64Array.from(once, ({ key }) => key), payloads };
}

type Posting = { readonly key: number; readonly facts: number; readonly signature: Uint8Array };

function comparePostings(one: Posting, other: Posting): number {
  return one.key - other.key || one.facts - other.facts || Buffer.compare(one.signature, other.signature);
}

function collect(found: Posting[], content: Content): void {
  const { names, born: births = [], sex = '', nationalities = [] } = readRecorded(content);
  for (const name of names) {
    const style = styleOf(name, names);
    const whole = signatureUnder(name, { under: undefined, others: names });
    const codes = storedCodes(name).map(({ family, code }) => ({ family, code, signature: family === 'J' ? whole : signatureUnder(name, { under: code, others: names }) }));
    for (const born of births.length === 0 ? [undefined] : births) {
      const facts = packFacts({ style, born, sex, nationalities });
      const year = born === undefined ? 0 : yearNumber(born.year);
      const day = born === undefined ? undefined : findDay(born);
      for (const { family, code, signature } of codes) found.push({ key: keyOf(family === 'T' && day === undefined ? 'U' : family, code, year), facts, signature });
      if (day !== undefined) found.push({ key: keyOf('B', day, 0), facts, signature: whole });
    }
  }
}

function signatureUnder(name: AnalysedName, { under, others }: { under: string | undefined; others: readonly AnalysedName[] }): Uint8Array {
  const signature = new Uint8Array(SIGNATURE_BYTES);
  writeSignature(name, new DataView(signature.buffer), { at: 0, under, others });
  return signature;
}
