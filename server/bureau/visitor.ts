/** Who stands before the door of a bureau: somebody with a session, or nobody yet. */
import type { Credentials } from '#access/access.ts';
import type { PersonRole } from '@watchword/api/people.ts';
import type { Asker, Call } from '#door/calls.ts';

/** Where a request came to: the bureau of this origin. `origin` and `domain` are what a passkey is made for. */
export type Place = { readonly code: string; readonly origin: string; readonly domain: string; /** Of the demo world: who signs in here with one click. */ readonly persona?: string };

/** What a request to a bureau says of its sender, beside what a request to the hub can say. */
export type BureauCredentials = Credentials & {
  readonly place: Place;
  readonly cookie: string | undefined;
  /** Value of the cookie that is set when this request signs somebody in. */
  readonly fresh: string;
  readonly begun: string | undefined;
  /** Browser and system in a few words. */
  readonly client: string | undefined;
  /** Where it came from, for counting guesses; kept nowhere. */
  readonly address: string;
};

/** A session that counts, with its person, as it was when the request came. */
export type Signed = {
  readonly session: Uint8Array;
  readonly person: Uint8Array;
  readonly name: string;
  readonly pseudonym: string;
  readonly roles: readonly PersonRole[];
  readonly role: PersonRole;
  readonly how: 'passkey' | 'provider' | 'persona';
  readonly unit: string | undefined;
  readonly persona: string | undefined;
  readonly startedAt: number;
  readonly seenAt: number;
  readonly confirmedAt: number;
  readonly lockedAt: number | undefined;
};

/** An asker at the bureau's door. Plain data. */
export type Visitor = Asker & { readonly signed: Signed | undefined; readonly from: BureauCredentials };

/** The visitor of a call: every asker that passes this door is one. */
export function visitorOf({ asker }: Pick<Call, 'asker'>): Visitor {
  return asker as Visitor;
}

/** The visitor of an operation that only somebody signed in reaches. */
export function signedOf(call: Pick<Call, 'asker'>): Signed {
  const { signed } = visitorOf(call);
  if (signed === undefined) throw new TypeError('This operation must not be public.');
  return signed;
}

/** The asker as the audit log writes it. */
export function whoOf({ asker }: Pick<Call, 'asker'>): { organisation: string; actor: string } {
  return { organisation: asker.organisation, actor: asker.actor };
}
