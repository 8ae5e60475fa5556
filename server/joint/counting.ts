/** Counting what lies in the store. It runs where questions are answered, beside the requests, and keeps what it has read. */
import { FILE_FORMAT, type CheckTally, type Countable, type FilePlan, type Frozen, type OperationFile, type Rate, type SameLink, type SignOff } from '@watchword/api/joint/files.ts';
import { idBytes, idFromBytes, type Id } from '@watchword/api/ids.ts';
import type { JointPlan } from '@watchword/api/joint/plans.ts';
import type { Results } from '@watchword/api/joint/results.ts';
import { PERSON_MEASURES, type JointRole, type Measure, type Thing } from '@watchword/api/joint/words.ts';
import { countUpTo, figuresOf, resultsOf, signaturesOf, type CountedUpTo, type Signature } from '@watchword/sdk/joint/recount.ts';
import { organisationCode } from '#organisations/organisations.ts';
import type { Questions, Read } from '#store/store.ts';
import { listTallies } from './cross/tally-queries.ts';
import { findOperation, listCounted, listFrozenRows, listLinks, listMembers, listRates, listSignatures } from './queries.ts';

const PAGE = 5000;
/** Operations, and counts of them, that are kept in memory. */
const KEPT = 8;

export type Kept = { seq: number; readonly reports: Countable[]; readonly shares: Map<string, string>; readonly counts: Map<string, { readonly counted: CountedUpTo; results?: Results }> };
const kept = new Map<string, Kept>();

/** Up to which moment (ms) checks under the code are counted. */
type Until = { readonly until: number; readonly isLive: boolean };
const upTo = (cutOff: string): Until => ({ until: Date.parse(cutOff), isLive: false });

/** Everything of an operation that is counted, of these countries. */
export async function readFile(read: Read, operation: Uint8Array, countries: readonly string[], until: Until): Promise<OperationFile & { readonly kept: Kept; readonly checks: readonly CheckTally[] }> {
  const row = await findOperation(read, operation);
  if (row === undefined) throw new RangeError('no such operation');
  const mine = await readReports(read, operation);
  const [members, links, rates, signatures, checks] = await Promise.all([listMembers(read, operation), listLinks(read, operation), listRates(read, operation), listSignatures(read, operation), listTallies(read, operation, until)]);
  const wanted = new Set(countries);
  const plan = JSON.parse(row.plan) as JointPlan;
  const file: FilePlan = { format: FILE_FORMAT, code: plan.code, name: plan.name, from: plan.from, to: plan.to, days: plan.days, countries: members.map(({ organisation, role }) => ({ country: organisationCode(organisation), role: role as JointRole })).filter(({ country, role }) => role !== 'partner' && wanted.has(country)) };
  return {
    plan: file, kept: mine, frozen: [],
    reports: mine.reports.filter(({ country }) => wanted.has(country)),
    links: links.map((link): SameLink => ({ by: organisationCode(link.organisation), at: iso(link.at), one: { incident: idFromBytes('inc', link.one), person: link.one_person }, other: { incident: idFromBytes('inc', link.other), person: link.other_person }, ...(link.thing !== '' && { thing: link.thing as Thing }), ...(link.undone_at !== null && { undoneAt: iso(link.undone_at) }) })).filter(({ by }) => wanted.has(by)),
    checks: checks.filter(({ country }) => wanted.has(country)),
    rates: rates.map(({ currency, day, usd, source }): Rate => ({ currency, on: day, usd, source })),
    signOffs: signatures.map(({ organisation, at, actor, cut_off, figures }): SignOff => ({ country: organisationCode(organisation), at: iso(at), by: actor, cutOff: iso(cut_off), figures })).filter(({ country }) => wanted.has(country)),
  };
}

/** The reports, read once: later only what came since. */
async function readReports(read: Read, operation: Uint8Array): Promise<Kept> {
  const name = Buffer.from(operation).toString('hex');
  const mine: Kept = kept.get(name) ?? { seq: 0, reports: [], shares: new Map(), counts: new Map() };
  kept.delete(name);
  kept.set(name, mine);
  for (const first of kept.keys()) if (kept.size > KEPT) kept.delete(first);
  for (;;) {
    const rows = await listCounted(read, operation, { after: mine.seq, limit: PAGE });
    for (const { seq, counted, share } of rows) {
      // Two questions may read at once: what the other has read already is passed over.
      if (seq <= mine.seq) continue;
      const report = JSON.parse(counted) as Countable;
      mine.reports.push(report);
      if (share === null) mine.shares.delete(report.incident);
      else mine.shares.set(report.incident, share);
      mine.seq = seq;
    }
    if (rows.length > 0) mine.counts.clear();
    if (rows.length < PAGE) return mine;
  }
}

/** `operation` is the text of its id. `cutOff`: a moment; `isLive` where it is this one. */
export type AskedCount = { readonly operation: string; readonly countries: readonly string[]; readonly cutOff: string; readonly isLive: boolean };

/** What is counted of these countries, and what it was counted from. */
export async function countOf(read: Read, { operation, countries, cutOff, isLive }: AskedCount): Promise<OperationFile & { kept: Kept; known: { readonly counted: CountedUpTo; results?: Results }; cutOff: string }> {
  const file = await readFile(read, idBytes(operation as Id<'opn'>), countries, { until: Date.parse(cutOff), isLive });
  const name = JSON.stringify([countries, isLive ? '' : cutOff, file.links, file.rates, file.checks.map(({ until: _, ...tally }) => tally)]);
  let known = file.kept.counts.get(name);
  if (known === undefined) {
    known = { counted: countUpTo({ ...file, cutOff }) };
    for (const first of file.kept.counts.keys()) if (file.kept.counts.size >= KEPT) file.kept.counts.delete(first);
    file.kept.counts.set(name, known);
  }
  return { ...file, known, cutOff };
}

/** Which rows a number is the sum of. */
export type AskedBehind = AskedCount & { readonly measure?: Measure | undefined; readonly country?: string | undefined; readonly day?: string | undefined; readonly nationality?: string | undefined };
/** Incidents behind a number, latest first, with what they themselves are shared with. */
export type Behind = readonly { readonly incident: string; readonly country: string; readonly share: string | null }[];

export const COUNTING_QUESTIONS = {
  /** Live results, and where the signatures of the countries stand. */
  'joint.results': async (read: Read, asked: AskedCount): Promise<{ results: Results; signatures: readonly Signature[] }> => {
    const file = await countOf(read, asked);
    const last = file.signOffs.at(-1);
    file.known.results ??= resultsOf(file, file.known.counted);
    if (last === undefined) return { results: { ...file.known.results, cutOff: asked.cutOff }, signatures: signaturesOf({ ...file, cutOff: asked.cutOff }, []) };
    // What was signed is compared with what was known then.
    const { checks } = await readFile(read, idBytes(asked.operation as Id<'opn'>), asked.countries, upTo(last.cutOff));
    return { results: { ...file.known.results, cutOff: asked.cutOff }, signatures: signaturesOf({ ...file, checks, cutOff: last.cutOff }, file.signOffs) };
  },
  'joint.behind': async (read: Read, asked: AskedBehind): Promise<Behind> => {
    const { known: { counted: { at: { standing }, count } }, kept: { shares } } = await countOf(read, asked);
    const rows = count.rows.filter(({ measure, country, day, nationality }) => measure === (asked.measure ?? 'incidents') && (asked.country ?? country) === country && (asked.day ?? day) === day
      && (asked.nationality === undefined || (nationality === asked.nationality && (PERSON_MEASURES as readonly string[]).includes(measure))));
    const places = [...new Set(rows.flatMap(({ reports }) => reports))].toSorted((one, other) => other - one);
    return places.flatMap((place) => {
      const report = standing[place]?.report;
      return report === undefined ? [] : [{ incident: report.incident, country: report.country, share: shares.get(report.incident) ?? null }];
    });
  },
  /** What a country would sign. */
  'joint.figures': async (read: Read, { operation, country, cutOff }: { operation: string; country: string; cutOff: string }): Promise<ReturnType<typeof figuresOf>> => {
    const file = await readFile(read, idBytes(operation as Id<'opn'>), [country], upTo(cutOff));
    return figuresOf({ ...file, cutOff }, country);
  },
  /** Results of those who have signed at a cut-off, and who has not. */
  'joint.to-freeze': async (read: Read, { operation, countries, cutOff }: { operation: string; countries: readonly string[]; cutOff: string }): Promise<{ results: Results; signOffs: readonly SignOff[]; unsigned: readonly string[]; rates: readonly Rate[] }> => {
    const all = await readFile(read, idBytes(operation as Id<'opn'>), countries, upTo(cutOff));
    const states = signaturesOf({ ...all, cutOff }, all.signOffs);
    const signed = states.filter(({ state }) => state === 'signed').map(({ country }) => country);
    const file = await readFile(read, idBytes(operation as Id<'opn'>), signed, upTo(cutOff));
    const signOffs = file.signOffs.filter((one) => Date.parse(one.cutOff) === Date.parse(cutOff));
    return { results: resultsOf({ ...file, cutOff }, countUpTo({ ...file, cutOff })), signOffs, unsigned: states.filter(({ state }) => state !== 'signed').map(({ country }) => country), rates: file.rates };
  },
  /** The file of an edition; undefined when there is none. */
  'joint.file': async (read: Read, { operation, edition }: { operation: string; edition: number }): Promise<OperationFile | undefined> => {
    const id = idBytes(operation as Id<'opn'>);
    const row = (await listFrozenRows(read, id)).find((one) => one.edition === edition);
    if (row === undefined) return undefined;
    const signOffs = JSON.parse(row.signatures) as SignOff[];
    const { plan, reports, links, checks } = await readFile(read, id, signOffs.map(({ country }) => country), upTo(iso(row.cut_off)));
    const frozen: Frozen = { edition, state: row.state as Frozen['state'], at: iso(row.at), cutOff: iso(row.cut_off), results: JSON.parse(row.results) as Results, signOffs, hash: row.hash };
    return { plan, reports: reports.filter(({ receivedAt }) => Date.parse(receivedAt) <= row.cut_off), links: links.filter(({ at }) => Date.parse(at) <= row.cut_off), rates: JSON.parse(row.rates) as Rate[], checks, signOffs, frozen: [frozen] };
  },
} satisfies Questions;

function iso(ms: number): string {
  return new Date(ms).toISOString();
}
