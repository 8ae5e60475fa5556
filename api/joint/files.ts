/**
 * The file of incidents that is counted: NDJSON, first the plan, then reports, links, rates and signatures in any order. What is counted of a report
 * stands in `Countable`: no names, no texts; who is the same person is told by keys that nobody can read.
 */
import type { AccountState, Age, DayKind, IncidentKind, IncidentRole, JointRole, NetworkState, ResultState, SeizureKind, Sex, Tally, Thing } from './words.ts';
import type { Results } from './results.ts';

export const FILE_FORMAT = 'watchword-operation/1';

/** A person of a report, or several who are alike. `keys`: what is the same wherever the same person is named. */
export type CountablePerson = { readonly role: IncidentRole; readonly count: number; readonly sex: Sex; readonly age: Age; readonly nationality: string; readonly arrested: boolean; readonly leads: string; readonly keys: readonly string[] };
export type CountableAccount = { readonly key: string; readonly state: AccountState; readonly since: string };
/** `key` is empty where the report has no reference. `amount` is a decimal number. */
export type CountableTransaction = { readonly key: string; readonly on: string; readonly currency: string; readonly amount: string };
export type CountableNetwork = { readonly key: string; readonly state: NetworkState; readonly movements: readonly { readonly key: string; readonly count: number }[] };
export type CountableSeizure = { readonly key: string; readonly kind: SeizureKind };

/** What is counted of one version of one incident. Versions count from 1; the highest that was received by the cut-off stands. */
export type Countable = {
  readonly incident: string;
  readonly version: number;
  readonly country: string;
  /** When the network received it, UTC. */
  readonly receivedAt: string;
  /** The incident was a mistake: it counts no more. */
  readonly withdrawn: boolean;
  readonly at: string;
  readonly kind: IncidentKind;
  readonly persons: readonly CountablePerson[];
  readonly accounts: readonly CountableAccount[];
  readonly transactions: readonly CountableTransaction[];
  readonly networks: readonly CountableNetwork[];
  readonly seizures: readonly CountableSeizure[];
  /** Keys of documents, vehicles, phones. */
  readonly documents: readonly string[];
  readonly vehicles: readonly string[];
  readonly phones: readonly string[];
  /** `apart`: none of them was made under the code of the operation. */
  readonly tallies: readonly { readonly what: Tally; readonly count: number; readonly apart?: true }[];
};

/** A person of a report, by its place in the list of the version that stands. */
export type PersonAt = { readonly incident: string; readonly person: number };
/** One country says that two entries are the same person or group, or with `thing`, the same entry of that list. It counts when the countries of both say it, and none has taken it back. */
export type SameLink = { readonly thing?: Thing | undefined; readonly by: string; readonly at: string; readonly one: PersonAt; readonly other: PersonAt; readonly undoneAt?: string | undefined };
/** What one unit of a currency was worth in US dollars on a day, as a decimal number. */
export type Rate = { readonly currency: string; readonly on: string; readonly usd: string; readonly source: string };
/**
 * Checks that a country made under the code on a day (UTC) and up to a moment, counted by the hub from its audit log: `entries` of which server. Those that it
 * reported as a number are among them, unless it says that they are apart: of the two numbers the larger counts.
 */
export type CheckTally = { readonly country: string; readonly day: string; readonly until: string; readonly checks: number; readonly hits: number; readonly entries: readonly string[] };
/** A country stands by its figures. `figures` is the hash of what it alone reported by the cut-off. */
export type SignOff = { readonly country: string; readonly at: string; readonly by: string; readonly cutOff: string; readonly figures: string };
/** Results that change no more. */
export type Frozen = { readonly edition: number; readonly state: ResultState; readonly at: string; readonly cutOff: string; readonly results: Results; readonly signOffs: readonly SignOff[]; readonly hash: string };

export type FilePlan = {
  readonly format: typeof FILE_FORMAT;
  readonly code: string;
  readonly name: string;
  readonly from: string;
  readonly to: string;
  readonly days: DayKind;
  readonly fictional?: true | undefined;
  readonly countries: readonly { readonly country: string; readonly role: JointRole }[];
  /** Goes into the keys where the file holds names; absent where it holds keys only. */
  readonly salt?: string | undefined;
};

/** Everything that is counted. */
export type OperationFile = { readonly plan: FilePlan; readonly reports: readonly Countable[]; readonly links: readonly SameLink[]; readonly rates: readonly Rate[]; readonly signOffs: readonly SignOff[]; readonly frozen: readonly Frozen[]; readonly checks?: readonly CheckTally[] };
