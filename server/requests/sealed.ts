/**
 * What is sealed to the Commission: who asks for what, how to reach them, and the reasons. AES-256-GCM under a key of the Commission's own, in a file
 * of its own; what lies in the store, in a backup or in a copy of it says nothing without that file.
 */
import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';
import { fail } from '@watchword/api/errors.ts';

const NONCE_BYTES = 12;
const TAG_BYTES = 16;

/** Seals and opens texts. `of`: what the text belongs to (an id), so that it cannot be laid beside another. */
export type Seal = {
  seal(text: string, of: string): string;
  /** @throws `store.broken` when it was changed, or sealed with another key */
  open(sealed: string, of: string): string;
};

/** Ties sealing to a key. */
export function sealWith(key: Buffer): Seal {
  return {
    seal(text, of) {
      const nonce = randomBytes(NONCE_BYTES);
      const cipher = createCipheriv('aes-256-gcm', key, nonce);
      cipher.setAAD(Buffer.from(`v1|${of}`));
      const sealed = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()]);
      return Buffer.concat([nonce, sealed, cipher.getAuthTag()]).toString('base64');
    },
    open(sealed, of) {
      const bytes = Buffer.from(sealed, 'base64');
      try {
        const cipher = createDecipheriv('aes-256-gcm', key, bytes.subarray(0, NONCE_BYTES));
        cipher.setAAD(Buffer.from(`v1|${of}`));
        cipher.setAuthTag(bytes.subarray(bytes.length - TAG_BYTES));
        return cipher.update(bytes.subarray(NONCE_BYTES, bytes.length - TAG_BYTES), undefined, 'utf8') + cipher.final('utf8');
      } catch {
        throw fail('store.broken', {}, new Error('What is sealed to the Commission does not open with its key.'));
      }
    },
  };
}
