/** From keys to matches: what passed the filter is fetched, tested by the viewer's rules, and judged. */
import { setImmediate } from 'node:timers/promises';
import type { Content } from '@watchword/api/databases/database.ts';
import type { NumberTail } from '@watchword/api/databases/travel-documents.ts';
import { AppError, fail } from '@watchword/api/errors.ts';
import { identifierNumber, index53, unpackContent, type Hasher } from '#databases/databases.ts';
import { searchPersons, type NameQuestion } from '#name-index/name-index.ts';
import type { CandidatePage, Questions, Read } from '#store/store.ts';
import type { StoredRecord } from '#store/tables.ts';
import type { Asking } from './asking.ts';
import { getAsking } from './askings.ts';
import type { Facts } from './facts.ts';
import { compareFound, type Judged } from './present.ts';
import { includesRow } from './filter/veiled-persons.ts';
import type { Veils } from './filter/veils.ts';
import { findShown, type Viewer } from './viewer.ts';

/** What the filter in memory answers; see `filter/`. */
export type KeyFilter = {
  /** False is certain: no record carries this key. */
  mightContain(hi: number, lo: number): boolean;
  /** Rows whose range of numbers holds this number; undefined when the store is to be asked. */
  findRangeRows(asked: { database: number; prefix: string; digits: number; number: number }): readonly number[] | undefined;
  /** Which records do not exist for somebody; without it the store is asked of them. */
  readonly veils?: Veils;
};

/** What the filter could not rule out for one database. `tails`: numbers of which the store is to say whether a range holds them. */
export type Candidates = { readonly asking: Asking; readonly keys: readonly number[]; readonly rows: readonly number[]; readonly tails: readonly NumberTail[]; readonly names: readonly NameQuestion[] };

const NONE: readonly number[] = [];
const NO_TAILS: readonly NumberTail[] = [];
const NOBODY: readonly NameQuestion[] = [];
/** The only numbers of which there are ranges. */
const RANGE_KIND = 'document';

/** Who asks, where some records do not exist for them. */
export type Veiled = { readonly veils: Veils; readonly viewer: Viewer };

/**
 * Asks the filter. `asked`: how many keys the question has; `candidates` is undefined when none may be in the store that exists for
 * whoever asks. Both are asked of every key, whatever the other says, so that the time does not tell which one has said no. `later`: keys
 * (pairs of halves) by which a record that is entered later is compared with this question.
 */
export function askFilter(asking: Asking, facts: Facts, parts: { hasher: Hasher; filter: KeyFilter; veiled: Veiled | undefined }): { asked: number; candidates: Candidates | undefined; later: number[] | undefined } {
  const { code, number } = asking.database;
  const { veiled } = parts;
  const lookups = asking.lookups(facts);
  let keys: number[] | undefined;
  let later: number[] | undefined;
  for (const { kind, value } of lookups) {
    const { hi, lo } = parts.hasher.key(code, kind, value);
    if (asking.later?.includes(kind) === true) {
      if (later === undefined) later = [hi, lo];
      else later.push(hi, lo);
    }
    const isHidden = veiled?.veils.hidesKey(hi, lo, veiled.viewer) === true;
    if (parts.filter.mightContain(hi, lo) && !isHidden) (keys ??= []).push(index53(hi, lo));
  }
  let rows = NONE;
  let tails = NO_TAILS;
  for (const tail of asking.tails?.(facts) ?? NO_TAILS) {
    const found = parts.filter.findRangeRows({ database: number, prefix: tail.prefix, digits: tail.digits, number: tail.value });
    if (found === undefined) tails = [...tails, tail];
    else if (found.length > 0) rows = [...rows, ...(veiled === undefined ? found : found.filter((row) => !veiled.veils.hidesRow(row, veiled.viewer)))];
  }
  const names = asking.names?.(facts) ?? NOBODY;
  const isRuledOut = keys === undefined && rows.length === 0 && tails.length === 0 && names.length === 0;
  return { asked: lookups.length + names.length, candidates: isRuledOut ? undefined : { asking, keys: keys ?? NONE, rows, tails, names }, later };
}

/** Records that are read at once; between two such readings other checks are answered. */
const SLICE = 256;
/** Matches that are kept while more come: far more than are ever shown. */
const KEPT = 100;

/** What is to be fetched and judged, as plain data: it goes to a reading thread. `code`: of the database; `unseen`: rows of persons that do not exist for the viewer. */
export type AskedMatches = Omit<Candidates, 'asking'> & { readonly code: string; readonly facts: Facts; readonly viewer: Viewer; readonly unseen?: Float64Array };

/**
 * The best matches of one database, and how many there were. Every candidate is looked at, however many share a key; `isCut`: more
 * persons bear a name like the one asked than were looked at.
 */
export type Matches = { readonly best: readonly Judged[]; readonly count: number; readonly isCut: boolean };

/** Fetches and judges the candidates of one database. @throws what the store throws, and `store.broken` for a record that cannot be read */
export async function findMatches(read: Read, { code, facts, viewer, unseen, ...candidates }: AskedMatches): Promise<Matches> {
  const asking = getAsking(code);
  const { keys, tails } = candidates;
  const rows = tails.length === 0 ? candidates.rows : [...candidates.rows, ...(await findRangeRows(asking, tails, read))];
  let best: Judged[] = [];
  let count = 0;
  for (let after: number | undefined = 0; after !== undefined; ) {
    if (after > 0) await setImmediate();
    const page: CandidatePage = await read.findCandidates({ keys, rows, after, limit: SLICE });
    after = page.next;
    for (const record of page.records) {
      const found = judgeRecord(asking, record, facts, viewer);
      if (found === undefined) continue;
      best.push(found);
      count += 1;
    }
    if (best.length > KEPT) best = best.toSorted(compareFound).slice(0, KEPT);
  }
  const named = await findByNames(candidates.names, { asking, facts, viewer, unseen, read: inTurns(read) });
  const others = named.found.filter(({ record }) => !best.some((one) => one.record.row === record.row));
  return { best: [...best, ...others], count: count + others.length, isCut: named.isCut };
}

type NamesRead = Parameters<typeof searchPersons>[0];

/** A search by name takes milliseconds: between its steps others are answered. */
function inTurns(read: NamesRead): NamesRead {
  return {
    nameSlots: () => read.nameSlots(),
    async readPostings(spans, most) {
      await setImmediate();
      return read.readPostings(spans, most);
    },
    async findByRows(rows) {
      await setImmediate();
      return read.findByRows(rows);
    },
  };
}

type Naming = { asking: Asking; facts: Facts; viewer: Viewer; unseen: Float64Array | undefined; read: NamesRead };

/** Persons by name, each once. @throws `store.unavailable` while the name index is being built */
async function findByNames(names: readonly NameQuestion[], { asking, facts, viewer, unseen, read }: Naming): Promise<{ found: Judged[]; isCut: boolean }> {
  const found = new Map<number, Judged>();
  let isCut = false;
  for (const question of names) {
    const search = await searchPersons(read, question, { judge: (record) => judgeRecord(asking, record, facts, viewer), isGood: ({ judgement }) => judgement.outcome === 'hit', ...(unseen !== undefined && { isLeftOut: (row: number) => includesRow(unseen, row) }) });
    if (search.state === 'unavailable') throw fail('store.unavailable', {}, new Error('The name index is being built.'));
    for (const one of search.found) found.set(one.record.row, one);
    isCut ||= search.capped;
  }
  return { found: [...found.values()], isCut };
}

async function findRangeRows({ database }: Asking, tails: readonly NumberTail[], read: Read): Promise<number[]> {
  const kind = identifierNumber(database, RANGE_KIND);
  const found = await Promise.all(tails.map(({ prefix, digits, value }) => read.findRanges({ database: database.number, kind, prefix, digits, number: value })));
  return found.flat().map(({ row }) => row);
}

/** Judges one record for a viewer; undefined when it does not exist for them, or does not match. @throws `store.broken` when it cannot be read */
export function judgeRecord(asking: Asking, stored: StoredRecord, facts: Facts, viewer: Viewer): Judged | undefined {
  const record = stored.database === asking.database.number ? findShown(stored, viewer) : undefined;
  if (record === undefined) return undefined;
  const content = readContent(asking, record);
  const judgement = asking.judge(facts, content);
  return judgement === undefined ? undefined : { record, content, judgement };
}

function readContent(asking: Asking, record: StoredRecord): Content {
  try {
    return unpackContent(asking.database, record.content);
  } catch (cause) {
    throw fail('store.broken', {}, cause);
  }
}

/** Whether an error says that the store gave no answer, rather than that something here is wrong. */
export function isStoreFailure(error: unknown): boolean {
  return error instanceof AppError && (error.code === 'store.broken' || error.code === 'store.unavailable');
}

/** What a reading thread is asked for a check. */
export const CHECK_QUESTIONS = { 'checks.find': findMatches } satisfies Questions;
