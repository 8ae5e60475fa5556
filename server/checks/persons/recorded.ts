/** A record of a person as the name engine judges it. */
import { textOf, type Content } from '@watchword/api/databases/database.ts';
import { bornTexts } from '@watchword/api/databases/persons.ts';
import { parsePartialDate } from '@watchword/api/dates.ts';
import { analyseName, type BirthDate, type NameText, type PersonRecorded } from '#names/names.ts';

/** The names of a record, as they are analysed: by their parts where it knows them. */
export function recordedNames(content: Content): readonly NameText[] {
  const names = content['names'];
  return Array.isArray(names) ? names.map((name: Content) => toNameText(name)) : [];
}

/** All that the engine compares, in the order of the record. */
export function readRecorded(content: Content): PersonRecorded {
  const sex = textOf(content, 'sex');
  const nationalities = content['nationalities'];
  return {
    names: recordedNames(content).map(analyseName),
    born: bornTexts(content).flatMap(toBirthDate),
    ...(sex === '' ? {} : { sex }),
    nationalities: Array.isArray(nationalities) ? nationalities.map(String) : [],
  };
}

/** A date as far as known; none when the text is no date. */
export function toBirthDate(text: string): BirthDate[] {
  const date = parsePartialDate(text);
  return date === undefined ? [] : [date];
}

function toNameText(name: Content): NameText {
  const [full, family, given] = [textOf(name, 'full'), textOf(name, 'family'), textOf(name, 'given')];
  if (full !== '') return { text: full };
  return { ...(family !== '' && { family }), ...(given !== '' && { given }) };
}
