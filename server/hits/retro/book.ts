/**
 * What was asked in the last days, so that a record which is entered later still finds the check: hashes of numbers of documents, plates and VINs, under a key
 * of each organisation and day. No names. The keys lie in files beside; that of a day is destroyed when the day leaves the window, and what it made is nothing then.
 */
import { createHmac, randomBytes } from 'node:crypto';
import { closeSync, existsSync, fsyncSync, mkdirSync, openSync, readdirSync, rmSync, statSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { dayOfMs } from '@watchword/api/dates.ts';
import { RETRO_DAYS } from '@watchword/api/hits/policy.ts';
import { keysOfSubject, type SubjectKey } from '#checks/checks.ts';
import { openKeyFile } from '../../key-file.ts';
import { openSeen } from './queries.ts';

/** A check that was answered: its organisation (number), number and time of its entry, the databases it asked, and its sealed text. */
export type NotedCheck = { readonly organisation: number; readonly entry: number; readonly at: number; readonly databases: readonly string[]; readonly sealed: string };

/** A check that asked for a number of a record. */
export type EarlierCheck = { readonly organisation: number; readonly entry: number };

/** Databases and kinds of identifier that are kept. */
const KEPT: Readonly<Record<string, readonly string[]>> = { 'travel-documents': ['document'], 'administrative-documents': ['document'], vehicles: ['plate', 'vin'] };
const KEY_BYTES = 32;
const HASH_BYTES = 16;
/** Checks of one number that are told of. */
const MOST = 20;

export type Book = {
  note(checks: readonly NotedCheck[]): void;
  /** Checks of the days up to this moment that asked for one of these. */
  find(keys: readonly SubjectKey[], at: number): EarlierCheck[];
  /** Destroys the keys of days that have left the window, and what they made. */
  forget(at: number): void;
  mark(): number | undefined;
  setMark(change: number): void;
  close(): void;
};

/** Whether an identifier is of those that are compared. */
export function isKept({ database, kind }: Pick<SubjectKey, 'database' | 'kind'>): boolean {
  return KEPT[database]?.includes(kind) === true;
}

/** Opens it in a folder of its own. */
export function openBook(dir: string): Book {
  mkdirSync(join(dir, 'keys'), { recursive: true, mode: 0o700 });
  const seen = openSeen(join(dir, 'seen.db'));
  const keys = new Map<string, Buffer>();
  const folderOf = (day: number): string => join(dir, 'keys', String(day));
  const fileOf = (day: number, organisation: number): string => join(folderOf(day), `${organisation}.key`);

  function keyOf(day: number, organisation: number): Buffer {
    const name = `${day} ${organisation}`;
    const known = keys.get(name);
    if (known !== undefined) return known;
    const key = openKeyFile({ file: fileOf(day, organisation), make: () => randomBytes(KEY_BYTES), parse: (bytes) => (bytes.length === KEY_BYTES ? bytes : undefined) });
    keys.set(name, key);
    return key;
  }

  return {
    note(checks) {
      const rows = new Map<number, { hash: Uint8Array; entry: number }[]>();
      for (const { organisation, entry, at, databases, sealed } of checks) {
        const day = dayOfMs(at);
        const { subject } = JSON.parse(sealed) as { subject?: unknown };
        const asked = keysOfSubject(subject, databases.filter((database) => database in KEPT), day).filter(isKept);
        if (asked.length === 0) continue;
        const list = rows.get(day) ?? [];
        for (const one of asked) list.push({ hash: hashOf(keyOf(day, organisation), one), entry });
        rows.set(day, list);
      }
      for (const [day, list] of rows) seen.add(day, list);
    },
    find(asked, at) {
      const kept = asked.filter(isKept);
      const today = dayOfMs(at);
      const found = new Map<number, EarlierCheck>();
      for (let day = today; kept.length > 0 && day > today - RETRO_DAYS; day -= 1) {
        for (const organisation of existsSync(folderOf(day)) ? readdirSync(folderOf(day)).filter((name) => name.endsWith('.key')).map((name) => Number(name.slice(0, -4))) : []) {
          const key = keyOf(day, organisation);
          for (const one of kept) for (const entry of seen.find(day, hashOf(key, one), MOST)) found.set(entry, { organisation, entry });
        }
      }
      return [...found.values()].toSorted((one, other) => other.entry - one.entry).slice(0, MOST);
    },
    forget(at) {
      const first = dayOfMs(at) - RETRO_DAYS + 1;
      for (const name of readdirSync(join(dir, 'keys'))) if (Number(name) < first) destroy(join(dir, 'keys', name));
      for (const name of keys.keys()) if (Number(name.split(' ', 1)[0]) < first) keys.delete(name);
      for (const day of seen.days()) if (day < first) seen.drop(day);
    },
    mark: seen.mark,
    setMark: seen.setMark,
    close: seen.close,
  };
}

function hashOf(key: Uint8Array, { database, kind, value }: SubjectKey): Buffer {
  return createHmac('sha256', key).update(`${database}|${kind}|${value}`).digest().subarray(0, HASH_BYTES);
}

/** Overwrites the keys of a day before it removes them: whoever finds the blocks finds nothing. */
function destroy(folder: string): void {
  for (const name of readdirSync(folder)) {
    const file = join(folder, name);
    const handle = openSync(file, 'r+');
    try {
      writeSync(handle, randomBytes(statSync(file).size));
      fsyncSync(handle);
    } finally {
      closeSync(handle);
    }
  }
  rmSync(folder, { recursive: true });
}
