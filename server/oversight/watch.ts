/** Hears of every check that was answered, adds up, and hands over to the writer every few seconds. */
import { createHmac } from 'node:crypto';
import { calendarOfDay, dayOfCalendar, dayOfMs } from '@watchword/api/dates.ts';
import { NEVER_TOLD_PURPOSES } from '@watchword/api/owner-logs.ts';
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
  /** A check of which this is the entry was answered at this moment (ms). Never throws. */
  note(entry: AuditEntry, at: number): void;
  /** What was heard of since the last time; undefined when that was nothing. */
  take(at: number): Noted | undefined;
};

const HOUR_MS = 3_600_000;
/** How long a typed number is remembered. */
const SEQUENCE_MS = SIGNS.sequence.minutes * 60_000;
/** Ids of checks that are kept with a count. */
const MOST_IDS = 20;
/** Numbers of an officer that are remembered for sequences, and officers of whom they are. */
const MOST_NUMBERS = 200;
const MOST_OFFICERS = 20_000;
/** Of these purposes nothing is looked at, and nothing but the number is published. */
const APART: ReadonlySet<string> = new Set(NEVER_TOLD_PURPOSES);

type Month = { checks: number; hits: number; possible: number; none: number; apart: number };
type Count = { organisation: string; actor: string; checks: number; listed: number; ids: string[] };

/** `key`: what was typed is hashed with it. */
export function openWatch(key: Uint8Array): Watch {
  let months = new Map<string, Month & { organisation: string; month: number }>();
  let uses = new Map<string, Count & { hour: number }>();
  let asked = new Map<string, Count & { thing: Uint8Array; day: number }>();
  let sequences = new Map<string, Noted['sequences'][number]>();
  const numbers = new Map<string, TypedNumber[]>();
  let monthOf = { day: -1, month: 0 };

  const addMonth = (entry: AuditEntry, day: number): void => {
    if (monthOf.day !== day) monthOf = { day, month: dayOfCalendar({ ...calendarOfDay(day), day: 1 }) };
    const { organisation, outcomes, purpose = '' } = entry;
    let one = months.get(organisation);
    if (one === undefined || one.month !== monthOf.month) {
      // Rarely: the first check after a hand-over, and the first of a month.
      const name = one === undefined ? organisation : `${organisation} ${monthOf.month}`;
      one = months.get(name) ?? { organisation, month: monthOf.month, checks: 0, hits: 0, possible: 0, none: 0, apart: 0 };
      months.set(name, one);
    }
    one.checks += 1;
    if (APART.has(purpose)) one.apart += 1;
    else if (outcomes !== undefined && outcomes.hit > 0) one.hits += 1;
    else if (outcomes !== undefined && outcomes.possible > 0) one.possible += 1;
    else if (outcomes !== undefined && outcomes.unavailable === 0) one.none += 1;
  };
  const addOfficer = (entry: AuditEntry, at: number, day: number): void => {
    const { organisation, actor, event, subject = '', sealed } = entry;
    const who = `${organisation} ${actor}`;
    const hour = Math.floor(at / HOUR_MS);
    const use = getOr(uses, `${who} ${hour}`, () => ({ organisation, actor, hour, checks: 0, listed: 0, ids: [] }));
    use.checks += 1;
    addId(use.ids, subject);
    if (event !== 'check.answered') use.listed += 1;
    const typed = event === 'check.answered' && sealed !== undefined ? typedOf(sealed) : undefined;
    if (typed === undefined) return;
    const thing = createHmac('sha256', key).update(`oversight|v1|${who}|${typed.thing}`).digest().subarray(0, 16);
    const count = getOr(asked, `${who} ${thing.toString('hex')} ${day}`, () => ({ organisation, actor, thing, day, checks: 0, listed: 0, ids: [] }));
    count.checks += 1;
    addId(count.ids, subject);
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
