/** The checkpoints that were published, a file a day, and the witnesses with their newest cosignatures. */
import { appendFileSync, existsSync, mkdirSync, readdirSync, readFileSync, truncateSync, writeFileSync, renameSync } from 'node:fs';
import { join } from 'node:path';
import { firstNumber, lastLine, linesFrom } from './checkpoint-files.ts';
import { Cosignatures, type Cosigned } from './cosignatures.ts';
import { GrowingFile } from './growing-file.ts';
import type { Place } from './forest.ts';

/** `note` as it was signed; of most only the short signature is kept: each later checkpoint holds the hash of the one before it, and so covers it. */
export type Published = { readonly number: number; readonly size: number; readonly time: number; readonly note: string; readonly place: Place };
export type { Cosigned };
/** The keys of a bureau's witness, as it first came with them. */
export type Witness = { readonly organisation: string; readonly keys: readonly string[] };

const NAME = /^\d{4}-\d{2}-\d{2}\.ndjson$/;

export class History {
  readonly #dir: string;
  #day = '';
  #file: GrowingFile | undefined;
  #last: Published | undefined;
  readonly #witnesses: Witness[];
  readonly #cosignatures: Cosignatures;

  /** `isReadOnly`: for looking at files that a server may be writing. */
  constructor(dir: string, isReadOnly = false) {
    this.#dir = join(dir, 'checkpoints');
    if (!isReadOnly) mkdirSync(this.#dir, { recursive: true, mode: 0o700 });
    // In this order: a server that writes meanwhile writes what stands first here last.
    this.#witnesses = linesOf<Witness>(join(this.#dir, 'witnesses'));
    this.#cosignatures = new Cosignatures(this.#dir, isReadOnly);
    this.#last = this.#readLast(isReadOnly);
  }

  /** The newest, with every signature. */
  get last(): Published | undefined {
    return this.#last;
  }

  /** Writes a checkpoint down, durable before it returns. */
  add(published: Published): void {
    const day = new Date(published.time).toISOString().slice(0, 10);
    const path = join(this.#dir, 'latest.json');
    // The newest stands whole in a file of its own; the file of the day decides which one that is.
    writeFileSync(`${path}.new`, JSON.stringify(published), { mode: 0o600 });
    renameSync(`${path}.new`, path);
    if (day !== this.#day) {
      this.#file?.close();
      this.#file = new GrowingFile(join(this.#dir, `${day}.ndjson`));
      this.#day = day;
    }
    const keepsLong = this.#last === undefined || Math.floor(this.#last.time / 60_000) !== Math.floor(published.time / 60_000);
    const line = Buffer.from(`${JSON.stringify(keepsLong ? published : { ...published, note: shortNote(published.note) })}\n`);
    this.#file?.room(line.length).set(line);
    this.#file?.flush();
    this.#file?.sync();
    this.#last = published;
  }

  /** Checkpoints from a number on. */
  list(from: number, count: number): Published[] {
    const found: Published[] = [];
    const days = this.#days();
    for (let at = this.#dayOf(days, from); at < days.length && found.length < count; at += 1) {
      const lines = linesFrom(join(this.#dir, days[at] ?? ''), from, count - found.length);
      found.push(...lines.flatMap((line) => parse<Published>(line) ?? []));
    }
    return found;
  }

  /** The day in which a checkpoint stands: the last one that begins with it or before it. */
  #dayOf(days: readonly string[], number: number): number {
    let [low, high] = [0, days.length];
    while (low < high) {
      const middle = Math.floor((low + high) / 2);
      // A day without a checkpoint is the newest.
      if ((firstNumber(join(this.#dir, days[middle] ?? '')) ?? Infinity) <= number) low = middle + 1;
      else high = middle;
    }
    return Math.max(0, low - 1);
  }

  /** Keeps a cosignature, durable before it returns; of each witness the newest, never an older one over it. */
  cosign(one: Cosigned): void {
    this.#cosignatures.keep(one);
  }

  /** The newest cosignature of each witness, from memory. */
  cosigned(): readonly Cosigned[] {
    return this.#cosignatures.list();
  }

  /** Pins the keys of a witness. Its first cosignature is to be kept before: a witness without one is a fault. */
  addWitness(one: Witness): void {
    appendFileSync(join(this.#dir, 'witnesses'), `${JSON.stringify(one)}\n`, { mode: 0o600, flush: true });
    this.#witnesses.push(one);
  }

  witnesses(): readonly Witness[] {
    return this.#witnesses;
  }

  close(): void {
    this.#file?.close();
  }

  #days(): string[] {
    return readdirSync(this.#dir).filter((name) => NAME.test(name)).sort();
  }

  #readLast(isReadOnly: boolean): Published | undefined {
    let last: Published | undefined;
    for (const name of this.#days().toReversed()) {
      const path = join(this.#dir, name);
      const { text, end, size } = lastLine(path);
      // What a crash cut short was never published.
      if (end < size && !isReadOnly) truncateSync(path, end);
      last = text === undefined ? undefined : parse<Published>(text);
      if (last !== undefined) break;
    }
    const path = join(this.#dir, 'latest.json');
    if (last === undefined || !existsSync(path)) return last;
    const latest = parse<Published>(readFileSync(path, 'utf8'));
    return latest?.number === last.number ? latest : last;
  }
}

/** A note with its first signature only. */
function shortNote(note: string): string {
  return note.split('\n').slice(0, -2).join('\n') + '\n';
}

function linesOf<Kind>(path: string): Kind[] {
  if (!existsSync(path)) return [];
  return readFileSync(path, 'utf8').split('\n').flatMap((line) => parse<Kind>(line) ?? []);
}

function parse<Kind>(text: string): Kind | undefined {
  try {
    return JSON.parse(text) as Kind;
  } catch {
    return undefined;
  }
}
