/** The walk over the audit log: checks that showed records of the person, questions about the person, and entries about the records. */
import { getDatabaseByNumber } from '@watchword/api/databases/databases.ts';
import { bornTexts } from '@watchword/api/databases/persons.ts';
import { textOf, type Content } from '@watchword/api/databases/database.ts';
import { dayOfMs, formatMoment } from '@watchword/api/dates.ts';
import { idFromBytes } from '@watchword/api/ids.ts';
import type { RequestSubject } from '@watchword/api/requests.ts';
import type { HeldCheck, HeldEntry } from '@watchword/api/requests/subject-package.ts';
import { readAuditLog, type ReadEntry } from '#audit/audit.ts';
import { judgeSought, readAsked, ruleOutBy, type RuleOut, type Sought } from '#checks/checks.ts';
import type { Subject } from '@watchword/api/checks/subjects.ts';
import { unpackContent } from '#databases/databases.ts';
import { findOrganisationNumber, isMasked, organisationCode } from '#organisations/organisations.ts';
import { contentsOf, isReleased } from '#records/records.ts';
import type { Held } from './held-records.ts';

/** What is looked for in the log: the person, and the records found. */
export type SoughtEntries = { readonly subject: RequestSubject; readonly held: readonly Held[] };

/** `sealed`: numbers of those entries that have a text. `seen`: entries in all; `texts`, `erased`: sealed texts of checks that could and could not be read. */
export type EntriesFound = { readonly checks: readonly { held: HeldCheck }[]; readonly entries: readonly HeldEntry[]; readonly sealed: ReadonlySet<number>; readonly seen: number; readonly texts: number; readonly erased: number };

/** What a record said, and from when on it matched no more (`until`, ms). */
export type Known = { readonly id: string; readonly database: string; readonly owner: string; readonly until: number; readonly contents: readonly KnownContent[] };

/** `abroad`: other countries could see it, but for those of the mask. */
type KnownContent = { readonly since: number; readonly content: Content; readonly abroad: boolean; readonly hiddenFrom: Uint8Array | null };
type Finding = { checks: { held: HeldCheck }[]; entries: HeldEntry[]; sealed: Set<number>; seen: number; texts: number; erased: number };

/** Reads the whole log once. @throws `audit.broken` */
export async function walkEntries(audit: string, { subject, held }: SoughtEntries): Promise<EntriesFound> {
  const known = held.map(knownOf);
  const ids = new Set(known.map(({ id }) => id));
  const against: Against = { known, person: personOf(subject), ruleOut: ruleOutBy(marksOf(subject, known)) };
  const finding: Finding = { checks: [], entries: [], sealed: new Set(), seen: 0, texts: 0, erased: 0 };
  for await (const entry of readAuditLog(audit, { texts: true })) {
    finding.seen += 1;
    if (entry.event.startsWith('check.') && entry.outcomes !== undefined) noteCheck(finding, entry, against);
    else if (entry.event === 'audit.searched') noteSearch(finding, entry, against);
    else noteEntry(finding, entry, ids);
  }
  return finding;
}

/** The person as records would say it: the question of an old check is judged against it. */
function personOf({ names = [], born, documents = [] }: RequestSubject): readonly { database: string; content: Content }[] {
  const person = { names: names.map((full) => ({ full })), born: born === undefined ? [] : [born], documents };
  // A document is asked of its own databases, too, with issuer or without.
  return [{ database: 'persons', content: person }, ...documents.map((document) => ({ database: 'travel-documents', content: document }))];
}

const DAY_MS = 86_400_000;
const ENDINGS: ReadonlySet<string> = new Set(['withdrawn', 'expired', 'erased']);

/** What is known of a record, over all its versions. */
export function knownOf({ record, versions }: Pick<Held, 'record' | 'versions'>): Known {
  const database = getDatabaseByNumber(record.database);
  const since = Math.max(record.created_at, ...versions.map(({ at }) => at));
  // The second one is what other countries see while the first waits.
  const present = contentsOf(record).map((content, at): KnownContent => ({ since: record.released === null ? since : record.created_at, content, abroad: at > 0 || isReleased(record), hiddenFrom: record.hidden_from }));
  const earlier = versions.filter(({ content }) => content !== '').map((version): KnownContent => ({ since: record.created_at, content: unpackContent(database, version.content), abroad: isReleased(version), hiddenFrom: version.hidden_from }));
  const contents = [...present, ...earlier];
  const ended = versions.filter(({ change }) => ENDINGS.has(change)).map(({ at }) => at);
  const until = Math.min((record.expires_on + 1) * DAY_MS, ...ended);
  return { id: idFromBytes('rec', record.id), database: database.code, owner: organisationCode(record.owner), until, contents };
}

/** Numbers and birth dates of the person and of everything that is held on them. */
function marksOf({ born, documents = [] }: RequestSubject, known: readonly Known[]): Parameters<typeof ruleOutBy>[0] {
  const contents = known.flatMap((record) => record.contents.map(({ content }) => content));
  const numbers = contents.flatMap((content) => [textOf(content, 'number'), ...(Array.isArray(content['documents']) ? content['documents'].map((one: Content) => textOf(one, 'number')) : [])]);
  const borns = contents.map(bornTexts);
  // A person of whom no birth date is known may have any.
  const isDated = born !== undefined && known.every(({ database, contents: own }) => database !== 'persons' || own.every(({ content }) => bornTexts(content).length > 0));
  return {
    numbers: [...documents.map(({ number }) => number), ...numbers].filter((number) => number !== ''),
    born: isDated ? [born, ...borns.flat()] : [],
    ranges: contents.some((content) => content['numberTo'] !== undefined),
  };
}

type Against = { readonly known: readonly Known[]; readonly person: ReturnType<typeof personOf>; readonly ruleOut: RuleOut };

function noteCheck(finding: Finding, entry: ReadEntry, { known, person, ruleOut }: Against): void {
  if (entry.sealed === undefined) {
    finding.erased += 1;
    return;
  }
  finding.texts += 1;
  const question = JSON.parse(entry.sealed) as { subject?: Subject };
  if (question.subject === undefined || ruleOut(question.subject)) return;
  const asked = readAsked(question, dayOfMs(entry.time));
  if (asked === undefined) return;
  const judged = person.map(({ database, content }) => judgeSought(asked, database, content)?.as);
  const as = judged.find((one) => one === 'hit') ?? judged.find((one) => one !== undefined);
  const showed = showedAny(entry) ? known.filter((record) => isShown(record, entry, asked)).map(({ id }) => id) : [];
  if (as === undefined && showed.length === 0) return;
  finding.checks.push({
    held: {
      entry: entry.seq, at: formatMoment(entry.time), check: entry.subject ?? '', organisation: entry.organisation, by: entry.actor, purpose: entry.purpose ?? '',
      databases: [...(entry.databases ?? [])], outcome: worstOf(entry), ...(as !== undefined && { as }), records: showed, question,
    },
  });
}

function showedAny({ outcomes }: ReadEntry): boolean {
  return outcomes !== undefined && outcomes.hit + outcomes.possible > 0;
}

function isShown({ database, owner, until, contents }: Known, entry: ReadEntry, asked: Sought): boolean {
  if (entry.time >= until) return false;
  if (entry.databases?.includes(database) !== true || entry.owners?.includes(owner) !== true) return false;
  return saidTo({ owner, contents }, entry, (content) => judgeSought(asked, database, content) !== undefined);
}

/** Whether a record said something to an organisation that was shown it then. `time`: ms. */
export function saidTo({ owner, contents }: Pick<Known, 'owner' | 'contents'>, { organisation, time }: Pick<ReadEntry, 'organisation' | 'time'>, says: (content: Content) => boolean): boolean {
  const isOwn = organisation === owner;
  const number = findOrganisationNumber(organisation);
  return contents.some(({ since, content, abroad, hiddenFrom }) => {
    if (since > time || (!isOwn && (!abroad || (number !== undefined && isMasked(hiddenFrom, number))))) return false;
    return says(content);
  });
}

/** The worst that a check answered. */
export function worstOf({ outcomes }: ReadEntry): HeldCheck['outcome'] {
  for (const outcome of ['hit', 'possible', 'unavailable'] as const) if (outcomes !== undefined && outcomes[outcome] > 0) return outcome;
  return 'none';
}

/** A bureau looked the person up in its own log: what it looked for is sealed, as a question is. */
function noteSearch(finding: Finding, entry: ReadEntry, { known, person }: Against): void {
  const { sealed } = entry;
  if (sealed === undefined) return;
  const { about } = JSON.parse(sealed) as { about?: Subject & { record?: string } };
  const record = known.find(({ id }) => id === about?.record)?.id;
  const asked = about === undefined ? undefined : readAsked({ subject: about }, dayOfMs(entry.time));
  const fits = asked !== undefined && person.some(({ database, content }) => judgeSought(asked, database, content) !== undefined);
  if (!fits && record === undefined) return;
  finding.sealed.add(entry.seq);
  finding.entries.push({ entry: entry.seq, at: formatMoment(entry.time), event: entry.event, organisation: entry.organisation, by: entry.actor, record: record ?? '', text: sealed });
}

/** Writes, readings, photographs and comparisons of the records. */
function noteEntry(finding: Finding, entry: ReadEntry, ids: ReadonlySet<string>): void {
  const { subject = '', within = '', sealed } = entry;
  const compared = entry.event === 'comparison.recorded' && sealed !== undefined ? comparedIn(sealed).find((id) => ids.has(id)) : undefined;
  const record = compared ?? [subject, within].find((id) => ids.has(id));
  if (record === undefined) return;
  if (sealed !== undefined) finding.sealed.add(entry.seq);
  finding.entries.push({
    entry: entry.seq, at: formatMoment(entry.time), event: entry.event, organisation: entry.organisation, by: entry.actor, record,
    ...(entry.reason !== undefined && { reason: entry.reason }), ...(sealed !== undefined && { text: sealed }),
  });
}

/** The records that a comparison was about, by its sealed text. */
export function comparedIn(text: string): string[] {
  const { records } = JSON.parse(text) as { records?: unknown };
  return Array.isArray(records) ? records.map(String) : [];
}
