/** Gathers everything held on one person: the walk over the records, then over the audit log. Reads alone; runs in a thread of its own. */
import { dayOfMs, formatDay, formatMoment } from '@watchword/api/dates.ts';
import { idFromBytes } from '@watchword/api/ids.ts';
import type { RequestSubject } from '@watchword/api/requests.ts';
import type { HeldComparison, HeldRecord, SubjectPackage } from '@watchword/api/requests/subject-package.ts';
import { normaliseCountry } from '@watchword/api/countries/countries.ts';
import { readSought, type Sought } from '#checks/checks.ts';
import { findMemories, travellerHashOf } from '#comparisons/comparisons.ts';
import { organisationCode } from '#organisations/organisations.ts';
import { listOfRows } from '#photos/photos.ts';
import { presentHistory, presentRecord } from '#records/records.ts';
import type { Read } from '#store/store.ts';
import { walkEntries, type EntriesFound } from './held-entries.ts';
import { walkRecords, type Held } from './held-records.ts';

/** Where to look. `audit`: folder of the audit log. `travellerKey`: of the memory of comparisons. */
export type GatherFrom = { readonly read: Read; readonly audit: string; readonly travellerKey: Uint8Array };

/** What is gathered for: `at` in ms. `elapsed` tells the ms since the gathering began. */
export type GatherFor = { readonly request: string; readonly subject: RequestSubject; readonly at: number; readonly elapsed: () => number };

/** What was gathered, and the numbers of the entries whose texts are about the person: for erasing them. */
export type Gathered = { readonly subject: SubjectPackage; readonly texts: readonly number[] };

/** Records and entries that a package holds at most; of more it says that it is cut. */
const MOST = 5000;

/** @throws `check.*` when nothing in the subject can be looked for, and what store and audit log throw */
export async function gather({ read, audit, travellerKey }: GatherFrom, { request, subject, at, elapsed }: GatherFor): Promise<Gathered> {
  const sought = readSubject(subject, at);
  const { held, records, versions } = await walkRecords(read, sought, marksOf(subject));
  const found = await walkEntries(audit, { subject, held });
  const isCut = held.length > MOST || found.checks.length > MOST || found.entries.length > MOST;
  const shown = held.slice(0, MOST);
  return {
    texts: textsOf(found),
    subject: {
      request, gatheredAt: formatMoment(at), milliseconds: Math.round(elapsed()),
      searched: { records, versions, entries: found.seen, texts: found.texts, erased: found.erased },
      records: await presentHeld(read, shown, at),
      checks: found.checks.slice(-MOST).map(({ held: one }) => one),
      comparisons: await findComparisons(read, { travellerKey, sought, held: shown, at }),
      entries: found.entries.slice(-MOST),
      cut: isCut,
    },
  };
}

/** The subject as the questions of checks: each name and each document is one. */
export function readSubject({ names = [], born, documents = [] }: RequestSubject, at: number): Sought {
  const subjects = [...names.map((name) => ({ person: { name, ...(born !== undefined && { born }) } })), ...documents.map((document) => ({ document }))];
  return readSought(subjects, dayOfMs(at));
}

/** Marks this short would be found in anything. */
const SHORTEST_MARK = 6;

function marksOf({ names = [], documents = [] }: RequestSubject): string[] {
  const words = names.filter((name) => name.trim().includes(' '));
  return [...words, ...documents.map(({ number }) => number)].map((text) => text.trim().toLowerCase()).filter((text) => text.length >= SHORTEST_MARK);
}

/** The entries with a sealed text about the person: what they asked, and what was written about records of theirs. */
function textsOf({ checks, entries, sealed }: EntriesFound): number[] {
  return [...new Set([...checks.filter(({ held: { as } }) => as !== undefined).map(({ held }) => held.entry), ...entries.filter(({ entry }) => sealed.has(entry)).map(({ entry }) => entry)])].sort((a, b) => a - b);
}

async function presentHeld(read: Read, held: readonly Held[], at: number): Promise<HeldRecord[]> {
  const photos = Map.groupBy(await listOfRows(read, held.map(({ record }) => record.row)), ({ row }) => row);
  return held.map(({ record, versions, as, fits }) => ({
    as, fits: [...fits],
    record: presentRecord(record, { at }),
    versions: presentHistory(record, versions),
    photographs: (photos.get(record.row) ?? []).map(({ id, main, width, height, bytes, digest, taken_on, caption, added_at }) => ({
      id: idFromBytes('pho', id), main: main === 1, width, height, bytes, sha256: Buffer.from(digest).toString('hex'),
      ...(taken_on !== null && { takenOn: taken_on }), ...(caption !== null && { caption }), addedAt: formatMoment(added_at),
    })),
  }));
}

type Compared = { travellerKey: Uint8Array; sought: Sought; held: readonly Held[]; at: number };

/** Memories lie under a keyed hash of document and record: those of this person's documents with records found can be asked for, and no others. */
async function findComparisons(read: Read, { travellerKey, sought, held, at }: Compared): Promise<HeldComparison[]> {
  const hash = travellerHashOf(Buffer.from(travellerKey));
  const numbers = new Map<string, { number: string; issuer: string }>();
  for (const { number, issuer } of sought.facts.documents) {
    const code = issuer === undefined ? '' : normaliseCountry(issuer) ?? issuer;
    // With and without the issuer, as it may have been asked.
    for (const one of ['', code]) numbers.set(`${number.folded} ${one}`, { number: number.folded, issuer: one });
  }
  const found: HeldComparison[] = [];
  for (const { record } of held) {
    const hashes = [...numbers.values()].map((document) => hash(document, record.id));
    for (const { organisation, compared_on, reason, expires_on } of await findMemories(read, { hashes, day: dayOfMs(at) })) {
      found.push({ record: idFromBytes('rec', record.id), organisation: organisationCode(organisation), on: formatDay(compared_on), reason, until: formatDay(expires_on) });
    }
  }
  return found;
}
