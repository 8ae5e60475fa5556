/** Which entries are the same person. */
import type { Countable, SameLink } from '@watchword/api/joint/files.ts';
import type { Thing } from '@watchword/api/joint/words.ts';
import { compare, type Standing } from './standing.ts';

/** A person of a standing report: the places of the report and of the person in it. */
export type Entry = { readonly at: number; readonly person: number };
/** Sets of entries. `parts`: those that are one by themselves; what two countries linked is one of several parts. */
export type SamePersons = { readonly alone: readonly Entry[]; readonly together: readonly { readonly parts: readonly (readonly Entry[])[] }[] };

/** Joins and finds. */
class Sets {
  readonly #above: number[] = [];
  add(): number {
    return this.#above.push(this.#above.length) - 1;
  }
  find(one: number): number {
    let top = one;
    while (this.#above[top] !== top) top = this.#above[top] ?? top;
    for (let at = one; at !== top; ) [at, this.#above[at]] = [this.#above[at] ?? top, top];
    return top;
  }
  join(one: number, other: number): void {
    const [low, high] = [this.find(one), this.find(other)].sort((a, b) => a - b) as [number, number];
    this.#above[high] = low;
  }
}

/**
 * Puts together what is the same.
 * Links of one country between its own reports count by themselves, those between two countries when both made them.
 */
export function samePersons(standing: readonly Standing[], links: readonly SameLink[]): SamePersons {
  const linked = agreedLinks(standing, links);
  const wanted = new Set(linked.flatMap(({ one, other }) => [nameOf(one), nameOf(other)]));
  const alone: Entry[] = [];
  const entries: Entry[] = [];
  const numbers = new Map<string, number>();
  const parts = new Sets();
  const byKey = new Map<string, number>();
  standing.forEach(({ report }, at) => report.persons.forEach(({ keys }, person) => {
    const entry = { at, person };
    if (keys.length === 0 && (wanted.size === 0 || !wanted.has(nameOf(entry)))) return void alone.push(entry);
    const number = parts.add();
    entries.push(entry);
    numbers.set(nameOf(entry), number);
    for (const key of keys) {
      const before = byKey.get(key);
      if (before === undefined) byKey.set(key, number);
      else parts.join(before, number);
    }
  }));
  const across: [number, number][] = [];
  for (const { one, other, isOne } of linked) {
    const pair: [number, number] = [numbers.get(nameOf(one)) ?? 0, numbers.get(nameOf(other)) ?? 0];
    if (isOne) parts.join(...pair);
    else across.push(pair);
  }
  return { alone, together: gather(entries, parts, across) };
}

function gather(entries: readonly Entry[], parts: Sets, across: readonly [number, number][]): SamePersons['together'] {
  const whole = new Sets();
  entries.forEach(() => whole.add());
  entries.forEach((_, number) => whole.join(number, parts.find(number)));
  for (const pair of across) whole.join(...pair);
  const found = new Map<number, Map<number, Entry[]>>();
  entries.forEach((entry, number) => {
    const inside = found.get(whole.find(number)) ?? new Map<number, Entry[]>();
    found.set(whole.find(number), inside);
    const part = inside.get(parts.find(number)) ?? [];
    inside.set(parts.find(number), part);
    part.push(entry);
  });
  return [...found.values()].map((inside) => ({ parts: [...inside.values()] }));
}

type Agreed = { readonly one: Entry; readonly other: Entry; readonly isOne: boolean };

function agreedLinks(standing: readonly Standing[], links: readonly SameLink[]): Agreed[] {
  if (links.length === 0) return [];
  const places = new Map(standing.map(({ report }, at) => [report.incident, at]));
  const said = new Map<string, { pair: readonly [Entry, Entry]; by: Set<string> }>();
  for (const { by, one, other, thing } of links) {
    if (thing !== undefined) continue;
    const [a, b] = [places.get(one.incident), places.get(other.incident)];
    if (a === undefined || b === undefined || standing[a]?.report.persons[one.person] === undefined || standing[b]?.report.persons[other.person] === undefined) continue;
    const pair = [{ at: a, person: one.person }, { at: b, person: other.person }].sort((x, y) => x.at - y.at || x.person - y.person) as [Entry, Entry];
    const name = pair.map(nameOf).join(' ');
    const known = said.get(name) ?? { pair, by: new Set() };
    said.set(name, known);
    known.by.add(by);
  }
  return [...said.values()].flatMap(({ pair: [one, other], by }) => {
    const countries = [one, other].map(({ at }) => standing[at]?.report.country ?? '');
    return countries.every((country) => by.has(country)) ? [{ one, other, isOne: countries[0] === countries[1] }] : [];
  });
}

/** In whose place the key of a thing is counted. */
export type Aliases = (thing: Thing, key: string) => string;

/** Which keys of things are one: those of entries that their countries have said are the same. */
export function sameThings(standing: readonly Standing[], links: readonly SameLink[]): Aliases {
  const wanted = links.filter(({ thing }) => thing !== undefined);
  if (wanted.length === 0) return (_thing, key) => key;
  const reports = new Map(standing.map(({ report }) => [report.incident, report]));
  const said = new Map<string, { thing: Thing; keys: readonly string[]; countries: readonly string[]; by: Set<string> }>();
  for (const { by, one, other, thing } of wanted) {
    const ends = [one, other].map(({ incident, person }) => ({ report: reports.get(incident), key: thing === undefined ? undefined : thingKey(reports.get(incident), thing, person) }));
    if (thing === undefined || ends.some(({ key }) => key === undefined)) continue;
    const name = `${thing} ${[one, other].map(({ incident, person }) => `${incident}.${person}`).toSorted(compare).join(' ')}`;
    const known = said.get(name) ?? { thing, keys: ends.map(({ key }) => key ?? ''), countries: ends.map(({ report }) => report?.country ?? ''), by: new Set<string>() };
    said.set(name, known);
    known.by.add(by);
  }
  const above = new Map<string, string>();
  const top = (name: string): string => {
    let at = name;
    for (let next = above.get(at); next !== undefined; next = above.get(at)) at = next;
    return at;
  };
  for (const { thing, keys, countries, by } of said.values()) {
    if (!countries.every((country) => by.has(country))) continue;
    const [low = '', high = ''] = keys.map((key) => top(`${thing} ${key}`)).toSorted(compare);
    if (low !== high) above.set(high, low);
  }
  return (thing, key) => top(`${thing} ${key}`).slice(thing.length + 1);
}

function thingKey(report: Countable | undefined, thing: Thing, place: number): string | undefined {
  return thing === 'accounts' ? report?.accounts[place]?.key : report?.[thing][place];
}

function nameOf({ at, person }: Entry): string {
  return `${at}.${person}`;
}
