/**
 * One-time codes: how they look, and what is kept of them. `K7Q2-ABCD-EFGH-JKMN-PQRS`: the first group finds the code, the next two
 * are one half and the last two the other, 40 random bits each. For lost keys two people have one half each; what is kept is a digest
 * over both, and five wrong guesses end it.
 */
import { createHash, randomBytes, timingSafeEqual } from 'node:crypto';

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

/** Digest of half a code. */
export function digestHalf(half: string): Uint8Array {
  return createHash('sha256').update(half, 'utf8').digest();
}

/** What is kept of a code: a digest over the digests of its halves, so that whoever has one half need not know the other. */
export function digestHalves(first: Uint8Array, second: Uint8Array): Uint8Array {
  return createHash('sha256').update(first).update(second).digest();
}

/** What is kept of a whole code. */
export function digestCode({ first, second }: CodeParts): Uint8Array {
  return digestHalves(digestHalf(first), digestHalf(second));
}

/** Whether two digests are equal, in a time that does not tell where they differ. */
export function isSameDigest(a: Uint8Array, b: Uint8Array): boolean {
  return a.length === b.length && timingSafeEqual(a, b);
}
