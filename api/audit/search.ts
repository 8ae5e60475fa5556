/** Looking something up in one's own logs, and taking entries away as a file that anybody can verify without this server. `docs/audit.md` says how. */
import { Type, type Static } from 'typebox';
import { country, documentNumber, partialDay, serialNumber } from '../databases/fields.ts';
import { ID_PATTERN } from '../ids.ts';
import { defineOperation } from '../operation.ts';

const closed = { additionalProperties: false } as const;
const errors = ['request.invalid', 'access.unauthenticated', 'access.forbidden', 'access.step-up', 'audit.unavailable', 'audit.broken', 'store.unavailable', 'store.broken'] as const;

/** What is looked for: one of these. */
export const SearchAbout = Type.Object(
  {
    person: Type.Optional(Type.Object({ name: Type.String({ minLength: 1, maxLength: 200, description: 'The whole name, in any script and order' }), born: Type.Optional(partialDay('Birth date as far as known')) }, closed)),
    document: Type.Optional(Type.Object({ number: documentNumber('Number of the document'), issuer: Type.Optional(country('Issuer')) }, closed)),
    vehicle: Type.Optional(
      Type.Object({ vin: Type.Optional(serialNumber('VIN, or its last eight characters')), plate: Type.Optional(Type.Object({ number: serialNumber('Plate'), country: Type.Optional(country('Country of the plate')) }, closed)) }, { ...closed, minProperties: 1 }),
    ),
    record: Type.Optional(Type.String({ pattern: ID_PATTERN('rec'), description: 'Id of a record' })),
  },
  { ...closed, minProperties: 1, maxProperties: 1, description: 'A person, a document, a vehicle or a record' },
);
export type SearchAbout = Static<typeof SearchAbout>;

export const SearchLog = Type.Object(
  {
    about: Type.Optional(SearchAbout),
    officer: Type.Optional(Type.String({ pattern: '^[A-Za-z0-9._-]{1,64}$', description: 'Pseudonym of an officer, or id of a token: only what this one did' })),
    reason: Type.String({ minLength: 3, maxLength: 500, description: 'Why you look. It is sealed in the entry that this search leaves, with what you looked for' }),
    from: Type.Optional(Type.String({ format: 'date', description: 'First day, UTC; the first of the log unless told' })),
    to: Type.Optional(Type.String({ format: 'date', description: 'Last day, UTC' })),
    limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 500, default: 100 })),
    cursor: Type.Optional(Type.String({ pattern: '^[0-9]{1,15}$', description: 'To go on where the last answer ended' })),
  },
  closed,
);
export type SearchLog = Static<typeof SearchLog>;

export const SearchItem = Type.Object({
  log: Type.Enum(['requester', 'owner'], { description: 'requester: something that your organisation did; owner: somebody else was shown your record' }),
  entry: Type.Integer(), hash: Type.String(), at: Type.String(), event: Type.String(), organisation: Type.String(),
  by: Type.Optional(Type.String({ description: 'Pseudonym of the officer, or the token; of your own organisation only' })),
  via: Type.Optional(Type.String()), purpose: Type.Optional(Type.String()), databases: Type.Optional(Type.Array(Type.String())),
  outcome: Type.Optional(Type.Enum(['hit', 'possible', 'unavailable', 'none'])),
  as: Type.Optional(Type.Enum(['hit', 'possible'], { description: 'How surely the question is about what you look for; absent where a record says so' })),
  asked: Type.Optional(Type.Unknown({ description: 'What was asked, as it was asked' })),
  records: Type.Optional(Type.Array(Type.String(), { description: 'Records that are about what you look for; without `about`, records that were shown' })),
});
export type SearchItem = Static<typeof SearchItem>;

export const SearchFound = Type.Object({
  items: Type.Array(SearchItem),
  covered: Type.Object(
    {
      from: Type.Optional(Type.String({ description: 'Time of the first entry that was looked at; absent when there was none' })),
      to: Type.Optional(Type.String({ description: 'Time of the last' })),
      entries: Type.Integer({ description: 'Entries of yours, or told to you, that were looked at' }),
      questions: Type.Integer({ description: 'Questions of your checks that were opened' }),
      erased: Type.Integer({ description: 'Questions of your checks that nobody can open any more: they found nothing and are older than a month, or were erased. They may have been about anybody' }),
    },
    { description: 'What this answer covers' },
  ),
  nextCursor: Type.Optional(Type.String({ description: 'There is more of the period to be looked at. Absent: all of it was' })),
});
export type SearchFound = Static<typeof SearchFound>;

export const searchLog = defineOperation({
  id: 'audit.search', method: 'POST', path: '/v1/audit/searches', side: 'hub', permission: 'audit:read', purpose: 'none', effect: 'read', status: 200, body: 'json', stepUp: true,
  input: { body: SearchLog }, output: SearchFound,
  errors: [...errors, 'request.malformed', 'request.cursor', 'check.no-subject', 'server.busy'],
  summary: 'Look a person, document, vehicle, record or officer up in your own logs',
  description: 'Everything in your log, and in the log of who was shown your records, that concerns it, oldest first; it takes seconds and ends early with `nextCursor` when there is much. It leaves an entry in your log, in which what was looked for and why are sealed. One of `about` and `officer` is needed.',
  examples: [{ name: 'a person', body: { about: { person: { name: 'Anna Maria Eriksson', born: '1974-08-12' } }, reason: 'Complaint 2026-118 of the person concerned' } }, { name: 'an officer', body: { officer: 'ofc_019ab1f0c4d07c3f8a51d2b6e9f04417', reason: 'Flag of last night', from: '2026-11-01' } }],
});

const LOGS = ['requester', 'owner'] as const;
export type ExportedLog = (typeof LOGS)[number];
const Log = Type.Optional(Type.Enum([...LOGS], { description: 'requester (unless told): what your organisation did; owner: who was shown your records' }));
/** Entries that a file holds at most that one person takes away alone. */
export const MOST_EXPORTED_ALONE = 1000;

const exporting = {
  side: 'hub', permission: 'audit:read', purpose: 'none', effect: 'read', method: 'GET', status: 200, answer: 'stream', stepUp: true, output: Type.String(),
} as const;
const exportErrors = [...errors, 'audit.not-found', 'audit.no-checkpoint', 'audit.trees-broken'] as const;

export const exportLog = defineOperation({
  ...exporting, id: 'audit.export', path: '/v1/audit/export', errors: [...exportErrors, 'audit.too-many'],
  input: {
    query: Type.Object(
      {
        log: Log,
        entries: Type.Optional(Type.String({ pattern: '^[0-9]{1,15}(,[0-9]{1,15}){0,999}$', description: 'Numbers of entries with commas between; else a period' })),
        from: Type.Optional(Type.String({ format: 'date', description: 'First day, UTC' })), to: Type.Optional(Type.String({ format: 'date', description: 'Last day, UTC' })),
        texts: Type.Optional(Type.Boolean({ description: 'With what was asked, as far as it can still be opened, and the salt that proves it' })),
      },
      closed,
    ),
  },
  summary: 'Take entries of your own log away as a signed file', description: `NDJSON with the checkpoint, a proof that all of them are in the tree it signs, and a signature over the whole file: \`watchword audit verify FILE\` verifies it without a network. At most ${MOST_EXPORTED_ALONE} entries; more need a second person (\`audit.mass-export\`).`,
});

export const massExportLog = defineOperation({
  ...exporting, id: 'audit.mass-export', path: '/v1/audit/mass-export', approval: 'mass-export', errors: [...exportErrors, 'access.two-persons'],
  input: { query: Type.Object({ log: Log, from: Type.String({ format: 'date', description: 'First day, UTC' }), to: Type.String({ format: 'date', description: 'Last day, UTC' }) }, closed) },
  summary: 'Take a long period of your own log away as a signed file', description: 'The same file with any number of entries, without what was asked. A person needs a second one who approves it first (`mass-export`).',
});

export const AUDIT_SEARCH_OPERATIONS = [searchLog, exportLog, massExportLog] as const;
