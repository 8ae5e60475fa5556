/** Hears of every check that was answered, adds up, and hands over to the writer every few seconds. */
import { createHmac } from 'node:crypto';
import { calendarOfDay, dayOfCalendar, dayOfMs } from '@watchword/api/dates.ts';
import { NEVER_TOLD_PURPOSES } from '@watchword/api/audit/owner-logs.ts';
import type { AuditEntry } from '#audit/audit.ts';
import { findSequence, SIGNS, type TypedNumber, typedOf } from './signs.ts';

/** What the writer is handed. Organisations by code. */
export type Noted = {
  readonly at: number;
  readonly months: readonly { readonly organisation: string; readonly month: number; readonly checks: number; readonly hits: number; readonly possible: number; readonly none: number; readonly apart: number }[];
  readonly uses: readonly { readonly organisation: string; readonly actor: string; readonly hour: number; readonly checks: number; readonly listed: number; readonly ids: readonly string[] }[];
  readonly asked: readonly { readonly organisation: string; readonly actor: string; readonly thing: Uint8Array; readonly day: number; readonly checks: number; readonly ids: readonly string[] }[];
  readonly sequences: readonly { readonly organisation: string; readonly actor: string; readonly day: number; readonly first: number; readonly last: number; readonly count: number; readonly ids: readonly string[] }[];
};

export type Watch = {
  /** A check of which this is the entry was answered at this moment (ms). @throws when what is sealed in it cannot be read; it was counted then, and what was typed was not */
  note(entry: AuditEntry, at: number): void;
  /** What was heard of since the last time; undefined when that was nothing. */
  take(at: number): Noted | undefined;
  /** Takes back what could not be handed over. */
  putBack(noted: Noted): void;
};

const HOUR_MS = 3_600_000;
/** How long a typed number is remembered. */
const SEQUENCE_MS = SIGNS.sequence.minutes * 60_000;
/** Ids of checks that are kept with a count. */
const MOST_IDS = 20;
/** Numbers of an officer that are remembered for sequences, and officers of whom they are. */
const MOST_NUMBERS = 200;
const MOST_OFFICERS = 20_000;
/** Things typed that wait for a hand-over. More come only while the writer fails for long; they are left out of `repeat`, and counted in all else. */
const MOST_ASKED = 200_000;
/** Of these purposes nothing is looked at, and nothing but the number is published. */
const APART: ReadonlySet<string> = new Set(NEVER_TOLD_PURPOSES);

type Month = { organisation: string; month: number; checks: number; hits: number; possible: number; none: number; apart: number };
type Count = { organisation: string; actor: string; checks: number; ids: string[] };

/** `key`: what was typed is hashed with it. */
export function openWatch(key: Uint8Array): Watch {
  let months = new Map<string, Month>();
  let uses = new Map<string, Count & { hour: number; listed: number }>();
  let asked = new Map<string, Count & { thing: Uint8Array; day: number }>();
  let sequences = new Map<string, Noted['sequences'][number]>();
  const numbers = new Map<string, TypedNumber[]>();
  let monthOf = { day: -1, month: 0 };

  const monthFor = (organisation: string, month: number): Month => {
    const one = months.get(organisation);
    if (one?.month === month) return one;
    // Rarely: the first check after a hand-over, and the first of a month.
    const name = one === undefined ? organisation : `${organisation} ${month}`;
    return getOr(months, name, () => ({ organisation, month, checks: 0, hits: 0, possible: 0, none: 0, apart: 0 }));
  };
  const addMonth = (entry: AuditEntry, day: number): void => {
    if (monthOf.day !== day) monthOf = { day, month: dayOfCalendar({ ...calendarOfDay(day), day: 1 }) };
    const { organisation, outcomes, purpose = '' } = entry;
    const one = monthFor(organisation, monthOf.month);
    one.checks += 1;
    if (APART.has(purpose)) one.apart += 1;
    else if (outcomes !== undefined && outcomes.hit > 0) one.hits += 1;
    else if (outcomes !== undefined && outcomes.possible > 0) one.possible += 1;
    else if (outcomes !== undefined && outcomes.unavailable === 0) one.none += 1;
  };
  const addUse = ({ organisation, actor, hour, checks, listed, ids }: Noted['uses'][number]): void => {
    const use = getOr(uses, `${organisation} ${actor} ${hour}`, () => ({ organisation, actor, hour, checks: 0, listed: 0, ids: [] }));
    use.checks += checks;
    use.listed += listed;
    for (const id of ids) addId(use.ids, id);
  };
  const addAsked = ({ organisation, actor, thing, day, checks, ids }: Noted['asked'][number]): void => {
    const name = `${organisation} ${actor} ${Buffer.from(thing).toString('hex')} ${day}`;
    if (asked.size >= MOST_ASKED && !asked.has(name)) return;
    const count = getOr(asked, name, () => ({ organisation, actor, thing, day, checks: 0, ids: [] }));
    count.checks += checks;
    for (const id of ids) addId(count.ids, id);
  };
  const addOfficer = (entry: AuditEntry, at: number, day: number): void => {
    const { organisation, actor, event, subject = '', sealed } = entry;
    const who = `${organisation} ${actor}`;
    const hour = Math.floor(at / HOUR_MS);
    addUse({ organisation, actor, hour, checks: 1, listed: event === 'check.answered' ? 0 : 1, ids: [subject] });
    const typed = event === 'check.answered' && sealed !== undefined ? typedOf(sealed) : undefined;
    if (typed === undefined) return;
    const thing = createHmac('sha256', key).update(`oversight|v1|${who}|${typed.thing}`).digest().subarray(0, 16);
    addAsked({ organisation, actor, thing, day, checks: 1, ids: [subject] });
    if (typed.number !== undefined) addNumber(who, { ...typed.number, at, check: subject }, { organisation, actor, day });
  };
  const addNumber = (who: string, number: TypedNumber, { organisation, actor, day }: { organisation: string; actor: string; day: number }): void => {
    if (numbers.size >= MOST_OFFICERS) numbers.clear();
    const typed = getOr(numbers, who, () => [] as TypedNumber[]);
    const since = number.at - SEQUENCE_MS;
    while (typed.length >= MOST_NUMBERS || (typed[0] !== undefined && typed[0].at <= since)) typed.shift();
    typed.push(number);
    const run = findSequence(typed).toSorted((a, b) => a.at - b.at);
    const [first, last] = [run[0], run.at(-1)];
    if (first !== undefined && last !== undefined) sequences.set(`${who} ${day}`, { organisation, actor, day, first: first.at, last: last.at, count: run.length, ids: run.slice(-MOST_IDS).map(({ check }) => check) });
  };

  return {
    note(entry, at) {
      if (entry.event !== 'check.answered' && entry.event !== 'check.item-answered' && entry.event !== 'check.stream-item-answered') return;
      const day = dayOfMs(at);
      addMonth(entry, day);
      if (entry.actor.startsWith('ofc_') && !APART.has(entry.purpose ?? '')) addOfficer(entry, at, day);
    },
    take(at) {
      for (const [who, typed] of numbers) if ((typed.at(-1)?.at ?? 0) <= at - SEQUENCE_MS) numbers.delete(who);
      if (months.size === 0) return undefined;
      const noted: Noted = { at, months: [...months.values()], uses: [...uses.values()], asked: [...asked.values()], sequences: [...sequences.values()] };
      months = new Map();
      uses = new Map();
      asked = new Map();
      sequences = new Map();
      return noted;
    },
    putBack(noted) {
      for (const { organisation, month, checks, hits, possible, none, apart } of noted.months) {
        const one = monthFor(organisation, month);
        one.checks += checks;
        one.hits += hits;
        one.possible += possible;
        one.none += none;
        one.apart += apart;
      }
      for (const use of noted.uses) addUse(use);
      for (const one of noted.asked) addAsked(one);
      for (const one of noted.sequences) {
        const name = `${one.organisation} ${one.actor} ${one.day}`;
        if ((sequences.get(name)?.count ?? 0) < one.count) sequences.set(name, one);
      }
    },
  };
}

function addId(ids: string[], id: string): void {
  if (id !== '' && ids.length < MOST_IDS) ids.push(id);
}

function getOr<V>(map: Map<string, V>, key: string, make: () => V): V {
  let value = map.get(key);
  if (value === undefined) map.set(key, (value = make()));
  return value;
}
