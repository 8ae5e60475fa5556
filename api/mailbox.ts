/**
 * The mailbox of a bureau, at the bureau: its devices, the messages that it sent and received, drafts, search. Messages are encrypted and opened in
 * the browser; what travels between bureaus is in `message-format.ts`, and the hub's part in `messages.ts`.
 */
import { Type, type Static } from 'typebox';
import { ID_PATTERN } from './ids.ts';
import { CARD_KINDS, DEVICE_KINDS, DeliveredMessage, DirectoryHead, HANDLING_CODES, Instant, KemPublicKey, KeyId, MessageId, PRIORITIES, RECEIPT_KINDS, Sha256, SignedObject, SigningPublicKey } from './message-format.ts';
import { defineOperation } from './operation.ts';
import { OrganisationCode } from './organisations.ts';
import { BUREAU_ERRORS, BUREAU_WRITE_ERRORS } from './rights/person-roles.ts';

const closed = { additionalProperties: false } as const;
const mail = { side: 'bureau', purpose: 'none' } as const;
const reading = { ...mail, permission: 'message:read', effect: 'read', status: 200, errors: BUREAU_ERRORS } as const;
const WRITE_ERRORS = [...BUREAU_WRITE_ERRORS, 'mailbox.closed', 'server.unreachable'] as const;

/** In which order threads are kept for a reader. */
export const BOXES = ['inbox', 'sent', 'archive'] as const;
export type Box = (typeof BOXES)[number];

/** How far a message has come at one recipient. `queued`: it is at the hub, and the recipient's node has not fetched it. */
export const MESSAGE_STATES = ['queued', 'delivered', 'opened', 'answered'] as const;
export type MessageState = (typeof MESSAGE_STATES)[number];

/** A mailbox is `founding` until two custodians have signed its root, and `closed` to a device that is not in its keyring. */
export const MAILBOX_STATES = ['open', 'founding', 'unreachable'] as const;

/** How the mailbox of the own bureau stands, and what a device needs to open it. */
export const Mailbox = Type.Object({
  organisation: OrganisationCode,
  state: Type.Enum([...MAILBOX_STATES]),
  pin: Type.Optional(Sha256),
  epoch: Type.Optional(Type.Integer()),
  kem: Type.Optional(KemPublicKey),
  until: Type.Optional(Instant),
  directory: Type.Array(SignedObject, { description: "The own organisation's entries, from its root on" }),
  keyrings: Type.Array(SignedObject, { description: 'All own keyrings, oldest first' }),
  unread: Type.Integer(),
  alarms: Type.Integer({ description: 'That nobody has looked at' }),
});
export type Mailbox = Static<typeof Mailbox>;

export const getMailbox = defineOperation({
  ...reading, quiet: true, id: 'mailbox.get', method: 'GET', path: '/v1/mailbox', input: {}, output: Mailbox,
  summary: 'How the mailbox of your bureau stands', description: 'With its directory and keyrings, which your device verifies and opens itself.',
});

/** A device of the mailbox, as people see it. */
export const MailboxDevice = Type.Object({
  id: KeyId, kind: Type.Enum([...DEVICE_KINDS]), name: Type.String(), own: Type.Boolean({ description: 'Whether it is a browser of yours' }), enrolledAt: Type.String(),
  removedAt: Type.Optional(Type.String()), reason: Type.Optional(Type.String()), person: Type.Optional(Type.String({ description: 'Whose it is' })),
});
export type MailboxDevice = Static<typeof MailboxDevice>;

export const listMailboxDevices = defineOperation({
  ...reading, permission: 'session', quiet: true, id: 'mailbox.list-devices', method: 'GET', path: '/v1/mailbox/devices', input: {}, output: Type.Object({ items: Type.Array(MailboxDevice) }),
  summary: 'Devices of the mailbox', description: 'Newest first. Of the others only those that are still in it.',
});

export const enrolMailboxDevice = defineOperation({
  ...mail, id: 'mailbox.enrol-device', method: 'POST', path: '/v1/mailbox/devices', permission: 'message:read', effect: 'write', status: 201, body: 'json',
  input: { body: Type.Object({ key: SigningPublicKey, kem: KemPublicKey, name: Type.String({ minLength: 1, maxLength: 60 }) }, closed) }, output: MailboxDevice,
  errors: [...WRITE_ERRORS, 'access.passkey-needed'],
  summary: 'Take this browser into the mailbox', description: 'The private keys never leave the browser. Two enrolment officers sign at once for a person who signed in with a passkey; whoever came by an identity provider alone registers one first.',
  examples: [{ name: 'a browser', body: { key: { ed25519: 'A'.repeat(43), mldsa65: 'A'.repeat(2603) }, kem: 'A'.repeat(1622), name: 'Chromium on Linux' } }],
});

export const removeMailboxDevice = defineOperation({
  ...mail, id: 'mailbox.remove-device', method: 'POST', path: '/v1/mailbox/devices/:id/removal', permission: 'session', effect: 'write', status: 200, body: 'json',
  input: { params: Type.Object({ id: KeyId }, closed), body: Type.Object({ reason: Type.Enum(['left', 'stolen', 'lost', 'replaced']) }, closed) }, output: MailboxDevice,
  errors: [...WRITE_ERRORS, 'mailbox.device-not-found'],
  summary: 'Remove a device', description: 'Your own, or any when you keep people. It is out of the directory at once and out of the next epoch, which begins within five minutes: it reads nothing that comes after.',
  examples: [{ name: 'a lost telephone', body: { reason: 'lost' } }],
});

/** Who can be written to, and with which key. `sequence`, `prev`: of the last message from this bureau. */
export const Addressee = Type.Object({
  organisation: OrganisationCode, epoch: Type.Integer(), kem: KemPublicKey, sequence: Type.Integer(), prev: Type.Union([MessageId, Type.Null()]),
  changed: Type.Optional(Type.Object({ at: Type.String(), signed: Type.Boolean() }, { description: 'The root keys changed since the last message: when, and whether two custodians signed it' })),
});
export type Addressee = Static<typeof Addressee>;

export const prepareMessage = defineOperation({
  ...mail, id: 'mailbox.prepare', method: 'POST', path: '/v1/mailbox/preparation', permission: 'message:send', effect: 'read', quiet: true, status: 200, body: 'json',
  input: { body: Type.Object({ to: Type.Array(OrganisationCode, { minItems: 1, maxItems: 255, uniqueItems: true }), device: KeyId }, closed) },
  output: Type.Object({
    self: Addressee, to: Type.Array(Addressee), prev: Type.Union([MessageId, Type.Null()], { description: 'The last message of your device' }), directory: DirectoryHead,
    missing: Type.Array(Type.Object({ organisation: OrganisationCode, code: Type.String({ description: 'Why nothing can be encrypted for it' }) })),
  }),
  errors: [...WRITE_ERRORS],
  summary: 'What a message to these organisations needs', description: 'Keys that this bureau followed from the pinned root and found in the list of all keys, and the numbers that come next.',
  examples: [{ name: 'two bureaus', body: { to: ['COL', 'FRA'], device: 'A'.repeat(43) } }],
});

export const listAddressees = defineOperation({
  ...reading, quiet: true, id: 'mailbox.list-addressees', method: 'GET', path: '/v1/mailbox/addressees', input: {},
  output: Type.Object({ items: Type.Array(Type.Object({ organisation: OrganisationCode, ready: Type.Boolean({ description: 'Whether it has keys' }) })), groups: Type.Array(Type.Object({ id: Type.String(), name: Type.String(), members: Type.Array(OrganisationCode) })) }),
  summary: 'Who can be written to', description: 'Organisations and groups: regions, operations, your own, and all.',
});

const Attached = Type.Object({ n: Type.Integer(), name: Type.String(), mediaType: Type.String(), size: Type.Integer() });

/** How a message stands at one recipient. */
export const Standing = Type.Object({ organisation: OrganisationCode, state: Type.Enum([...MESSAGE_STATES]), at: Type.Optional(Type.String()) });
export type Standing = Static<typeof Standing>;

/** What a list shows of a message, without its text. */
export const MessageSummary = Type.Object({
  id: MessageId, thread: MessageId, sent: Type.Boolean(), from: OrganisationCode, to: Type.Array(OrganisationCode), at: Type.String(), priority: Type.Enum([...PRIORITIES]), handling: Type.Enum([...HANDLING_CODES]),
  subject: Type.String({ description: 'Empty when its content was destroyed' }), beginning: Type.String({ description: 'The first words' }), case: Type.Optional(Type.String()), template: Type.Optional(Type.String()), author: Type.Optional(Type.String()),
  cards: Type.Array(Type.Enum([...CARD_KINDS])), attachments: Type.Array(Attached),
  unread: Type.Boolean(), fault: Type.Optional(Type.String({ description: 'Why it is not believed' })), destroyedAt: Type.Optional(Type.String()), standings: Type.Array(Standing, { description: 'At each recipient, of what this bureau sent' }),
});
export type MessageSummary = Static<typeof MessageSummary>;

export const ThreadSummary = Type.Object({ thread: MessageId, messages: Type.Integer(), unread: Type.Integer(), last: MessageSummary });
export type ThreadSummary = Static<typeof ThreadSummary>;

export const listThreads = defineOperation({
  ...reading, id: 'mailbox.list-threads', method: 'GET', path: '/v1/mailbox/threads',
  input: { query: Type.Object({ box: Type.Optional(Type.Enum([...BOXES], { default: 'inbox' })), limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 200, default: 50 })), cursor: Type.Optional(Type.String({ maxLength: 40 })) }, closed) },
  output: Type.Object({ items: Type.Array(ThreadSummary), nextCursor: Type.Optional(Type.String()) }), errors: [...BUREAU_ERRORS, 'request.cursor'],
  summary: 'Threads', description: 'Newest first.',
});

export const searchMessages = defineOperation({
  ...reading, id: 'mailbox.search', method: 'POST', path: '/v1/mailbox/search', body: 'json',
  input: { body: Type.Object({ words: Type.String({ minLength: 1, maxLength: 200 }), limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 200, default: 50 })) }, closed) },
  output: Type.Object({ items: Type.Array(MessageSummary) }),
  errors: [...BUREAU_ERRORS, 'request.malformed'],
  summary: 'Search your own messages', description: 'All words, each whole or its beginning of at least three letters. The index is keyed and lies at the bureau; the hub hears of nothing.',
  examples: [{ name: 'two words', body: { words: 'grey van' } }],
});

/** A message with what is needed to open and verify it. */
export const OpenableMessage = Type.Object({
  summary: MessageSummary, delivered: DeliveredMessage, body: Type.String({ description: 'The ciphertext of the body, base64url; empty when destroyed' }),
  sender: Type.Optional(SigningPublicKey), senderDevice: Type.String({ description: 'What the sending device is called' }), directory: DirectoryHead,
  receipts: Type.Array(Type.Object({ kind: Type.Enum([...RECEIPT_KINDS]), organisation: OrganisationCode, at: Type.String() })),
});
export type OpenableMessage = Static<typeof OpenableMessage>;

export const getThread = defineOperation({
  ...reading, id: 'mailbox.get-thread', method: 'GET', path: '/v1/mailbox/threads/:id', input: { params: Type.Object({ id: MessageId }, closed) },
  output: Type.Object({ thread: MessageId, archived: Type.Boolean(), items: Type.Array(OpenableMessage) }), errors: [...BUREAU_ERRORS, 'mailbox.message-not-found'],
  summary: 'The messages of a thread', description: 'Oldest first, as they were encrypted: your device opens them.',
});

export const archiveThread = defineOperation({
  ...mail, id: 'mailbox.archive-thread', method: 'PUT', path: '/v1/mailbox/threads/:id/archive', permission: 'message:read', effect: 'write', status: 200, body: 'json',
  input: { params: Type.Object({ id: MessageId }, closed), body: Type.Object({ archived: Type.Boolean() }, closed) }, output: Type.Object({ archived: Type.Boolean() }), errors: [...BUREAU_WRITE_ERRORS, 'mailbox.message-not-found'],
  summary: 'Put a thread away, or take it back', description: 'A new message in it takes it back by itself.', examples: [{ name: 'done', body: { archived: true } }],
});

export const noteReceipt = defineOperation({
  ...mail, id: 'mailbox.note-receipt', method: 'POST', path: '/v1/mailbox/receipts', permission: 'message:read', effect: 'write', status: 202, body: 'json',
  input: { body: Type.Object({ receipt: SignedObject }, closed) }, output: Type.Object({ noted: Type.Boolean({ description: 'False when there was one before' }) }), errors: [...BUREAU_WRITE_ERRORS, 'mailbox.message-not-found', 'message.malformed', 'message.signature', 'key.not-enrolled'],
  summary: 'Say that a message was opened, or answered', description: 'A receipt that your device signed. It reaches the sender as soon as the hub can be reached.',
  examples: [{ name: 'opened', body: { receipt: { payload: 'e30', signatures: [{ protected: 'e30', signature: 'AA' }, { protected: 'e30', signature: 'AA' }] } } }],
});

export const fetchMail = defineOperation({
  ...reading, quiet: true, id: 'mailbox.fetch', method: 'POST', path: '/v1/mailbox/fetching', errors: [...BUREAU_ERRORS, 'server.unreachable'], input: {}, output: Type.Object({ messages: Type.Integer(), receipts: Type.Integer() }),
  summary: 'Fetch what is new from the hub now', description: 'The bureau does so by itself as soon as the hub tells of something. Answers how much there is in the mailbox, so that a page knows whether to look again.',
});

const DraftId = Type.String({ pattern: ID_PATTERN('drf') });
/** Something half written: encrypted by the browser to the key of the mailbox. */
export const SealedDraft = Type.Object({ epoch: Type.Integer({ minimum: 1 }), enc: Type.String({ pattern: '^[\\w-]+$', maxLength: 1600 }), key: Type.String({ pattern: '^[\\w-]+$', maxLength: 200 }), body: Type.String({ pattern: '^[\\w-]+$', maxLength: 1_300_000 }) }, closed);
export type SealedDraft = Static<typeof SealedDraft>;
export const Draft = Type.Object({ id: Type.String(), at: Type.String(), own: Type.Boolean(), by: Type.String({ description: 'Pseudonym' }), sealed: SealedDraft });
export type Draft = Static<typeof Draft>;

export const listDrafts = defineOperation({
  ...reading, permission: 'message:send', id: 'mailbox.list-drafts', method: 'GET', path: '/v1/mailbox/drafts', input: {}, output: Type.Object({ items: Type.Array(Draft) }),
  summary: 'Drafts of the mailbox', description: "The desk's: whoever comes next goes on with them.",
});

export const keepDraft = defineOperation({
  ...mail, id: 'mailbox.keep-draft', method: 'PUT', path: '/v1/mailbox/drafts/:id', permission: 'message:send', effect: 'write', status: 200, body: 'json',
  input: { params: Type.Object({ id: DraftId }, closed), body: Type.Object({ sealed: SealedDraft }, closed) }, output: Type.Object({ id: Type.String(), at: Type.String() }), errors: BUREAU_WRITE_ERRORS,
  summary: 'Keep a draft', description: 'The browser gives it its id.', examples: [{ name: 'a draft', body: { sealed: { epoch: 1, enc: 'AA', key: 'AA', body: 'AA' } } }],
});

export const removeDraft = defineOperation({
  ...mail, id: 'mailbox.remove-draft', method: 'DELETE', path: '/v1/mailbox/drafts/:id', permission: 'message:send', effect: 'write', status: 200,
  input: { params: Type.Object({ id: DraftId }, closed) }, output: Type.Object({ removed: Type.Boolean() }), errors: BUREAU_WRITE_ERRORS,
  summary: 'Throw a draft away', description: 'Also when it was sent.',
});

export const Alarm = Type.Object({ id: Type.String(), at: Type.String(), code: Type.String(), organisation: OrganisationCode, message: Type.Optional(MessageId), seenAt: Type.Optional(Type.String()) });
export type Alarm = Static<typeof Alarm>;

export const listAlarms = defineOperation({
  ...reading, id: 'mailbox.list-alarms', method: 'GET', path: '/v1/mailbox/alarms', input: {}, output: Type.Object({ items: Type.Array(Alarm) }),
  summary: 'What was refused', description: 'Messages and keys that are not as they must be, newest first: a number that is missing, a signature that is false, a list of keys that two bureaus see differently.',
});

export const seeAlarms = defineOperation({
  ...mail, id: 'mailbox.see-alarms', method: 'POST', path: '/v1/mailbox/alarms/seen', permission: 'message:read', effect: 'write', status: 200, input: {}, output: Type.Object({ seen: Type.Integer() }), errors: BUREAU_WRITE_ERRORS,
  summary: 'Say that somebody looks at the alarms', description: 'They stay in the list.',
});

export const exportProof = defineOperation({
  ...reading, id: 'mailbox.export-proof', method: 'GET', path: '/v1/mailbox/messages/:id/proof', stepUp: true, input: { params: Type.Object({ id: MessageId }, closed) }, output: Type.Object({ proof: Type.Unknown() }), errors: [...BUREAU_ERRORS, 'access.step-up', 'mailbox.message-not-found', 'key.no-access'],
  summary: 'Export one message with its proof', description: 'Whoever has the file can read the message and check offline who signed it: `watchword message verify FILE`.',
});

/** The root keys of another bureau as this one follows them. `comparedAt`: when somebody compared the fingerprint with what the bureau itself gave, by telephone or on paper. */
export const MailboxPin = Type.Object({ organisation: OrganisationCode, fingerprint: Sha256, comparedAt: Type.Optional(Type.String()), by: Type.Optional(Type.String({ description: 'Pseudonym of who compared' })) });
export type MailboxPin = Static<typeof MailboxPin>;

export const listPins = defineOperation({
  ...reading, quiet: true, id: 'mailbox.list-pins', method: 'GET', path: '/v1/mailbox/pins', input: {}, output: Type.Object({ own: Type.Optional(Sha256), items: Type.Array(MailboxPin) }),
  summary: 'Fingerprints of root keys', description: 'Your own, to be given to other bureaus by telephone or on paper, and those of others. One that nobody has compared is what the hub showed first.',
});

export const comparePin = defineOperation({
  ...mail, id: 'mailbox.compare-pin', method: 'PUT', path: '/v1/mailbox/pins/:organisation', permission: 'message:send', effect: 'write', status: 200, body: 'json',
  input: { params: Type.Object({ organisation: OrganisationCode }, closed), body: Type.Object({ fingerprint: Type.String({ minLength: 1, maxLength: 100, description: 'As the bureau itself gave it; spaces do not matter' }) }, closed) }, output: MailboxPin,
  errors: [...WRITE_ERRORS, 'key.not-enrolled', 'key.unpinned'],
  summary: 'Compare a fingerprint with what the bureau gave you', description: 'By another way than this network. When it is another one, nothing is noted but an alarm: the hub may have shown other keys than theirs.',
  examples: [{ name: 'read out on the telephone', body: { fingerprint: 'A'.repeat(43) } }],
});

export const MAILBOX_OPERATIONS = [
  getMailbox, listMailboxDevices, enrolMailboxDevice, removeMailboxDevice, listAddressees, prepareMessage, listThreads, getThread, archiveThread, searchMessages, noteReceipt, fetchMail, listDrafts, keepDraft, removeDraft, listAlarms, seeAlarms, exportProof, listPins, comparePin,
] as const;
