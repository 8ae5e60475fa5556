import { fail } from '@watchword/api/errors.ts';
import { idBytes, idFromBytes, newId, parseId } from '@watchword/api/ids.ts';
import { addPasskey, removePasskey as removeOperation, signInWithCode, type Passkey } from '@watchword/api/people/sessions.ts';
import { encodeEntry, peopleEntry } from '#audit/audit.ts';
import { writeOf } from '#door/implement.ts';
import type { Handlers, Write } from '#store/store.ts';
import type { PasskeyTable } from '#store/people-tables.ts';
import { isSameDigest } from '../people/codes.ts';
import { stateNumber, stateOf } from '../people/present.ts';
import { findCode, findPerson, missCode, removeCode, updatePerson } from '../people/queries.ts';
import { endSessionsOf } from '../sessions/queries.ts';
import { startSession } from '../sessions/start.ts';
import { signedOf, visitorOf, whoOf } from '../visitor.ts';
import { findPasskey, insertPasskey, listPasskeys, removePasskey, removePasskeysOf, type PasskeyRow } from './queries.ts';
import type { MadePasskey } from './verify.ts';

/** A passkey that was verified before the write, and what it is called. */
export type WithMade = { readonly made: MadePasskey; readonly name: string };
/** The same for the first passkey: whose it is, and the code that it began with. */
export type WithCode = WithMade & { readonly person: Uint8Array; readonly code: { readonly handle: string; readonly digest: Uint8Array } };

/** Passkeys of one person. */
export const MOST_PASSKEYS = 10;

/** A passkey as its person sees it. */
export function presentPasskey(row: PasskeyRow): Passkey {
  return {
    id: idFromBytes('key', row.id), name: row.name, addedAt: new Date(row.added_at).toISOString(), ...(row.used_on !== null && { lastUsedOn: new Date(row.used_on * 86_400_000).toISOString().slice(0, 10) }),
    attestation: row.attestation, ...(row.model !== null && { model: row.model }), synced: row.synced === 1,
  };
}

async function keep(tx: Write, { made, name }: WithMade, { person, at }: { person: Uint8Array; at: number }): Promise<{ id: string; row: PasskeyTable }> {
  if ((await findPasskey(tx, made.credential)) !== undefined) throw fail('passkey.known');
  if ((await listPasskeys(tx, person)).length >= MOST_PASSKEYS) throw fail('person.state', { detail: `Nobody has more than ${MOST_PASSKEYS} passkeys.` });
  const id = newId('key', at);
  const row: PasskeyTable = {
    id: idBytes(id), person, credential: made.credential, public_key: made.publicKey, counter: made.counter, transports: JSON.stringify(made.transports), name, domain: made.domain, model: made.model ?? null,
    attestation: made.attestation, synced: made.synced ? 1 : 0, added_at: at, used_on: null, proof: made.proof, proof_data: made.proofData,
  };
  await insertPasskey(tx, row);
  return { id, row };
}

/** The writes of passkeys, for the writer. */
export const passkeyWrites = {
  ...writeOf(signInWithCode, async (tx, call) => {
    const { code, person, ...made } = call.input as unknown as WithCode;
    const { at } = call;
    const kept = await findCode(tx, code.handle);
    const found = await findPerson(tx, person);
    if (kept === undefined || found === undefined || kept.tries <= 0 || kept.expires_at <= at || !isSameDigest(kept.digest, code.digest)) throw fail('access.code-refused');
    if (kept.lost === 1) {
      await removePasskeysOf(tx, person);
      await endSessionsOf(tx, person, { at });
    }
    await removeCode(tx, person);
    if (stateOf(found.state) === 'invited') await updatePerson(tx, person, { state: stateNumber('active'), version: found.version + 1 });
    const { id, row } = await keep(tx, made, { person, at });
    const added = peopleEntry('passkey.added', { organisation: call.asker.organisation, actor: found.pseudonym }, { subject: idFromBytes('per', person), within: id, reason: `${row.attestation}, ${kept.lost === 1 ? 'lost-keys' : 'first'}` });
    await tx.appendOutbox(encodeEntry(added));
    await tx.appendChange({ at, kind: 'people.changed' });
    // The sign-in is told as any other, beside its passkey.
    return startSession(tx, { visitor: visitorOf(call), person, how: 'passkey', at, confirmedAt: at });
  }),
  ...writeOf(addPasskey, async (tx, call) => {
    const { person } = signedOf(call);
    const { id, row } = await keep(tx, call.input as unknown as WithMade, { person, at: call.at });
    await tx.appendChange({ at: call.at, kind: 'people.changed' });
    return { answer: presentPasskey(row), entry: peopleEntry('passkey.added', whoOf(call), { subject: idFromBytes('per', person), within: id, reason: row.attestation }) };
  }),
  ...writeOf(removeOperation, async (tx, call) => {
    const { person, session } = signedOf(call);
    const own = await listPasskeys(tx, person);
    const id = parseId('key', call.input.params.id);
    const row = id === undefined ? undefined : own.find((one) => Buffer.compare(one.id, idBytes(id)) === 0);
    if (row === undefined) throw fail('passkey.not-found');
    if (own.length === 1) throw fail('passkey.last');
    await removePasskey(tx, row.id);
    await endSessionsOf(tx, person, { at: call.at, but: session });
    await tx.appendChange({ at: call.at, kind: 'people.changed' });
    return { answer: presentPasskey(row), entry: peopleEntry('passkey.removed', whoOf(call), { subject: idFromBytes('per', person), within: idFromBytes('key', row.id), reason: 'by-hand' }) };
  }),
};

export const PASSKEY_SLICES = {
  'codes.missed': async (tx: Write, { handle, at }: { handle: string; at: number }): Promise<void> => {
    await missCode(tx, handle);
    await tx.appendChange({ at, kind: 'people.changed' });
  },
} satisfies Handlers;
