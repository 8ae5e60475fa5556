/**
 * Counting that goes on: the numbers of a wall after each report, without counting everything again.
 * What is counted of a report by itself (people without names, checks, reports) is added to sums and taken out again when another version stands;
 * what has keys, and so may be the same elsewhere, is counted by `count` each time, from those reports only. Both together are the rows of `count`, summed up.
 */
import { dayOfMs, formatDay } from '@watchword/api/dates.ts';
import type { CheckTally, Countable, CountablePerson, Rate, SameLink } from '@watchword/api/joint/files.ts';
import { TALLIES, type DayKind, type Measure } from '@watchword/api/joint/words.ts';
import { beyond, count, measuresOf, type Count, type Counted } from './count.ts';
import { byTime, type Standing } from './standing.ts';

/** What one report alone decides, and is never the same as something of another. */
const ALONE: ReadonlySet<Measure> = new Set<Measure>(['incidents', 'offers', ...TALLIES]);
const NOBODY = { nationality: '', sex: 'unknown', age: 'unknown', named: false } as const;

type Kept = { readonly report: Countable; readonly first: number };
type Sum = { readonly row: Omit<Counted, 'value' | 'reports'>; value: number };
/** Rows whose `reports` are not told: sums over the reports of a country and day. */
export type Running = Omit<Count, 'rows'> & { readonly rows: readonly Counted[]; readonly incidents: { readonly standing: number; readonly corrected: number; readonly withdrawn: number; readonly late: number } };

/** Counts reports as they come in. `links` are those that hold; when others do, counting begins anew. */
export class RunningCount {
  readonly #days: DayKind;
  readonly #links: readonly SameLink[];
  readonly #linked: ReadonlySet<string>;
  readonly #last = new Map<string, Kept>();
  readonly #sums = new Map<string, Sum>();
  readonly #keyed = new Map<string, Standing>();
  readonly #told = new Map<string, number>();
  readonly #incidents = { standing: 0, corrected: 0, withdrawn: 0, late: 0 };

  constructor(days: DayKind, links: readonly SameLink[]) {
    this.#days = days;
    this.#links = links;
    this.#linked = new Set(links.flatMap(({ one, other }) => [one.incident, other.incident]));
  }

  /** Takes a version of a report, in whatever order they come. The highest one stands. */
  add(report: Countable): void {
    const before = this.#last.get(report.incident);
    const received = Date.parse(report.receivedAt);
    const next: Kept = { report: before !== undefined && before.report.version >= report.version ? before.report : report, first: Math.min(received, before?.first ?? received) };
    if (before !== undefined) this.#put(before, -1);
    this.#put(next, 1);
    this.#last.set(report.incident, next);
  }

  /** The numbers of all that was taken. */
  numbers(rates: readonly Rate[], checks: readonly CheckTally[] = []): Running {
    const standing = [...this.#keyed.values()].sort(byTime);
    const { rows, ...rest } = count({ standing, links: this.#links, rates });
    const sums = [...this.#sums.values()].map(({ row, value }): Counted => ({ ...row, value, reports: [] }));
    return { ...rest, rows: [...sums, ...rows.filter(({ measure }) => !ALONE.has(measure)), ...beyond(this.#told, checks)], incidents: { ...this.#incidents } };
  }

  #put({ report, first }: Kept, sign: 1 | -1): void {
    const { incident, country, version, kind, withdrawn, tallies, at } = report;
    if (version > 1) this.#incidents.corrected += sign;
    if (withdrawn) this.#incidents.withdrawn += sign;
    if (withdrawn) return;
    const ms = Date.parse(at);
    const day = this.#days === 'local' ? at.slice(0, 10) : formatDay(dayOfMs(ms));
    this.#incidents.standing += sign;
    if (dayOfMs(first) > dayOfMs(ms)) this.#incidents.late += sign;
    const add = (measure: Measure, value: number, person: Pick<Counted, 'nationality' | 'sex' | 'age' | 'named'> = NOBODY): void => this.#sum({ measure, country, day, nationality: person.nationality, sex: person.sex, age: person.age, named: person.named }, sign * value);
    add('incidents', 1);
    if (kind === 'offer') add('offers', 1);
    for (const { what, count: told, apart } of tallies) {
      add(what, told);
      const name = `${country} ${day} ${what}`;
      if (apart !== true) this.#told.set(name, (this.#told.get(name) ?? 0) + sign * told);
    }
    const { alone, keyed } = this.#linked.has(incident) ? { alone: [], keyed: report } : split(report);
    for (const person of alone) for (const measure of measuresOf(person)) add(measure, person.count, { ...person, named: false });
    if (sign === -1 || keyed === undefined) this.#keyed.delete(incident);
    else this.#keyed.set(incident, { report: keyed, ms, day });
  }

  #sum(row: Sum['row'], value: number): void {
    const key = `${row.measure} ${row.country} ${row.day} ${row.nationality} ${row.sex} ${row.age}`;
    const known = this.#sums.get(key);
    if (known === undefined) this.#sums.set(key, { row, value });
    else if (known.value + value === 0) this.#sums.delete(key);
    else known.value += value;
  }
}

/** Whom a report counts by itself, and what is left of it: undefined where nothing is. */
function split(report: Countable): { readonly alone: readonly CountablePerson[]; readonly keyed: Countable | undefined } {
  const isAlone = ({ keys, leads }: CountablePerson): boolean => keys.length === 0 && leads === '';
  const { persons, accounts, transactions, networks, seizures, documents, vehicles, phones } = report;
  const known = persons.filter((person) => !isAlone(person));
  const isEmpty = [known, accounts, transactions, networks, seizures, documents, vehicles, phones].every((list) => list.length === 0);
  return { alone: persons.filter(isAlone), keyed: isEmpty ? undefined : { ...report, persons: known } };
}
