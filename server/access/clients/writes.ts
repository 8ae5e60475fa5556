import { createHash } from 'node:crypto';
import { addClientKey, KEY_DAYS, MOST_CLIENT_KEYS, MOST_KEY_DAYS, registerClient, removeClientKey, revokeClient, setClientCertificates, type PublicKey, type RegisteredClient } from '@watchword/api/access/clients.ts';
import { fail } from '@watchword/api/errors.ts';
import { idBytes, idFromBytes, newId, parseId } from '@watchword/api/ids.ts';
import type { Permission } from '@watchword/api/operation.ts';
import { clientEntry } from '#audit/audit.ts';
import type { Asker } from '#door/calls.ts';
import { writeOf } from '#door/implement.ts';
import { requireMember } from '../units/membership.ts';
import { findOrganisationNumber } from '#organisations/organisations.ts';
import type { ClientKeyTable } from '#store/client-tables.ts';
import type { Write } from '#store/store.ts';
import { mayManage, parseRole, requireReach, whoOf, type Reach } from '../reach.ts';
import { deleteKey, findClient, insertClient, insertKey, markClientRevoked, setCertificates, type Client } from './queries.ts';

const DAY_MS = 86_400_000;

type NewKey = { readonly jwk: PublicKey; readonly notBefore?: string; readonly expiresAt?: string };

/** The writes about registered systems, for the writer. */
export const clientWrites = {
  ...writeOf(registerClient, async (tx, { asker, input: { body }, at }) => {
    const organisation = body.organisation ?? asker.organisation;
    requireReach(asker, { organisation, role: body.role, permissions: body.permissions });
    await requireMember(tx, organisation);
    const id = newId('cli', at);
    const made: Client = {
      client: {
        id: idBytes(id), organisation, name: body.name, role: body.role, permissions: JSON.stringify([...new Set(body.permissions)]),
        certificates: JSON.stringify([...new Set(body.certificates)]), created_at: at, revoked_at: null, last_used_on: null,
      },
      keys: [parseKey(body.key, { client: idBytes(id), at, within: '/key' })],
    };
    await insertClient(tx, made);
    await tx.appendChange({ at, kind: 'client.changed', owner: findOrganisationNumber(organisation) ?? 0 });
    return { answer: presentClient(made), entry: clientEntry('client.registered', whoOf(asker), { subject: id, owner: organisation }) };
  }),
  ...writeOf(addClientKey, async (tx, { asker, input: { params, body }, at }) => {
    const found = await getOwn(tx, asker, params.id);
    requireReach(asker, reachOf(found));
    const key = parseKey(body, { client: found.client.id, at, within: '' });
    // What has ended makes room.
    const ended = found.keys.filter(({ expires_at: end }) => end <= at).map(({ kid }) => kid);
    if (found.keys.some(({ kid }) => kid === key.kid)) throw fail('access.client-key', { detail: 'There is a key of this name. Give the new one another kid.' });
    if (found.keys.length - ended.length >= MOST_CLIENT_KEYS) throw fail('access.client-key', { detail: `A client has ${MOST_CLIENT_KEYS} keys at most. Remove one first.` });
    for (const kid of ended) await deleteKey(tx, { client: found.client.id, kid });
    await insertKey(tx, key);
    return change(tx, { asker, id: params.id, at, reason: 'key-added' });
  }),
  ...writeOf(removeClientKey, async (tx, { asker, input: { params }, at }) => {
    const { client, keys } = await getOwn(tx, asker, params.id);
    const removed = keys.find(({ kid }) => kid === params.kid);
    if (removed === undefined) throw fail('access.client-key', { detail: 'The client has no key of this name.' });
    const others = keys.filter((key) => key !== removed && key.expires_at > at);
    // One that begins later is no way in now. What goes was none either when it is not good itself.
    if (!others.some((key) => isGood(key, at)) && (isGood(removed, at) || others.length === 0)) throw fail('access.client-key', { detail: 'It is the last key that is good. Add the next one first, or revoke the client.' });
    await deleteKey(tx, { client: client.id, kid: params.kid });
    return change(tx, { asker, id: params.id, at, reason: 'key-removed' });
  }),
  ...writeOf(setClientCertificates, async (tx, { asker, input: { params, body }, at }) => {
    const found = await getOwn(tx, asker, params.id);
    requireReach(asker, reachOf(found));
    const { client } = found;
    await setCertificates(tx, client.id, [...new Set(body.certificates)]);
    return change(tx, { asker, id: params.id, at, reason: 'certificates-set' });
  }),
  ...writeOf(revokeClient, async (tx, { asker, input: { params }, at }) => {
    const { client } = await getOwn(tx, asker, params.id);
    if (client.revoked_at === null) await markClientRevoked(tx, client.id, at);
    return change(tx, { asker, id: params.id, at, reason: 'by-hand', event: 'client.revoked' });
  }),
};

function isGood({ not_before: from, expires_at: end }: ClientKeyTable, at: number): boolean {
  return from <= at && end > at;
}

type Changed = { asker: Asker; id: string; at: number; reason: string; event?: 'client.changed' | 'client.revoked' };

async function change(tx: Write, { asker, id, at, reason, event = 'client.changed' }: Changed) {
  const found = await getOwn(tx, asker, id);
  await tx.appendChange({ at, kind: 'client.changed', owner: findOrganisationNumber(found.client.organisation) ?? 0 });
  return { answer: presentClient(found), entry: clientEntry(event, whoOf(asker), { subject: id, owner: found.client.organisation, reason }) };
}

async function getOwn(tx: Write, asker: Asker, text: string): Promise<Client> {
  const id = parseId('cli', text);
  const found = id === undefined ? undefined : await findClient(tx, idBytes(id));
  if (found === undefined || !mayManage(asker, found.client.organisation)) throw fail('access.client-not-found');
  return found;
}

/** Whoever adds a key could use it himself, so he must have what the client has. */
function reachOf({ client }: Client): Reach {
  return { organisation: client.organisation, role: parseRole(client.role), permissions: JSON.parse(client.permissions) as Permission[] };
}

/** @throws `request.invalid` for a key that is none, or not for a span of time that is allowed */
function parseKey({ jwk, notBefore, expiresAt }: NewKey, { client, at, within }: { client: Uint8Array; at: number; within: string }): ClientKeyTable {
  const fault = (field: string, code: string, detail: string): never => {
    throw fail('request.invalid', { errors: [{ pointer: `${within}/${field}`, code, detail }] });
  };
  if ((jwk.crv === 'Ed25519') !== (jwk.kty === 'OKP') || (jwk.kty === 'EC') !== (jwk.y !== undefined)) fault('jwk', 'key', 'An Ed25519 key has kty OKP and x; one of P-256 has kty EC, x and y.');
  if (jwk.alg !== undefined && (jwk.alg === 'ES256') !== (jwk.kty === 'EC')) fault('jwk/alg', 'key', 'EdDSA goes with Ed25519, ES256 with P-256.');
  const from = notBefore === undefined ? at : Date.parse(notBefore);
  const to = expiresAt === undefined ? Math.max(from, at) + KEY_DAYS * DAY_MS : Date.parse(expiresAt);
  if (!Number.isFinite(to) || to <= at || to <= from) fault('expiresAt', 'past', 'Name a moment in the future, after notBefore.');
  if (!Number.isFinite(from) || to - Math.max(from, at) > MOST_KEY_DAYS * DAY_MS || from > at + KEY_DAYS * DAY_MS) fault('expiresAt', 'out-of-range', `A key is good for ${MOST_KEY_DAYS} days at most, and begins within ${KEY_DAYS}.`);
  const { kty, crv, x, y, kid } = jwk;
  return { client, kid, jwk: JSON.stringify({ kty, crv, x, ...(y !== undefined && { y }) }), not_before: from, expires_at: to };
}

/** A client as it is shown. */
export function presentClient({ client, keys }: Client): RegisteredClient {
  const time = (ms: number): string => new Date(ms).toISOString();
  return {
    id: idFromBytes('cli', client.id), organisation: client.organisation, name: client.name, role: parseRole(client.role),
    permissions: JSON.parse(client.permissions) as string[],
    keys: keys.map(({ kid, jwk, not_before: from, expires_at: to }) => ({ kid, algorithm: algorithmOf(jwk), thumbprint: thumbprintOf(jwk), notBefore: time(from), expiresAt: time(to) })),
    certificates: JSON.parse(client.certificates) as string[],
    createdAt: time(client.created_at),
    ...(client.last_used_on !== null && { lastUsedOn: time(client.last_used_on * DAY_MS).slice(0, 10) }),
    ...(client.revoked_at !== null && { revokedAt: time(client.revoked_at) }),
  };
}

/** With what a stored key signs. */
export function algorithmOf(jwk: string): 'EdDSA' | 'ES256' {
  return (JSON.parse(jwk) as PublicKey).kty === 'OKP' ? 'EdDSA' : 'ES256';
}

/** RFC 7638: over the fields that make the key, in the order of their names. */
function thumbprintOf(stored: string): string {
  const { crv, kty, x, y } = JSON.parse(stored) as PublicKey;
  return createHash('sha256').update(JSON.stringify({ crv, kty, x, ...(y !== undefined && { y }) })).digest('base64url');
}
