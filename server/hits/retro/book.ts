/**
 * What was asked in the last days, so that a record which is entered later still finds the check: keys of numbers of documents, plates and VINs, sealed under
 * a key of each organisation and day. No names. The keys lie in files beside; that of a day is destroyed when the day leaves the window, and what it sealed is
 * nothing then.
 */
import { randomBytes } from 'node:crypto';
import { closeSync, existsSync, fsyncSync, mkdirSync, openSync, readdirSync, rmSync, statSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { dayOfMs } from '@watchword/api/dates.ts';
import { RETRO_DAYS } from '@watchword/api/hits/policy.ts';
import { openKeyFile } from '../../key-file.ts';
import { openBlocks, type Blocks } from './blocks.ts';
import { KEY, MOST_KEYS, openFrame, readHead, sealFrame } from './frames.ts';
import { ITEM, ofItem } from './packed.ts';
import { openSeenFiles } from './seen-files.ts';

/** A check that asked for a number of a record: its organisation (number), and the number of its entry. */
export type EarlierCheck = { readonly organisation: number; readonly entry: number };

export type Book = {
  /** Checks, as `packed.ts` lays them out. */
  note(checks: Uint32Array): void;
  /** For each record, by its keys (pairs of halves), checks of the days up to this moment that asked for it: the newest first. */
  find(records: readonly (readonly number[])[], at: number): EarlierCheck[][];
  /** Destroys the keys of days that have left the window, and what they sealed. */
  forget(at: number): void;
  close(): void;
};

const KEY_BYTES = 32;
/** Checks of one record that are told of. */
const MOST = 20;

/** The first day of the window, of which the day of this moment is the last. */
export function firstDay(at: number): number {
  return dayOfMs(at) - RETRO_DAYS + 1;
}

/** Opens it in a folder of its own. */
export function openBook(dir: string): Book {
  mkdirSync(join(dir, 'keys'), { recursive: true, mode: 0o700 });
  // Where an earlier version kept hashes of the same.
  for (const end of ['', '-wal', '-shm']) rmSync(join(dir, `seen.db${end}`), { force: true });
  const files = openSeenFiles(join(dir, 'seen'));
  const keys = new Map<string, Buffer>();
  /** Of days in which something was looked for. */
  const known = new Map<number, Blocks>();
  const folderOf = (day: number): string => join(dir, 'keys', String(day));
  const fileOf = (day: number, organisation: number): string => join(folderOf(day), `${organisation}.key`);

  function keyOf(day: number, organisation: number): Buffer {
    const name = `${day} ${organisation}`;
    const found = keys.get(name);
    if (found !== undefined) return found;
    const key = openKeyFile({ file: fileOf(day, organisation), make: () => randomBytes(KEY_BYTES), parse: (bytes) => (bytes.length === KEY_BYTES ? bytes : undefined) });
    keys.set(name, key);
    return key;
  }

  function keep({ day, organisation }: { day: number; organisation: number }, frame: Buffer): void {
    for (let from = 0; from < frame.length; from += MOST_KEYS * KEY) {
      const part = frame.subarray(from, from + MOST_KEYS * KEY);
      const place = files.append(day, sealFrame({ key: keyOf(day, organisation), day, organisation }, part));
      known.get(day)?.add(place, lowsOf(part));
    }
    frame.fill(0);
  }

  function open(day: number, frame: { readonly organisation: number; readonly bytes: Buffer }): Buffer | undefined {
    // Without its key, of a day that is being forgotten, a frame is nothing.
    return existsSync(fileOf(day, frame.organisation)) || keys.has(`${day} ${frame.organisation}`) ? openFrame(frame.bytes, { key: keyOf(day, frame.organisation), day }) : undefined;
  }

  function blocksOf(day: number): Blocks {
    let blocks = known.get(day);
    if (blocks !== undefined) return blocks;
    blocks = openBlocks();
    for (const frame of files.list(day)) {
      const opened = open(day, frame);
      if (opened !== undefined) blocks.add(frame, lowsOf(opened));
    }
    known.set(day, blocks);
    return blocks;
  }

  /** Looks for what may be in a block. `wanted`: by the lower half of a key, where it is wanted. */
  function look(day: number, bytes: Buffer, wanted: ReadonlyMap<number, readonly Wanted[]>): void {
    for (let head = readHead(bytes), at = 0; head !== undefined; at += head.length, head = readHead(bytes.subarray(at))) {
      const opened = open(day, { organisation: head.organisation, bytes: bytes.subarray(at, at + head.length) });
      if (opened === undefined) continue;
      for (let key = 0; key < opened.length; key += KEY) {
        const some = wanted.get(opened.readUInt32BE(key + 4));
        if (some === undefined) continue;
        for (const { high, found } of some) if (high === opened.readUInt32BE(key)) found.set(opened.readUIntBE(key + 8, 6), head.organisation);
      }
    }
  }

  return {
    note(words) {
      const parts = partsOf(words);
      for (const part of parts) keep(part, part.bytes);
    },
    find(records, at) {
      const founds = records.map(() => new Map<number, number>());
      const wanted = wantedBy(records, founds);
      const lows = [...wanted.keys()];
      for (let day = dayOfMs(at); day >= firstDay(at) && lows.length > 0; day -= 1) {
        for (const { block, lows: within } of blocksOf(day).find(lows)) {
          const some = new Map(within.map((low) => [low, (wanted.get(low) ?? []).filter(({ found }) => found.size < MOST)]));
          if ([...some.values()].some(({ length }) => length > 0)) look(day, files.read(block.file, block.from, block.to), some);
        }
      }
      return founds.map((found) => [...found].map(([entry, organisation]) => ({ organisation, entry })).toSorted((one, other) => other.entry - one.entry).slice(0, MOST));
    },
    forget(at) {
      const first = firstDay(at);
      for (const name of readdirSync(join(dir, 'keys'))) if (Number(name) < first) destroy(join(dir, 'keys', name));
      for (const [name, key] of keys) {
        if (Number(name.split(' ', 1)[0]) >= first) continue;
        key.fill(0);
        keys.delete(name);
      }
      for (const day of known.keys()) if (day < first) known.delete(day);
      for (const day of files.days()) if (day < first) files.drop(day);
    },
    close: files.close,
  };
}

type Wanted = { readonly high: number; readonly found: Map<number, number> };

/** By the lower half of a key: the upper one, and where checks are put that asked for it. */
function wantedBy(records: readonly (readonly number[])[], founds: readonly Map<number, number>[]): Map<number, Wanted[]> {
  const wanted = new Map<number, Wanted[]>();
  for (const [at, keys] of records.entries()) {
    for (let key = 0; key + 1 < keys.length; key += 2) {
      const [high = 0, low = 0] = [keys[key], keys[key + 1]];
      const list = wanted.get(low);
      const one = { high, found: founds[at] ?? new Map<number, number>() };
      if (list === undefined) wanted.set(low, [one]);
      else list.push(one);
    }
  }
  return wanted;
}

type Part = { readonly day: number; readonly organisation: number; readonly bytes: Buffer };

/** The items of each day and organisation, as frames hold them. */
function partsOf(words: Uint32Array): Part[] {
  const counts = new Map<number, number>();
  for (let at = 0; at < words.length; at += ITEM) counts.set(words[at] ?? 0, (counts.get(words[at] ?? 0) ?? 0) + 1);
  const parts = new Map<number, { bytes: Buffer; at: number }>();
  for (const [both, count] of counts) parts.set(both, { bytes: Buffer.alloc(count * KEY), at: 0 });
  for (let at = 0; at < words.length; at += ITEM) {
    const part = parts.get(words[at] ?? 0);
    if (part === undefined) continue;
    const { bytes } = part;
    bytes.writeUInt32BE(words[at + 3] ?? 0, part.at);
    bytes.writeUInt32BE(words[at + 4] ?? 0, part.at + 4);
    bytes.writeUInt16BE(words[at + 1] ?? 0, part.at + 8);
    bytes.writeUInt32BE(words[at + 2] ?? 0, part.at + 10);
    part.at += KEY;
  }
  return [...parts].map(([both, { bytes }]) => ({ ...ofItem(Uint32Array.of(both), 0), bytes }));
}

function lowsOf(keys: Buffer): Uint32Array {
  const lows = new Uint32Array(keys.length / KEY);
  for (let at = 0; at < lows.length; at += 1) lows[at] = keys.readUInt32BE(at * KEY + 4);
  return lows;
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
