/**
 * Everything that travels with messages between bureaus: envelope, receipts, keyrings, entries of the key directory, proofs. What each field means
 * for a program in another language, byte for byte, is in docs/message-format.md; the hub checks what it can see, clients verify everything.
 */
import { Type, type Static, type TSchema } from 'typebox';
import { OrganisationCode } from './organisations.ts';
import { dictionary } from './databases/fields.ts';

const closed = { additionalProperties: false } as const;

/**
 * The one suite there is. It fixes: HPKE base mode with KEM 0x647a (MLKEM768-X25519, X-Wing), HKDF-SHA256, AES-256-GCM; signatures Ed25519 and
 * ML-DSA-65, both needed; C2SP chunked encryption with SHA-256 and AES-256-GCM; SHA-256 everywhere else.
 */
export const MESSAGE_SUITE = 'watchword-1' as const;
/** The largest file that can go with a message, in bytes, before it is encrypted. */
export const ATTACHMENT_BYTES_MAX = 200 * 1024 * 1024;
/** The largest blob on its way: the largest file, padded and encrypted, with room to spare. */
export const BLOB_BYTES_MAX = 216 * 1024 * 1024;
/** How many recipients one message can have: every place for an organisation but the sender's. */
export const RECIPIENTS_MAX = 255;
/** The body and at most this many attachments. */
export const ATTACHMENTS_MAX = 64;
/** An epoch key is used for 30 days at most. */
export const EPOCH_DAYS = 30;
/** After a device is removed its bureau has this long to go on to the next epoch; later, the old one is refused. Milliseconds. */
export const REMOVAL_GRACE_MS = 5 * 60_000;

export const PRIORITIES = ['routine', 'urgent', 'flash'] as const;
export type Priority = (typeof PRIORITIES)[number];

/**
 * Who may use what a message says. `police`: any police purpose; `case`: this case only; `no-court`: not as evidence without asking the sender;
 * `no-forward`: stays with the bureaus it was sent to; `eyes-only`: the named desk only.
 */
export const HANDLING_CODES = ['police', 'case', 'no-court', 'no-forward', 'eyes-only'] as const;
export type HandlingCode = (typeof HANDLING_CODES)[number];

/** Bytes of this many as base64url without padding, and in no other way. */
function bytes(length: number, description: string): ReturnType<typeof Type.String> {
  const digits = Math.ceil((length * 4) / 3);
  const last = ['[\\w-]', '[AEIMQUYcgkosw048]', '[AQgw]'][(3 - (length % 3)) % 3] ?? '';
  return Type.String({ pattern: `^[\\w-]{${digits - 1}}${last}$`, maxLength: digits, description });
}

const someBytes = (most: number, description: string): ReturnType<typeof Type.String> => Type.String({ pattern: '^[\\w-]*$', maxLength: Math.ceil((most * 4) / 3), description });

export const Sha256 = bytes(32, 'SHA-256, base64url without padding');
/** The id of a message: SHA-256 of its manifest. */
export const MessageId = bytes(32, 'SHA-256 of the manifest, base64url without padding');
/** The id of a signing key, which is the id of the device, officer or custodian that holds it. */
export const KeyId = bytes(32, 'SHA-256 over both public signing keys, base64url without padding');
export const KemPublicKey = bytes(1216, 'X-Wing public key (ML-KEM-768, then X25519)');
export const Instant = Type.String({ pattern: '^\\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\\d|3[01])T([01]\\d|2[0-3]):[0-5]\\d:[0-5]\\d\\.\\d{3}Z$', description: 'UTC, with milliseconds' });

/** Epochs are counted from 1. */
export const EPOCH_MAX = 1_000_000_000;
const Epoch = Type.Integer({ minimum: 1, maximum: EPOCH_MAX });
const Sequence = Type.Integer({ minimum: 0, maximum: 2 ** 48 });
const version = { v: Type.Literal(1), suite: Type.Literal(MESSAGE_SUITE) };
const orNull = <T extends TSchema>(schema: T) => Type.Union([schema, Type.Null()]);

/** Public half of a pair of signing keys. */
export const SigningPublicKey = Type.Object({ ed25519: bytes(32, 'Ed25519 public key'), mldsa65: bytes(1952, 'ML-DSA-65 public key') }, closed);
export type SigningPublicKey = Static<typeof SigningPublicKey>;

const JwsSignature = Type.Object({
  protected: Type.String({ pattern: '^[\\w-]+$', maxLength: 400, description: '{"alg","kid","typ"}, canonical. The verifier makes it itself and compares: nothing is taken from it' }),
  signature: Type.String({ pattern: '^[\\w-]+$', maxLength: 4412 }),
}, closed);

/**
 * A signed object (JWS, general JSON serialisation). For every signer two signatures, first Ed25519, then ML-DSA-65. One signer for messages, receipts
 * and keyrings; two or three where several persons have to agree.
 */
export const SignedObject = Type.Object({
  payload: Type.String({ pattern: '^[\\w-]+$', maxLength: 1_400_000, description: 'Canonical JSON (RFC 8785), base64url' }),
  signatures: Type.Array(JwsSignature, { minItems: 2, maxItems: 8 }),
}, closed);
export type SignedObject = Static<typeof SignedObject>;

/** What stands as `typ` in the header of each kind of signed object. */
export const SIGNED_TYPES = { manifest: 'watchword-manifest', receipt: 'watchword-receipt', keyring: 'watchword-keyring', directory: 'watchword-directory', acceptance: 'watchword-acceptance' } as const;
export type SignedType = keyof typeof SIGNED_TYPES;

// ---- the key directory ----

/** How far somebody has seen the hub's list of all directory entries: number of lines, and the hash that stands for all of them. */
export const DirectoryHead = Type.Object({ size: Sequence, head: Sha256 }, closed);
export type DirectoryHead = Static<typeof DirectoryHead>;

/** One line of the hub's list of all entries. `head` is the hash over this line and the head before; `n` counts from 1. */
export const DirectoryLine = Type.Object({ n: Sequence, organisation: OrganisationCode, sequence: Sequence, entry: Sha256, head: Sha256 }, closed);
export type DirectoryLine = Static<typeof DirectoryLine>;

const entry = { ...version, organisation: OrganisationCode, sequence: Sequence, prev: orNull(Sha256), time: Instant };

/** Three root keys of a bureau, held offline by three custodians, and the recovery key. The first is pinned at accession; a later one is signed by two of the three before. */
export const RootEntry = Type.Object({ ...entry, type: Type.Literal('root'), custodians: Type.Array(SigningPublicKey, { minItems: 3, maxItems: 3 }), recovery: KemPublicKey }, closed);
export type RootEntry = Static<typeof RootEntry>;

/** Who may enrol devices, from here on; replaces the list before. Signed by two custodians. */
export const OfficersEntry = Type.Object({
  ...entry, type: Type.Literal('officers'),
  officers: Type.Array(Type.Object({ name: Type.String({ minLength: 1, maxLength: 80, description: 'Pseudonym or post' }), key: SigningPublicKey }, closed), { minItems: 2, maxItems: 20 }),
}, closed);
export type OfficersEntry = Static<typeof OfficersEntry>;

export const DEVICE_KINDS = ['browser', 'node', 'system', 'hub'] as const;
export type DeviceKind = (typeof DEVICE_KINDS)[number];

/** A device is enrolled. Signed by two officers of the list. A `hub` signs receipts of acceptance for the secretariat; it has no `kem` and can never be in a keyring. */
export const DeviceEntry = Type.Object({
  ...entry, type: Type.Literal('device'), kind: Type.Enum([...DEVICE_KINDS]), name: Type.String({ minLength: 1, maxLength: 80 }), key: SigningPublicKey, kem: Type.Optional(KemPublicKey),
}, closed);
export type DeviceEntry = Static<typeof DeviceEntry>;

export const REMOVAL_REASONS = ['left', 'stolen', 'lost', 'replaced'] as const;

/** A device is removed, at once and for ever. One officer is enough: it must not wait for a second. */
export const RemovalEntry = Type.Object({ ...entry, type: Type.Literal('removal'), device: KeyId, reason: Type.Enum([...REMOVAL_REASONS]) }, closed);
export type RemovalEntry = Static<typeof RemovalEntry>;

/** The mailbox key that others encrypt to. Signed by a device of the mailbox; `keyring` is the hash of the keyring that made it. */
export const EpochEntry = Type.Object({ ...entry, type: Type.Literal('epoch'), epoch: Epoch, kem: KemPublicKey, until: Instant, keyring: Sha256 }, closed);
export type EpochEntry = Static<typeof EpochEntry>;

/** The payload of a signed object of type `directory`. */
export const DirectoryEntry = Type.Union([RootEntry, OfficersEntry, DeviceEntry, RemovalEntry, EpochEntry]);
export type DirectoryEntry = Static<typeof DirectoryEntry>;

// ---- keyrings ----

/** Something encrypted to one key (HPKE): encapsulated key and ciphertext. */
export const Sealed = Type.Object({ enc: bytes(1120, 'Encapsulated key'), ciphertext: someBytes(100_000, 'Ciphertext with its tag') }, closed);
export type Sealed = Static<typeof Sealed>;

export const KeyringMember = Type.Object({
  device: KeyId,
  reads: Type.Union([Type.Literal('all'), Epoch], { description: 'How far back: all, or from this epoch on' }),
  sealed: Sealed,
}, closed);
export type KeyringMember = Static<typeof KeyringMember>;

/**
 * The payload of a signed object of type `keyring`: who is in a mailbox, and the secrets of its epoch for each of them. Signed by a device that was in
 * the keyring before; the first one, and one after the country's recovery, by two officers besides.
 */
export const Keyring = Type.Object({
  ...version, organisation: OrganisationCode, sequence: Sequence, prev: orNull(Sha256), time: Instant, by: KeyId,
  epoch: Epoch, kem: KemPublicKey, until: Instant,
  directory: Type.Object({ sequence: Sequence, entry: Sha256 }, { ...closed, description: "The last entry of the organisation's own chain when this was made" }),
  members: Type.Array(KeyringMember, { minItems: 1, maxItems: 500 }),
  recovery: Sealed,
  previous: Type.Union([Type.Object({ epoch: Epoch, ciphertext: someBytes(400, 'Secrets of the epoch before, under the link key of this one') }, closed), Type.Null()]),
}, closed);
export type Keyring = Static<typeof Keyring>;

// ---- messages ----

/** One recipient in a manifest: organisation, epoch of its key, and SHA-256 of its wrap. */
export const Recipient = Type.Tuple([OrganisationCode, Epoch, Sha256]);
export type Recipient = Static<typeof Recipient>;

/** An encrypted file as the hub stores it. 0 is the body. `size` in bytes and `sha256` are of the ciphertext. */
export const BlobDescription = Type.Object({ n: Type.Integer({ minimum: 0, maximum: ATTACHMENTS_MAX }), size: Type.Integer({ minimum: 72, maximum: BLOB_BYTES_MAX }), sha256: Sha256 }, closed);
export type BlobDescription = Static<typeof BlobDescription>;

/** The payload of a signed object of type `manifest`. Its SHA-256 is the id of the message. Subject, text and case reference are in the body, which is encrypted. */
export const Manifest = Type.Object({
  ...version,
  nonce: bytes(32, 'Random; repeated inside every ciphertext'),
  from: OrganisationCode,
  device: KeyId,
  to: Type.Array(Recipient, { minItems: 1, maxItems: RECIPIENTS_MAX, description: 'In the order of their codes, each once, the sender not among them' }),
  self: Recipient,
  blobs: Type.Array(BlobDescription, { minItems: 1, maxItems: ATTACHMENTS_MAX + 1 }),
  priority: Type.Enum([...PRIORITIES]),
  handling: Type.Enum([...HANDLING_CODES]),
  time: Instant,
  prev: orNull(MessageId),
  directory: DirectoryHead,
}, closed);
export type Manifest = Static<typeof Manifest>;

/**
 * The content key for one organisation. The hub hands each organisation its own and no other; the manifest holds the hash of each. `sequence` counts
 * the messages from this sender to this recipient from 1, `prev` is the id of the one before.
 */
export const Wrap = Type.Object({ to: OrganisationCode, epoch: Epoch, sequence: Sequence, prev: orNull(MessageId), enc: bytes(1120, 'Encapsulated key'), ciphertext: bytes(48, 'Content key, encrypted') }, closed);
export type Wrap = Static<typeof Wrap>;

/** What a sender hands to the hub: the signed manifest and all wraps, its own among them. The blobs are uploaded first. */
export const SentMessage = Type.Object({ manifest: SignedObject, wraps: Type.Array(Wrap, { minItems: 2, maxItems: RECIPIENTS_MAX + 1 }) }, closed);
export type SentMessage = Static<typeof SentMessage>;

/** What the hub hands to one organisation. */
export const DeliveredMessage = Type.Object({ manifest: SignedObject, wrap: Wrap }, closed);
export type DeliveredMessage = Static<typeof DeliveredMessage>;

export const RECEIPT_KINDS = ['accepted', 'delivered', 'opened', 'answered'] as const;
export type ReceiptKind = (typeof RECEIPT_KINDS)[number];

/** What a recipient signs of one message. What the hub signs is an `Acceptance`. */
export const SIGNED_RECEIPT_KINDS = ['delivered', 'opened', 'answered'] as const;
export type SignedReceiptKind = (typeof SIGNED_RECEIPT_KINDS)[number];

/**
 * The payload of a signed object of type `receipt`. `delivered`: the recipient's node or system has it; `opened`: an officer's device opened it; `answered`: `answer` is the message that answers it.
 */
export const Receipt = Type.Object({
  ...version, kind: Type.Enum([...SIGNED_RECEIPT_KINDS]), message: MessageId, from: OrganisationCode, device: KeyId, to: OrganisationCode, time: Instant, directory: DirectoryHead,
  answer: Type.Optional(MessageId),
}, closed);
export type Receipt = Static<typeof Receipt>;

/** Messages that one signature of the hub says were taken, at most. */
export const ACCEPTED_TOGETHER_MAX = 1024;

/**
 * The payload of a signed object of type `acceptance`: the hub (`from` is the secretariat, `device` of kind `hub`) has these messages on its disk with all that
 * goes with them. They are the leaves of a tree (RFC 9162, 2.1): the leaf of a message is its id, 32 bytes. Neither their ids nor whose they are stand here.
 */
export const Acceptance = Type.Object({ ...version, from: OrganisationCode, device: KeyId, time: Instant, directory: DirectoryHead, size: Type.Integer({ minimum: 1, maximum: ACCEPTED_TOGETHER_MAX, description: 'Messages in the tree' }), root: Sha256 }, closed);
export type Acceptance = Static<typeof Acceptance>;

/** The hub's receipt for one message: what it signed for all of them, and where in the tree this one stands (RFC 9162, 2.1.3). */
export const AcceptedReceipt = Type.Object({ acceptance: SignedObject, index: Type.Integer({ minimum: 0, maximum: ACCEPTED_TOGETHER_MAX - 1 }), path: Type.Array(Sha256, { maxItems: 10, description: 'Hashes from the leaf to the root' }) }, closed);
export type AcceptedReceipt = Static<typeof AcceptedReceipt>;

// ---- inside the ciphertext ----

const line = (most: number): ReturnType<typeof Type.String> => Type.String({ maxLength: most });

export const CARD_KINDS = ['person', 'document', 'vehicle'] as const;

/** A card: what a reader can check with one key. `origin` says whose statement it is; it never becomes a shared record by itself. */
export const Card = Type.Object({
  kind: Type.Enum([...CARD_KINDS]),
  origin: OrganisationCode,
  fields: dictionary(line(2000), { pattern: '^[a-zA-Z][a-zA-Z0-9.]{0,63}$' }),
}, closed);
export type Card = Static<typeof Card>;

/** A file that goes with a message. `n` is its blob; `size` in bytes, before padding. */
export const AttachedFile = Type.Object({
  n: Type.Integer({ minimum: 1, maximum: ATTACHMENTS_MAX }), name: Type.String({ minLength: 1, maxLength: 255 }), mediaType: Type.String({ pattern: '^[\\w.+-]{1,60}/[\\w.+-]{1,80}$' }),
  size: Type.Integer({ minimum: 0, maximum: ATTACHMENT_BYTES_MAX }),
}, closed);
export type AttachedFile = Static<typeof AttachedFile>;

/** The owner's answer to the hit that `hit` names: its two questions. Whoever sends it tells the hub as well, so that the clock stops; the recipient's node sees to it that it did. */
export const HitReply = Type.Object({ valid: Type.Enum(['yes', 'no']), same: Type.Enum(['yes', 'no', 'cannot-tell']) }, closed);
export type HitReply = Static<typeof HitReply>;

/** What the sender wrote: the second part of the body's plaintext. The hub never sees it. `thread`: id of the message that began it. */
export const MessageContent = Type.Object({
  v: Type.Literal(1),
  subject: line(300),
  text: line(200_000),
  language: Type.Optional(Type.String({ pattern: '^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$' })),
  template: Type.Optional(Type.String({ pattern: '^[a-z][a-z-]{0,39}$' })),
  case: Type.Optional(line(120)),
  author: Type.Optional(line(120)),
  thread: Type.Optional(MessageId),
  answers: Type.Optional(MessageId),
  forwards: Type.Optional(MessageId),
  hit: Type.Optional(line(80)),
  answer: Type.Optional(HitReply),
  cards: Type.Optional(Type.Array(Card, { maxItems: 100 })),
  attachments: Type.Optional(Type.Array(AttachedFile, { maxItems: ATTACHMENTS_MAX })),
}, closed);
export type MessageContent = Static<typeof MessageContent>;

/** The first part of the body's plaintext: whose message this is, for whom, and which one. */
export const Opening = Type.Object({ suite: Type.Literal(MESSAGE_SUITE), nonce: bytes(32, 'As in the manifest'), from: OrganisationCode, to: Type.Array(OrganisationCode, { minItems: 1, maxItems: RECIPIENTS_MAX }) }, closed);
export type Opening = Static<typeof Opening>;

// ---- a proof for a third party ----

/** A message with its content key, disclosed. Whoever has the file can read the message and check, offline, who signed it. */
export const MessageProof = Type.Object({
  kind: Type.Literal('watchword-message-proof'), v: Type.Union([Type.Literal(1), Type.Literal(2)], { description: '2 since the hub signs many messages at once; 1 has no `accepted`' }),
  manifest: SignedObject,
  contentKey: bytes(32, 'The content key: it opens this message and no other'),
  body: Type.String({ pattern: '^[\\w-]+$', maxLength: 4_000_000, description: 'Blob 0, encrypted, base64url. Attachments lie beside the proof, encrypted, or are left out' }),
  receipts: Type.Array(SignedObject, { maxItems: 2000 }),
  accepted: Type.Optional(AcceptedReceipt),
  directories: Type.Array(Type.Object({ organisation: OrganisationCode, entries: Type.Array(SignedObject, { minItems: 1, maxItems: 20_000 }) }, closed), { maxItems: 300, description: 'Chains of the organisations that signed something here' }),
}, closed);
export type MessageProof = Static<typeof MessageProof>;
