/** Questions of the room: the numbers of the wall, and by place. They are counted where results are counted, from the same rows. */
import { idBytes, idFromBytes, type Id } from '@watchword/api/ids.ts';
import type { OperationFile, SameLink } from '@watchword/api/joint/files.ts';
import type { IncidentContent } from '@watchword/api/joint/incidents.ts';
import type { JointPlan } from '@watchword/api/joint/plans.ts';
import type { PlaceOnMap, Room, RouteOnMap } from '@watchword/api/joint/room.ts';
import type { Counted } from '@watchword/sdk/joint/count.ts';
import { foldReference } from '@watchword/sdk/joint/countable.ts';
import { RunningCount, type Running } from '@watchword/sdk/joint/running.ts';
import { tablesOf, totalsOf, type Totals } from '@watchword/sdk/joint/tables.ts';
import type { Questions, Read } from '#store/store.ts';
import { readsIncident } from '../access.ts';
import { countOf, readFile, type AskedCount, type Kept } from '../counting.ts';
import { findOperation, listContents, listMembers } from '../queries.ts';

const PAGE = 5000;
/** Operations whose places, and numbers of a midnight, are kept. */
const KEPT = 8;
const KEPT_BEFORE = 200;

/** What numbers are narrowed to. */
export type Narrowing = { readonly country?: string | undefined; readonly day?: string | undefined; readonly nationality?: string | undefined };
export type AskedRoom = AskedCount & { readonly narrowing: Narrowing; readonly since: string };
export type AskedMap = AskedCount & { readonly narrowing: Narrowing; readonly viewer: number };

/** Counting that goes on, of some countries; `upTo`: so many of the reports that were read are in it. */
type Going = { readonly counting: RunningCount; upTo: number };
const goings = new WeakMap<Kept, Map<string, Going>>();
/** So many reports are counted in one turn. */
const BREATH = 2000;

type Before = { readonly totals: Totals; readonly nationalities: number };
const befores = new Map<string, Before>();

type Movement = { readonly key: string; readonly count: number; readonly nationality: string; readonly from?: string | undefined; readonly to?: string | undefined };
type Where = IncidentContent['place'] & { readonly movements: readonly Movement[] };
const keptPlaces = new Map<string, { seq: number; readonly of: Map<string, Where> }>();

function narrow(rows: readonly Counted[], { country, day, nationality }: Narrowing): readonly Counted[] {
  if (country === undefined && day === undefined && nationality === undefined) return rows;
  return rows.filter((row) => (country ?? row.country) === row.country && (day ?? row.day) === row.day && (nationality ?? row.nationality) === row.nationality);
}

/** The numbers of these countries: of now, counted on from what was counted before; of a moment that is over, counted for themselves. */
async function numbersOf(read: Read, { operation, countries, cutOff, isLive }: AskedCount): Promise<Running & { readonly file: OperationFile }> {
  const file = await readFile(read, idBytes(operation as Id<'opn'>), countries, { until: Date.parse(cutOff), isLive });
  const until = Date.parse(cutOff);
  const links = file.links.filter(({ at, undoneAt }) => (isLive ? undoneAt === undefined : Date.parse(at) <= until && (undoneAt === undefined || Date.parse(undoneAt) > until)));
  const going = isLive ? keptGoing(file, countries, links) : { counting: new RunningCount(file.plan.days, links), upTo: 0 };
  const wanted = new Set(countries);
  const { reports } = file.kept;
  while (going.upTo < reports.length) {
    const report = reports[going.upTo];
    going.upTo += 1;
    if (report !== undefined && wanted.has(report.country) && (isLive || Date.parse(report.receivedAt) <= until)) going.counting.add(report);
    // Look-ups go before the rest of it.
    if (going.upTo % BREATH === 0) await new Promise(setImmediate);
  }
  return { ...going.counting.numbers(file.rates, file.checks), file };
}

function keptGoing({ kept, plan }: Awaited<ReturnType<typeof readFile>>, countries: readonly string[], links: readonly SameLink[]): Going {
  const mine = goings.get(kept) ?? new Map<string, Going>();
  goings.set(kept, mine);
  const name = JSON.stringify([countries, links, plan.days]);
  const going = mine.get(name) ?? { counting: new RunningCount(plan.days, links), upTo: 0 };
  mine.delete(name);
  mine.set(name, going);
  for (const first of mine.keys()) if (mine.size > KEPT) mine.delete(first);
  return going;
}

/** What the same numbers were at a moment that is over: counted once, as long as links and rates stay. */
async function before(read: Read, { narrowing, since, ...asked }: AskedRoom, links: unknown): Promise<Before> {
  const name = JSON.stringify([asked.operation, asked.countries, since, narrowing, links]);
  const known = befores.get(name);
  if (known !== undefined) return known;
  const rows = narrow((await numbersOf(read, { ...asked, cutOff: since, isLive: false })).rows, narrowing);
  const made = { totals: totalsOf(rows), nationalities: nationalitiesOf(rows) };
  befores.set(name, made);
  for (const first of befores.keys()) if (befores.size > KEPT_BEFORE) befores.delete(first);
  return made;
}

function nationalitiesOf(rows: readonly Counted[]): number {
  return new Set(rows.flatMap(({ measure, nationality }) => (measure === 'migrants' && nationality !== '' ? [nationality] : []))).size;
}

/** Where everything of an operation happened, by incident and version; read once, later only what came since. */
async function readPlaces(read: Read, operation: Uint8Array): Promise<ReadonlyMap<string, Where>> {
  const name = Buffer.from(operation).toString('hex');
  const mine = keptPlaces.get(name) ?? { seq: 0, of: new Map<string, Where>() };
  keptPlaces.delete(name);
  keptPlaces.set(name, mine);
  for (const first of keptPlaces.keys()) if (keptPlaces.size > KEPT) keptPlaces.delete(first);
  for (;;) {
    const rows = await listContents(read, operation, { after: mine.seq, limit: PAGE });
    for (const { seq, id, version, content } of rows) {
      if (seq <= mine.seq) continue;
      const { place, networks = [] } = JSON.parse(content) as IncidentContent;
      mine.of.set(`${idFromBytes('inc', id)} ${version}`, { ...place, movements: networks.flatMap(({ movements = [] }) => movements.map(({ reference, count, nationality, from, to }) => ({ key: foldReference(reference), count, nationality, from, to }))) });
      mine.seq = seq;
    }
    if (rows.length < PAGE) return mine.of;
  }
}

export type Numbers = Omit<Room, 'at' | 'since' | 'countries'>;
export type OnMap = { readonly places: PlaceOnMap[]; readonly countries: { country: string; reports: number; counts: Record<string, number> }[]; readonly routes: RouteOnMap[] };

export const ROOM_QUESTIONS = {
  'joint.room': async (read: Read, asked: AskedRoom): Promise<Numbers> => {
    const { file, rows: all, money, unconverted, networks, incidents } = await numbersOf(read, asked);
    const tables = tablesOf(narrow(all, asked.narrowing), { countries: file.plan.countries.map(({ country }) => country), own: new Map() });
    const { totals, nationalities } = await before(read, asked, [file.links, file.rates]);
    return {
      ...tables, byCountry: tables.byCountry.map(({ country, counts }) => ({ country, counts })), before: { ...totals }, nationalitiesBefore: nationalities,
      money: money.map((one) => ({ ...one, rates: [...one.rates] })), unconverted: [...unconverted], networks: [...networks], incidents,
    };
  },
  'joint.map': async (read: Read, asked: AskedMap): Promise<OnMap> => {
    const operation = idBytes(asked.operation as Id<'opn'>);
    const [{ known: { counted }, kept: { shares } }, wheres, members, row] = await Promise.all([countOf(read, asked), readPlaces(read, operation), listMembers(read, operation), findOperation(read, operation)]);
    const me = members.find(({ organisation }) => organisation === asked.viewer);
    if (me === undefined || row === undefined) return { places: [], countries: [], routes: [] };
    const { standing } = counted.at;
    const seen = standing.map(({ report: { incident, country, version } }) => (readsIncident({ members, me }, { country, share: shares.get(incident) ?? null }) ? wheres.get(`${incident} ${version}`) : undefined));
    return { ...byPlace({ rows: narrow(counted.count.rows, asked.narrowing), seen, plan: JSON.parse(row.plan) as JointPlan }), routes: routesOf(seen.filter((_, at) => isIn(standing[at], asked.narrowing)), asked.narrowing.nationality) };
  },
} satisfies Questions;

function isIn(one: { readonly day: string; readonly report: { readonly country: string } } | undefined, { country, day }: Narrowing): boolean {
  return one !== undefined && (country ?? one.report.country) === one.report.country && (day ?? one.day) === one.day;
}

type Summed = { readonly reports: Set<number>; readonly counts: Record<string, number> };
type Placing = { readonly rows: readonly Counted[]; readonly seen: readonly (Where | undefined)[]; readonly plan: JointPlan };

/** Each number stands where the first report of it says that it happened, else with its country. */
function byPlace({ rows, seen, plan }: Placing): Pick<OnMap, 'places' | 'countries'> {
  const spots = new Map([...(plan.hotspots ?? []), ...(plan.checkpoints ?? [])].map((spot) => [spot.code, spot]));
  const places = new Map<string, { readonly place: Omit<PlaceOnMap, 'reports' | 'counts'>; readonly sum: Summed }>();
  const countries = new Map<string, Summed>();
  for (const { measure, value, country, reports: [first] } of rows) {
    // What no report tells, such as checks under the code, stands with its country.
    const where = first === undefined ? undefined : seen[first];
    const spot = where?.code === undefined ? undefined : spots.get(where.code);
    const [latitude, longitude] = [where?.latitude ?? spot?.latitude, where?.longitude ?? spot?.longitude];
    let sum: Summed;
    if (where === undefined || latitude === undefined || longitude === undefined) {
      sum = countries.get(country) ?? { reports: new Set(), counts: {} };
      countries.set(country, sum);
    } else {
      const isOfPlan = where.latitude === undefined || where.longitude === undefined;
      const name = isOfPlan && spot !== undefined ? spot.name : where.name;
      const key = `${country} ${latitude.toFixed(3)} ${longitude.toFixed(3)} ${name}`;
      const known = places.get(key) ?? { place: { name, ...(where.code !== undefined && { code: where.code }), country, latitude, longitude, isOfPlan }, sum: { reports: new Set(), counts: {} } };
      places.set(key, known);
      ({ sum } = known);
    }
    if (first !== undefined) sum.reports.add(first);
    sum.counts[measure] = (sum.counts[measure] ?? 0) + value;
  }
  return {
    places: [...places.values()].map(({ place, sum }) => ({ ...place, reports: sum.reports.size, counts: sum.counts })).toSorted((one, other) => other.reports - one.reports),
    countries: [...countries].map(([country, { reports, counts }]) => ({ country, reports: reports.size, counts })).toSorted((one, other) => other.reports - one.reports),
  };
}

/** From where to where networks moved people: each movement once, with the larger number where two reports tell it. */
function routesOf(seen: readonly (Where | undefined)[], nationality: string | undefined): RouteOnMap[] {
  const movements = new Map<string, Movement>();
  for (const movement of seen.flatMap((where) => where?.movements ?? [])) {
    const known = movements.get(movement.key);
    if ((nationality ?? movement.nationality) === movement.nationality && (known === undefined || known.count < movement.count)) movements.set(movement.key, { ...known, ...movement });
  }
  const routes = new Map<string, RouteOnMap>();
  for (const { from, to, count } of movements.values()) {
    if (from === undefined || to === undefined || from === to) continue;
    const known = routes.get(`${from} ${to}`) ?? { from, to, count: 0, movements: 0 };
    routes.set(`${from} ${to}`, { from, to, count: known.count + count, movements: known.movements + 1 });
  }
  return [...routes.values()].toSorted((one, other) => other.count - one.count);
}
