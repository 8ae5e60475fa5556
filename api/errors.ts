/**
 * Every refusal and failure of Watchword, once. Domain code throws `fail(code)`; it does not know HTTP. The status
 * here is used at the edge only. `title` is public text; it never holds data of a record, a person or a question.
 */
export const ERRORS = {
  // the request
  'request.malformed': { status: 400, title: 'The request cannot be read.', retryable: false },
  'request.invalid': { status: 400, title: 'A field is missing or not as it should be.', retryable: false },
  'request.too-large': { status: 413, title: 'The request is too large.', retryable: false },
  'request.too-slow': { status: 408, title: 'The request took too long to arrive.', retryable: true },
  'request.media-type': { status: 415, title: 'This media type is not accepted here.', retryable: false },
  'request.not-found': { status: 404, title: 'There is no such address.', retryable: false },
  'request.method': { status: 405, title: 'This address does not take this method.', retryable: false },
  'request.key-reused': { status: 422, title: 'This Idempotency-Key was used for another request.', retryable: false },
  'request.in-flight': { status: 409, title: 'The first request with this Idempotency-Key is still running.', retryable: true },
  'request.version-needed': { status: 428, title: 'Send If-Match with the ETag that you read, quotes included.', retryable: false },
  'request.cursor': { status: 400, title: 'This cursor is not one that was given out.', retryable: false },
  'request.rate-limited': { status: 429, title: 'Too many requests in a short time.', retryable: true },
  // who asks
  'access.unauthenticated': { status: 401, title: 'Sign in, or send a valid token.', retryable: false },
  'access.forbidden': { status: 403, title: 'Your rights do not cover this.', retryable: false },
  'access.purpose': { status: 403, title: 'This purpose is not allowed for this database.', retryable: false },
  'access.suspended': { status: 403, title: 'Your organisation is suspended.', retryable: false },
  'access.token-not-found': { status: 404, title: 'There is no such token.', retryable: false },
  'access.client-not-found': { status: 404, title: 'There is no such registered system.', retryable: false },
  'access.client-key': { status: 409, title: 'This key cannot be added or removed.', retryable: false },
  // people at their bureau
  'access.locked': { status: 423, title: 'This session is locked. Unlock it with your passkey.', retryable: false },
  'access.step-up': { status: 403, title: 'Confirm with your passkey that it is you.', retryable: false },
  'access.two-persons': { status: 409, title: 'This needs a second person: propose it.', retryable: false },
  'access.own-proposal': { status: 403, title: 'Nobody decides on a proposal that is his own or about himself.', retryable: false },
  'access.passkey-refused': { status: 403, title: 'This passkey was not accepted.', retryable: false },
  'access.code-refused': { status: 403, title: 'This code is not accepted, or no more.', retryable: false },
  'access.too-many-tries': { status: 429, title: 'Too many tries. Wait a minute.', retryable: false },
  'access.ceremony-over': { status: 409, title: 'This began too long ago, or is done. Begin again.', retryable: false },
  'access.provider-refused': { status: 403, title: 'The identity provider names nobody who is admitted here.', retryable: false },
  'access.provider-unreachable': { status: 503, title: 'The identity provider does not answer.', retryable: false },
  'person.not-found': { status: 404, title: 'There is no such person at your bureau.', retryable: false },
  'person.version-conflict': { status: 412, title: 'The person was changed since you read it.', retryable: false },
  'person.roles': { status: 409, title: 'These roles may not be held together, or not here.', retryable: false },
  'person.last-administrator': { status: 409, title: 'The bureau would be left without an administrator.', retryable: false },
  'person.subject-taken': { status: 409, title: 'Another person has this name at the identity provider.', retryable: false },
  'person.state': { status: 409, title: 'This is not possible in the state that the person is in.', retryable: false },
  'unit.not-found': { status: 404, title: 'There is no such unit at your bureau.', retryable: false },
  'unit.taken': { status: 409, title: 'There is a unit of this name, or people are still in it.', retryable: false },
  'passkey.not-found': { status: 404, title: 'You have no such passkey.', retryable: false },
  'passkey.last': { status: 409, title: 'The last passkey stays: without it there is no way in.', retryable: false },
  'passkey.known': { status: 409, title: 'This passkey is registered already.', retryable: false },
  'session.not-found': { status: 404, title: 'There is no such session of yours.', retryable: false },
  'proposal.not-found': { status: 404, title: 'There is no such proposal at your bureau.', retryable: false },
  'proposal.closed': { status: 409, title: 'This proposal was decided, withdrawn or has lapsed.', retryable: false },
  // organisations and what they may do
  'organisation.not-found': { status: 404, title: 'There is no such organisation for you.', retryable: false },
  'organisation.taken': { status: 409, title: 'There is an organisation of this name.', retryable: false },
  'organisation.no-place': { status: 409, title: 'The network has no place for another partner.', retryable: false },
  'policy.invalid': { status: 500, title: 'A rule of the policy is wrong.', retryable: false },
  'policy.stale': { status: 500, title: 'The table of rights was worked out from other rules.', retryable: false },
  // oversight
  'flag.not-found': { status: 404, title: 'There is no such flag at your organisation.', retryable: false },
  'flag.answered': { status: 409, title: 'Somebody has said already what came of this flag.', retryable: false },
  'flag.own': { status: 403, title: 'Another person has to look at a flag about you.', retryable: false },
  'statistics.not-over': { status: 400, title: 'Statistics are published of months that are over.', retryable: false },
  // messages between bureaus, and their keys
  'message.malformed': { status: 400, title: 'The message is not as the format says.', retryable: false },
  'message.signature': { status: 403, title: 'A signature is missing or false.', retryable: false },
  'message.changed': { status: 409, title: 'The content was changed or cut on its way.', retryable: false },
  'message.not-for-you': { status: 403, title: 'The message was not encrypted for this organisation.', retryable: false },
  'message.recipients': { status: 403, title: 'Envelope and content name different recipients.', retryable: false },
  'message.replayed': { status: 409, title: 'This message had arrived before.', retryable: false },
  'message.sequence': { status: 409, title: 'The number of the message is not the next one.', retryable: false },
  'message.gap': { status: 409, title: 'A message before this one has not arrived.', retryable: false },
  'message.reordered': { status: 409, title: 'The message arrives after later ones.', retryable: false },
  'message.forked': { status: 409, title: 'The message does not follow those that came before it.', retryable: false },
  'message.stale-epoch': { status: 409, title: 'The message is encrypted to a key that is no longer used.', retryable: false },
  'message.sender-removed': { status: 403, title: 'The sending device had been removed.', retryable: false },
  'message.not-found': { status: 404, title: 'There is no such message for you.', retryable: false },
  'message.destroyed': { status: 410, title: 'The message was destroyed when its time was over.', retryable: false },
  'message.no-file': { status: 409, title: 'A file of the message is not here.', retryable: false },
  'file.not-found': { status: 404, title: 'You have no such upload.', retryable: false },
  'file.offset': { status: 409, title: 'The upload is at another place.', retryable: false },
  'file.quota': { status: 409, title: 'Too many encrypted files wait that go with no message.', retryable: false },
  'group.not-found': { status: 404, title: 'There is no such group of yours.', retryable: false },
  'webhook.not-found': { status: 404, title: 'You have no such webhook.', retryable: false },
  'webhook.address': { status: 400, title: 'A webhook cannot have this address.', retryable: false },
  'webhook.too-many': { status: 409, title: 'Your organisation has as many webhooks as it can have.', retryable: false },
  'key.unpinned': { status: 403, title: 'The root keys are not those that were pinned.', retryable: false },
  'key.chain': { status: 409, title: 'The entries of a key directory do not follow one another.', retryable: false },
  'key.log-forked': { status: 409, title: 'The hub shows different key directories to different bureaus.', retryable: false },
  'key.two-persons': { status: 403, title: 'Too few of those who must agree have signed.', retryable: false },
  'key.not-enrolled': { status: 403, title: 'The signing device or person is not one that may sign this.', retryable: false },
  'key.keyring': { status: 409, title: 'The keyring is not one that follows from what is known.', retryable: false },
  'key.no-access': { status: 403, title: 'This device has no key for that time.', retryable: false },
  'key.epoch-due': { status: 409, title: 'A new epoch is due.', retryable: false },
  // the mailbox of a bureau
  'mailbox.closed': { status: 409, title: 'The mailbox of this bureau is not open yet.', retryable: true },
  'mailbox.message-not-found': { status: 404, title: 'There is no such message in the mailbox.', retryable: false },
  'mailbox.device-not-found': { status: 404, title: 'There is no such device in the mailbox.', retryable: false },
  'mailbox.wanted-card': { status: 409, title: 'A card of a wanted person to so many bureaus belongs into a diffusion.', retryable: false },
  'access.passkey-needed': { status: 403, title: 'Register a passkey first.', retryable: false },
  // joint operations
  'joint.file': { status: 400, title: 'This file of a joint operation cannot be counted.', retryable: false },
  'joint.not-found': { status: 404, title: 'You take part in no such joint operation.', retryable: false },
  'joint.code-taken': { status: 409, title: 'Another joint operation has this code.', retryable: false },
  'joint.state': { status: 409, title: 'The joint operation does not stand where this can be done.', retryable: false },
  'joint.role': { status: 403, title: 'This is for another role in the joint operation.', retryable: false },
  'joint.unsigned': { status: 409, title: 'Not every country has signed these figures.', retryable: false },
  'joint.version-conflict': { status: 412, title: 'The joint operation has changed since you read it.', retryable: false },
  'joint.results-not-found': { status: 404, title: 'There are no such frozen results.', retryable: false },
  'joint.task-not-found': { status: 404, title: 'There is no such item in the lists of this joint operation for you.', retryable: false },
  'joint.link-not-found': { status: 404, title: 'Your country has no such link.', retryable: false },
  'joint.duplicate-not-found': { status: 404, title: 'Your country has no such possible duplicate.', retryable: false },
  'incident.not-found': { status: 404, title: 'There is no such incident for you.', retryable: false },
  'incident.version-conflict': { status: 412, title: 'The incident has changed since you read it.', retryable: false },
  'joint.report-not-found': { status: 404, title: 'There is no such report for you.', retryable: false },
  'attachment.not-found': { status: 404, title: 'The incident has no such attachment.', retryable: false },
  'attachment.too-many': { status: 409, title: 'The incident has as many attachments as it can have.', retryable: false },
  'attachment.type': { status: 400, title: 'Files of this kind are not taken.', retryable: false },
  'evidence.not-found': { status: 404, title: 'No such case is open to you.', retryable: false },
  'incident.role-change': { status: 409, title: 'A migrant or victim becomes a suspect only by another officer than the one who reported.', retryable: false },
  'chart.not-found': { status: 404, title: 'There is no such chart for you.', retryable: false },
  'chart.version-conflict': { status: 412, title: 'The chart has changed since you read it.', retryable: false },
  'network.entity-not-found': { status: 404, title: 'There is no such entity for you.', retryable: false },
  // records
  'record.not-found': { status: 404, title: 'There is no such record for you.', retryable: false },
  'record.not-owner': { status: 403, title: 'Only the owner changes this record.', retryable: false },
  'record.wrong-issuer': { status: 403, title: 'Only the country that issues this document may enter it.', retryable: false },
  'record.version-conflict': { status: 412, title: 'The record has changed since you read it.', retryable: false },
  'record.reference-taken': { status: 409, title: 'You already have a record with this reference in this database.', retryable: false },
  'record.withdrawn': { status: 409, title: 'This record has ended.', retryable: false },
  'record.invalid': { status: 400, title: 'A field of the record is not as it should be.', retryable: false },
  'record.no-review': { status: 409, title: 'Records of this database are not reviewed.', retryable: false },
  'record.range-too-wide': { status: 400, title: 'The number range is too wide.', retryable: false },
  'record.no-photographs': { status: 409, title: 'Records of this database have no photographs.', retryable: false },
  'photo.not-found': { status: 404, title: 'The record has no such photograph for you.', retryable: false },
  'photo.unreadable': { status: 400, title: 'The picture cannot be read.', retryable: false },
  'photo.dimensions': { status: 400, title: 'The picture is too large or too small.', retryable: false },
  'photo.too-many': { status: 409, title: 'The record has as many photographs as it can have.', retryable: false },
  'database.not-found': { status: 404, title: 'There is no such database.', retryable: false },
  // checks
  'check.no-subject': { status: 400, title: 'The question names nothing that could be looked up.', retryable: false },
  'check.unreadable': { status: 400, title: 'The machine-readable zone cannot be read.', retryable: false },
  'check.no-database': { status: 400, title: 'None of the databases named can answer this question.', retryable: false },
  // bulk loads
  'load.not-found': { status: 404, title: 'There is no such load.', retryable: false },
  'load.format': { status: 400, title: 'The file is neither NDJSON nor CSV with a header.', retryable: false },
  'load.finished': { status: 409, title: 'This load has ended.', retryable: false },
  'load.too-many-errors': { status: 422, title: 'Too many lines were rejected.', retryable: false },
  // requests of persons
  'case.not-found': { status: 404, title: 'There is no such request.', retryable: false },
  'case.state': { status: 409, title: 'The request does not stand where this could be done.', retryable: false },
  'case.version-conflict': { status: 412, title: 'The request has changed since you read it.', retryable: false },
  'case.open-measures': { status: 409, title: 'Not every measure of the decision is done.', retryable: false },
  'case.measure-not-found': { status: 404, title: 'There is no such measure for you.', retryable: false },
  'record.held': { status: 409, title: 'The Commission holds this record back.', retryable: false },
  // hits
  'hit.not-found': { status: 404, title: 'There is no such hit for you.', retryable: false },
  'hit.state': { status: 409, title: 'The hit does not stand where this could be done.', retryable: false },
  'hit.taken': { status: 409, title: 'A colleague has taken this hit.', retryable: false },
  'hit.unread': { status: 409, title: 'Open the record and its photograph first.', retryable: false },
  'hit.never-told': { status: 409, title: 'The owner is not told of this hit.', retryable: false },
  'hit.not-owner': { status: 403, title: 'Only the owner of the record may do this.', retryable: false },
  'handover.not-found': { status: 404, title: 'There is no such handover at your desk.', retryable: false },
  'handover.signed': { status: 409, title: 'This handover is signed already, or is your own.', retryable: false },
  'doubt.not-found': { status: 404, title: 'There is no such flag on a record for you.', retryable: false },
  'doubt.raised': { status: 409, title: 'You have flagged this record already.', retryable: false },
  'doubt.decided': { status: 409, title: 'This flag was decided already.', retryable: false },
  'clearance.not-found': { status: 404, title: 'There is no such clearance for you.', retryable: false },
  'clearance.not-recovered': { status: 409, title: 'Report the document recovered first.', retryable: false },
  'clearance.given': { status: 409, title: 'The holder has a slip for a journey already.', retryable: false },
  'clearance.over': { status: 409, title: 'This clearance is over.', retryable: false },
  // the house itself
  'audit.unavailable': { status: 503, title: 'The audit log cannot be written, so nothing is answered.', retryable: true },
  'audit.not-found': { status: 404, title: 'There is no such entry, tree, tile or checkpoint for you.', retryable: false },
  'audit.no-checkpoint': { status: 503, title: 'No checkpoint has been published yet.', retryable: true },
  'audit.trees-broken': { status: 503, title: 'The audit log does not fit what was signed over it; no proof is given.', retryable: false },
  'audit.bad-cosignature': { status: 400, title: 'This cosignature is not good for this checkpoint.', retryable: false },
  'audit.other-witness': { status: 409, title: 'Another witness of your organisation is known; its keys are not these.', retryable: false },
  'audit.too-many': { status: 400, title: 'These are more entries than one person takes away alone.', retryable: false },
  'audit.broken': { status: 500, title: 'The audit log is broken.', retryable: false },
  'store.unavailable': { status: 503, title: 'The store cannot be reached.', retryable: true },
  'store.broken': { status: 500, title: 'The store is damaged; nothing is answered from it.', retryable: false },
  'store.newer': { status: 500, title: 'The store was written by a newer version.', retryable: false },
  'server.busy': { status: 503, title: 'The server is starting, stopping or overloaded.', retryable: true },
  'server.internal': { status: 500, title: 'Something failed here. It was logged under the request id.', retryable: false },
  'server.unreachable': { status: 503, title: 'No answer from the server.', retryable: true },
  'config.invalid': { status: 500, title: 'The configuration is not valid.', retryable: false },
} as const satisfies Record<string, { status: number; title: string; retryable: boolean }>;

export type ErrorCode = keyof typeof ERRORS;

/** One field at fault: where (JSON Pointer into the request, or a column), a stable code and a public sentence. */
export type FieldError = { pointer: string; code: string; detail: string };

/** Public details of an error. `errors` names the fields at fault; `requestId` finds it in the server's log; the rest is for programs. */
export type ErrorDetails = {
  errors?: readonly FieldError[];
  detail?: string;
  currentVersion?: number;
  /** Seconds after which it is worth to ask again. */
  retryAfter?: number;
  requestId?: string;
};

/** The one error class. `code` is public and stable, `details` is public, `cause` goes to the log only. */
export class AppError extends Error {
  override readonly name = 'AppError';
  readonly code: ErrorCode;
  readonly details: ErrorDetails;

  constructor(code: ErrorCode, details: ErrorDetails = {}, cause?: unknown) {
    super(ERRORS[code].title, cause === undefined ? undefined : { cause });
    this.code = code;
    this.details = details;
  }
}

/** Makes the error to throw: `throw fail('record.withdrawn')`. */
export function fail(code: ErrorCode, details: ErrorDetails = {}, cause?: unknown): AppError {
  return new AppError(code, details, cause);
}

/** Whether a value read from outside is one of our codes. */
export function isErrorCode(value: unknown): value is ErrorCode {
  return typeof value === 'string' && Object.hasOwn(ERRORS, value);
}
