/** The interface of attachments: photographs and files that belong to an incident. */
import { Type, type Static } from 'typebox';
import { ID_PATTERN } from '../ids.ts';
import { defineOperation } from '../operation.ts';
import { INCIDENT_ID, JOINT_ID, JOINT_READING, JOINT_WRITING } from './operations.ts';

/** Media types that may be sent. Pictures are drawn anew and kept as JPEG; the others are kept as they are. */
export const ATTACHMENT_TYPES = ['image/jpeg', 'image/png', 'image/webp', 'application/pdf', 'text/plain'] as const;
export const ATTACHMENT_LIMITS = { bytes: 10 * 1024 * 1024, ofIncident: 20 } as const;

const closed = { additionalProperties: false } as const;
const hub = { side: 'hub', purpose: 'none' } as const;
const ofIncident = Type.Object({ id: JOINT_ID, incident: INCIDENT_ID }, closed);
const ofAttachment = Type.Object({ id: JOINT_ID, incident: INCIDENT_ID, attachment: Type.String({ pattern: ID_PATTERN('att'), description: 'Id of an attachment' }) }, closed);
const Caption = Type.String({ minLength: 1, maxLength: 300, description: 'What it shows; name nobody' });

export const Attachment = Type.Object({
  id: Type.String(), type: Type.Enum(['image/jpeg', 'application/pdf', 'text/plain'], { description: 'Media type as it is kept' }), bytes: Type.Integer(), width: Type.Optional(Type.Integer()), height: Type.Optional(Type.Integer()),
  sha256: Type.String({ description: 'Of the bytes as they are kept, hexadecimal' }), received: Type.String({ description: 'SHA-256 of the file as it was sent, hexadecimal: of a picture another one' }),
  addedAt: Type.String(), officer: Type.Optional(Type.String({ description: 'Pseudonym, for the own organisation' })), caption: Type.Optional(Caption),
});
export type Attachment = Static<typeof Attachment>;
const Attachments = Type.Object({ items: Type.Array(Attachment) });

export const addAttachment = defineOperation({
  ...hub, id: 'attachments.add', method: 'POST', path: '/v1/operations/:id/incidents/:incident/attachments', permission: 'operation:report', effect: 'write', status: 201, body: 'file', input: { params: ofIncident }, output: Attachment,
  errors: [...JOINT_WRITING, 'incident.not-found', 'attachment.type', 'attachment.too-many', 'photo.unreadable', 'photo.dimensions', 'server.busy'],
  summary: 'Attach a photograph or file to an incident of your own', description: `Send the bytes: a JPEG, PNG or WebP picture, a PDF, or plain text, at most 10 MiB, ${ATTACHMENT_LIMITS.ofIncident} to an incident. What it is the server sees for itself. A picture is drawn anew: place, device and everything else that was written into the file is gone. The same file sent again is there once.`,
});
export const listAttachments = defineOperation({
  ...hub, id: 'attachments.list', method: 'GET', path: '/v1/operations/:id/incidents/:incident/attachments', permission: 'operation:read', effect: 'read', status: 200, input: { params: ofIncident }, output: Attachments, errors: [...JOINT_READING, 'incident.not-found'],
  summary: 'List the attachments of an incident', description: 'For whoever reads the incident.',
});
export const getAttachment = defineOperation({
  ...hub, id: 'attachments.get', method: 'GET', path: '/v1/operations/:id/incidents/:incident/attachments/:attachment', permission: 'operation:read', effect: 'read', status: 200, answer: 'bytes', input: { params: ofAttachment }, output: Type.String(), errors: [...JOINT_READING, 'incident.not-found', 'attachment.not-found'],
  summary: 'Read an attachment', description: 'Its bytes, for whoever reads the incident. Each look stands in the audit log.',
});
export const describeAttachment = defineOperation({
  ...hub, id: 'attachments.describe', method: 'PUT', path: '/v1/operations/:id/incidents/:incident/attachments/:attachment/caption', permission: 'operation:report', effect: 'write', status: 200, body: 'json', input: { params: ofAttachment, body: Type.Object({ caption: Type.Union([Caption, Type.Null()]) }, closed) }, output: Attachment,
  errors: [...JOINT_WRITING, 'incident.not-found', 'attachment.not-found'], summary: 'Say what an attachment shows', description: 'Of an incident of your own. null: nothing.', examples: [{ name: 'a caption', body: { caption: 'The hidden compartment' } }],
});
export const removeAttachment = defineOperation({
  ...hub, id: 'attachments.remove', method: 'DELETE', path: '/v1/operations/:id/incidents/:incident/attachments/:attachment', permission: 'operation:report', effect: 'write', status: 200, input: { params: ofAttachment }, output: Attachments, errors: [...JOINT_WRITING, 'incident.not-found', 'attachment.not-found'],
  summary: 'Remove an attachment of your own', description: 'It is erased at once. Answers with those that remain. That there was one, and its hash, stay.',
});

export const ATTACHMENT_OPERATIONS = [addAttachment, listAttachments, getAttachment, describeAttachment, removeAttachment] as const;
