/**
 * Messages between bureaus, as the hub sees them: signed envelopes, one wrapped key for each recipient, and encrypted files. It takes, keeps, hands over
 * and signs; it can read none of it. What the parts mean is in `message-format.ts`.
 */
import { Type, type Static } from 'typebox';
import { AcceptedReceipt, BLOB_BYTES_MAX, HANDLING_CODES, MessageId, PRIORITIES, RECEIPT_KINDS, RECIPIENTS_MAX, SentMessage, Sha256, SignedObject, Wrap } from './message-format.ts';
import { defineOperation } from './operation.ts';
import { SIGNED_EXAMPLE } from './keys.ts';
import { CountryCode } from './organisations.ts';

const closed = { additionalProperties: false } as const;
const errors = ['request.invalid', 'access.unauthenticated', 'access.forbidden', 'store.unavailable', 'store.broken'] as const;
const audited = [...errors, 'audit.unavailable'] as const;
const writeErrors = [...audited, 'request.malformed', 'request.key-reused', 'request.in-flight'] as const;
const Limit = (most: number) => Type.Optional(Type.Integer({ minimum: 1, maximum: most, default: Math.min(most, 100) }));
const Count = (description: string) => Type.Integer({ minimum: 0, maximum: 2 ** 48, description });
const ofMessage = Type.Object({ id: MessageId }, closed);
const ofBlob = Type.Object({ sha256: Sha256 }, closed);

/** Nothing but zeros, as many bytes as an example needs. */
const zeros = (bytes: number): string => 'A'.repeat(Math.ceil((bytes * 4) / 3));
const wrapExample = (to: string): Wrap => ({ to, epoch: 1, sequence: 1, prev: null, enc: zeros(1120), ciphertext: zeros(48) });

/** Bytes up to which an encrypted file may come with the message itself; larger ones are uploaded first. */
export const INLINE_BYTES_MAX = 65_536;

export const AcceptedMessage = Type.Object({
  id: MessageId,
  number: Type.Integer({ description: 'Its place among all messages of your organisation' }),
  at: Type.String({ description: 'When the hub had it on its disk' }),
  accepted: Type.Optional(AcceptedReceipt),
});
export type AcceptedMessage = Static<typeof AcceptedMessage>;

export const sendMessage = defineOperation({
  id: 'messages.send', method: 'POST', path: '/v1/messages', side: 'hub', permission: 'message:send', purpose: 'none', effect: 'write', status: 201, body: 'json', unkept: ['accepted'],
  input: {
    body: Type.Object({
      message: SentMessage,
      files: Type.Optional(Type.Array(Type.Object({ sha256: Sha256, data: Type.String({ pattern: '^[\\w-]+$', maxLength: Math.ceil((INLINE_BYTES_MAX * 4) / 3), description: 'Ciphertext, base64url' }) }, closed), { maxItems: 8, description: 'Small encrypted files that were not uploaded' })),
    }, closed),
  },
  output: AcceptedMessage,
  errors: [
    ...writeErrors, 'request.too-large', 'message.malformed', 'message.signature', 'message.changed', 'message.not-for-you', 'message.sequence', 'message.stale-epoch', 'message.sender-removed', 'message.no-file',
    'key.chain', 'key.epoch-due', 'key.log-forked', 'key.not-enrolled',
  ],
  summary: 'Hand over a message',
  description: 'Answered when it is on the disk, with a receipt signed by the hub once its key is enrolled. The same message is taken once, however often it is sent. Numbers in the line to each recipient must be the next ones (`message.sequence`; see `messages.places`), files be there, epochs be those that run.',
  examples: [{ name: 'to one bureau', body: { message: { manifest: SIGNED_EXAMPLE, wraps: [wrapExample('DEU'), wrapExample('FRA')] } } }],
});

export const listPlaces = defineOperation({
  id: 'messages.places', method: 'GET', path: '/v1/messages/places', side: 'hub', permission: 'message:send', purpose: 'none', effect: 'read', status: 200, quiet: true,
  input: { query: Type.Object({ to: Type.Optional(Type.String({ maxLength: 4 * (RECIPIENTS_MAX + 1), pattern: '^[A-Z]{3}(,[A-Z]{3})*$', description: 'Codes with commas between; all without it' })) }, closed) },
  output: Type.Object({ items: Type.Array(Type.Object({ organisation: CountryCode, sequence: Type.Integer(), last: MessageId })) }),
  errors,
  summary: 'How far your lines to others are', description: 'Number and id of the last message in each line, the one to yourself among them. A line without a message is not listed: its first number is 1.',
});

export const MESSAGE_DIRECTIONS = ['in', 'out'] as const;
export const MessageLine = Type.Object({
  number: Type.Integer({ description: 'Ascending, without a gap, in your organisation' }),
  id: MessageId,
  from: CountryCode,
  direction: Type.Enum([...MESSAGE_DIRECTIONS]),
  sequence: Type.Integer({ description: 'In the line from the sender to you' }),
  priority: Type.Enum([...PRIORITIES]),
  handling: Type.Enum([...HANDLING_CODES]),
  at: Type.String(),
  size: Type.Integer({ description: 'Bytes of its encrypted files' }),
  destroyed: Type.Boolean({ description: "The hub's copy is destroyed: what stands here is all that is left of it" }),
});
export type MessageLine = Static<typeof MessageLine>;

export const listMessages = defineOperation({
  id: 'messages.list', method: 'GET', path: '/v1/messages', side: 'hub', permission: 'message:read', purpose: 'none', effect: 'read', status: 200, quiet: true,
  input: { query: Type.Object({ after: Type.Optional(Count('The last number that you know')), limit: Limit(500), direction: Type.Optional(Type.Enum([...MESSAGE_DIRECTIONS])) }, closed) },
  output: Type.Object({ items: Type.Array(MessageLine), last: Type.Integer({ description: 'Number of the newest message of your organisation' }) }),
  errors,
  summary: 'Messages to and from your organisation', description: 'In the order in which the hub took them. `message.received` in the events says when there is more.',
});

export const getMessage = defineOperation({
  id: 'messages.get', method: 'GET', path: '/v1/messages/:id', side: 'hub', permission: 'message:read', purpose: 'none', effect: 'read', status: 200,
  input: { params: ofMessage },
  output: Type.Object({ manifest: SignedObject, wrap: Wrap, number: Type.Integer(), at: Type.String(), accepted: Type.Optional(AcceptedReceipt) }),
  errors: [...audited, 'message.not-found', 'message.destroyed'],
  summary: 'The envelope of a message, with your key to it', description: 'Nobody gets the key of another. A message to others does not exist for you.',
});

export const getMessageFile = defineOperation({
  id: 'messages.file', method: 'GET', path: '/v1/messages/:id/files/:n', side: 'hub', permission: 'message:read', purpose: 'none', effect: 'read', status: 200, answer: 'bytes',
  input: {
    params: Type.Object({ id: MessageId, n: Type.String({ pattern: '^(0|[1-9]\\d?)$', description: '0 is the body' }) }, closed),
    query: Type.Object({ from: Type.Optional(Count('First byte wanted')), length: Type.Optional(Type.Integer({ minimum: 1, maximum: BLOB_BYTES_MAX })) }, closed),
  },
  output: Type.String(),
  errors: [...audited, 'message.not-found', 'message.destroyed'],
  summary: 'An encrypted file of a message, or a part of it', description: 'As it was sent. A download that broke off goes on with `from`.',
});

export const giveReceipt = defineOperation({
  id: 'messages.receipt', method: 'POST', path: '/v1/messages/:id/receipts', side: 'hub', permission: 'message:read', purpose: 'none', effect: 'write', status: 201, body: 'json',
  input: { params: ofMessage, body: Type.Object({ receipt: SignedObject }, closed) },
  output: Type.Object({ kind: Type.Enum([...RECEIPT_KINDS]), at: Type.String() }),
  errors: [...writeErrors, 'message.not-found', 'message.malformed', 'message.signature', 'message.sender-removed', 'key.not-enrolled', 'key.chain'],
  summary: 'Sign that a message was delivered, opened or answered', description: 'One of each kind counts for an organisation, the first. The sender is told.',
  examples: [{ name: 'delivered', body: { receipt: SIGNED_EXAMPLE } }],
});

export const StoredReceipt = Type.Object({ number: Type.Integer(), message: MessageId, from: CountryCode, kind: Type.Enum([...RECEIPT_KINDS]), at: Type.String(), receipt: SignedObject });
export type StoredReceipt = Static<typeof StoredReceipt>;

export const listReceipts = defineOperation({
  id: 'messages.receipts', method: 'GET', path: '/v1/receipts', side: 'hub', permission: 'message:read', purpose: 'none', effect: 'read', status: 200, quiet: true,
  input: { query: Type.Object({ after: Type.Optional(Count('The last number that you know')), limit: Limit(200), message: Type.Optional(MessageId) }, closed) },
  output: Type.Object({ items: Type.Array(StoredReceipt), last: Type.Integer() }),
  errors,
  summary: 'Receipts for what your organisation sent', description: 'In the order in which they came. `message.receipt` in the events says when there is more.',
});

export const BlobState = Type.Object({ sha256: Sha256, size: Type.Integer(), offset: Type.Integer({ description: 'Bytes that are here: go on from there' }), isComplete: Type.Boolean() });
export type BlobState = Static<typeof BlobState>;

export const startFile = defineOperation({
  id: 'files.start', method: 'PUT', path: '/v1/files/:sha256', side: 'hub', permission: 'message:send', purpose: 'none', effect: 'write', status: 200, body: 'json',
  input: { params: ofBlob, body: Type.Object({ size: Type.Integer({ minimum: 72, maximum: BLOB_BYTES_MAX }) }, closed) },
  output: BlobState,
  errors: [...writeErrors, 'file.quota'],
  summary: 'Begin to upload an encrypted file, or go on', description: 'Named by the SHA-256 of its ciphertext. What is not complete after a day, or goes with no message after two, is removed.',
  examples: [{ name: 'a film', body: { size: 12_582_984 } }],
});

export const sendFile = defineOperation({
  id: 'files.send', method: 'PATCH', path: '/v1/files/:sha256', side: 'hub', permission: 'message:send', purpose: 'none', effect: 'read', status: 200, body: 'stream',
  input: { params: ofBlob, query: Type.Object({ offset: Count('Place of the first byte that is sent') }, closed) },
  output: BlobState,
  errors: [...audited, 'request.in-flight', 'request.malformed', 'request.too-slow', 'file.not-found', 'file.offset', 'message.changed'],
  summary: 'Send bytes of an encrypted file', description: '`application/octet-stream`. A line that was cut costs what had not arrived: ask how far it is, and go on. When the last byte is here the hash is verified, and the file is on the disk when this is answered.',
});

export const getFile = defineOperation({
  id: 'files.get', method: 'GET', path: '/v1/files/:sha256', side: 'hub', permission: 'message:send', purpose: 'none', effect: 'read', status: 200, quiet: true,
  input: { params: ofBlob },
  output: BlobState,
  errors: [...errors, 'file.not-found'],
  summary: 'How far an upload of yours is', description: 'A file of another organisation does not exist for you.',
});

export const GROUP_KINDS = ['all', 'region', 'operation', 'own'] as const;
export const RecipientGroup = Type.Object({
  code: Type.String(), name: Type.String(), kind: Type.Enum([...GROUP_KINDS]), members: Type.Array(CountryCode), version: Type.Integer({ description: '0 for groups that come with the program' }),
});
export type RecipientGroup = Static<typeof RecipientGroup>;
const GroupCode = Type.String({ pattern: '^(operation|own)-[a-z0-9][a-z0-9-]{1,38}$', description: '`operation-…` for the secretariat, `own-…` for everybody else' });
const ofGroup = Type.Object({ code: GroupCode }, closed);

export const listGroups = defineOperation({
  id: 'groups.list', method: 'GET', path: '/v1/groups', side: 'hub', permission: 'message:read', purpose: 'none', effect: 'read', status: 200, quiet: true,
  input: {},
  output: Type.Object({ items: Type.Array(RecipientGroup) }),
  errors,
  summary: 'Groups that you can write to', description: 'All, the regions, the operations that you take part in, and your own. A group is a list to choose from: the message names every recipient, and the sender signs that.',
});

export const saveGroup = defineOperation({
  id: 'groups.save', method: 'PUT', path: '/v1/groups/:code', side: 'hub', permission: 'message:send', purpose: 'none', effect: 'write', status: 200, body: 'json',
  input: { params: ofGroup, body: Type.Object({ name: Type.String({ minLength: 2, maxLength: 80, pattern: '^\\S(.*\\S)?$' }), members: Type.Array(CountryCode, { minItems: 1, maxItems: RECIPIENTS_MAX, uniqueItems: true }) }, closed) },
  output: RecipientGroup,
  errors: [...writeErrors, 'organisation.not-found'],
  summary: 'Make a group, or change it', description: 'Groups of an operation are kept by the secretariat and seen by their members; your own are seen by you.',
  examples: [{ name: 'neighbours', body: { name: 'Neighbours', members: ['DEU', 'ITA'] } }],
});

export const removeGroup = defineOperation({
  id: 'groups.remove', method: 'DELETE', path: '/v1/groups/:code', side: 'hub', permission: 'message:send', purpose: 'none', effect: 'write', status: 200,
  input: { params: ofGroup },
  output: RecipientGroup,
  errors: [...writeErrors, 'group.not-found'],
  summary: 'Remove a group', description: 'Messages that were sent to its members stay as they are.',
});

export const MESSAGE_OPERATIONS = [sendMessage, listPlaces, listMessages, getMessage, getMessageFile, giveReceipt, listReceipts, startFile, sendFile, getFile, listGroups, saveGroup, removeGroup] as const;
