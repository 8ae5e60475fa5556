/** Persons: found by identity document, and by name with birth date; sex and nationality are judged. */
import type { PersonMatch, Reason } from '@watchword/api/checks/answers.ts';
import { textOf, type Content } from '@watchword/api/databases/database.ts';
import { bornTexts, nameTexts, persons } from '@watchword/api/databases/persons.ts';
import { addYears, parsePartialDate, rangeOfPartialDate } from '@watchword/api/dates.ts';
import { foldDocumentNumber } from '@watchword/api/folding.ts';
import { readRecorded } from '#name-index/name-index.ts';
import { JUDGE_VERSION, type PersonRecorded } from '#names/names.ts';
import { ABOUT, type Asking } from '../asking.ts';
import { listDocumentLookups } from '../documents/documents.ts';
import type { DocumentFact, Facts } from '../facts.ts';
import { compareCountries, compareNumbers, reasonOf, type Judgement } from '../judge.ts';
import { judgeName, romanise } from './judge-name.ts';
import { fitHolder } from './misused.ts';
import { listNameQuestions } from './questions.ts';

/** Persons who are wanted, missing, or about whom countries ask or warn. */
export const askPersons: Asking = {
  database: persons,
  about: ABOUT.document | ABOUT.person,
  lookups: listDocumentLookups,
  names: listNameQuestions,
  judge: judgePerson,
  steps: (content, today) => [...(hasMisused(content) ? (['tell-apart'] as const) : []), ...(mayBeMinor(content, today) ? (['speak-with-care'] as const) : [])],
  warnings: (content, today) => (mayBeMinor(content, today) ? ['minor'] : []),
};

type Part = { strength: 'strong' | 'weak' | 'none'; reasons: readonly Reason[]; misread?: string };
const RANK = { none: 0, weak: 1, strong: 2 } as const;
const STRENGTH = { none: 'none', possible: 'weak', hit: 'strong' } as const;
const STRENGTH_RANK = { none: 0, possible: 1, hit: 2 } as const;

/** The document and the name each for itself; the stronger decides, and the reasons of both are told. */
function judgePerson(facts: Facts, content: Content): Judgement | undefined {
  const recorded = readRecorded(content);
  const byDocument = bestOf(facts.documents.map((document) => compareDocument(document, content)));
  const named = facts.people.map((person) => judgeName(person, content, recorded)).toSorted((a, b) => STRENGTH_RANK[b.band] - STRENGTH_RANK[a.band])[0];
  const byName = named === undefined ? undefined : { strength: STRENGTH[named.band], reasons: named.reasons, ...(named.misread === undefined ? {} : { misread: named.misread }) };
  const isByDocument = byDocument !== undefined && RANK[byDocument.strength] >= RANK[byName?.strength ?? 'none'];
  const best = isByDocument ? byDocument : byName;
  if (best === undefined || best.strength === 'none') return undefined;
  const holder = fitHolder(content, facts);
  // What was needed for the match only, so that an equal document is no misread because the birth date was one.
  const { misread } = best;
  const isHit = best.strength === 'strong' && !(isByDocument ? isOtherHolder(byDocument, byName) : holder !== undefined);
  const person = named?.person ?? unnamed(content, recorded);
  return {
    outcome: isHit ? 'hit' : 'possible',
    reasons: [...(byDocument?.reasons ?? []), ...(byName?.reasons ?? [])],
    ...(misread === undefined ? {} : { misread }),
    person: { ...person, ...(isByDocument && { rule: 'document' as const }), ...(holder !== undefined && { rightfulHolder: true as const }) },
  };
}

/** A person found by document alone, without a name to compare. */
function unnamed(content: Content, recorded: PersonRecorded): PersonMatch {
  return { name: nameTexts(content)[0] ?? '', romanised: romanise(recorded.names[0]), parts: [], rule: 'document', judge: JUDGE_VERSION };
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

function hasMisused({ identityMisused }: Content): boolean {
  return Array.isArray(identityMisused) && identityMisused.length > 0;
}

/** Whether the person may be under 18 by one of the birth dates. */
function mayBeMinor(content: Content, today: number): boolean {
  const adult = addYears(today, -18);
  return bornTexts(content).some((text) => {
    const date = parsePartialDate(text);
    return date !== undefined && rangeOfPartialDate(date).last > adult;
  });
}

