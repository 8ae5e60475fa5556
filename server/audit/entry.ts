import { hash } from 'node:crypto';

/** How long the key of the sealed text lives: `short` for questions that found nothing, `long` for what may be evidence. */
export const KEEPS = ['short', 'long'] as const;
export type Keep = (typeof KEEPS)[number];

/** How many databases (or items) answered in which way. */
export type Outcomes = { hit: number; possible: number; none: number; unavailable: number };

/** What stands in every field: its tag in the bytes, its form, and a sentence for the printed page. */
export const ENTRY_FIELDS = {
  organisation: { tag: 1, form: 'text', sentence: 'Code of the organisation that acted; empty for the server itself.' },
  actor: { tag: 2, form: 'text', sentence: 'Pseudonym of the officer, or id of the token or server part.' },
  purpose: { tag: 3, form: 'text', sentence: 'The purpose that was given.' },
  databases: { tag: 4, form: 'list', sentence: 'The databases that were asked or touched.' },
  outcomes: { tag: 5, form: 'outcomes', sentence: 'Counts of hit, possible, none and unavailable.' },
  commitment: { tag: 6, form: 'hash', sentence: 'SHA-256 of a secret salt and the sealed text.' },
  response: { tag: 7, form: 'hash', sentence: 'SHA-256 of the answer as it was sent.' },
  owners: { tag: 8, form: 'list', sentence: 'Bureaus whose records were shown or changed.' },
  subject: { tag: 9, form: 'text', sentence: 'Id of the check, record, photograph, load, token or program version.' },
  reason: { tag: 10, form: 'text', sentence: 'A code: why it was refused, withdrawn or failed.' },
  count: { tag: 11, form: 'number', sentence: 'How many: records, refusals or bytes, as the event says.' },
  digest: { tag: 12, form: 'hash', sentence: 'SHA-256 over what a batch wrote.' },
  version: { tag: 13, form: 'number', sentence: 'Version of the record after the write.' },
  keep: { tag: 14, form: 'keep', sentence: 'Which key seals the text: short or long.' },
  since: { tag: 15, form: 'number', sentence: 'Time of the first refusal counted here, ms since 1970.' },
  item: { tag: 16, form: 'number', sentence: 'Position in the batch or stream, from 0.' },
  within: { tag: 17, form: 'text', sentence: 'Id of the batch, stream, load or record that this belongs to.' },
  via: { tag: 18, form: 'text', sentence: 'Id of the token through which the officer acted; beside the actor in any event.' },
  rule: { tag: 19, form: 'number', sentence: 'Version of the rule by which owners are told at once; the first where there is none.' },
} as const;
export type FieldName = keyof typeof ENTRY_FIELDS;

/**
 * Bytes of an entry, version 1, big-endian. Before it in the file stand 3 bytes of length and one byte 0, which is the
 * leaf prefix of RFC 9162: hash(entry) = SHA-256(0x00 || entry) is both the link of the chain and the leaf hash of a
 * tree over the same entries, so trees can be added without changing a byte.
 * | at | bytes | |
 * |---|---|---|
 * | 0 | 1 | version |
 * | 1 | 1 | flags: 1 opens a group (then `sealed` hash follows), 2 `outbox` is this entry's own |
 * | 2 | 2 | event |
 * | 4 | 6 | seq, from 1 |
 * | 10 | 6 | time, ms since 1970 |
 * | 16 | 32 | hash of the entry before |
 * | 48 | 6 | highest outbox id up to here, so that the last entry alone tells it |
 * | 54 | 32 | only when it opens a group: SHA-256 of the group's sealed part, zeros when there is none |
 * | then | | fields: tag (1), length (2), bytes |
 */
export const ENTRY = { version: 1, flags: 1, event: 2, seq: 4, time: 10, prev: 16, outbox: 48, fixed: 54, hash: 32, prefix: 4 } as const;
export const ENTRY_VERSION = 1;
export const FLAG_OPENS = 1;
export const FLAG_OUTBOX = 2;

/** The hash of an entry: SHA-256 over the leaf prefix and the entry, `bytes` from the prefix to the end, as hex. */
export function hashEntry(bytes: Uint8Array): string {
  return hash('sha256', bytes, 'hex');
}

/** Hex digits of a hash. */
export const HASH_DIGITS = 2 * ENTRY.hash;

/** How a hash stands in a string, a byte a character: it costs a third of hex to make and to write. */
export const HASH_BYTES = 'latin1';

/** SHA-256 of some bytes, as `HASH_BYTES` says. */
export function hashBytes(bytes: Uint8Array): string {
  return hash('sha256', bytes, HASH_BYTES);
}

/** The commitment to a sealed text: SHA-256 over salt and text, which lie side by side in `bytes`, as hex. */
export function commitTo(bytes: Uint8Array): string {
  return hash('sha256', bytes, 'hex');
}
