/**
 * One-time codes: how they look, and what is kept of them. `K7Q2-ABCD-EFGH-JKMN-PQRS`: the first group finds the code, the next two
 * are one half and the last two the other, 40 random bits each. For lost keys two people have one half each; what is kept is a slow, salted
 * digest over both, and five wrong guesses end it.
 */
import { argon2, argon2Sync, createHash, randomBytes, timingSafeEqual } from 'node:crypto';
import { promisify } from 'node:util';

/** Crockford's base 32: without letters that look like digits. */
const LETTERS = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
const GROUP = 4;

/** How long a code is good, and how often it may be guessed wrong. */
export const CODE_MS = 72 * 3600_000;
export const CODE_TRIES = 5;

export type CodeParts = { readonly handle: string; readonly first: string; readonly second: string };

/** Letters of a handle or of half a code. */
export function newLetters(count: number): string {
  return Array.from(randomBytes(count), (byte) => LETTERS[byte % 32]).join('');
}

/** A new code. */
export function newCode(): CodeParts {
  return { handle: newLetters(GROUP), first: newLetters(2 * GROUP), second: newLetters(2 * GROUP) };
}

/** A code, or a part of it, in groups of four. */
export function formatCode(...parts: readonly string[]): string {
  return parts.join('').replace(/.{4}(?=.)/g, '$&-');
}

/** The code in what somebody typed; undefined when it has not the form of one. */
export function parseCode(text: string): CodeParts | undefined {
  const letters = text.toUpperCase().replaceAll(/[\s-]/g, '').replaceAll('O', '0').replaceAll(/[IL]/g, '1');
  if (!/^[0-9A-HJKMNP-TV-Z]{20}$/.test(letters)) return undefined;
  return { handle: letters.slice(0, GROUP), first: letters.slice(GROUP, 3 * GROUP), second: letters.slice(3 * GROUP) };
}

/** Argon2id as OWASP asks for it at least: some 20 ms and 7 MiB for each guess at what was kept. */
const SLOW = { parallelism: 1, tagLength: 32, memory: 7168, passes: 5 } as const;
const SALT = 16;

/** Digest of half a code: its salt, and Argon2id over it. Half a code has 40 bits alone, so whoever has the store must not be able to try them all. */
export function digestHalf(half: string, salt: Uint8Array = randomBytes(SALT)): Uint8Array {
  return Buffer.concat([salt, argon2Sync('argon2id', { ...SLOW, message: half, nonce: salt })]);
}

/** What is kept of a code: both salts, and a digest over the digests of its halves, so that whoever has one half need not know the other. */
export function digestHalves(first: Uint8Array, second: Uint8Array): Uint8Array {
  return Buffer.concat([first.subarray(0, SALT), second.subarray(0, SALT), createHash('sha256').update(first).update(second).digest()]);
}

/** What is kept of a whole code. */
export function digestCode({ first, second }: CodeParts): Uint8Array {
  return digestHalves(digestHalf(first), digestHalf(second));
}

/** Whether this is the code of which that was kept. The thread goes on meanwhile. */
export async function isCodeOf({ first, second }: CodeParts, kept: Uint8Array): Promise<boolean> {
  if (kept.length !== 2 * SALT + 32) return false;
  const salts = [kept.subarray(0, SALT), kept.subarray(SALT, 2 * SALT)] as const;
  const [one, other] = await Promise.all([slowly(first, salts[0]), slowly(second, salts[1])]);
  return isSameDigest(digestHalves(one, other), kept);
}

async function slowly(half: string, salt: Uint8Array): Promise<Uint8Array> {
  return Buffer.concat([salt, await argon2Of('argon2id', { ...SLOW, message: half, nonce: salt })]);
}

const argon2Of = promisify(argon2);

/** Whether two digests are equal, in a time that does not tell where they differ. */
export function isSameDigest(a: Uint8Array, b: Uint8Array): boolean {
  return a.length === b.length && timingSafeEqual(a, b);
}
