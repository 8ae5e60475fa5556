import { addText, decodeEntry } from './decode.ts';
import type { ReadEntry } from './decode.ts';
import { groupsOf } from './scan.ts';
import type { ScanOptions } from './scan.ts';

export { decodeEntry } from './decode.ts';
export type { ReadEntry } from './decode.ts';

/** `from`, `to`: the first and last seq wanted; `texts`: open the sealed texts with the keys that lie beside the log; `where`: only such entries. */
export type ReadOptions = ScanOptions;

/**
 * Reads a log in order, also while it is written to (a group that is not there whole yet ends the reading). Checks the checksums of
 * what it reads, not the whole chain: `verifyAuditLog` does that. Throws `audit.broken` where it cannot be read.
 */
export async function* readAuditLog(dir: string, options: ReadOptions = {}): AsyncGenerator<ReadEntry, void, undefined> {
  for await (const { frame, wanted, texts } of groupsOf(dir, options)) {
    for (const { at, end } of wanted) {
      const entry = decodeEntry(frame.bytes.subarray(at, end));
      yield texts === undefined ? entry : addText(entry, texts.get(entry.seq));
    }
  }
}
