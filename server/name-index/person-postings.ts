/** The postings of a person: one for each code of each name with each birth date. */
import type { Content, Database } from '@watchword/api/databases/database.ts';
import { textOf } from '@watchword/api/databases/database.ts';
import { bornTexts, persons } from '@watchword/api/databases/persons.ts';
import { parsePartialDate } from '@watchword/api/dates.ts';
import { analyseName, signatureOf, storedCodes, type AnalysedName, type BirthDate, type NameText } from '#names/names.ts';
import { keyOf, yearNumber } from './keys.ts';
import { packFacts, PAYLOAD_BYTES, writePayload } from './posting.ts';

/** Postings without their row, which may not be known yet. Keys are those of slot 0, ascending; what is behind the row lies in `payloads`. */
export type NamePostings = { readonly keys: Float64Array<ArrayBuffer>; readonly payloads: Uint8Array<ArrayBuffer> };

const NONE: NamePostings = { keys: new Float64Array(0), payloads: new Uint8Array(0) };

/** The names of a person as the engine takes them. */
export function namesOf(content: Content): NameText[] {
  const names = content['names'];
  if (!Array.isArray(names)) return [];
  return names.map((name: Content) => {
    const full = textOf(name, 'full');
    return full === '' ? { family: textOf(name, 'family'), given: textOf(name, 'given') } : { text: full };
  });
}

/** The birth dates of a person, as far as known. */
export function birthsOf(content: Content): BirthDate[] {
  return bornTexts(content).flatMap((text) => parsePartialDate(text) ?? []);
}

/** The nationalities of a person, as codes. */
export function nationalitiesOf(content: Content): readonly string[] {
  return Array.isArray(content['nationalities']) ? content['nationalities'].map(String) : [];
}

/**
 * The postings under which a record is found by name: none for one that is no person. `contents`: what the record says, to whomever it
 * may be shown; a posting that two of them share is there once.
 */
export function namePostings(database: Database, contents: readonly Content[]): NamePostings {
  if (database !== persons) return NONE;
  const found = new Map<string, { key: number; facts: number; name: AnalysedName }>();
  for (const content of contents) collect(found, content);
  if (found.size === 0) return NONE;
  const sorted = [...found.values()].sort((a, b) => a.key - b.key);
  const payloads = new Uint8Array(sorted.length * PAYLOAD_BYTES);
  const view = new DataView(payloads.buffer);
  sorted.forEach(({ facts, name }, at) => writePayload(view, at * PAYLOAD_BYTES, { facts, signature: signatureOf(name) }));
  return { keys: Float64Array.from(sorted, ({ key }) => key), payloads };
}

function collect(found: Map<string, { key: number; facts: number; name: AnalysedName }>, content: Content): void {
  const [births, sex, nationalities] = [birthsOf(content), textOf(content, 'sex'), nationalitiesOf(content)];
  for (const text of namesOf(content)) {
    const name = analyseName(text);
    const { first, last } = signatureOf(name);
    for (const born of births.length === 0 ? [undefined] : births) {
      const facts = packFacts({ born, sex, nationalities });
      for (const { family, code } of storedCodes(name)) {
        const key = keyOf(family, code, born === undefined ? 0 : yearNumber(born.year));
        found.set(`${key} ${facts} ${first} ${last}`, { key, facts, name });
      }
    }
  }
}
