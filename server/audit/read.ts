import { fail } from '@watchword/api/errors.ts';
import { ENTRY, ENTRY_FIELDS, FLAG_OPENS, FLAG_OUTBOX, hashEntry, KEEPS } from './entry.ts';
import type { FieldName } from './entry.ts';
import { AUDIT_EVENTS } from './events.ts';
import type { AuditEntry, EventName } from './events.ts';
import { FRAME } from './frame.ts';
import { framesOf, openHeader } from './frames.ts';
import type { Frame } from './frames.ts';
import type { OpenedText } from './sealing.ts';
import { listSegments } from './segments.ts';
import type { Segment } from './segments.ts';
import { TextReader } from './texts.ts';

/**
 * An entry as it was read. `sealed` is there only when it was asked for and its key still exists; `erased` says that it was
 * asked for and the key is gone. `outbox` is there for writes.
 */
export type ReadEntry = AuditEntry & {
  seq: number;
  time: number;
  prev: string;
  hash: string;
  commitment?: string;
  erased?: true;
};

/** `from`: the first seq wanted (1); `texts`: open the sealed texts with the keys that lie beside the log. */
export type ReadOptions = { from?: number; texts?: boolean };

/**
 * Reads a log in order, also while it is written to (a group that is not there whole yet ends the reading). Checks the checksums of
 * what it reads, not the whole chain: `verifyAuditLog` does that. Throws `audit.broken` where it cannot be read.
 */
export async function* readAuditLog(dir: string, options: ReadOptions = {}): AsyncGenerator<ReadEntry, void, undefined> {
  const from = options.from ?? 1;
  const segments = await listSegments(dir);
  for (const [i, segment] of segments.entries()) {
    const next = segments[i + 1];
    if (next !== undefined && next.first <= from) continue;
    yield* readSegment(segment, { dir, from, texts: options.texts === true });
  }
}

async function* readSegment(segment: Segment, by: { dir: string; from: number; texts: boolean }): AsyncGenerator<ReadEntry, void, undefined> {
  const header = await openHeader(segment);
  if (header === undefined) return;
  const texts = by.texts ? new TextReader(by.dir, header.chain) : undefined;
  for await (const frames of framesOf(segment, header.length, (head) => head.first + head.count > by.from)) {
    for (const frame of frames) yield* await readFrame(frame, texts, by);
  }
}

async function readFrame(frame: Frame, reader: TextReader | undefined, by: { from: number }): Promise<ReadEntry[]> {
  const { bytes, head } = frame;
  const end = FRAME.head + head.length - head.sealed;
  const texts = await reader?.open(bytes, head);
  const entries: ReadEntry[] = [];
  for (let at: number = FRAME.head; at < end; ) {
    const next = at + ENTRY.prefix + bytes.readUIntBE(at, 3);
    const entry = decodeEntry(bytes.subarray(at + 3, next));
    if (texts !== undefined) addOpened(entry, texts.get(entry.seq));
    if (entry.seq >= by.from) entries.push(entry);
    at = next;
  }
  return entries;
}

function addOpened(entry: ReadEntry, opened: OpenedText | undefined): void {
  if (entry.commitment === undefined) return;
  if (opened === undefined) entry.erased = true;
  else if (opened.commitment !== entry.commitment) throw fail('audit.broken', { detail: `Entry ${entry.seq}: its sealed text is not the one it commits to.` });
  else entry.sealed = opened.text;
}

const EVENT_NAMES = new Map(Object.entries(AUDIT_EVENTS).map(([name, { code }]) => [code as number, name as EventName]));
const FIELDS = new Map(Object.entries(ENTRY_FIELDS).map(([name, { tag, form }]) => [tag as number, { name: name as FieldName, form }]));

/** Decodes an entry, given with its leaf prefix. Fields that this version does not know are passed over. Throws `audit.broken`. */
export function decodeEntry(bytes: Buffer): ReadEntry {
  const entry = bytes.subarray(1);
  const event = EVENT_NAMES.get(entry.readUInt16BE(ENTRY.event));
  const seq = entry.readUIntBE(ENTRY.seq, 6);
  if (event === undefined) throw fail('audit.broken', { detail: `Entry ${seq} has an event that this version does not know.` });
  const flags = entry[ENTRY.flags] ?? 0;
  const fields: Record<string, unknown> = {};
  let at = ENTRY.fixed + ((flags & FLAG_OPENS) === 0 ? 0 : ENTRY.hash);
  while (at + 3 <= entry.length) {
    const field = FIELDS.get(entry[at] ?? 0);
    const end = at + 3 + entry.readUInt16BE(at + 1);
    if (field !== undefined) fields[field.name] = decodeField(field.form, entry.subarray(at + 3, end));
    at = end;
  }
  if ((flags & FLAG_OUTBOX) !== 0) fields['outbox'] = entry.readUIntBE(ENTRY.outbox, 6);
  const prev = entry.toString('hex', ENTRY.prev, ENTRY.prev + ENTRY.hash);
  return { organisation: '', actor: '', ...fields, event, seq, time: entry.readUIntBE(ENTRY.time, 6), prev, hash: hashEntry(bytes) };
}

function decodeField(form: (typeof ENTRY_FIELDS)[FieldName]['form'], value: Buffer): unknown {
  switch (form) {
    case 'text':
      return value.toString('latin1');
    case 'list':
      return value.length === 0 ? [] : value.toString('latin1').split(',');
    case 'hash':
      return value.toString('hex');
    case 'number':
      return value.readUIntBE(0, 6);
    case 'keep':
      return KEEPS[value[0] ?? 0];
    case 'outcomes':
      return { hit: value.readUInt32BE(0), possible: value.readUInt32BE(4), none: value.readUInt32BE(8), unavailable: value.readUInt32BE(12) };
  }
}
