/**
 * The walk over an organisation's own logs: what it did itself, and who was shown its records as far as it is told. Nothing that it is not told
 * is counted, so that a search says no more than the two logs do.
 */
import type { SearchFound, SearchItem } from '@watchword/api/audit/search.ts';
import type { Subject } from '@watchword/api/checks/subjects.ts';
import { formatMoment } from '@watchword/api/dates.ts';
import { idBytes, parseId } from '@watchword/api/ids.ts';
import { readAuditLog, touchedBy, type ReadEntry } from '#audit/audit.ts';
import { listVersions } from '#records/records.ts';
import { comparedIn, knownOf, saidTo, worstOf, type Known } from '#requests/requests.ts';
import type { Read } from '#store/store.ts';
import type { LookedFor } from './sought.ts';

/** Where: the folder of the log, and the store in which records lie. */
export type SearchPlace = { readonly dir: string; readonly read: Read };

/** `from`: first entry to look at; `since`, `until` (exclusive): ms; `isOver`: whether the time for looking has passed. */
export type SearchTask = {
  readonly organisation: string; readonly about: LookedFor | undefined; readonly officer: string | undefined;
  readonly from: number; readonly since: number | undefined; readonly until: number | undefined; readonly limit: number; readonly isOver: () => boolean;
};

type Question = { readonly subject?: Subject; readonly shown?: readonly { readonly record: string }[] };
type Covered = { from?: string; to?: string; entries: number; questions: number; erased: number };
const LOOK_AT_CLOCK = 256;

/** Walks from an entry on. @throws `audit.broken` */
export async function searchEntries({ dir, read }: SearchPlace, task: SearchTask): Promise<SearchFound> {
  const { organisation, officer, from, since, until, limit } = task;
  const items: SearchItem[] = [];
  const covered: Covered = { entries: 0, questions: 0, erased: 0 };
  const known = readKnown(read);
  const where = { ...(officer === undefined ? { party: organisation } : { organisation, actor: officer }), ...(since !== undefined && { since }), ...(until !== undefined && { until }) };
  let passed = 0;
  for await (const entry of readAuditLog(dir, { from, texts: true, where })) {
    const found = entry.organisation === organisation ? await findOwn(entry, task, { known, covered }) : await findTold(entry, task, { known, covered });
    if (found !== undefined) items.push(found);
    passed += 1;
    if (items.length >= limit || (passed % LOOK_AT_CLOCK === 0 && task.isOver())) return { items, covered, nextCursor: String(entry.seq + 1) };
  }
  return { items, covered };
}

function cover(covered: Covered, { time }: ReadEntry): void {
  const at = formatMoment(time);
  covered.from ??= at;
  covered.to = at;
  covered.entries += 1;
}

type KnownOf = (record: string) => Promise<Known | undefined>;

/** Records by their ids, each read once. */
function readKnown(read: Read): KnownOf {
  const known = new Map<string, Known | undefined>();
  return async (text) => {
    if (known.has(text)) return known.get(text);
    const id = parseId('rec', text);
    const record = id === undefined ? undefined : await read.findById(idBytes(id));
    const one = record === undefined ? undefined : knownOf({ record, versions: await listVersions(read, record.row) });
    known.set(text, one);
    return one;
  };
}

type Finding = { readonly known: KnownOf; readonly covered: Covered };

/** Something that the organisation did itself. */
async function findOwn(entry: ReadEntry, { about }: SearchTask, { known, covered }: Finding): Promise<SearchItem | undefined> {
  cover(covered, entry);
  const question = questionOf(entry, covered);
  const touched = recordsOf(entry, question);
  const as = about === undefined || question === undefined ? undefined : about.fitsQuestion(question, entry.time);
  const records = about === undefined ? touched : await thoseAbout(touched, { about, entry, known });
  if (about !== undefined && as === undefined && records.length === 0) return undefined;
  const { actor, via, purpose, databases } = entry;
  return {
    log: 'requester', entry: entry.seq, hash: entry.hash, at: formatMoment(entry.time), event: entry.event, organisation: entry.organisation, by: actor,
    ...(via !== undefined && { via }), ...(purpose !== undefined && { purpose }), ...(databases !== undefined && { databases: [...databases] }), ...(entry.outcomes !== undefined && { outcome: worstOf(entry) }),
    ...(as !== undefined && { as }), ...(question?.subject !== undefined && { asked: question.subject }), ...(records.length > 0 && { records }),
  };
}

/** Somebody else was shown records of the organisation, and it is told. */
async function findTold(entry: ReadEntry, { organisation, about }: SearchTask, { known, covered }: Finding): Promise<SearchItem | undefined> {
  const told = touchedBy(entry, entry.sealed).filter((one) => one.told && one.detail.owner === organisation);
  if (told.length === 0) return undefined;
  cover(covered, entry);
  const touched = told.map(({ detail }) => detail.record);
  const records = about === undefined ? touched : await thoseAbout(touched, { about, entry, known });
  if (records.length === 0) return undefined;
  const databases = [...new Set(told.filter(({ detail }) => records.includes(detail.record)).map(({ detail }) => detail.database))];
  return {
    log: 'owner', entry: entry.seq, hash: entry.hash, at: formatMoment(entry.time), event: entry.event, organisation: entry.organisation,
    ...(entry.purpose !== undefined && { purpose: entry.purpose }), databases, outcome: 'hit', records,
  };
}

async function thoseAbout(touched: readonly string[], { about, entry, known }: { about: LookedFor; entry: ReadEntry; known: KnownOf }): Promise<string[]> {
  if (about.record !== undefined) return touched.filter((record) => record === about.record);
  const found: string[] = [];
  for (const record of touched) {
    const one = await known(record);
    if (one !== undefined && saidTo(one, entry, (content) => about.fitsRecord(one.database, content))) found.push(record);
  }
  return found;
}

/** What a check, a comparison or an earlier search asked, as far as it can be opened. Only what has its own form is read. */
function questionOf({ event, sealed, erased }: ReadEntry, covered: Covered): Question | undefined {
  const isCheck = event.startsWith('check.');
  if (isCheck && erased === true) covered.erased += 1;
  if (sealed === undefined) return undefined;
  if (isCheck) {
    covered.questions += 1;
    return JSON.parse(sealed) as Question;
  }
  if (event !== 'audit.searched') return undefined;
  const { about } = JSON.parse(sealed) as { about?: Subject & { record?: string } };
  if (about === undefined) return {};
  const { record, ...subject } = about;
  return record === undefined ? { subject } : { shown: [{ record }] };
}

const RECORD = /^rec_/;

function recordsOf({ event, subject = '', within = '', sealed }: ReadEntry, question: Question | undefined): string[] {
  if (event === 'comparison.recorded') return sealed === undefined ? [] : comparedIn(sealed);
  return [...new Set([...(question?.shown ?? []).map(({ record }) => record), ...[subject, within].filter((id) => RECORD.test(id))])];
}
