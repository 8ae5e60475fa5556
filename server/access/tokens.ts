import { createHash, randomBytes } from 'node:crypto';

/** A token as its holder keeps it: recognisable by scanners of leaked secrets, 256 random bits. */
export function newSecret(): string {
  return `wwt_${randomBytes(32).toString('base64url')}`;
}

/** A token that a registered system fetches: told apart at sight, so that it is looked for in its own table. */
export function newFetchedSecret(): string {
  return `wwa_${randomBytes(32).toString('base64url')}`;
}

/** Whether a token was fetched, and not issued. */
export function isFetched(secret: string): boolean {
  return secret.startsWith('wwa_');
}

/** What is kept of a token. Its 256 bits are random, so one round of SHA-256 is enough. */
export function hashSecret(secret: string): Uint8Array {
  return createHash('sha256').update(secret, 'utf8').digest();
}

const FORM = /^ww[at]_[A-Za-z0-9_-]{43}$/;

/** Whether a text has the form of a token; anything else is refused without a look into the store. */
export function isSecret(text: string): boolean {
  return FORM.test(text);
}
