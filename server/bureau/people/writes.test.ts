import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { AppError } from '@watchword/api/errors.ts';
import { idBytes, newId, type Id } from '@watchword/api/ids.ts';
import { amendPerson, type PersonRole } from '@watchword/api/people.ts';
import type { Call } from '#door/calls.ts';
import { openSqliteStore } from '#store/sqlite.ts';
import { insertPasskey } from '../passkeys/queries.ts';
import { insertSession, listSessions } from '../sessions/queries.ts';
import { stateNumber } from './present.ts';
import { findPerson, insertPerson } from './queries.ts';
import { packRoles } from './roles.ts';
import { newPseudonym, peopleWrites } from './writes.ts';

const folder = mkdtempSync(join(tmpdir(), 'watchword-people-'));
const store = openSqliteStore({ file: join(folder, 'store.db'), cache: 2 }, 0);
after(async () => {
  await store.close();
  rmSync(folder, { recursive: true });
});

type Some = { readonly roles: readonly PersonRole[]; readonly subject: string; readonly passkey: boolean };

/** Somebody who is signed in. */
async function admit({ roles, subject, passkey }: Some): Promise<Id<'per'>> {
  const [text, session, key] = [newId('per', 0), newId('ses', 0), newId('key', 0)];
  const id = idBytes(text);
  await store.write(async (tx) => {
    await insertPerson(tx, { id, name: subject, pseudonym: newPseudonym(), state: stateNumber('active'), roles: packRoles(roles), role: null, unit: null, subject, persona: null, version: 1, admitted_at: 0, seen_on: null });
    await insertSession(tx, { id: idBytes(session), cookie: idBytes(session), person: id, role: 'administrator', how: 'provider', client: null, started_at: 0, seen_at: 0, confirmed_at: 0, locked_at: null, ended_at: null });
    if (!passkey) return;
    await insertPasskey(tx, {
      id: idBytes(key), person: id, credential: idBytes(key), public_key: new Uint8Array(1), counter: 0, transports: '[]', name: 'Key', domain: 'fra.test', model: null, attestation: 'none', synced: 0, added_at: 0, used_on: null,
      proof: new Uint8Array(1), proof_data: new Uint8Array(1),
    });
  });
  return text;
}

/** An administrator takes the subject of somebody away. */
async function takeSubject(id: string, by: { person: Uint8Array; session: Uint8Array }): Promise<void> {
  const call = { at: 1, version: 1, asker: { organisation: 'FRA', actor: 'ofc_000000000000', signed: by }, input: { params: { id }, body: { subject: null } } } as unknown as Call<never>;
  await store.write(async (tx) => peopleWrites[amendPerson.id]?.(tx, call));
}

test('the only way in of the last administrator who can sign in is not taken, and with a subject that is, sessions end', async () => {
  const [first, second] = [await admit({ roles: ['administrator'], subject: 'a', passkey: false }), await admit({ roles: ['desk'], subject: 'b', passkey: false })];
  const by = { person: idBytes(second), session: new Uint8Array(16) };
  const subjectOf = async (id: Id<'per'>): Promise<string | null | undefined> => (await findPerson(store.read, idBytes(id)))?.subject;
  const sessionsOf = async (id: Id<'per'>): Promise<number> => (await listSessions(store.read, idBytes(id))).length;
  await assert.rejects(takeSubject(first, by), (error) => error instanceof AppError && error.code === 'person.last-administrator');
  assert.deepEqual([await subjectOf(first), await sessionsOf(first)], ['a', 1]);
  await takeSubject(second, by);
  assert.deepEqual([await subjectOf(second), await sessionsOf(second)], [null, 0]);
  const third = await admit({ roles: ['administrator'], subject: 'c', passkey: true });
  await takeSubject(third, by);
  assert.deepEqual([await subjectOf(third), await sessionsOf(third)], [null, 0], 'a passkey is a way in');
  await takeSubject(first, by);
  assert.equal(await subjectOf(first), null, 'another one can sign in');
});
