/** The audit log as a country verifies it: keys, checkpoints, proofs, tiles, its own entries. `docs/audit.md` says how. */
import { Type, type Static } from 'typebox';
import { defineOperation } from './operation.ts';

const closed = { additionalProperties: false } as const;
const errors = ['request.invalid', 'access.unauthenticated', 'access.forbidden', 'audit.unavailable', 'audit.not-found', 'audit.no-checkpoint', 'audit.trees-broken', 'audit.broken', 'store.unavailable', 'store.broken'] as const;
const reading = { side: 'hub', permission: 'audit:read', purpose: 'none', effect: 'read', method: 'GET', status: 200, errors } as const;

const Hash = Type.String({ pattern: '^[0-9a-f]{64}$', description: 'SHA-256, 64 hexadecimal digits' });
const Base64Hash = Type.String({ description: 'SHA-256 in base 64' });
const Note = Type.String({ description: 'A signed note as c2sp.org/signed-note and c2sp.org/tlog-checkpoint write it, with the cosignatures so far' });
const Index = Type.Integer({ minimum: 0, maximum: 281_474_976_710_655 });
const TREES = ['log', 'requester', 'owner'] as const;
const TreeName = Type.Enum([...TREES], { description: 'log: every entry of the server; requester: your own entries; owner: checks that showed your records' });
export type TreeName = (typeof TREES)[number];

export const AuditHead = Type.Object({ size: Type.Integer(), root: Base64Hash, salt: Type.String(), path: Type.Array(Base64Hash) }, { description: "The head of your own tree in the checkpoint: salt and path lead to the line `heads`" });
export type AuditHead = Static<typeof AuditHead>;

export const AuditKeys = Type.Object({
  organisation: Type.String({ description: 'Whose own logs the other operations show you' }),
  origin: Type.String({ description: 'Name of the log: the first line of its checkpoints' }),
  keys: Type.Array(Type.Object({
    generation: Type.Integer(), since: Type.Integer({ description: 'ms since 1970' }), ed25519: Type.String(), mlDsa44: Type.String(),
    vouched: Type.Optional(Type.String({ description: 'The note in which the keys before these name them' })),
  }), { description: 'Keys as lines of c2sp.org/signed-note, oldest first; the last sign now' }),
  commission: Type.String({ description: 'The public key to which the log of what owners are not told is sealed' }),
  checkpoint: Note,
});
export type AuditKeys = Static<typeof AuditKeys>;

export const getAuditKeys = defineOperation({
  ...reading, id: 'audit.keys', path: '/v1/audit/keys', quiet: true, input: {}, output: AuditKeys,
  summary: 'Public keys of the audit log and its newest checkpoint', description: 'Keep the keys that you were shown first: `watchword audit witness` does. New keys are vouched for by those before them.',
});

export const listCheckpoints = defineOperation({
  ...reading, id: 'audit.checkpoints', path: '/v1/audit/checkpoints', quiet: true,
  input: { query: Type.Object({ from: Type.Optional(Type.Integer({ minimum: 1, default: 1 })), limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 1000, default: 100 })) }, closed) },
  output: Type.Object({ items: Type.Array(Type.Object({ number: Type.Integer(), size: Type.Integer(), time: Type.Integer({ description: 'ms since 1970' }), note: Note })) }),
  summary: 'Checkpoints that were published', description: 'From a number on, oldest first. Most carry their short signature only; each holds the hash of the one before it.',
});

export const proveInclusion = defineOperation({
  ...reading, id: 'audit.inclusion', path: '/v1/audit/inclusion', quiet: true,
  input: { query: Type.Object({ entry: Type.Integer({ minimum: 1, description: 'Number of the entry, from the receipt' }), hash: Hash }, closed) },
  output: Type.Object({ checkpoint: Note, index: Index, path: Type.Array(Base64Hash), own: Type.Optional(Type.Object({ index: Index, path: Type.Array(Base64Hash), head: AuditHead }, { description: 'For your own entries: the same in your own tree' })) }),
  summary: 'Prove that an entry is in the log', description: 'Waits for the next checkpoint when the entry is newer than the last: up to a second.',
});

export const proveConsistency = defineOperation({
  ...reading, id: 'audit.consistency', path: '/v1/audit/consistency', quiet: true,
  input: { query: Type.Object({ tree: Type.Optional(TreeName), from: Index, to: Type.Optional(Index) }, closed) },
  output: Type.Object({ checkpoint: Note, from: Type.Integer(), to: Type.Integer(), path: Type.Array(Base64Hash), head: Type.Optional(AuditHead) }),
  summary: 'Prove that a tree continues an earlier one', description: 'From the size that you saw to the newest (or `to`). Your own trees come with their head.',
});

export const getTile = defineOperation({
  ...reading, id: 'audit.tile', path: '/v1/audit/tile', quiet: true,
  input: { query: Type.Object({ tree: Type.Optional(TreeName), path: Type.String({ pattern: String.raw`^tile/[0-5]/(x\d{3}/)*\d{3}(\.p/\d{1,3})?$`, description: 'As c2sp.org/tlog-tiles names tiles: tile/0/x001/067 or tile/0/000.p/12' }) }, closed) },
  output: Type.Object({ path: Type.String(), hashes: Type.String({ description: 'The bytes of the tile in base 64' }) }),
  summary: 'A tile of a tree', description: 'Of the log, or of your own trees.',
});

const page = { from: Type.Optional(Type.Integer({ minimum: 0, default: 0, description: 'Index of the first' })), limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 1000, default: 100 })) };
const Leaf = Type.String({ description: 'Bytes of the leaf in base 64: SHA-256 of a byte 0 and these is its hash' });

export const AuditEntryItem = Type.Object({
  index: Type.Integer(), bytes: Leaf,
  entry: Type.Object({
    seq: Type.Integer(), time: Type.Integer(), hash: Type.String(), event: Type.String(), actor: Type.String(), via: Type.Optional(Type.String()), purpose: Type.Optional(Type.String()),
    databases: Type.Optional(Type.Array(Type.String())), owners: Type.Optional(Type.Array(Type.String())), subject: Type.Optional(Type.String()), within: Type.Optional(Type.String()),
    response: Type.Optional(Type.String()), commitment: Type.Optional(Type.String()),
    outcomes: Type.Optional(Type.Object({ hit: Type.Integer(), possible: Type.Integer(), none: Type.Integer(), unavailable: Type.Integer() })),
  }),
});
export type AuditEntryItem = Static<typeof AuditEntryItem>;

export const listOwnEntries = defineOperation({
  ...reading, id: 'audit.entries', path: '/v1/audit/entries', input: { query: Type.Object(page, closed) },
  output: Type.Object({ items: Type.Array(AuditEntryItem), size: Type.Integer({ description: 'Entries of yours in the newest checkpoint' }) }),
  summary: 'Your own entries', description: "Whatever your organisation's officers and systems did, oldest first. What was asked stands there as a commitment only.",
});

export const OwnerEntryItem = Type.Object({
  index: Type.Integer(), bytes: Leaf, entry: Type.Integer(), time: Type.Integer(), organisation: Type.String(), entryHash: Type.String(),
  detail: Type.Optional(Type.String({ description: 'Database, record, purpose, as the leaf commits to them; absent once erased' })), salt: Type.Optional(Type.String()),
});
export type OwnerEntryItem = Static<typeof OwnerEntryItem>;

export const listOwnerEntries = defineOperation({
  ...reading, id: 'audit.owner-entries', path: '/v1/audit/owner-entries', input: { query: Type.Object(page, closed) },
  output: Type.Object({ items: Type.Array(OwnerEntryItem), size: Type.Integer() }),
  summary: 'Who was shown your records', description: 'At once for vehicles, firearms, vessels, works of art and blank documents. What is not told yet, or never, is not here and not counted here.',
});

export const cosignCheckpoint = defineOperation({
  id: 'audit.cosign', method: 'POST', path: '/v1/audit/cosignatures', side: 'hub', permission: 'audit:witness', purpose: 'none', effect: 'read', status: 200, quiet: true, body: 'json',
  input: { body: Type.Object({ number: Type.Integer({ minimum: 1 }), lines: Type.Array(Type.String({ maxLength: 5000 }), { minItems: 1, maxItems: 2 }), keys: Type.Array(Type.String({ maxLength: 3000 }), { minItems: 1, maxItems: 2 }) }, closed) },
  output: Type.Object({ number: Type.Integer(), size: Type.Integer() }),
  errors: [...errors, 'request.malformed', 'audit.bad-cosignature', 'audit.other-witness'],
  summary: "Hand in your witness's cosignature", description: 'As c2sp.org/tlog-cosignature writes it, for a checkpoint by its number. The keys of your witness are kept when they first come.',
  examples: [{ name: 'one signature', body: { number: 42, lines: ['— fra.witness.example Ad9c1hJzCw=='], keys: ['fra.witness.example+6c1b2a90+BAw='] } }],
});

export const MatrixCell = Type.Object({ day: Type.String(), requester: Type.String(), owner: Type.String(), count: Type.Integer() });
export type MatrixCell = Static<typeof MatrixCell>;

export const getMatrix = defineOperation({
  ...reading, id: 'audit.matrix', path: '/v1/audit/matrix',
  input: { query: Type.Object({ from: Type.String({ format: 'date' }), to: Type.String({ format: 'date', description: 'The last day' }) }, closed) },
  output: Type.Object({ items: Type.Array(MatrixCell), checkpoint: Note }),
  summary: 'How often who was shown whose records', description: 'By day; only the cells in which your organisation asked or owns. Counts what owners are told at once.',
});

export const AUDIT_OPERATIONS = [getAuditKeys, listCheckpoints, proveInclusion, proveConsistency, getTile, listOwnEntries, listOwnerEntries, cosignCheckpoint, getMatrix] as const;
