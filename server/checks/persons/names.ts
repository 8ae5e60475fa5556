/**
 * Names: by which keys a person is looked for, and how two names compare. Here a name is the same or it is not, in any order of its words;
 * a search that hears and spells differently takes the place of these two functions and nothing else.
 */
import { nameBornKey, nameForms, nameTexts } from '@watchword/api/databases/persons.ts';
import type { Content } from '@watchword/api/databases/database.ts';
import { expandPartialDate } from '@watchword/api/dates.ts';
import type { Lookup } from '../asking.ts';
import type { PersonFact } from '../facts.ts';

/** Keys of one person at most; more readings of a zone than that are not tried. */
const MOST_LOOKUPS = 64;

/**
 * The keys of a name. With a birth date: records that know it as exactly or less so, those that know none, and, when it is asked
 * for in part, those that know more. Without one: all records of that name.
 */
export function listNameLookups({ forms, births }: PersonFact): readonly Lookup[] {
  const lookups: Lookup[] = [];
  for (const form of forms) {
    if (births.length === 0) lookups.push({ kind: 'name', value: form });
    else lookups.push({ kind: 'name-born', value: nameBornKey(form, '') });
  }
  const asked = new Set<string>();
  for (const { date, text } of births) {
    for (const known of expandPartialDate(date)) {
      if (asked.has(known)) continue;
      asked.add(known);
      for (const form of forms) lookups.push({ kind: 'name-born', value: nameBornKey(form, known) });
    }
    if (date.day === undefined) for (const form of forms) lookups.push({ kind: 'name-within', value: nameBornKey(form, text) });
  }
  return lookups.slice(0, MOST_LOOKUPS);
}

/** The recorded name that is the one asked for, or undefined when there is none. */
export function findEqualName(forms: readonly string[], content: Content): string | undefined {
  return nameTexts(content).find((name) => nameForms(name).some((form) => forms.includes(form)));
}
