/**
 * A slice of a load on its way to the writer's thread. Records travel as columns: a copy of one long text and a few arrays of
 * numbers costs a twentieth of what 500 objects cost.
 */
import type { Database } from '@watchword/api/databases/database.ts';
import { formatDay } from '@watchword/api/dates.ts';
import { writeNewId } from '@watchword/api/ids.ts';
import { recordRanges } from '#databases/databases.ts';
import { joinPostings, type ManyPostings, type NamePostings } from '#name-index/name-index.ts';
import type { NewRecord, StoredRange } from '#store/tables.ts';
import { REVIEW, STATE } from '../states.ts';
import type { AskedTerms, Terms } from '../terms.ts';
import type { GoodLine } from './judge-line.ts';

/** What few lines have. `at`: place in the slice. */
type Hidden = { at: number; terms: Pick<Terms, 'hidden_from' | 'hidden_front' | 'confidentiality'>; asked: AskedSeldom };
/** Terms of who sees the record. */
type AskedSeldom = Pick<AskedTerms, 'hiddenFrom' | 'hiddenFromFrontLine' | 'hidingAuthority' | 'confidentiality'>;
type Ranged = { at: number; ranges: readonly StoredRange[] };

/** A line whose reference may be that of a record that is there. `isRepeated`: it stood in the file before. */
export type Upsert = { at: number; isRepeated: boolean };

/** Records as columns. Contents and references hold no line break, so line breaks part them; an empty reference is none. */
export type SliceRecords = {
  count: number;
  ids: Uint8Array<ArrayBuffer>;
  expires: Int32Array<ArrayBuffer>;
  /** 1 where the line says when the record ends. */
  saysEnd: Uint8Array<ArrayBuffer>;
  contents: string;
  references: string;
  /** -1 for none. */
  referenceKeys: Float64Array<ArrayBuffer>;
  hidden: readonly Hidden[];
  ranged: readonly Ranged[];
  upserts: readonly Upsert[];
};

/** The keys of a slice: those of record `n` end at `ends[n]`. */
export type SliceKeys = { keys: readonly number[]; ends: Uint32Array };

/** What is known of the reference of a line: nothing has it, something may have it, or a line before it has. */
export type ReferenceState = 'new' | 'maybe-known' | 'repeated';

/** Collects lines to a slice. */
export type SliceBuilder = {
  add(line: GoodLine, state: ReferenceState): void;
  readonly count: number;
  readonly upserts: number;
  /** Postings of names. */
  readonly postings: number;
  build(): { records: SliceRecords; keys: SliceKeys; names: ManyPostings };
};

/** An empty slice of at most `most` records that enter at `at`, in ms. */
export function createSlice(database: Database, most: number, at: number): SliceBuilder {
  const ids = new Uint8Array(most * 16);
  const expires = new Int32Array(most);
  const saysEnd = new Uint8Array(most);
  const referenceKeys = new Float64Array(most);
  const ends = new Uint32Array(most);
  const contents: string[] = [];
  const references: string[] = [];
  const keys: number[] = [];
  const hidden: Hidden[] = [];
  const ranged: Ranged[] = [];
  const upserts: Upsert[] = [];
  const names: NamePostings[] = [];
  let postings = 0;
  let count = 0;
  return {
    get count() {
      return count;
    },
    get upserts() {
      return upserts.length;
    },
    get postings() {
      return postings;
    },
    add({ content, packed, terms, asked, keys: own, referenceKey, names: ownNames }, state) {
      writeNewId(ids, count * 16, at);
      expires[count] = terms.expires_on;
      saysEnd[count] = asked.expiresOn === undefined ? 0 : 1;
      referenceKeys[count] = referenceKey;
      contents.push(packed);
      references.push(terms.reference ?? '');
      for (const key of own) keys.push(key);
      ends[count] = keys.length;
      names.push(ownNames);
      postings += ownNames.keys.length;
      const seldom = seldomOf(asked);
      if (seldom !== undefined) hidden.push({ at: count, terms: { hidden_from: terms.hidden_from, hidden_front: terms.hidden_front, confidentiality: terms.confidentiality }, asked: seldom });
      if (database.ranges !== undefined) {
        const ranges = recordRanges(database, content, 0);
        if (ranges.length > 0) ranged.push({ at: count, ranges });
      }
      if (state !== 'new') upserts.push({ at: count, isRepeated: state === 'repeated' });
      count += 1;
    },
    build: () => ({
      records: {
        count, ids: ids.slice(0, count * 16), expires: expires.slice(0, count), saysEnd: saysEnd.slice(0, count), referenceKeys: referenceKeys.slice(0, count),
        contents: contents.join('\n'), references: references.join('\n'), hidden, ranged, upserts,
      },
      keys: { keys, ends: ends.slice(0, count) },
      names: joinPostings(names),
    }),
  };
}

/** The records of a slice as the store takes them. `owner`: number of the organisation. */
export function unpackRecords(records: SliceRecords, of: { database: Database; owner: number; at: number }): NewRecord[] {
  const { count, ids, expires } = records;
  if (count === 0) return [];
  const contents = records.contents.split('\n');
  const references = records.references.split('\n');
  const review = of.database.review ? REVIEW.pending : REVIEW['not-needed'];
  const made: NewRecord[] = [];
  for (let at = 0; at < count; at += 1) {
    made.push({
      id: ids.subarray(at * 16, at * 16 + 16), database: of.database.number, owner: of.owner, reference: references[at] || null, version: 1,
      state: STATE.active, review, expires_on: expires[at] ?? 0, created_at: of.at, amended_at: null, verified_on: null,
      hidden_from: null, hidden_front: 0, confidentiality: 0, notice: null, content: contents[at] ?? '[]',
    });
  }
  for (const { at, terms } of records.hidden) {
    const record = made[at];
    if (record !== undefined) made[at] = { ...record, ...terms };
  }
  return made;
}


/** The terms of a line as it said them. */
export function askedTerms(records: SliceRecords, at: number): AskedTerms {
  const hidden = records.hidden.find((one) => one.at === at);
  return { ...(records.saysEnd[at] === 1 ? { expiresOn: formatDay(records.expires[at] ?? 0) } : {}), ...hidden?.asked };
}

/** The authority that a line names for hiding its record. */
export function authorityOf(records: SliceRecords, at: number): string | undefined {
  return records.hidden.find((one) => one.at === at)?.asked.hidingAuthority;
}

const SELDOM = ['hiddenFrom', 'hiddenFromFrontLine', 'hidingAuthority', 'confidentiality'] as const;

function seldomOf(asked: AskedTerms): AskedSeldom | undefined {
  const said = SELDOM.filter((name) => asked[name] !== undefined);
  return said.length === 0 ? undefined : (Object.fromEntries(said.map((name) => [name, asked[name]])) as AskedSeldom);
}
