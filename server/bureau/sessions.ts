/** Sessions of people at their bureau. In memory: a restart signs everybody out. */
import { createHash, randomBytes } from 'node:crypto';
import type { Persona } from '@watchword/api/sessions.ts';
import type { Clock } from '../clock.ts';

/** Somebody signed in. `officer`: the pseudonym that the hub sees. */
export type Signed = { readonly persona: Persona; readonly officer: string; readonly since: number };

export type Sessions = {
  /** Starts a session and returns the value of its cookie. */
  start(persona: Persona): string;
  /** Whose session it is. Each time counts as a sign of life. */
  find(cookie: string | undefined): Signed | undefined;
  end(cookie: string | undefined): void;
};

export const COOKIE = '__Host-watchword';
/** A session ends after a shift, whatever happens. */
export const SESSION_MS = 8 * 3600_000;
const MOST = 10_000;

/** `idleMs`: a session of which nothing is heard for so long ends, because somebody else may sit there now. `secretOf` a bureau makes its officers' pseudonyms, so that they stay the same and tell nobody else who it is. */
export function openSessions({ clock, idleMs, secretOf }: { clock: Clock; idleMs: number; secretOf: (organisation: string) => string }): Sessions {
  const sessions = new Map<string, Signed & { seen: number }>();
  return {
    start(persona) {
      if (sessions.size >= MOST) sessions.delete(sessions.keys().next().value ?? '');
      const cookie = randomBytes(32).toString('base64url');
      const digest = createHash('sha256').update(`${secretOf(persona.organisation)} ${persona.id}`).digest('hex');
      sessions.set(cookie, { persona, officer: `ofc_${digest.slice(0, 12)}`, since: clock.now(), seen: clock.now() });
      return cookie;
    },
    find(cookie) {
      const signed = cookie === undefined ? undefined : sessions.get(cookie);
      if (signed === undefined || cookie === undefined) return undefined;
      const now = clock.now();
      if (now - signed.since < SESSION_MS && now - signed.seen < idleMs) {
        signed.seen = now;
        return signed;
      }
      sessions.delete(cookie);
      return undefined;
    },
    end: (cookie) => void (cookie !== undefined && sessions.delete(cookie)),
  };
}

/** The session cookie in a Cookie header. */
export function cookieOf(header: string | undefined): string | undefined {
  for (const part of (header ?? '').split(';')) {
    const [name, value] = part.trim().split('=', 2);
    if (name === COOKIE) return value;
  }
  return undefined;
}
