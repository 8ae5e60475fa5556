import { finishGroup, plainsInUse } from '../closing.ts';
import type { FilledGroup } from '../group.ts';
import { ENTRY } from '../entry.ts';
import { changeKeys } from '../sealed/key-changes.ts';
import type { KeysChange } from '../sealed/key-changes.ts';
import { syncFolder } from '../sealed/key-file.ts';
import { keyId, openKeyRing } from '../sealed/keys.ts';
import type { KeyRing } from '../sealed/keys.ts';
import { headerLine, segmentName } from '../segments.ts';
import type { LogFile, Segment } from '../segments.ts';
import type { Tail } from '../tail.ts';

/**
 * The scribe writes groups to the disk: it seals, links, writes and syncs, one group at a time. It runs in a thread of its own, or in the
 * caller's for a disk that is not the usual one.
 */
export type Scribe = {
  /** Opens the file to write to. To be called first, and after a failure with the tail as it is then. */
  begin(tail: Tail): Promise<Begun>;
  /** Resolves when the group is durable. Rejects when it may not be; then `begin` is to be called again. `at`: ms since 1970. */
  write(group: FilledGroup, at: number): Promise<Written>;
  /** Changes keys, on the disk and in memory. Returns the ids of days of which all keys were destroyed. */
  changeKeys(change: KeysChange): Promise<string[]>;
  /** Closes the file. */
  close(): Promise<void>;
};

/** Where the next group goes. */
export type Begun = { readonly segment: Segment; readonly end: number };
/** The same after a group, where that begins, and the hashes of its entries, 64 hex digits each, as one text. */
export type Written = Begun & { readonly frame: number; readonly hashes: string };

/** `dir`: the folder of the log; a segment that reached `segmentBytes` is followed by another; `openFile`: how a segment is opened. */
export type ScribeOptions = { readonly dir: string; readonly segmentBytes: number; readonly openFile: (path: string) => Promise<LogFile> };

/** A scribe in this thread. */
export class OwnScribe implements Scribe {
  readonly #options: ScribeOptions;
  readonly #keys: KeyRing;
  #file: LogFile | undefined;
  #tail: Tail | undefined;

  constructor(options: ScribeOptions) {
    this.#options = options;
    this.#keys = openKeyRing(options.dir);
  }

  async begin(tail: Tail): Promise<Begun> {
    await this.#leave();
    this.#tail = { ...tail };
    if (tail.segment === undefined) return this.#beginSegment(this.#tail);
    this.#file = await this.#options.openFile(tail.segment.path);
    return { segment: tail.segment, end: tail.end };
  }

  async write(group: FilledGroup, at: number): Promise<Written> {
    const tail = this.#tail;
    if (tail === undefined) throw new Error('the scribe has not begun');
    let segment = tail.segment;
    if (segment === undefined || tail.end >= this.#options.segmentBytes) ({ segment } = await this.#beginSegment(tail));
    const file = this.#file;
    if (file === undefined) throw new Error('the scribe has no file');
    const keys = [];
    for (const plain of plainsInUse(group)) {
      const id = keyId(at, plain.keep);
      keys.push({ plain, id, key: (this.#keys.find(id) ?? (await this.#keys.prepare(id))).keyOf(group.first).key });
    }
    const frame = tail.end;
    const { bytes, hashes } = finishGroup(group, tail.link.hash, { chain: tail.chain, keys });
    await file.write(bytes, frame);
    await file.sync();
    tail.end = frame + bytes.length;
    // The highest outbox id stands in the entry itself; here only the header of the next segment needs it.
    tail.link = { seq: group.first + group.count - 1, hash: hashes.slice(-2 * ENTRY.hash), outbox: group.outbox };
    return { segment, frame, end: tail.end, hashes };
  }

  changeKeys(change: KeysChange): Promise<string[]> {
    return changeKeys(this.#options.dir, this.#keys, change);
  }

  close(): Promise<void> {
    this.#keys.forget();
    return this.#leave();
  }

  async #leave(): Promise<void> {
    await this.#file?.close().catch(() => undefined);
    this.#file = undefined;
  }

  async #beginSegment(tail: Tail): Promise<Begun> {
    const { chain, link } = tail;
    const name = segmentName(link.seq + 1);
    const segment = { first: link.seq + 1, name, path: `${this.#options.dir}/${name}` };
    await this.#file?.close();
    this.#file = undefined;
    this.#file = await this.#options.openFile(segment.path);
    const header = Buffer.from(headerLine(chain, link), 'latin1');
    await this.#file.write(header, 0);
    await this.#file.sync();
    await syncFolder(this.#options.dir);
    tail.segment = segment;
    tail.end = header.length;
    return { segment, end: tail.end };
  }
}
