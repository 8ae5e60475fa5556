/** Who is signed in, told to the pages: what the bureau knows, and what the hub says of the same officer. */
import { AppError } from '@watchword/api/errors.ts';
import { findCountry } from '@watchword/api/countries/countries.ts';
import { idFromBytes } from '@watchword/api/ids.ts';
import { ROLES, SECRETARIAT, type Caller } from '@watchword/api/organisations.ts';
import type { Persona, Session, SignedIn } from '@watchword/api/people/sessions.ts';
import { createClient } from '@watchword/sdk/client.ts';
import type { HubAccess } from './forward.ts';
import type { OpenHouse } from './house.ts';
import { listPasskeys } from './passkeys/queries.ts';
import { BUREAU_RIGHTS } from './people/roles.ts';
import { PERSONAS } from './personas.ts';
import { endOf, type SessionLimits } from './sessions/access.ts';
import type { Place, Signed } from './visitor.ts';

export type Describing = { readonly demo: boolean; readonly hubOf: (organisation: string) => HubAccess | undefined; readonly limits: SessionLimits };

const time = (ms: number): string => new Date(ms).toISOString();

/** The session at a place, for whoever is there. */
export async function describeSession({ demo, hubOf, limits }: Describing, found: { place: Place | undefined; house: OpenHouse | undefined; signed: Signed | undefined }): Promise<Session> {
  const { place, house, signed } = found;
  const persona: Persona | undefined = PERSONAS.find(({ id }) => id === place?.persona);
  const provider = house?.parts.provider?.name;
  return {
    demo, personas: demo ? [...PERSONAS] : [], ways: { passkey: house !== undefined, ...(provider !== undefined && { provider }) },
    ...(place !== undefined && house !== undefined && { bureau: { code: place.code, name: nameOf(place.code) } }),
    ...(persona !== undefined && { persona }),
    ...(signed !== undefined && place !== undefined && house !== undefined && {
      signedIn: await presentSigned(house, signed, limits), caller: await callerOf({ hub: hubOf(place.code), code: place.code, signed, training: demo }),
    }),
  };
}

function nameOf(code: string): string {
  return code === SECRETARIAT ? 'General Secretariat' : `National Central Bureau, ${findCountry(code)?.name ?? code}`;
}

async function presentSigned(house: OpenHouse, signed: Signed, limits: SessionLimits): Promise<SignedIn> {
  const { startedAt, confirmedAt } = signed;
  const keys = await listPasskeys(house.parts.read, signed.person);
  return {
    session: idFromBytes('ses', signed.session), person: idFromBytes('per', signed.person), name: signed.name, pseudonym: signed.pseudonym, ...(signed.unit !== undefined && { unit: signed.unit }),
    roles: [...signed.roles], role: signed.role, permissions: [...BUREAU_RIGHTS[signed.role]], how: signed.how, hasPasskey: keys.length > 0,
    since: time(startedAt), idleUntil: time(endOf(signed, limits)), until: time(startedAt + limits.longestMs), confirmedUntil: time(confirmedAt + limits.stepUpMs), locked: signed.lockedAt !== undefined,
  };
}

/** What the hub says of the officer. When it does not answer the bureau says who it is, without rights there. */
async function callerOf({ hub, code, signed, training }: { hub: HubAccess | undefined; code: string; signed: Signed; training: boolean }): Promise<Caller> {
  const nobody: Caller = { organisation: code, name: nameOf(code), role: signed.role, officer: signed.pseudonym, permissions: [], training };
  if (hub === undefined || !ROLES.includes(signed.role)) return nobody;
  try {
    return await createClient({ url: hub.url, token: hub.token, officer: signed.pseudonym, role: signed.role, retries: 0, timeout: 5000 }).me();
  } catch (error) {
    if (error instanceof AppError) return nobody;
    throw error;
  }
}
