/** Counting: rows of which every number of every table is a sum. */
import type { CheckTally, Countable, CountablePerson, Rate, SameLink } from '@watchword/api/joint/files.ts';
import type { Age, Measure, PersonMeasure, Sex } from '@watchword/api/joint/words.ts';
import { countMoney, type Money } from './money.ts';
import { samePersons, sameThings, type Aliases, type Entry } from './same.ts';
import { compare, type Standing } from './standing.ts';

/** Something that was counted. It belongs to the country and day of the first report of it; `reports` are the places of all of them. */
export type Counted = {
  readonly measure: Measure;
  readonly value: number;
  readonly country: string;
  readonly day: string;
  readonly nationality: string;
  readonly sex: Sex;
  readonly age: Age;
  readonly named: boolean;
  readonly reports: readonly number[];
};

/** The rows, what they are made of that is no row, and how many more there would be if each report counted. */
export type Count = { readonly rows: readonly Counted[]; readonly money: readonly Money[]; readonly unconverted: readonly { currency: string; transactions: number }[]; readonly networks: readonly CountedNetwork[]; readonly doubles: { persons: number; accounts: number; transactions: number } };
export type CountedNetwork = { readonly reference: string; readonly state: string; readonly leaderArrested: boolean; readonly moved: number };

export type Counting = { readonly standing: readonly Standing[]; readonly links: readonly SameLink[]; readonly rates: readonly Rate[]; readonly checks?: readonly CheckTally[] };

const NOBODY = { nationality: '', sex: 'unknown', age: 'unknown', named: false } as const;

/** Counts what stands. The order of the reports does not matter, as they stand in order of time. */
export function count({ standing, links, rates, checks = [] }: Counting): Count {
  const rows: Counted[] = [];
  const add = (measure: Measure, value: number, reports: readonly number[]): void => {
    const first = standing[reports[0] ?? 0];
    if (value > 0 && first !== undefined) rows.push({ measure, value, country: first.report.country, day: first.day, ...NOBODY, reports });
  };
  const aliases = sameThings(standing, links);
  const doubles = { persons: countPersons(standing, links, rows), accounts: countAccounts(standing, aliases, add), transactions: 0 };
  const money = countMoney(standing, rates);
  doubles.transactions = money.doubles;
  for (const { cents, reports } of money.counted) {
    add('transactions', 1, reports);
    add('usd', cents, reports);
  }
  const networks = countNetworks(standing, add);
  countThings(standing, aliases, add);
  rows.push(...checksBeyond(standing, checks));
  return { rows, money: money.byCurrency, unconverted: money.unconverted, networks, doubles };
}

type Add = (measure: Measure, value: number, reports: readonly number[]) => void;

/** Persons, each once for each measure. Answers how many were there twice. */
function countPersons(standing: readonly Standing[], links: readonly SameLink[], rows: Counted[]): number {
  const { alone, together } = samePersons(standing, links);
  const personOf = ({ at, person }: Entry): CountablePerson | undefined => standing[at]?.report.persons[person];
  for (const entry of alone) {
    const [person, at] = [personOf(entry), standing[entry.at]];
    if (person === undefined || at === undefined) continue;
    const { nationality, sex, age } = person;
    for (const measure of measuresOf(person)) rows.push({ measure, value: person.count, country: at.report.country, day: at.day, nationality, sex, age, named: person.keys.length > 0, reports: [entry.at] });
  }
  let doubles = 0;
  for (const { parts } of together) {
    const entries = parts.flat().sort((one, other) => one.at - other.at || one.person - other.person);
    const persons = entries.map((entry) => ({ entry, person: personOf(entry) })).filter((one): one is { entry: Entry; person: CountablePerson } => one.person !== undefined);
    const isVictim = persons.some(({ person }) => person.role === 'victim');
    const measures = isVictim ? (['victims'] as const) : [...new Set(persons.flatMap(({ person }) => measuresOf(person)))];
    const known = { nationality: firstOf(persons, 'nationality', ''), sex: firstOf(persons, 'sex', 'unknown') as Sex, age: ageOf(persons.map(({ person }) => person)), named: persons.some(({ person }) => person.keys.length > 0) };
    for (const measure of measures) {
      const counted = persons.filter(({ person }) => measuresOf(person).includes(measure));
      const first = standing[counted[0]?.entry.at ?? 0];
      if (first !== undefined) rows.push({ measure, value: numberOf(parts, new Set(counted.map(({ entry }) => entry)), standing), country: first.report.country, day: first.day, ...known, reports: [...new Set(counted.map(({ entry }) => entry.at))] });
    }
    doubles += persons.reduce((sum, { person }) => sum + person.count, 0) - numberOf(parts, new Set(entries), standing);
  }
  return doubles;
}

/** What a person counts as. Whoever is arrested is that in the count, whatever his part. */
export function measuresOf({ role, arrested }: CountablePerson): readonly PersonMeasure[] {
  if (role === 'victim') return ['victims'];
  if (role === 'migrant') return ['migrants'];
  return [...(arrested ? ['arrests' as const] : []), ...(role === 'facilitator' ? ['facilitators' as const] : [])];
}

/** How many persons: what the country that saw most of them says, each part of them counted once. */
function numberOf(parts: readonly (readonly Entry[])[], counted: ReadonlySet<Entry>, standing: readonly Standing[]): number {
  const byCountry = new Map<string, number>();
  for (const part of parts) {
    const mine = part.filter((entry) => counted.has(entry));
    const most = Math.max(0, ...mine.map(({ at, person }) => standing[at]?.report.persons[person]?.count ?? 0));
    for (const country of new Set(mine.map(({ at }) => standing[at]?.report.country ?? ''))) byCountry.set(country, (byCountry.get(country) ?? 0) + most);
  }
  return Math.max(0, ...byCountry.values());
}

function firstOf(persons: readonly { person: CountablePerson }[], field: 'nationality' | 'sex', unknown: string): string {
  return persons.find(({ person }) => person[field] !== unknown)?.person[field] ?? unknown;
}

/** Whoever one report calls a minor is one. */
function ageOf(persons: readonly CountablePerson[]): Age {
  return persons.some(({ age }) => age === 'minor') ? 'minor' : persons.some(({ age }) => age === 'adult') ? 'adult' : 'unknown';
}

/** Accounts, each in the state that was reached last. */
function countAccounts(standing: readonly Standing[], aliases: Aliases, add: Add): number {
  const found = new Map<string, { at: number; state: Countable['accounts'][number]['state']; since: string }[]>();
  let reported = 0;
  standing.forEach(({ report }, at) => report.accounts.forEach(({ key, state, since }) => {
    reported += 1;
    push(found, aliases('accounts', key), { at, state, since });
  }));
  const rank = { asked: 0, frozen: 1, lifted: 2 } as const;
  for (const states of found.values()) {
    const last = states.toSorted((one, other) => compare(other.since, one.since) || rank[other.state] - rank[one.state])[0];
    if (last === undefined || last.state === 'lifted') continue;
    add(last.state === 'frozen' ? 'accounts-frozen' : 'accounts-asked', 1, states.filter(({ state }) => state === last.state).map(({ at }) => at));
  }
  return reported - found.size;
}

function countNetworks(standing: readonly Standing[], add: Add): readonly CountedNetwork[] {
  const found = new Map<string, { at: number; state: string; movements: Countable['networks'][number]['movements'] }[]>();
  const led = new Map<string, number[]>();
  standing.forEach(({ report }, at) => {
    for (const { key, state, movements } of report.networks) push(found, key, { at, state, movements });
    for (const { leads, arrested } of report.persons) if (leads !== '' && arrested) push(led, leads, at);
  });
  const networks = [...found].map(([reference, reports]) => {
    const dismantled = reports.filter(({ state }) => state === 'dismantled').map(({ at }) => at);
    add(dismantled.length > 0 ? 'networks-dismantled' : 'networks-identified', 1, dismantled.length > 0 ? dismantled : reports.map(({ at }) => at));
    const movements = new Map<string, { count: number; at: number[] }>();
    for (const { at, movements: told } of reports) {
      for (const { key, count: moved } of told) {
        const before = movements.get(key);
        if (before === undefined) movements.set(key, { count: moved, at: [at] });
        else movements.set(key, { count: Math.max(before.count, moved), at: [...before.at, at] });
      }
    }
    for (const { count: moved, at } of movements.values()) add('persons-moved', moved, at);
    return { reference, state: dismantled.length > 0 ? 'dismantled' : 'identified', leaderArrested: led.has(reference), moved: [...movements.values()].reduce((sum, one) => sum + one.count, 0) };
  });
  for (const reports of led.values()) add('leaders-arrested', 1, reports);
  return networks.toSorted((one, other) => compare(one.reference, other.reference));
}

/** Things that tell who they are by a key, and numbers that are given as such. */
function countThings(standing: readonly Standing[], aliases: Aliases, add: Add): void {
  const found = { documents: new Map<string, number[]>(), vehicles: new Map<string, number[]>(), phones: new Map<string, number[]>(), seizures: new Map<string, number[]>() };
  standing.forEach(({ report }, at) => {
    for (const kind of ['documents', 'vehicles', 'phones'] as const) for (const key of report[kind]) push(found[kind], aliases(kind, key), at);
    for (const { key } of report.seizures) {
      if (key === '') add('seizures', 1, [at]);
      else push(found.seizures, key, at);
    }
    for (const { what, count: told } of report.tallies) add(what, told, [at]);
    if (report.kind === 'offer') add('offers', 1, [at]);
    add('incidents', 1, [at]);
  });
  for (const [measure, things] of Object.entries(found)) for (const reports of things.values()) add(measure as keyof typeof found, 1, [...new Set(reports)]);
}

/** Checks under the code, as far as they are more than what their country reported as a number for the day: each check counts once. */
function checksBeyond(standing: readonly Standing[], checks: readonly CheckTally[]): Counted[] {
  if (checks.length === 0) return [];
  const told = new Map<string, number>();
  for (const { report: { country, tallies }, day } of standing) {
    for (const { what, count: number, apart } of tallies) if (apart !== true) told.set(`${country} ${day} ${what}`, (told.get(`${country} ${day} ${what}`) ?? 0) + number);
  }
  return beyond(told, checks);
}

/** The same from what was told as a number, by country, day and measure with blanks between. */
export function beyond(told: ReadonlyMap<string, number>, checks: readonly CheckTally[]): Counted[] {
  return checks.flatMap(({ country, day, checks: made, hits }) => ([['checks', made], ['hits', hits]] as const).flatMap(([measure, number]): Counted[] => {
    const value = number - (told.get(`${country} ${day} ${measure}`) ?? 0);
    return value > 0 ? [{ measure, value, country, day, ...NOBODY, reports: [] }] : [];
  }));
}

function push<Value>(map: Map<string, Value[]>, key: string, value: Value): void {
  const known = map.get(key);
  if (known === undefined) map.set(key, [value]);
  else known.push(value);
}
