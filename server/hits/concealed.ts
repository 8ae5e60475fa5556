/**
 * Records that are hidden from the front line while an operation runs, in memory: a check of an officer who is shown nothing of them is compared with
 * them after its answer has left. They are few, and hidden for 48 hours.
 */
import type { Purpose } from '@watchword/api/checks/purposes.ts';
import { getDatabaseByNumber } from '@watchword/api/databases/databases.ts';
import { bornTexts } from '@watchword/api/databases/persons.ts';
import { dayOfMs } from '@watchword/api/dates.ts';
import { idFromBytes } from '@watchword/api/ids.ts';
import { keysOfSubject, matchSubject, type Matched } from '#checks/checks.ts';
import { index53, recordKeys, type Hasher } from '#databases/databases.ts';
import { contentsOf, findShown, listHiddenFrontRows } from '#records/records.ts';
import type { Read } from '#store/store.ts';
import type { StoredRecord } from '#store/tables.ts';

/** A question, as the audit log has it. `seen`: ids of records that were shown. */
export type Asked = { readonly subject: unknown; readonly databases: readonly string[]; readonly finder: number; readonly purpose: string; readonly at: number; readonly seen: ReadonlySet<string> };

/** What is kept. */
export type Concealed = {
  /** Whether anything is: nothing else is looked at then. */
  isUsed(): boolean;
  /** Records that the desk of whoever asked would have been shown as a hit, and the officer was not. */
  find(asked: Asked): { readonly record: StoredRecord; readonly matched: Matched }[];
  /** Reads them anew if anything was written since. @throws what the store throws */
  refresh(): Promise<void>;
};

const MOST = 2000;

type Kept = { readonly record: StoredRecord; readonly years: ReadonlySet<string>; readonly isPerson: boolean };

/** Ties it to a store. */
export function openConcealed(read: Read, hasher: Hasher): Concealed {
  let change = -1;
  let byKey = new Map<number, Kept[]>();
  let persons: Kept[] = [];
  return {
    isUsed: () => byKey.size > 0 || persons.length > 0,
    find(asked) {
      const candidates = new Set(keysOfSubject(asked.subject, asked.databases, dayOfMs(asked.at)).flatMap(({ database, kind, value }) => {
        const { hi, lo } = hasher.key(database, kind, value);
        return byKey.get(index53(hi, lo)) ?? [];
      }));
      const years = yearsOf(asked.subject);
      if (asked.databases.includes('persons')) for (const kept of persons) if (years.size === 0 || kept.years.size === 0 || [...years].some((year) => kept.years.has(year))) candidates.add(kept);
      return [...candidates].flatMap(({ record }) => judge(record, asked));
    },
    async refresh() {
      const last = await read.lastChange();
      if (last === change) return;
      const rows = await listHiddenFrontRows(read, MOST);
      const records = rows.length === 0 ? [] : await read.findByRows(rows);
      const kept = records.map((record): Kept => ({ record, years: new Set(contentsOf(record).flatMap(bornTexts).map((text) => text.slice(0, 4))), isPerson: getDatabaseByNumber(record.database).personal }));
      byKey = new Map();
      for (const one of kept) for (const key of keysOf(hasher, one.record)) byKey.set(key, [...(byKey.get(key) ?? []), one]);
      persons = kept.filter(({ isPerson }) => isPerson);
      change = last;
    },
  };
}

function judge(record: StoredRecord, { subject, finder, purpose, at, seen }: Asked): { record: StoredRecord; matched: Matched }[] {
  if (seen.has(idFromBytes('rec', record.id))) return [];
  const minute = Math.floor(at / 60_000);
  if (record.hidden_front <= minute) return [];
  // What is hidden from their country altogether is hidden from the desk as well.
  const shown = findShown(record, { organisation: finder, kind: 'bureau', role: 'desk', today: dayOfMs(at), minute, purpose: purpose as Purpose });
  const matched = shown === undefined ? undefined : matchSubject(subject, shown, dayOfMs(at));
  return shown === undefined || matched?.outcome !== 'hit' ? [] : [{ record: shown, matched }];
}

function keysOf(hasher: Hasher, record: StoredRecord): number[] {
  const database = getDatabaseByNumber(record.database);
  const { owner, reference } = record;
  return contentsOf(record).flatMap((content) => recordKeys(hasher, { database, owner, reference, content }).map(({ hi, lo }) => index53(hi, lo)));
}

/** Birth years that a question names: as far as it can be told without reading the zone. */
function yearsOf(subject: unknown): Set<string> {
  const { person, mrz } = (subject ?? {}) as { person?: { born?: string }; mrz?: unknown };
  return person?.born === undefined || mrz !== undefined ? new Set() : new Set([person.born.slice(0, 4)]);
}

