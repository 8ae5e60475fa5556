/** The cookie of a session: random, of this origin alone, out of reach of scripts and other sites. What is kept is its hash. */
import { createHash, randomBytes } from 'node:crypto';

const COOKIE = '__Host-watchword';
/** Ties what the identity provider says to the browser that began. */
const BEGUN = '__Host-watchword-begun';

/** The value of a new cookie: 256 random bits. */
export function newCookie(): string {
  return randomBytes(32).toString('base64url');
}

/** What is kept of a cookie. */
export function hashCookie(value: string): Uint8Array {
  return createHash('sha256').update(value, 'utf8').digest();
}

/** The session cookie in a Cookie header, when it has the form of one. */
export function cookieOf(header: string | undefined): string | undefined {
  return valueOf(header, COOKIE);
}

/** The cookie that was set when a sign-in at the identity provider began. */
export function begunOf(header: string | undefined): string | undefined {
  return valueOf(header, BEGUN);
}

/** The header that sets the session cookie, or takes it away when there is no value. */
export function setCookie(value: string, seconds: number): string {
  return textOf(COOKIE, value, seconds);
}

/** The header that sets, or takes away, what ties a sign-in at the provider to this browser. */
export function setBegun(value: string, seconds: number): string {
  return textOf(BEGUN, value, seconds);
}

function textOf(name: string, value: string, seconds: number): string {
  return `${name}=${value}; Path=/; Secure; HttpOnly; SameSite=Strict; Max-Age=${seconds}`;
}

function valueOf(header: string | undefined, wanted: string): string | undefined {
  for (const part of (header ?? '').split(';')) {
    const [name, value = ''] = part.trim().split('=', 2);
    if (name === wanted) return /^[A-Za-z0-9_-]{43}$/.test(value) ? value : undefined;
  }
  return undefined;
}
