/** The newest cosignature of each witness, a file each: at one a minute from every bureau all of them would be a gigabyte a day. */
import { closeSync, existsSync, fsyncSync, mkdirSync, openSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** What a witness added to a checkpoint. */
export type Cosigned = { readonly number: number; readonly organisation: string; readonly lines: readonly string[] };

export class Cosignatures {
  readonly #folder: string;
  readonly #newest = new Map<string, Cosigned>();

  /** `dir`: where the checkpoints are. `isReadOnly`: for looking at files that a server may be writing. */
  constructor(dir: string, isReadOnly: boolean) {
    this.#folder = join(dir, 'cosigned');
    if (!isReadOnly) mkdirSync(this.#folder, { recursive: true, mode: 0o700 });
    for (const name of existsSync(this.#folder) ? readdirSync(this.#folder) : []) {
      if (name.endsWith('.json')) this.#remember(parse(readFileSync(join(this.#folder, name), 'utf8')));
    }
    this.#takeOver(join(dir, 'cosignatures'), isReadOnly);
  }

  /** The newest one of each witness that has cosigned. */
  list(): readonly Cosigned[] {
    return [...this.#newest.values()];
  }

  /** Keeps it, durable before it returns, unless one on a later checkpoint is there. */
  keep(one: Cosigned): void {
    if ((this.#newest.get(one.organisation)?.number ?? 0) > one.number) return;
    const path = join(this.#folder, `${encodeURIComponent(one.organisation)}.json`);
    writeFileSync(`${path}.new`, JSON.stringify(one), { mode: 0o600, flush: true });
    renameSync(`${path}.new`, path);
    syncFolder(this.#folder);
    this.#newest.set(one.organisation, one);
  }

  #remember(one: Cosigned | undefined): void {
    if (one !== undefined && (this.#newest.get(one.organisation)?.number ?? 0) < one.number) this.#newest.set(one.organisation, one);
  }

  /** Servers used to write all of them into one file: of that the newest are kept. It may be longer than a string can be. */
  #takeOver(file: string, isReadOnly: boolean): void {
    if (!existsSync(file)) return;
    const bytes = readFileSync(file);
    for (let from = 0; from < bytes.length;) {
      const end = bytes.indexOf(0x0a, from);
      if (end < 0) break;
      this.#remember(parse(bytes.toString('utf8', from, end)));
      from = end + 1;
    }
    if (isReadOnly) return;
    for (const one of this.list()) this.keep(one);
    rmSync(file);
  }
}

function syncFolder(folder: string): void {
  const fd = openSync(folder, 'r');
  try {
    fsyncSync(fd);
  } finally {
    closeSync(fd);
  }
}

function parse(text: string): Cosigned | undefined {
  try {
    return JSON.parse(text) as Cosigned;
  } catch {
    return undefined;
  }
}
