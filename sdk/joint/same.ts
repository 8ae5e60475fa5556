/** Which entries are the same person. */
import type { SameLink } from '@watchword/api/joint/files.ts';
import type { Standing } from './standing.ts';

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
    if (keys.length === 0 && !wanted.has(nameOf(entry))) return void alone.push(entry);
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
  for (const { by, one, other } of links) {
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

function nameOf({ at, person }: Entry): string {
  return `${at}.${person}`;
}
