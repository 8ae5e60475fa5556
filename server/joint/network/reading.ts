/** Reading the reports of an operation into graphs, each for one viewer. It keeps what it has read, and reads what is new. */
import { idBytes, idFromBytes, type Id } from '@watchword/api/ids.ts';
import type { Countable } from '@watchword/api/joint/files.ts';
import type { IncidentContent } from '@watchword/api/joint/incidents.ts';
import type { Provenance } from '@watchword/api/joint/network.ts';
import type { JointPlan } from '@watchword/api/joint/plans.ts';
import { keysOf } from '@watchword/sdk/joint/countable.ts';
import { organisationCode } from '#organisations/organisations.ts';
import type { JointMemberTable, JointOperationTable } from '#store/joint-tables.ts';
import type { Read } from '#store/store.ts';
import { readsIncident, sharesOf } from '../access.ts';
import { findOperation, listLinks, listMembers } from '../queries.ts';
import { factsOf, type Facts } from './facts.ts';
import { buildNetwork, type Network, type SameEntry } from './graph.ts';
import { listReported } from './queries.ts';

const PAGE = 2000;
/** Operations, and graphs of them, that are kept in memory. */
const KEPT = 4;

/** A report that stands. `actor` is told to his own organisation only. */
type Report = { readonly version: number; readonly facts: Facts | undefined; readonly counted: Countable; readonly organisation: number; readonly share: string | null; readonly actor: string };
type Kept = { seq: number; readonly comparing: string; readonly standing: Map<string, Report>; readonly withdrawn: Map<string, number>; readonly networks: Map<string, Network> };
const kept = new Map<string, Kept>();

/** Who looks at what. Days are of what happened; without them all of it. */
export type Viewing = { readonly operation: string; readonly organisation: number; readonly from?: string | undefined; readonly to?: string | undefined };
/** What a viewer reads of an operation. */
export type Seen = { readonly plan: JointPlan; readonly days: JointPlan['days']; readonly reports: readonly Facts[]; readonly counted: readonly Countable[]; readonly same: readonly SameEntry[]; readonly network: () => Network };

/** The reports that a viewer may read, and the graph of them. @throws RangeError where the operation or the membership is gone */
export async function seenBy(read: Read, viewing: Viewing): Promise<Seen> {
  const id = idBytes(viewing.operation as Id<'opn'>);
  const row = await findOperation(read, id);
  const [members, links] = await Promise.all([listMembers(read, id), listLinks(read, id)]);
  const me = members.find(({ organisation }) => organisation === viewing.organisation);
  if (row === undefined || me === undefined) throw new RangeError('no such operation for this organisation');
  const mine = await readReports(read, row, members);
  const readable = [...mine.standing].filter(([, { organisation, share }]) => readsIncident({ members, me }, { country: organisationCode(organisation), share }));
  const reports = readable.flatMap(([, { facts, organisation, actor }]) => (facts === undefined || !isWithin(facts, viewing) ? [] : [organisation === me.organisation ? { ...facts, provenance: { ...facts.provenance, by: actor } } : facts]));
  const same = agreed(links.filter(({ undone_at, thing }) => undone_at === null && thing === ''), mine);
  const plan = JSON.parse(row.plan) as JointPlan;
  const network = (): Network => {
    const name = JSON.stringify([me.organisation, mine.seq, members.map(({ organisation, state, shares }) => [organisation, state, shares]), same, viewing.from, viewing.to]);
    const found = mine.networks.get(name) ?? buildNetwork(reports, same);
    mine.networks.delete(name);
    mine.networks.set(name, found);
    for (const first of mine.networks.keys()) if (mine.networks.size > KEPT) mine.networks.delete(first);
    return found;
  };
  return { plan, days: plan.days, reports, counted: readable.map(([, { counted }]) => counted), same, network };
}

function isWithin({ day }: Facts, { from, to }: Viewing): boolean {
  return (from === undefined || day >= from) && (to === undefined || day <= to);
}

/** What stands, read once: later only what came since, or all anew when another country opts in or out of comparing. */
async function readReports(read: Read, { id, salt }: JointOperationTable, members: readonly JointMemberTable[]): Promise<Kept> {
  const name = Buffer.from(id).toString('hex');
  const compares = new Set(members.filter((member) => sharesOf(member).compares === true).map(({ organisation }) => organisation));
  const comparing = [...compares].join(' ');
  const before = kept.get(name);
  const mine: Kept = before?.comparing === comparing ? before : { seq: 0, comparing, standing: new Map(), withdrawn: new Map(), networks: new Map() };
  kept.delete(name);
  kept.set(name, mine);
  for (const first of kept.keys()) if (kept.size > KEPT) kept.delete(first);
  const keys = keysOf(salt);
  for (;;) {
    const rows = await listReported(read, id, { after: mine.seq, limit: PAGE });
    for (const row of rows) {
      // Two questions may read at once: what the other has read already is passed over.
      if (row.seq <= mine.seq) continue;
      mine.seq = row.seq;
      const incident = idFromBytes('inc', row.id);
      if ((mine.standing.get(incident)?.version ?? mine.withdrawn.get(incident) ?? 0) > row.version) continue;
      mine.standing.delete(incident);
      mine.withdrawn.delete(incident);
      if (row.withdrawn === 1) mine.withdrawn.set(incident, row.version);
      else {
        const content = JSON.parse(row.content) as IncidentContent;
        const provenance: Provenance = { incident, version: row.version, country: organisationCode(row.organisation), at: content.at, receivedAt: new Date(row.received_at).toISOString(), ...content.grade };
        const facts = factsOf({ content, provenance, keys, apart: compares.has(row.organisation) ? keys : keysOf(`${salt} ${row.organisation}`) });
        mine.standing.set(incident, { version: row.version, facts, counted: JSON.parse(row.counted) as Countable, organisation: row.organisation, share: row.share, actor: row.actor });
      }
    }
    if (rows.length < PAGE) return mine;
  }
}

/** Entries that the countries of both say are the same. */
function agreed(links: readonly { readonly one: Uint8Array; readonly one_person: number; readonly other: Uint8Array; readonly other_person: number; readonly organisation: number }[], { standing }: Kept): SameEntry[] {
  const said = new Map<string, SameEntry & { by: Set<number> }>();
  for (const { one, one_person: first, other, other_person: second, organisation } of links) {
    const pair = { one: { incident: idFromBytes('inc', one), person: first }, other: { incident: idFromBytes('inc', other), person: second } };
    const name = JSON.stringify(pair);
    const known = said.get(name) ?? { ...pair, by: new Set() };
    said.set(name, known);
    known.by.add(organisation);
  }
  return [...said.values()].flatMap(({ by, one, other }) => {
    const owners = [one, other].map(({ incident }) => standing.get(incident)?.organisation);
    return owners.every((owner) => owner !== undefined && by.has(owner)) ? [{ one, other }] : [];
  });
}
