/** Results from a file of incidents, to the last digit. Pure: the same in a browser, at a server, on the command line. */
import { sha256 } from '@noble/hashes/sha2.js';
import type { CheckTally, Countable, FilePlan, Frozen, OperationFile, Rate, SameLink, SignOff } from '@watchword/api/joint/files.ts';
import { RESULTS_FORMAT, type Results } from '@watchword/api/joint/results.ts';
import { canonicalJson, toBase64Url } from '../messages/encoding.ts';
import { utf8 } from '../proofs/bytes.ts';
import { count, type Count } from './count.ts';
import { compare, standingAt, type AtCutOff } from './standing.ts';
import { tablesOf, totalsOf, type Totals } from './tables.ts';

/** What is counted, and up to when (ms). */
export type Asked = Pick<OperationFile, 'plan' | 'reports' | 'links' | 'rates' | 'checks'> & { readonly cutOff: string };

/** What was counted: the reports that stood, the links that held, and the rows. */
export type CountedUpTo = { readonly at: AtCutOff; readonly links: readonly SameLink[]; readonly checks: readonly CheckTally[]; readonly count: Count };

/** Counts what was received by the cut-off, and keeps the rows of which the numbers are sums. @throws `joint.file` for a file that contradicts itself */
export function countUpTo({ plan, reports, links, rates, checks = [], cutOff }: Asked): CountedUpTo {
  const until = Date.parse(cutOff);
  const at = standingAt(reports, until, plan.days);
  const made = links.filter(({ at: since, undoneAt }) => Date.parse(since) <= until && (undoneAt === undefined || Date.parse(undoneAt) > until));
  const tallies = checks.filter((tally) => Date.parse(tally.until) <= until);
  return { at, links: made, checks: tallies, count: count({ standing: at.standing, links: made, rates, checks: tallies }) };
}

/** The results of what was received by the cut-off. @throws `joint.file` for a file that contradicts itself */
export function recount(asked: Asked): Results {
  return resultsOf(asked, countUpTo(asked));
}

/** The results of what was counted. */
export function resultsOf({ plan, rates, cutOff }: Asked, { at: { standing, received, corrected, withdrawn, late }, links: made, checks, count: counted }: CountedUpTo): Results {
  const reports = Map.groupBy(standing, ({ report }) => report.country);
  const tallies = Map.groupBy(checks, ({ country }) => country);
  const own = new Map([...new Set([...reports.keys(), ...tallies.keys()])].map((country) => [country, totalsOf(count({ standing: reports.get(country) ?? [], links: made, rates, checks: tallies.get(country) ?? [] }).rows)]));
  const { money, unconverted, networks, doubles } = counted;
  return {
    format: RESULTS_FORMAT, operation: plan.code, cutOff: new Date(Date.parse(cutOff)).toISOString(), days: plan.days,
    ...tablesOf(counted.rows, { countries: plan.countries.filter(({ role }) => role !== 'partner').map(({ country }) => country), own }),
    money: money.map((one) => ({ ...one, rates: [...one.rates] })), unconverted: [...unconverted], networks: [...networks], doubles,
    incidents: { standing: standing.length, corrected, withdrawn, late },
    content: contentHash(received, made, rates, checks),
  };
}

/** SHA-256 over what was counted: every version that was received, every link that counts, every rate, every tally of checks, in a fixed order. */
function contentHash(received: readonly Countable[], links: readonly SameLink[], rates: readonly Rate[], checks: readonly CheckTally[]): string {
  const hash = sha256.create();
  let waiting = '';
  const add = (text: string): void => {
    waiting += `${text}\n`;
    if (waiting.length < 65_536) return;
    hash.update(utf8(waiting));
    waiting = '';
  };
  for (const report of received) add(JSON.stringify(report));
  for (const link of links.map((one) => canonicalJson(one)).toSorted(compare)) add(link);
  for (const rate of rates.map((one) => canonicalJson(one)).toSorted(compare)) add(rate);
  for (const tally of checks.map((one) => canonicalJson(one)).toSorted(compare)) add(tally);
  hash.update(utf8(waiting));
  return toBase64Url(hash.digest());
}

/** What one country signs: its own totals, and the hash of its own reports. */
export function figuresOf({ plan, reports, links, rates, checks = [], cutOff }: Asked, country: string): { readonly counts: Totals; readonly figures: string } {
  const until = Date.parse(cutOff);
  const { standing, received } = standingAt(reports.filter((report) => report.country === country), until, plan.days);
  const made = links.filter(({ by, at, undoneAt }) => by === country && Date.parse(at) <= until && (undoneAt === undefined || Date.parse(undoneAt) > until));
  const tallies = checks.filter((tally) => tally.country === country && Date.parse(tally.until) <= until);
  const counts = totalsOf(count({ standing, links: made, rates, checks: tallies }).rows);
  return { counts, figures: digest({ operation: plan.code, country, cutOff: new Date(until).toISOString(), counts, content: contentHash(received, made, rates, tallies) }) };
}

/** The hash of frozen results: over the results and the signatures that they carry. */
export function frozenHash({ edition, state, cutOff, results, signOffs }: Omit<Frozen, 'hash' | 'at'>): string {
  return digest({ edition, state, cutOff, results, signOffs: signOffs.toSorted((one, other) => compare(one.country, other.country)) });
}

function digest(value: unknown): string {
  return toBase64Url(sha256(utf8(canonicalJson(value))));
}

/** Where the signature of a country stands: `changed` when what it signed is no longer what its reports say. */
export type Signature = { readonly country: string; readonly state: 'signed' | 'changed' | 'unsigned'; readonly at?: string; readonly by?: string };
/** Of one frozen edition: whether its hash is that of what it says, and whether counting again says the same. */
export type Verdict = { readonly edition: number; readonly state: string; readonly cutOff: string; readonly hash: string; readonly isIntact: boolean; readonly isRecounted: boolean; readonly results: Results; readonly signatures: readonly Signature[] };

/** Counts every frozen edition again. */
export function verify(file: OperationFile): readonly Verdict[] {
  return file.frozen.map((frozen) => {
    const results = recount({ ...file, cutOff: frozen.cutOff });
    return {
      edition: frozen.edition, state: frozen.state, cutOff: frozen.cutOff, hash: frozen.hash, results,
      isIntact: frozenHash(frozen) === frozen.hash, isRecounted: canonicalJson(results) === canonicalJson(frozen.results),
      signatures: signaturesOf({ ...file, cutOff: frozen.cutOff }, frozen.signOffs),
    };
  });
}

/** The signature of every country that reports. */
export function signaturesOf(asked: Asked, signOffs: readonly SignOff[]): readonly Signature[] {
  return reporting(asked.plan).map((country) => {
    const signed = signOffs.filter((one) => one.country === country && Date.parse(one.cutOff) === Date.parse(asked.cutOff)).at(-1);
    if (signed === undefined) return { country, state: 'unsigned' };
    return { country, state: figuresOf(asked, country).figures === signed.figures ? 'signed' : 'changed', at: signed.at, by: signed.by };
  });
}

/** The countries that report: all but partners. */
export function reporting(plan: FilePlan): readonly string[] {
  return plan.countries.filter(({ role }) => role !== 'partner').map(({ country }) => country).toSorted(compare);
}
