/** A record of a person as the name engine takes it: what is indexed and what is judged are the same. */
import { textOf, type Content } from '@watchword/api/databases/database.ts';
import { bornTexts } from '@watchword/api/databases/persons.ts';
import { parsePartialDate } from '@watchword/api/dates.ts';
import { analyseName, type AnalysedName, type NameText, type PersonRecorded } from '#names/names.ts';

/** All that the engine compares, in the order of the record: its names by their parts where it knows them. */
export function readRecorded(content: Content): PersonRecorded {
  const { names, nationalities } = content;
  const sex = textOf(content, 'sex');
  return {
    names: Array.isArray(names) ? names.map(analyseRecorded) : [],
    born: bornTexts(content).flatMap((text) => parsePartialDate(text) ?? []),
    ...(sex === '' ? {} : { sex }),
    nationalities: Array.isArray(nationalities) ? nationalities.map(String) : [],
  };
}

/** Among candidates the same names come again: so many are kept as they were analysed, and then begun anew. */
const KEPT = 2000;
const kept = new Map<string, AnalysedName>();

function analyseRecorded(name: Content): AnalysedName {
  const text = toNameText(name);
  const key = 'text' in text ? `whole ${text.text}` : `parts ${text.family ?? ''}\n${text.given ?? ''}`;
  let analysed = kept.get(key);
  if (analysed === undefined) {
    analysed = analyseName(text);
    if (kept.size >= KEPT) kept.clear();
    kept.set(key, analysed);
  }
  return analysed;
}

function toNameText(name: Content): NameText {
  const [full, family, given] = [textOf(name, 'full'), textOf(name, 'family'), textOf(name, 'given')];
  if (full !== '') return { text: full };
  return { ...(family !== '' && { family }), ...(given !== '' && { given }) };
}
