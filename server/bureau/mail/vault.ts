/**
 * What is encrypted in the bureau's own store, and how words are found in it. Two keys lie beside the store in files of their own: a copy of the store
 * alone tells neither subjects nor words.
 */
import { createCipheriv, createDecipheriv, createHmac, hkdfSync, randomBytes } from 'node:crypto';
import { fail } from '@watchword/api/errors.ts';
import { termsOf } from './terms.ts';

const NONCE = 12;
const TAG = 16;

export type Vault = {
  /** Encrypts a value as JSON; `bound` is what it belongs to and opens for. */
  seal(value: unknown, bound: string): Uint8Array;
  /** @throws AppError `store.broken` when it was altered or belongs elsewhere */
  open(sealed: Uint8Array, bound: string): unknown;
  /** The keyed numbers of all words in these texts, each once, and of their beginnings. */
  terms(...texts: readonly string[]): number[];
  /** The keyed number of one word that is searched for. */
  term(word: string): number;
  /** A key of 32 bytes for one use outside of the store: always the same, and nothing follows from it for another. */
  derive(use: string): Uint8Array;
};

/** A vault under one key of 32 bytes. */
export function openVault(key: Uint8Array): Vault {
  const part = (use: string): Uint8Array => new Uint8Array(hkdfSync('sha256', key, new Uint8Array(), `watchword mail ${use}`, 32));
  const content = part('content');
  const index = part('index');
  // 53 bits: what a store keeps as a whole number. Two words that fall together cost a look at one message more.
  const term = (word: string): number => {
    const hash = createHmac('sha256', index).update(word).digest();
    return hash.readUIntBE(0, 6) * 32 + (hash.readUInt8(6) & 31);
  };
  return {
    term,
    derive: (use) => part(`for ${use}`),
    terms: (...texts) => [...new Set(texts.flatMap(termsOf))].map(term),
    seal(value, bound) {
      const nonce = randomBytes(NONCE);
      const cipher = createCipheriv('aes-256-gcm', content, nonce).setAAD(Buffer.from(bound));
      return new Uint8Array(Buffer.concat([nonce, cipher.update(JSON.stringify(value), 'utf8'), cipher.final(), cipher.getAuthTag()]));
    },
    open(sealed, bound) {
      try {
        const decipher = createDecipheriv('aes-256-gcm', content, sealed.subarray(0, NONCE)).setAAD(Buffer.from(bound)).setAuthTag(sealed.subarray(-TAG));
        return JSON.parse(Buffer.concat([decipher.update(sealed.subarray(NONCE, -TAG)), decipher.final()]).toString('utf8'));
      } catch (cause) {
        throw fail('store.broken', { detail: 'What the mailbox keeps encrypted does not open.' }, cause);
      }
    },
  };
}
