/**
 * Whether what is held, or what was asked, is about one person, document or vehicle: judged as a check judges it, but whoever looks. For the rights of
 * persons and the search of a log; the rules of viewers do not apply, so whoever uses it sees to it that nobody learns of a record that he was not shown.
 */
import type { Reason } from '@watchword/api/checks/answers.ts';
import type { Subject } from '@watchword/api/checks/subjects.ts';
import type { Content } from '@watchword/api/databases/database.ts';
import { bornTexts, persons } from '@watchword/api/databases/persons.ts';
import { parsePartialDate, type PartialDate } from '@watchword/api/dates.ts';
import { AppError } from '@watchword/api/errors.ts';
import { foldDocumentNumber, lookalikeSkeleton } from '@watchword/api/folding.ts';
import { compareBorn } from '#names/names.ts';
import { ABOUT } from './asking.ts';
import { ASKINGS } from './askings.ts';
import type { Facts } from './facts.ts';
import { readFacts } from './read-facts.ts';

/** What a question asks, read once. `born`: every reading of the birth dates in it. */
export type Sought = { readonly facts: Facts; readonly born: readonly PartialDate[] };

/** How something held fits: `fits` are the fields that agree. */
export type Fitting = { readonly as: 'hit' | 'possible'; readonly fits: readonly string[] };

const SOUGHT = ABOUT.document | ABOUT.paper | ABOUT.person | ABOUT.vehicle;
const ASKING_OF = new Map(ASKINGS.map((asking) => [asking.database.code, asking]));

/** Reads the questions about one person as one: names, birth dates and documents together. `today`: day number. @throws as a check does */
export function readSought(subjects: readonly Subject[], today: number): Sought {
  const all = subjects.map((subject) => readFacts(subject, today));
  const vehicle = all.find((one) => one.vehicle !== undefined)?.vehicle;
  const facts: Facts = { about: all.reduce((about, one) => about | one.about, 0), documents: all.flatMap(({ documents }) => documents), people: all.flatMap(({ people }) => people), ...(vehicle !== undefined && { vehicle }) };
  return { facts, born: facts.people.flatMap(({ births }) => births.map(({ date }) => date)) };
}

/** Reads the sealed text of a check; undefined when it asks about no person, document or vehicle, or cannot be read any more. `day`: of the check. */
export function readAsked(question: unknown, day: number): Sought | undefined {
  const subject = (question as { subject?: Subject } | null)?.subject;
  if (subject === undefined || (subject.person === undefined && subject.document === undefined && subject.mrz === undefined && subject.vehicle === undefined)) return undefined;
  try {
    return readSought([subject], day);
  } catch (error) {
    // A question of an older version, which is not readable any more: it found nothing then either.
    if (error instanceof AppError) return undefined;
    throw error;
  }
}

/** Judges the content of a record of this database. */
export function judgeSought({ facts, born }: Sought, database: string, content: Content): Fitting | undefined {
  const asking = ASKING_OF.get(database);
  if (asking === undefined || (asking.about & facts.about & SOUGHT) === 0) return undefined;
  if (database === persons.code && cannotBe(facts, born, content)) return undefined;
  const judgement = asking.judge(facts, content);
  if (judgement === undefined) return undefined;
  return { as: judgement.outcome, fits: [...new Set(judgement.reasons.filter(agrees).map(({ field }) => field))] };
}

/** Comparing names costs most: a birth date that contradicts makes nobody possible, and it is compared first. */
function cannotBe({ documents }: Facts, born: readonly PartialDate[], content: Content): boolean {
  if (documents.length > 0 && sharesNumber(documents, content)) return false;
  if (born.length === 0) return false;
  const recorded = bornTexts(content).flatMap((text) => parsePartialDate(text) ?? []);
  return recorded.length > 0 && compareBorn(born, recorded) === 'differs';
}

function sharesNumber(documents: Facts['documents'], { documents: recorded }: Content): boolean {
  if (!Array.isArray(recorded)) return false;
  return recorded.some(({ number }: Content) => {
    const skeleton = lookalikeSkeleton(foldDocumentNumber(String(number)));
    return documents.some((one) => one.number.skeleton === skeleton || one.number.alternates.some((alternate) => lookalikeSkeleton(alternate) === skeleton));
  });
}

function agrees({ how }: Reason): boolean {
  return how !== 'differs' && how !== 'missing';
}
