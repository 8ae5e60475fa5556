/**
 * The key directory: what everybody encrypts to, and who may sign for whom. The hub keeps it and checks what it can; clients follow every chain
 * themselves (`sdk/messages/directory`) and believe none of it.
 */
import { Type, type Static } from 'typebox';
import { DirectoryHead, DirectoryLine, KeyId, Sha256, SignedObject, SigningPublicKey } from './message-format.ts';
import { defineOperation } from './operation.ts';
import { CountryCode } from './organisations.ts';

const closed = { additionalProperties: false } as const;
const errors = ['request.invalid', 'access.unauthenticated', 'access.forbidden', 'store.unavailable', 'store.broken'] as const;
const writeErrors = [...errors, 'request.malformed', 'request.key-reused', 'request.in-flight', 'audit.unavailable', 'message.malformed', 'message.signature', 'key.chain', 'key.not-enrolled', 'key.two-persons'] as const;
const Place = (description: string) => Type.Optional(Type.Integer({ minimum: 0, maximum: 2 ** 48, default: 0, description }));
const Limit = Type.Optional(Type.Integer({ minimum: 1, maximum: 500, default: 200 }));

/** A signed object as an example: real ones are in the vectors of docs/message-format.md. */
export const SIGNED_EXAMPLE = { payload: 'eyJ2IjoxfQ', signatures: [{ protected: 'eyJhbGciOiJFZDI1NTE5In0', signature: 'AAAA' }, { protected: 'eyJhbGciOiJNTC1EU0EtNjUifQ', signature: 'AAAA' }] };

/** Entries and keyrings that an organisation has at most; enough for decades. */
export const CHAIN_MOST = 20_000;

export const KeysOf = Type.Object({
  organisation: CountryCode,
  entries: Type.Integer({ description: 'How many its chain has' }),
  pin: Sha256,
  epoch: Type.Optional(Type.Integer({ description: 'The epoch to encrypt to; absent while it has no mailbox key' })),
  until: Type.Optional(Type.String()),
  due: Type.Optional(Type.String({ description: 'Since when a new epoch is due. Five minutes later nothing is sent to the old one' })),
});
export type KeysOf = Static<typeof KeysOf>;

export const listKeys = defineOperation({
  id: 'keys.list', method: 'GET', path: '/v1/keys', side: 'hub', permission: 'session', purpose: 'none', effect: 'read', status: 200, quiet: true,
  input: {},
  output: Type.Object({ items: Type.Array(KeysOf), head: DirectoryHead }),
  errors,
  summary: 'Who has keys, and how far the list of all entries is', description: 'A summary by the hub, to know what to read on: whoever encrypts follows the chains himself.',
});

export const listLines = defineOperation({
  id: 'keys.lines', method: 'GET', path: '/v1/keys/lines', side: 'hub', permission: 'session', purpose: 'none', effect: 'read', status: 200, quiet: true,
  input: { query: Type.Object({ after: Place('The last line that you know'), limit: Limit }, closed) },
  output: Type.Object({ items: Type.Array(DirectoryLine), head: DirectoryHead }),
  errors,
  summary: 'The list of all entries of all key directories', description: 'Each line is chained to the one before. Its head travels in every message and receipt: a hub that shows two bureaus two lists is found out by the first message between them.',
});

export const listEntries = defineOperation({
  id: 'keys.entries', method: 'GET', path: '/v1/keys/:organisation/entries', side: 'hub', permission: 'session', purpose: 'none', effect: 'read', status: 200, quiet: true,
  input: { params: Type.Object({ organisation: CountryCode }, closed), query: Type.Object({ from: Place('Place of the first entry wanted, from 0'), limit: Limit }, closed) },
  output: Type.Object({ items: Type.Array(SignedObject), total: Type.Integer() }),
  errors,
  summary: 'The chain of signed entries of one organisation', description: 'From its root keys on. An organisation without keys has none.',
});

export const publishEntry = defineOperation({
  id: 'keys.publish', method: 'POST', path: '/v1/keys/entries', side: 'hub', permission: 'key:manage', purpose: 'none', effect: 'write', status: 201, body: 'json',
  input: { body: Type.Object({ entry: SignedObject }, closed) },
  output: DirectoryLine,
  errors: writeErrors,
  summary: 'Publish the next entry of your key directory', description: 'Root keys, enrolment officers, devices, removals, mailbox keys; `message-format.ts` says who signs which. The first is pinned for good. What stands there already is answered as it was.',
  examples: [{ name: 'the next entry', body: { entry: SIGNED_EXAMPLE } }],
});

export const listKeyrings = defineOperation({
  id: 'keys.keyrings', method: 'GET', path: '/v1/keyrings', side: 'hub', permission: 'message:read', purpose: 'none', effect: 'read', status: 200, quiet: true,
  input: { query: Type.Object({ from: Place('Place of the first keyring wanted, from 0'), limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 50, default: 20 })) }, closed) },
  output: Type.Object({ items: Type.Array(SignedObject), total: Type.Integer() }),
  errors,
  summary: 'The keyrings of your mailbox', description: 'Oldest first. Their secrets are sealed to the devices in them; the hub can open none.',
});

export const publishKeyring = defineOperation({
  id: 'keys.publish-keyring', method: 'POST', path: '/v1/keyrings', side: 'hub', permission: 'key:manage', purpose: 'none', effect: 'write', status: 201, body: 'json',
  input: { body: Type.Object({ keyring: SignedObject }, closed) },
  output: Type.Object({ sequence: Type.Integer(), keyring: Sha256 }),
  errors: [...writeErrors, 'key.keyring', 'key.no-access'],
  summary: 'Publish the next keyring of your mailbox', description: 'It follows from the one before and from the directory, or it is refused. Publish it before the entry that announces its epoch.',
  examples: [{ name: 'the next keyring', body: { keyring: SIGNED_EXAMPLE } }],
});

export const getHubKey = defineOperation({
  id: 'keys.hub', method: 'GET', path: '/v1/keys/hub', side: 'hub', permission: 'session', purpose: 'none', effect: 'read', status: 200, quiet: true,
  input: {},
  output: Type.Object({ id: KeyId, key: SigningPublicKey, isEnrolled: Type.Boolean() }),
  errors,
  summary: 'The key with which the hub signs that it took a message', description: 'Two officers of the secretariat enrol it as a device of kind `hub`; until then nothing is signed with it.',
});

export const KEY_OPERATIONS = [listKeys, listLines, getHubKey, listEntries, publishEntry, listKeyrings, publishKeyring] as const;
