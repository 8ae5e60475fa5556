/**
 * Checkpoints (c2sp.org/tlog-checkpoint): origin, size and root of the log, and in extension lines what is of this network: number, time, the hash of
 * the checkpoint before, the root over the heads of all countries' trees, and a commitment to the log that is sealed to the Commission.
 */
import { fromBase64, fromHex, toBase64, toHex, type Bytes } from './bytes.ts';

/** `time`: ms since 1970. `before`: SHA-256 of the text of the checkpoint before; zeros for the first. */
export type Checkpoint = {
  readonly origin: string;
  readonly size: number;
  readonly root: Bytes;
  readonly number: number;
  readonly time: number;
  readonly before: Bytes;
  readonly heads: Bytes;
  readonly sealed: Bytes;
};

export function formatCheckpoint({ origin, size, root, number, time, before, heads, sealed }: Checkpoint): string {
  return `${origin}\n${size}\n${toBase64(root)}\nnumber ${number}\ntime ${time}\nbefore ${toHex(before)}\nheads ${toBase64(heads)}\nsealed ${toBase64(sealed)}\n`;
}

const LINES = /^(\S+)\n(0|[1-9]\d{0,14})\n(\S{44})\nnumber ([1-9]\d{0,14})\ntime (\d{1,15})\nbefore ([0-9a-f]{64})\nheads (\S{44})\nsealed (\S{44})\n$/;

/** Reads the text of a checkpoint; undefined when it is none of these. */
export function parseCheckpoint(text: string): Checkpoint | undefined {
  const match = LINES.exec(text);
  if (match === null) return undefined;
  const [, origin = '', size, rootText = '', number, time, beforeText = '', headsText = '', sealedText = ''] = match;
  const [root, before, heads, sealed] = [fromBase64(rootText), fromHex(beforeText), fromBase64(headsText), fromBase64(sealedText)];
  if (root?.length !== 32 || before?.length !== 32 || heads?.length !== 32 || sealed?.length !== 32) return undefined;
  return { origin, size: Number(size), root, number: Number(number), time: Number(time), before, heads, sealed };
}
