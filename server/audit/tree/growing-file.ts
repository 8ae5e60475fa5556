import { closeSync, fdatasyncSync, fstatSync, ftruncateSync, mkdirSync, openSync, readSync, writeSync } from 'node:fs';
import { dirname } from 'node:path';

const FIRST_ROOM = 4096;

/** A file that only grows at its end. What is added waits in memory until `flush`, and is read from there meanwhile. */
export class GrowingFile {
  readonly #path: string;
  readonly #isReadOnly: boolean;
  #fd: number | undefined;
  #written = 0;
  #waiting = Buffer.allocUnsafe(0);
  #waits = 0;
  #unsynced = false;

  /** `isReadOnly`: nothing is changed on the disk; cuts are only believed. */
  constructor(path: string, isReadOnly = false) {
    this.#path = path;
    this.#isReadOnly = isReadOnly;
    try {
      this.#fd = openSync(path, isReadOnly ? 'r' : 'r+');
      this.#written = fstatSync(this.#fd).size;
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
    }
  }

  /** Bytes in it, with those that wait. */
  get length(): number {
    return this.#written + this.#waits;
  }

  /** Room for so many bytes at the end, to be written into at once. */
  room(bytes: number): Buffer {
    if (this.#waits + bytes > this.#waiting.length) {
      const larger = Buffer.allocUnsafe(Math.max(FIRST_ROOM, this.#waiting.length * 2, this.#waits + bytes));
      this.#waiting.copy(larger, 0, 0, this.#waits);
      this.#waiting = larger;
    }
    this.#waits += bytes;
    return this.#waiting.subarray(this.#waits - bytes, this.#waits);
  }

  addHash(latin: string): void {
    this.room(32).write(latin, 0, 32, 'latin1');
  }

  /** The bytes from `at`; fewer when it ends before. */
  read(at: number, length: number): Buffer {
    const bytes = Buffer.allocUnsafe(Math.max(0, Math.min(length, this.length - at)));
    let done = 0;
    while (this.#fd !== undefined && at + done < this.#written && done < bytes.length) {
      const count = readSync(this.#fd, bytes, done, Math.min(bytes.length - done, this.#written - at - done), at + done);
      if (count === 0) break;
      done += count;
    }
    // Somebody cut it behind our back: what is read is short, and found to be so.
    if (done < bytes.length && at + done < this.#written) return bytes.subarray(0, done);
    if (done < bytes.length) this.#waiting.copy(bytes, done, at + done - this.#written, this.#waits);
    return bytes;
  }

  /** Writes what waits. */
  flush(): void {
    if (this.#waits === 0 || this.#isReadOnly) return;
    const fd = this.#open();
    let done = 0;
    while (done < this.#waits) done += writeSync(fd, this.#waiting, done, this.#waits - done, this.#written + done);
    this.#written += this.#waits;
    this.#waits = 0;
    this.#unsynced = true;
    if (this.#waiting.length > 1024 * 1024) this.#waiting = Buffer.allocUnsafe(0);
  }

  /** Overwrites bytes that stand in it. */
  overwrite(at: number, bytes: Buffer): void {
    this.flush();
    let done = 0;
    while (done < bytes.length) done += writeSync(this.#open(), bytes, done, bytes.length - done, at + done);
    this.#unsynced = true;
  }

  /** Makes durable what was flushed. */
  sync(): void {
    if (this.#fd !== undefined && this.#unsynced) fdatasyncSync(this.#fd);
    this.#unsynced = false;
  }

  /** Cuts off all behind `length`. */
  cut(length: number): void {
    this.flush();
    if (length >= this.#written) return;
    if (!this.#isReadOnly) ftruncateSync(this.#open(), length);
    this.#written = length;
    this.#unsynced = true;
  }

  close(): void {
    this.flush();
    if (this.#fd !== undefined) closeSync(this.#fd);
    this.#fd = undefined;
  }

  #open(): number {
    if (this.#fd === undefined) {
      mkdirSync(dirname(this.#path), { recursive: true, mode: 0o700 });
      this.#fd = openSync(this.#path, 'w+', 0o600);
    }
    return this.#fd;
  }
}
