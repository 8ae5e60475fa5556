/** Persons: found by identity document, and by name with birth date; sex and nationality are judged. */
import type { Reason } from '@watchword/api/checks/answers.ts';
import { textOf, type Content } from '@watchword/api/databases/database.ts';
import { bornTexts, nameTexts, persons } from '@watchword/api/databases/persons.ts';
import { addYears, parsePartialDate, rangeOfPartialDate } from '@watchword/api/dates.ts';
import { foldDocumentNumber } from '@watchword/api/folding.ts';
import { ABOUT, type Asking } from '../asking.ts';
import { listDocumentLookups } from '../documents/documents.ts';
import type { DocumentFact, Facts, PersonFact } from '../facts.ts';
import { compareCountries, compareNumbers, reasonOf, type Judgement } from '../judge.ts';
import { compareBirths } from './births.ts';
import { findEqualName, listNameLookups } from './names.ts';

/** Persons who are wanted, missing, or about whom countries ask or warn. */
export const askPersons: Asking = {
  database: persons,
  about: ABOUT.document | ABOUT.person,
  lookups: (facts) => (facts.people.length === 0 ? listDocumentLookups(facts) : [...listDocumentLookups(facts), ...facts.people.flatMap(listNameLookups)]),
  judge: judgePerson,
  steps: (content, today) => (mayBeMinor(content, today) ? ['speak-with-care'] : []),
  warnings: (content, today) => (mayBeMinor(content, today) ? ['minor'] : []),
};

type Part = { strength: 'strong' | 'weak' | 'none'; reasons: readonly Reason[]; misread?: string };
const RANK = { none: 0, weak: 1, strong: 2 } as const;

/** The document and the name each for itself; the stronger decides, and the reasons of both are told. */
function judgePerson(facts: Facts, content: Content): Judgement | undefined {
  const byDocument = bestOf(facts.documents.map((document) => compareDocument(document, content)));
  const byName = bestOf(facts.people.map((person) => comparePerson(person, content)));
  const best = byDocument !== undefined && RANK[byDocument.strength] >= RANK[byName?.strength ?? 'none'] ? byDocument : byName;
  if (best === undefined || best.strength === 'none') return undefined;
  // What was needed for the match only, so that an equal document is no misread because the birth date was one.
  const { misread } = best;
  const isHit = best.strength === 'strong' && !(best === byDocument && isOtherHolder(byDocument, byName));
  return {
    outcome: isHit ? 'hit' : 'possible',
    reasons: [...(byDocument?.reasons ?? []), ...(byName?.reasons ?? [])],
    ...(misread === undefined ? {} : { misread }),
  };
}

/** A number of which no issuer is known, held by somebody with another name or birth date, may be another document. */
function isOtherHolder(document: Part, person: Part | undefined): boolean {
  return person?.strength === 'none' && document.reasons.some(({ field, how }) => field === 'documents.issuer' && how === 'missing');
}

function bestOf(parts: readonly Part[]): Part | undefined {
  return parts.toSorted((a, b) => RANK[b.strength] - RANK[a.strength])[0];
}

function compareDocument(asked: DocumentFact, content: Content): Part {
  const recorded = Array.isArray(content['documents']) ? (content['documents'] as Content[]) : [];
  return bestOf(recorded.map((document) => compareOneDocument(asked, document))) ?? { strength: 'none', reasons: [] };
}

function compareOneDocument(asked: DocumentFact, recorded: Content): Part {
  const [number, issuer] = [textOf(recorded, 'number'), textOf(recorded, 'issuer')];
  const match = compareNumbers(asked.number, foldDocumentNumber(number));
  const byIssuer = compareCountries(asked.issuer, issuer);
  if (match === undefined || byIssuer === 'differs') return { strength: 'none', reasons: [] };
  const reasons = [
    reasonOf('documents', match.how, { asked: asked.number.text, recorded: number }),
    reasonOf('documents.issuer', byIssuer, { asked: asked.issuer, recorded: issuer }),
  ];
  const strength = match.how === 'equal' && byIssuer !== 'compatible' ? 'strong' : 'weak';
  return { strength, reasons, ...(match.misread === undefined ? {} : { misread: match.misread }) };
}

/** A hit: name and whole birth date are equal as read, and neither sex nor nationality speaks against it. */
function comparePerson(asked: PersonFact, content: Content): Part {
  const equal = findEqualName(asked.forms, content);
  const born = compareBirths(asked.births, bornTexts(content));
  const sex = compareSex(asked.sex, textOf(content, 'sex'));
  const nationality = compareNationality(asked.nationality, content);
  const reasons = [
    reasonOf('names', equal === undefined ? 'differs' : 'equal', { asked: asked.name, recorded: equal ?? nameTexts(content)[0] }),
    reasonOf('born', born.how, born),
    ...(sex === undefined ? [] : [sex]),
    ...(nationality === undefined ? [] : [nationality]),
  ];
  if (equal === undefined || born.how === 'differs') return { strength: 'none', reasons };
  const isAgainst = sex?.how === 'differs' || nationality?.how === 'differs';
  const strength = born.how === 'equal' && born.misread === undefined && !isAgainst ? 'strong' : 'weak';
  return { strength, reasons, ...(born.misread === undefined ? {} : { misread: born.misread }) };
}

/** X and U say that the sex is not told apart or not known, so they contradict nothing. */
function compareSex(asked: string | undefined, recorded: string): Reason | undefined {
  if (asked === undefined) return undefined;
  const isSaid = (sex: string): boolean => sex === 'M' || sex === 'F';
  const how = recorded === '' ? 'missing' : asked === recorded ? 'equal' : isSaid(asked) && isSaid(recorded) ? 'differs' : 'compatible';
  return reasonOf('sex', how, { asked, recorded });
}

function compareNationality(asked: string | undefined, content: Content): Reason | undefined {
  if (asked === undefined) return undefined;
  const recorded = Array.isArray(content['nationalities']) ? content['nationalities'].map(String) : [];
  const hows = recorded.map((one) => compareCountries(asked, one));
  const how = recorded.length === 0 ? 'missing' : (['equal', 'compatible'] as const).find((one) => hows.includes(one)) ?? 'differs';
  return reasonOf('nationalities', how, { asked, recorded: recorded.join(' ') });
}

/** Whether the person may be under 18 by one of the birth dates. */
function mayBeMinor(content: Content, today: number): boolean {
  const adult = addYears(today, -18);
  return bornTexts(content).some((text) => {
    const date = parsePartialDate(text);
    return date !== undefined && rangeOfPartialDate(date).last > adult;
  });
}

