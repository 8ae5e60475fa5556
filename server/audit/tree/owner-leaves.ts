/** What a check tells the owners of the records that it showed: a leaf of the owner's log, or of the log that is sealed to the Commission. */
import { createHash, hkdfSync, createCipheriv, createDecipheriv, createPublicKey, diffieHellman, generateKeyPairSync, type KeyObject } from 'node:crypto';
import { isOwnerTold, isProtectedQuestion, OWNER_RULES, ruleOf, type OwnerRule, type ShownRecord } from '@watchword/api/audit/owner-logs.ts';
import { fail } from '@watchword/api/errors.ts';
import type { ReadEntry } from '../read.ts';

/**
 * A leaf, big-endian: version (1), seq of the entry (6), time in ms (6), organisation that asked (3, blanks behind), hash of the entry (32), commitment (32):
 * SHA-256 of a salt (16) and the details, which can be worked out anew from the entry's sealed text for as long as its key is there.
 */
export const LEAF_BYTES = 80;
const VERSION = 1;

/** What is committed to. */
export type Detail = { readonly owner: string; readonly database: string; readonly kind: string; readonly record: string; readonly organisation: string; readonly purpose: string; readonly outcome: string };

/** A record that somebody was shown. `told`: the owner learns of it at once; otherwise the Commission alone. */
export type Touched = { readonly detail: Detail; readonly told: boolean };

/** Events by which a record is shown outside a check. */
const READINGS: ReadonlySet<string> = new Set(['record.read', 'record.history-read', 'photo.read', 'photo.listed']);

/** Entries and sealed texts in which no version of the rule stands are of the first. */
const FIRST_RULE = 1;

/**
 * The records that an entry says were shown, other than those of whoever asked. `text`: its sealed text; without it a check tells nothing. What owners
 * are told is decided by the rule under which the entry was written. @throws `audit.broken` when this program does not know that rule
 */
export function touchedBy(entry: ReadEntry, text: string | undefined, rules: ReadonlyMap<number, OwnerRule> = OWNER_RULES): Touched[] {
  const { organisation, purpose = '' } = entry;
  const to = { organisation, purpose, isProtected: false, rule: () => ruleUnder(entry, entry.rule, rules) };
  if (READINGS.has(entry.event)) {
    const [owner = '', database = ''] = [entry.owners?.[0], entry.databases?.[0]];
    const record = entry.event.startsWith('photo.') ? entry.within ?? '' : entry.subject ?? '';
    return touched([{ owner, database, kind: '', record, outcome: 'hit' }], to);
  }
  if (text === undefined) return [];
  // The owner has it in its log from the moment at which the finder let it know.
  if (entry.event === 'hit.released') return released(JSON.parse(text) as { shown: readonly Released[] }, organisation);
  if (!entry.event.startsWith('check.') && entry.event !== 'hit.opened') return [];
  const { rule, shown = [], subject } = JSON.parse(text) as { rule?: number; shown?: readonly ShownRecord[]; subject?: unknown };
  return touched(shown, { ...to, isProtected: isProtectedQuestion(subject), rule: () => ruleUnder(entry, rule, rules) });
}

type Released = ShownRecord & { readonly purpose: string };

function released({ shown }: { shown: readonly Released[] }, organisation: string): Touched[] {
  return shown.map(({ owner, database, kind, record, outcome, purpose }) => ({ told: true, detail: { owner, database, kind, record, organisation, purpose, outcome } }));
}

function ruleUnder({ seq }: ReadEntry, version: number = FIRST_RULE, rules: ReadonlyMap<number, OwnerRule>): OwnerRule {
  try {
    return ruleOf(version, rules);
  } catch (error) {
    throw fail('audit.broken', { detail: `Entry ${seq}: ${error instanceof Error ? error.message : ''}.` });
  }
}

function touched(shown: readonly ShownRecord[], to: { organisation: string; purpose: string; isProtected: boolean; rule(): OwnerRule }): Touched[] {
  return shown
    .filter(({ owner }) => owner !== '' && owner !== to.organisation)
    .map((one) => ({ told: isOwnerTold(one, to, to.rule()), detail: { owner: one.owner, database: one.database, kind: one.kind, record: one.record, organisation: to.organisation, purpose: to.purpose, outcome: one.outcome } }));
}

/** The text that is committed to: JSON with its names in order. */
export function detailText({ owner, database, kind, record, organisation, purpose, outcome }: Detail): string {
  return JSON.stringify({ database, kind, organisation, outcome, owner, purpose, record });
}

/**
 * The salt of the `at`-th record that an entry showed. `textSalt`: that of its sealed text. Once both are erased nobody can find out any more, by trying all
 * records, which one a leaf commits to.
 */
export function saltOf(secret: Buffer, { seq, textSalt = NO_SALT }: { seq: number; textSalt: Uint8Array | undefined }, at: number): Buffer {
  return createHash('sha256').update(secret).update(textSalt).update(`owner ${seq} ${at}`).digest().subarray(0, 16);
}

// Of an entry without a text, which itself says in the clear what was read.
const NO_SALT = new Uint8Array();

export function commitmentOf(salt: Uint8Array, detail: string): Buffer {
  return createHash('sha256').update(salt).update(detail).digest();
}

export type LeafFields = { readonly seq: number; readonly time: number; readonly organisation: string; readonly entry: Uint8Array; readonly commitment: Uint8Array };

export function putLeaf(to: Buffer, { seq, time, organisation, entry, commitment }: LeafFields): void {
  to[0] = VERSION;
  to.writeUIntBE(seq, 1, 6);
  to.writeUIntBE(time, 7, 6);
  to.write(organisation.padEnd(3).slice(0, 3), 13, 3, 'latin1');
  to.set(entry, 16);
  to.set(commitment, 48);
}

export function parseLeaf(leaf: Buffer): LeafFields {
  return { seq: leaf.readUIntBE(1, 6), time: leaf.readUIntBE(7, 6), organisation: leaf.toString('latin1', 13, 16).trimEnd(), entry: leaf.subarray(16, 48), commitment: leaf.subarray(48, 80) };
}

/** Bytes of what is sealed to the Commission for one leaf: always the same, so that its length says nothing. */
export const BOX_BYTES = 32 + 512 + 16;
const INFO = 'watchword sealed owner log 1';
const NONCE = Buffer.alloc(12);

/** Seals a text to the Commission's X25519 key: a key pair of its own for each box, HKDF, AES-256-GCM. */
export function sealBox(text: string, commission: KeyObject): Buffer {
  const { privateKey, publicKey } = generateKeyPairSync('x25519');
  const own = rawOf(publicKey);
  const key = hkdfSync('sha256', diffieHellman({ privateKey, publicKey: commission }), Buffer.concat([own, rawOf(commission)]), INFO, 32);
  const cipher = createCipheriv('aes-256-gcm', Buffer.from(key), NONCE);
  const plain = Buffer.alloc(512, ' ');
  plain.write(text, 'utf8');
  return Buffer.concat([own, cipher.update(plain), cipher.final(), cipher.getAuthTag()]);
}

/** Opens such a box with the Commission's private key. @throws when it was sealed to another or changed */
export function openBox(box: Buffer, commission: KeyObject): string {
  const ephemeral = createPublicKey({ key: { kty: 'OKP', crv: 'X25519', x: box.subarray(0, 32).toString('base64url') }, format: 'jwk' });
  const key = hkdfSync('sha256', diffieHellman({ privateKey: commission, publicKey: ephemeral }), Buffer.concat([box.subarray(0, 32), rawOf(createPublicKey(commission))]), INFO, 32);
  const decipher = createDecipheriv('aes-256-gcm', Buffer.from(key), NONCE);
  decipher.setAuthTag(box.subarray(-16));
  return Buffer.concat([decipher.update(box.subarray(32, -16)), decipher.final()]).toString('utf8').trimEnd();
}

function rawOf(key: KeyObject): Buffer {
  return Buffer.from(key.export({ format: 'jwk' }).x ?? '', 'base64url');
}
