import { Type, type Static } from 'typebox';
import { partialDay } from './databases/fields.ts';
import { ID_PATTERN } from './ids.ts';
import { defineOperation } from './operation.ts';

/** Media types of a photograph that is sent. What is kept and shown is always JPEG. */
export const PHOTO_TYPES = ['image/jpeg', 'image/png', 'image/webp'] as const;

/** What a photograph may be when it is sent, and at most is when it is shown. */
export const PHOTO_LIMITS = { bytes: 10 * 1024 * 1024, pixels: 64_000_000, least: 16, width: 1200, height: 1600, ofRecord: 10 } as const;

const closed = { additionalProperties: false } as const;
const RecordId = Type.String({ pattern: '^rec_[0-9a-f]{32}$', description: 'Id of a record' });
const PhotoId = Type.String({ pattern: ID_PATTERN('pho'), description: 'Id of a photograph' });
const Caption = Type.String({ minLength: 1, maxLength: 300, description: 'What it shows, in a sentence' });
const TakenOn = partialDay('When it was taken, as far as it is known');

const shown = {
  id: Type.String(),
  main: Type.Boolean({ description: 'The one to show first' }),
  takenOn: Type.Optional(TakenOn),
  caption: Type.Optional(Caption),
  width: Type.Integer({ description: 'In pixels, as it is shown' }),
  height: Type.Integer(),
};

/** A photograph as a match names it; its bytes are at `/v1/records/{record}/photos/{id}`. */
export const PhotoRef = Type.Object(shown);
export type PhotoRef = Static<typeof PhotoRef>;

/** A photograph of a record, without its bytes. */
export const PhotoAnswer = Type.Object({
  ...shown,
  bytes: Type.Integer({ description: 'Size as it is shown' }),
  addedAt: Type.String(),
  waiting: Type.Optional(Type.Literal(true, { description: 'Other countries see it after the secretariat has released the record again' })),
});
export type PhotoAnswer = Static<typeof PhotoAnswer>;

const PhotoList = Type.Object({ items: Type.Array(PhotoAnswer) });

const ofRecord = Type.Object({ id: RecordId }, closed);
const ofPhoto = Type.Object({ id: RecordId, photo: PhotoId }, closed);
const reading = ['request.invalid', 'access.unauthenticated', 'access.forbidden', 'record.not-found', 'audit.unavailable', 'store.unavailable', 'store.broken'] as const;
const writing = [...reading, 'request.key-reused', 'request.in-flight', 'record.not-owner', 'record.withdrawn', 'record.no-photographs'] as const;
const hub = { side: 'hub', purpose: 'none' } as const;

export const addPhoto = defineOperation({
  ...hub, id: 'photos.add', method: 'POST', path: '/v1/records/:id/photos', permission: 'record:write', effect: 'write', status: 201, body: 'image',
  input: { params: ofRecord }, output: PhotoAnswer,
  errors: [...writing, 'request.malformed', 'photo.unreadable', 'photo.dimensions', 'photo.too-many', 'server.busy'],
  summary: 'Add a photograph to a record of your own',
  description: 'Send the bytes of a JPEG, PNG or WebP file: at most 10 MiB and 64 million pixels, ten to a record. The picture is drawn anew, within 1200 by 1600 pixels: place, device and everything else that was written into the file is gone. The first one is the main one. On a record of a reviewed database other countries see it after the next release.',
});

export const listPhotos = defineOperation({
  ...hub, id: 'photos.list', method: 'GET', path: '/v1/records/:id/photos', permission: 'check', effect: 'read', status: 200,
  input: { params: ofRecord }, output: PhotoList, errors: reading,
  summary: 'The photographs of a record', description: 'Whoever finds the record by a check sees them: the main one first, then in the order in which they were added.',
});

export const getPhoto = defineOperation({
  ...hub, id: 'photos.get', method: 'GET', path: '/v1/records/:id/photos/:photo', permission: 'check', effect: 'read', status: 200, answer: 'image',
  input: { params: ofPhoto }, output: Type.String(), errors: [...reading, 'photo.not-found'],
  summary: 'A photograph', description: 'As JPEG, to whoever finds the record by a check. Each look stands in the audit log. The ETag is the SHA-256 of the bytes.',
});

export const describePhoto = defineOperation({
  ...hub, id: 'photos.describe', method: 'PATCH', path: '/v1/records/:id/photos/:photo', permission: 'record:write', effect: 'write', status: 200, body: 'merge-patch',
  input: {
    params: ofPhoto,
    body: Type.Object(
      {
        caption: Type.Optional(Type.Union([Caption, Type.Null()])),
        takenOn: Type.Optional(Type.Union([TakenOn, Type.Null()])),
        main: Type.Optional(Type.Literal(true, { description: 'Make it the main one; the one before no longer is' })),
      },
      { ...closed, minProperties: 1 },
    ),
  },
  output: PhotoAnswer, errors: [...writing, 'request.malformed', 'photo.not-found'],
  summary: 'Describe a photograph', description: 'A JSON merge patch: null removes. A new caption or day waits for the next release, and the photograph with it, where records are reviewed.',
  examples: [{ name: 'the main one', body: { main: true } }, { name: 'what and when', body: { caption: 'On leaving custody', takenOn: '2024-06' } }],
});

export const removePhoto = defineOperation({
  ...hub, id: 'photos.remove', method: 'DELETE', path: '/v1/records/:id/photos/:photo', permission: 'record:write', effect: 'write', status: 200,
  input: { params: ofPhoto }, output: PhotoList, errors: [...writing, 'photo.not-found'],
  summary: 'Remove a photograph', description: 'It is erased at once. Answers with those that remain; when it was the main one, the oldest of them is from now on.',
});

export const PHOTO_OPERATIONS = [addPhoto, listPhotos, getPhoto, describePhoto, removePhoto] as const;
