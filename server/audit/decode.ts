import { fail } from '@watchword/api/errors.ts';
import { commitTo, ENTRY, ENTRY_FIELDS, FLAG_OPENS, FLAG_OUTBOX, hashEntry, KEEPS } from './entry.ts';
import type { FieldName } from './entry.ts';
import { AUDIT_EVENTS } from './events.ts';
import type { AuditEntry, EventName } from './events.ts';

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
    if (field !== undefined) fields[field.name] = decodeField(field.form, entry, { start: at + 3, end });
    at = end;
  }
  if ((flags & FLAG_OUTBOX) !== 0) fields['outbox'] = entry.readUIntBE(ENTRY.outbox, 6);
  const prev = entry.toString('hex', ENTRY.prev, ENTRY.prev + ENTRY.hash);
  return { organisation: '', actor: '', ...fields, event, seq, time: entry.readUIntBE(ENTRY.time, 6), prev, hash: hashEntry(bytes) };
}

function decodeField(form: (typeof ENTRY_FIELDS)[FieldName]['form'], entry: Buffer, { start, end }: { start: number; end: number }): unknown {
  switch (form) {
    case 'text':
      return entry.toString('latin1', start, end);
    case 'list':
      return start === end ? [] : entry.toString('latin1', start, end).split(',');
    case 'hash':
      return entry.toString('hex', start, end);
    case 'number':
      return entry.readUIntBE(start, 6);
    case 'keep':
      return KEEPS[entry[start] ?? 0];
    case 'outcomes':
      return { hit: entry.readUInt32BE(start), possible: entry.readUInt32BE(start + 4), none: entry.readUInt32BE(start + 8), unavailable: entry.readUInt32BE(start + 12) };
  }
}

/** Where a sealed text lies, opened: from its salt on, and from its first byte. */
export type TextPlace = { readonly plain: Buffer; readonly salt: number; readonly text: number; readonly end: number };

/** Adds its sealed text to an entry; without one it was erased. Throws `audit.broken` when it is not the one that the entry commits to. */
export function addText(entry: ReadEntry, place: TextPlace | undefined): ReadEntry {
  if (entry.commitment === undefined) return entry;
  if (place === undefined) {
    entry.erased = true;
    return entry;
  }
  const { plain, salt, text, end } = place;
  if (commitTo(plain.subarray(salt, end)) !== entry.commitment) throw fail('audit.broken', { detail: `Entry ${entry.seq}: its sealed text is not the one it commits to.` });
  entry.sealed = plain.toString('utf8', text, end);
  return entry;
}
