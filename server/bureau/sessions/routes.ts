import { AppError, fail } from '@watchword/api/errors.ts';
import { idFromBytes } from '@watchword/api/ids.ts';
import {
  beginCode, beginConfirm, beginPasskeySignIn, beginProvider, confirmSession, endAllSessions, endOneSession, endSession, listSessions, lockSession, setRole, signInWithCode, signInWithPasskey,
  signInWithProvider, startSession, type OwnSession,
} from '@watchword/api/people/sessions.ts';
import type { Assertion, NewCredential } from '@watchword/api/passkeys/webauthn.ts';
import type { Call } from '#door/calls.ts';
import { onRead, onWrite, type Implementation } from '#door/implement.ts';
import type { PersonSessionTable } from '#store/people-tables.ts';
import type { BureauParts } from '../house.ts';
import { findPasskey, listPasskeys } from '../passkeys/queries.ts';
import type { Purpose } from '../passkeys/ceremonies.ts';
import { creationOptions, requestOptions, verifyAnswer, verifyMade } from '../passkeys/verify.ts';
import { isCodeOf, parseCode } from '../people/codes.ts';
import { stateOf } from '../people/present.ts';
import { findCode, findPerson } from '../people/queries.ts';
import { parseRole } from '../people/roles.ts';
import { signedOf, visitorOf } from '../visitor.ts';
import { endOf } from './access.ts';
import { listSessions as listRows } from './queries.ts';

/** Sign-in and sessions. `sessions.get` is answered where the hub can be asked. */
export function sessionRoutes(parts: BureauParts): Implementation[] {
  const { read, ceremonies } = parts;
  return [
    onWrite(startSession, async (call) => {
      const { place } = visitorOf(call).from;
      // Nobody is a persona but at the origin of that persona.
      if (place.persona === undefined || (call.input as { body: { persona: string } }).body.persona !== place.persona) throw fail('access.forbidden');
      return call;
    }),
    onWrite(endSession),
    ...passkeyRoutes(parts),
    ...codeRoutes(parts),
    ...providerRoutes(parts),
    onWrite(lockSession),
    onRead(beginConfirm, async (call) => {
      const { place } = visitorOf(call).from;
      const { person, pseudonym } = signedOf(call);
      parts.tries.require(pseudonym, 'key');
      parts.tries.begin(pseudonym);
      const known = (await listPasskeys(read, person)).filter(({ domain }) => domain === place.domain);
      const { id, challenge } = ceremonies.begin({ purpose: 'confirm', place, person });
      return { answer: { ceremony: id, publicKey: requestOptions({ place, challenge }, known) } };
    }),
    onWrite(confirmSession, (call) => answeredCall(parts, call, 'confirm')),
    onWrite(setRole),
    onRead(listSessions, async (call) => {
      const { person, session } = signedOf(call);
      const items = (await listSessionsOf(parts, person, call.at)).map((row) => presentSession(row, session));
      return { answer: { items } };
    }),
    onWrite(endOneSession),
    onWrite(endAllSessions),
  ];
}

function passkeyRoutes(parts: BureauParts): Implementation[] {
  return [
    onRead(beginPasskeySignIn, (call) => {
      const { from: { place, address } } = visitorOf(call);
      parts.tries.require(address, 'key');
      parts.tries.begin(address);
      const { id, challenge } = parts.ceremonies.begin({ purpose: 'sign-in', place });
      return { answer: { ceremony: id, publicKey: requestOptions({ place, challenge }) } };
    }),
    onWrite(signInWithPasskey, (call) => answeredCall(parts, call, 'sign-in')),
  ];
}

function codeRoutes(parts: BureauParts): Implementation[] {
  return [
    onRead(beginCode, async (call) => {
      const { from: { place, address } } = visitorOf(call);
      parts.tries.require(address, 'code');
      parts.tries.begin(address);
      const code = await acceptedCode(parts, call.input.body.code, { at: call.at, address });
      const person = await findPerson(parts.read, code.person);
      if (person === undefined || ['left', 'suspended'].includes(stateOf(person.state))) throw fail('access.code-refused');
      const begun = { purpose: 'code', place, person: person.id, code: { handle: code.handle, digest: code.digest } } as const;
      const { id, challenge } = parts.ceremonies.begin(begun);
      return { answer: { ceremony: id, publicKey: creationOptions({ ceremony: { ...begun, challenge }, name: person.name, known: [] }), name: person.name } };
    }),
    onWrite(signInWithCode, async (call) => {
      const { from: { place } } = visitorOf(call);
      const { body } = call.input as { body: { ceremony: string; credential: NewCredential; name: string } };
      const ceremony = parts.ceremonies.take(body.ceremony, { purpose: 'code', place });
      const made = await verifyMade(body.credential, ceremony);
      return { ...call, input: { name: body.name, made, person: ceremony.person, code: ceremony.code } };
    }),
  ];
}

/** The code that was typed, when it is out. A wrong guess takes one of its tries, whoever guesses. @throws `access.code-refused` */
async function acceptedCode(parts: BureauParts, text: string, { at, address }: { at: number; address: string }): Promise<{ person: Uint8Array; handle: string; digest: Uint8Array }> {
  const typed = parseCode(text);
  const code = typed === undefined ? undefined : await findCode(parts.read, typed.handle);
  if (typed !== undefined && code !== undefined && code.tries > 0 && code.expires_at > at) {
    if (await isCodeOf(typed, code.digest)) return code;
    await parts.writer.run('codes.missed', { handle: code.handle, at } as never);
  }
  parts.tries.miss(address, 'code');
  throw fail('access.code-refused');
}

function providerRoutes(parts: BureauParts): Implementation[] {
  return [
    onRead(beginProvider, async (call) => {
      const { from: { place, fresh, address }, signed } = visitorOf(call);
      parts.tries.require(address, 'key');
      if (parts.provider === undefined) throw fail('access.forbidden', { detail: 'This bureau has no identity provider.' });
      parts.tries.begin(address);
      // Whoever is signed in already confirms: the provider asks once more.
      return { answer: { url: await parts.provider.begin({ place, binding: fresh, again: signed !== undefined }) } };
    }),
    onWrite(signInWithProvider, async (call) => {
      const { from: { place, begun, address } } = visitorOf(call);
      parts.tries.require(address, 'key');
      if (parts.provider === undefined) throw fail('access.forbidden', { detail: 'This bureau has no identity provider.' });
      const { body } = call.input as { body: { query: string } };
      const said = await missed(parts, address, parts.provider.finish({ place, binding: begun, query: body.query }));
      return { ...call, input: said };
    }),
  ];
}

/** A call with an answer of a passkey, verified. */
export async function answeredCall(parts: BureauParts, call: Call, purpose: Purpose): Promise<Call> {
  const { from: { place, address }, signed } = visitorOf(call);
  // Whoever is signed in confirms and unlocks whatever others behind the same gateway guess.
  const who = purpose === 'confirm' && signed !== undefined ? signed.pseudonym : address;
  parts.tries.require(who, 'key');
  const { body } = call.input as { body: { ceremony: string; credential: Assertion } };
  const ceremony = parts.ceremonies.take(body.ceremony, { purpose, place });
  // Somebody else may have signed in here meanwhile.
  if (ceremony.person !== undefined && (signed === undefined || Buffer.compare(ceremony.person, signed.person) !== 0)) throw fail('access.ceremony-over');
  const passkey = await findPasskey(parts.read, Buffer.from(body.credential.id, 'base64url'));
  const answered = await missed(parts, who, verifyAnswer(body.credential, ceremony, passkey));
  return { ...call, input: { answered } };
}

/** Counts what was not believed; a provider that cannot be reached has said nothing. */
async function missed<Result>({ tries }: BureauParts, who: string, work: Promise<Result>): Promise<Result> {
  try {
    return await work;
  } catch (error) {
    if (!(error instanceof AppError && error.code === 'access.provider-unreachable')) tries.miss(who, 'key');
    throw error;
  }
}

async function listSessionsOf({ read, limits }: BureauParts, person: Uint8Array, at: number): Promise<PersonSessionTable[]> {
  return (await listRows(read, person)).filter(({ started_at: startedAt, seen_at: seenAt, locked_at: lockedAt }) => at < endOf({ startedAt, seenAt, lockedAt: lockedAt ?? undefined }, limits));
}

function presentSession(row: PersonSessionTable, current: Uint8Array): OwnSession {
  return {
    id: idFromBytes('ses', row.id), current: Buffer.compare(row.id, current) === 0, how: row.how === 'persona' || row.how === 'provider' ? row.how : 'passkey', role: parseRole(row.role) ?? 'front-line',
    since: new Date(row.started_at).toISOString(), lastSeenAt: new Date(row.seen_at).toISOString(), locked: row.locked_at !== null, ...(row.client !== null && { client: row.client }),
  };
}
