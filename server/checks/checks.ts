/** The front of the checks: one question in, one answer out, with the audit entry that must be durable before it leaves. */
import type { CheckAnswer, DatabaseAnswer, Match, Outcome } from '@watchword/api/checks/answers.ts';
import type { CheckRequest } from '@watchword/api/checks/checks.ts';
import { NOT_AN_ORDER } from '@watchword/api/checks/steps.ts';
import { dayOfMs } from '@watchword/api/dates.ts';
import { newId } from '@watchword/api/ids.ts';
import type { Remembered } from '#comparisons/comparisons.ts';
import type { Hasher } from '#databases/databases.ts';
import type { Call, Reply } from '#door/calls.ts';
import { findPhotos } from '#photos/photos.ts';
import type { Read } from '#store/store.ts';
import { travellerDocuments } from './again.ts';
import { countOutcomes, toEntry, type Answered, type Within } from './entry.ts';
import type { Facts } from './facts.ts';
import { askFilter, findMatches, isStoreFailure, type AskedMatches, type Candidates, type KeyFilter, type Matches, type Veiled } from './find.ts';
import { formatMoment } from './moment.ts';
import { listNotes } from './notes.ts';
import { answerNothing } from './nothing.ts';
import { compareFound, toMatch, type Found } from './present.ts';
import { chooseDatabases, noSubject, type Asked } from './questions.ts';
import { readFacts } from './read-facts.ts';
import { viewerOf, type Viewer } from './viewer.ts';

export type { KeyFilter } from './find.ts';
export type { Within } from './entry.ts';
export { keysOfSubject, laterKeysOf, matchSubject, type Matched, type SubjectKey } from './matched.ts';
export { ruleOutBy, type RuleOut } from './rule-out.ts';
export { judgeSought, readAsked, readSought, type Fitting, type Sought } from './sought.ts';

/**
 * What a check is made of. `findNames` does `findMatches` elsewhere when names are asked for; without it that is done here. `onFailure` is told
 * of a database that could not answer, for the log; `remembered` tells of earlier comparisons; `doubtful` of databases in which it is known that
 * a record may not be found: there nothing found is no answer.
 */
export type CheckParts = {
  read: Read;
  hasher: Hasher;
  filter: KeyFilter;
  findNames?: (asked: AskedMatches) => Promise<Matches>;
  onFailure?: (database: string, error: unknown) => void;
  remembered?: Remembered;
  /** What stands beside records that are shown: by their id as hex. */
  beside?: (records: readonly { readonly id: Uint8Array }[], at: number) => Promise<ReadonlyMap<string, Pick<Match, 'underReview' | 'clearance'>>>;
  doubtful?: () => ReadonlySet<string> | undefined;
};

/** The answer without the receipt, which the door adds. */
export type AnswerWithoutReceipt = Omit<CheckAnswer, 'receipt'>;

/** Answers checks. */
export type Checks = {
  /**
   * Answers one question: at once when the filter rules out every key, which is almost always, else after asking the store. A database that does
   * not answer is `unavailable`, never `none`. Throws (or rejects with) `check.*`, `access.purpose`, `database.not-found`, `request.invalid`.
   */
  answer(call: Call<CheckRequest>, within?: Within): Reply<AnswerWithoutReceipt> | Promise<Reply<AnswerWithoutReceipt>>;
};

/** Matches that one answer shows, and characters of records after which it shows no further one. */
const MOST_MATCHES = 20;
const MOST_SHOWN = 64 * 1024;

/** Ties the check to a store, the hasher of this thread and the filter. */
export function openChecks(parts: CheckParts): Checks {
  return {
    answer(call, within) {
      const facts = readFacts(call.input.subject, dayOfMs(call.at));
      const asked = chooseDatabases(facts, call.input, call.asker);
      let keys = 0;
      let maybe: Candidates[] | undefined;
      let later: readonly number[] | undefined;
      const { hasher, filter } = parts;
      const veiled = filter.veils?.isUsed() === true ? { veils: filter.veils, viewer: viewerOf(call, call.input.purpose) } : undefined;
      for (const asking of asked.askings) {
        const { asked: count, candidates, later: more } = askFilter(asking, facts, { hasher, filter, veiled });
        keys += count;
        if (candidates !== undefined) (maybe ??= []).push(candidates);
        if (more !== undefined) later = later === undefined ? more : [...later, ...more];
      }
      if (keys === 0) throw noSubject();
      const question: Question = { call, within, facts, asked, later, doubtful: parts.doubtful?.() };
      return maybe === undefined ? replyNothing(question) : findAll(question, maybe, { ...parts, veiled });
    },
  };
}

type Question = { call: Call<CheckRequest>; within: Within | undefined; facts: Facts; asked: Asked; later: readonly number[] | undefined; doubtful: ReadonlySet<string> | undefined };
/** By code of the database: those that are not there have none. `count`: matches in all. */
type Results = { outcomes: ReadonlyMap<string, Outcome>; shown: readonly Found[]; count: number; isCut: boolean };
const NOTHING: Results = { outcomes: new Map(), shown: [], count: 0, isCut: false };
const NOBODY: readonly string[] = [];

/** Asks the store, each database for itself, so that one that fails takes no other with it. */
async function findAll(question: Question, candidates: readonly Candidates[], parts: CheckParts & { veiled: Veiled | undefined }): Promise<Reply<AnswerWithoutReceipt>> {
  const outcomes = new Map<string, Outcome>();
  let count = 0;
  let isCut = false;
  const viewer = viewerOf(question.call, question.call.input.purpose);
  const findHere = (asked: AskedMatches): Promise<Matches> => findMatches(parts.read, asked);
  const results = await Promise.all(
    candidates.map(async (one) => {
      try {
        const { asking, ...candidate } = one;
        // Comparing many names takes milliseconds of the processor; the rest is little more than reading.
        const find = candidate.names.length > 0 && parts.findNames !== undefined ? parts.findNames : findHere;
        const unseen = candidate.names.length > 0 ? parts.veiled?.veils.personRows(viewer) : undefined;
        const matches = await find({ ...candidate, code: asking.database.code, facts: question.facts, viewer, ...(unseen !== undefined && { unseen }) });
        count += matches.count;
        isCut ||= matches.isCut;
        const [best] = matches.best.toSorted(compareFound);
        if (best !== undefined) outcomes.set(one.asking.database.code, best.judgement.outcome);
        return matches.best.map((judged): Found => ({ asking, ...judged }));
      } catch (error) {
        if (!isStoreFailure(error)) throw error;
        parts.onFailure?.(one.asking.database.code, error);
        outcomes.set(one.asking.database.code, 'unavailable');
        return [];
      }
    }),
  );
  const shown = chooseShown(results.flat().toSorted(compareFound));
  return reply(question, { outcomes, shown: await completeShown(shown, question, parts), count, isCut });
}

/** Adds whatever stands beside the records that are shown. Without an answer of the store nothing is added, and nothing is hidden. */
async function completeShown(shown: readonly Found[], question: Question, parts: CheckParts): Promise<readonly Found[]> {
  const completed = await completePersons(shown, question, parts);
  if (completed.length === 0 || parts.beside === undefined) return completed;
  try {
    const beside = await parts.beside(completed.map(({ record }) => record), question.call.at);
    if (beside.size === 0) return completed;
    return completed.map((found) => {
      const more = beside.get(Buffer.from(found.record.id).toString('hex'));
      return more === undefined ? found : { ...found, beside: more };
    });
  } catch (error) {
    if (!isStoreFailure(error)) throw error;
    parts.onFailure?.('beside', error);
    return completed;
  }
}

/**
 * Adds to persons shown what officers found who compared this traveller with them, and their photographs. Without an answer of the store
 * nothing is added, and nothing is hidden.
 */
async function completePersons(shown: readonly Found[], { call, facts }: Question, { read, remembered, onFailure }: CheckParts): Promise<readonly Found[]> {
  const persons = shown.filter(({ asking }) => asking.database.personal).map(({ record }) => record);
  if (persons.length === 0) return shown;
  const viewer = viewerOf(call, call.input.purpose);
  try {
    const [compared, photos] = await Promise.all([remembered?.find(travellerDocuments(facts.documents), persons, viewer), findPhotos(read, persons, viewer.organisation)]);
    return shown.map((found) => {
      const before = compared?.get(Buffer.from(found.record.id).toString('hex'));
      const pictures = photos.get(found.record.row);
      return { ...found, ...(before !== undefined && { compared: before }), ...(pictures !== undefined && { photos: pictures }) };
    });
  } catch (error) {
    if (!isStoreFailure(error)) throw error;
    onFailure?.('persons', error);
    return shown;
  }
}

/** Most questions have no more to them. A zone that was read, a mark that does not fit and a database that cannot be believed are told. */
function replyNothing(question: Question): Reply<AnswerWithoutReceipt> {
  const { call, within, facts, asked, later, doubtful } = question;
  if (doubtful !== undefined || facts.mrz !== undefined || call.input.subject.vehicle !== undefined) return reply(question, NOTHING);
  const id = newId('chk', call.at);
  const { answer, text } = answerNothing(asked, id, call.at);
  const answered: Answered = { asker: call.asker, id, request: call.input, databases: asked.codes, within, outcomes: asked.nothing, owners: NOBODY, later };
  return { answer, text, entry: (response) => toEntry(answered, response) };
}

function reply(question: Question, results: Results): Reply<AnswerWithoutReceipt> {
  const { call, within, facts, asked, later, doubtful } = question;
  // Apart, because the entry keeps what is named in here until it is durable: not every record that was found.
  const { outcomes } = results;
  const id = newId('chk', call.at);
  const at = formatMoment(call.at);
  const databases = asked.codes.map((database): DatabaseAnswer => ({ database, outcome: outcomes.get(database) ?? (doubtful?.has(database) === true ? 'unavailable' : 'none'), asOf: at }));
  const { shown } = results;
  const matches = shown.length === 0 ? [] : shownTo(shown, viewerOf(call, call.input.purpose));
  const answer: AnswerWithoutReceipt = { id, at, outcome: worstOf(databases), databases, matches };
  if (results.count > matches.length) answer.more = true;
  if (matches.length > 0) answer.notice = NOT_AN_ORDER;
  const notes = listNotes(call.input.subject, results);
  if (notes !== undefined) answer.notes = notes;
  if (facts.mrz !== undefined) answer.mrz = facts.mrz;
  const shownRecords = matches.map(({ owner, database, kind, record, outcome }) => ({ owner, database, kind, record, outcome }));
  const entry = (response: string): ReturnType<typeof toEntry> =>
    toEntry(
      {
        asker: call.asker, id, request: call.input, databases: asked.codes, within,
        outcomes: countOutcomes(databases),
        owners: [...new Set(matches.map(({ owner }) => owner))],
        shown: shownRecords,
        later,
      },
      response,
    );
  return { answer, entry };
}

function shownTo(shown: readonly Found[], viewer: Viewer): ReturnType<typeof toMatch>[] {
  return shown.map((found) => toMatch(found, viewer));
}

/** The best matches, as many as make an answer of a size that a list of a thousand can have as well. */
function chooseShown(found: readonly Found[]): readonly Found[] {
  let size = 0;
  const end = found.findIndex(({ record }) => {
    const isFull = size > MOST_SHOWN;
    size += record.content.length;
    return isFull;
  });
  return found.slice(0, end < 0 ? MOST_MATCHES : Math.min(end, MOST_MATCHES));
}

/** The worst that is known: a hit counts more than a database that did not answer, and that more than none. */
function worstOf(databases: readonly DatabaseAnswer[]): Outcome {
  for (const outcome of ['hit', 'possible', 'unavailable'] as const) if (databases.some((one) => one.outcome === outcome)) return outcome;
  return 'none';
}
