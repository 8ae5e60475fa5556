import { OWNER_RULE } from '@watchword/api/audit/owner-logs.ts';
import type { FieldName, Keep, Outcomes } from './entry.ts';

const WHO = ['organisation', 'actor'] as const;
const CHECK = [...WHO, 'purpose', 'databases', 'outcomes', 'commitment', 'keep', 'response', 'owners', 'subject', 'reason'] as const;
const WRITE = [...WHO, 'databases', 'owners', 'subject', 'version', 'commitment', 'keep'] as const;
const PHOTO = [...WHO, 'databases', 'owners', 'subject', 'within', 'version'] as const;
const TOUCHED = [...WHO, 'databases', 'owners', 'subject', 'version'] as const;
const REFUSAL = [...WHO, 'reason', 'count', 'since'] as const;

/**
 * Every event of the audit log: its number in the bytes, which is never given to another event, a sentence, and the
 * fields that it may carry. `commitment` and `keep` say that a text may be sealed beside it. The printed page follows from this table.
 */
export const AUDIT_EVENTS = {
  'server.started': { code: 1, sentence: 'The server opened the log and began to answer; the reason names the version of the policy of record.', fields: [...WHO, 'subject', 'reason'] },
  'server.stopped': { code: 2, sentence: 'The server stopped in order.', fields: [...WHO, 'reason'] },
  'filter.rebuilt': { code: 3, sentence: 'The filter was built anew from the store.', fields: [...WHO, 'databases', 'count', 'reason'] },
  'audit.recovered': { code: 4, sentence: 'Bytes of entries that nobody had been told of were cut off after a crash or a failed write.', fields: [...WHO, 'reason', 'count'] },
  'text.erased': { code: 5, sentence: 'Sealed texts of entries in this range were erased for good; the entries and their proofs stay.', fields: [...WHO, 'subject', 'count', 'reason'] },
  'audit.keys-changed': { code: 6, sentence: 'New keys sign the checkpoints; the digest is of their public halves.', fields: [...WHO, 'subject', 'digest'] },
  'audit.trees-broken': { code: 7, sentence: 'The log did not fit a checkpoint that had been signed over it; none is signed since.', fields: WHO },
  'audit.read': { code: 8, sentence: 'Somebody read audit entries of the own organisation, or counts of them.', fields: [...WHO, 'reason', 'count', 'response'] },
  'sign-in.refused': { code: 10, sentence: 'A token or sign-in was not accepted.', fields: REFUSAL },
  'permission.refused': { code: 11, sentence: 'Somebody signed in asked for what their rights do not cover, or for what is not there for them.', fields: REFUSAL },
  'token.issued': { code: 12, sentence: 'A token was given to a system.', fields: [...WHO, 'subject', 'owners'] },
  'token.revoked': { code: 13, sentence: 'A token was revoked.', fields: [...WHO, 'subject', 'owners', 'reason'] },
  'client.registered': { code: 14, sentence: 'A system was registered that signs in with a key of its own.', fields: [...WHO, 'subject', 'owners'] },
  'client.changed': { code: 15, sentence: 'A key or certificate of a registered system was added or removed; the reason says which.', fields: [...WHO, 'subject', 'owners', 'reason'] },
  'client.revoked': { code: 16, sentence: 'A registered system was revoked.', fields: [...WHO, 'subject', 'owners', 'reason'] },
  'token.fetched': { code: 17, sentence: 'A registered system fetched a short token with its key.', fields: [...WHO, 'within', 'reason'] },
  'organisation.admitted': { code: 18, sentence: 'An agency or an international partner was admitted.', fields: [...WHO, 'subject'] },
  'organisation.changed': { code: 19, sentence: 'An organisation was suspended, or admitted again; the reason says which.', fields: [...WHO, 'subject', 'reason', 'commitment', 'keep'] },
  'check.answered': { code: 20, sentence: 'A single check was answered; the reason names the joint operation for which it was made, if any.', fields: CHECK },
  'check.item-answered': { code: 21, sentence: 'One check of a batch was answered.', fields: [...CHECK, 'within', 'item'] },
  'check.stream-item-answered': { code: 22, sentence: 'One check of a stream was answered.', fields: [...CHECK, 'within', 'item'] },
  'check.refused': { code: 23, sentence: 'A check was refused before it was answered.', fields: REFUSAL },
  'comparison.recorded': { code: 24, sentence: 'An officer said whether persons found are the one asked about.', fields: [...WHO, 'purpose', 'reason', 'count', 'commitment', 'keep'] },
  'comparison.counted': { code: 25, sentence: 'The counts of comparisons were read.', fields: [...WHO, 'count', 'response'] },
  'record.created': { code: 30, sentence: 'The owner entered a record.', fields: WRITE },
  'record.amended': { code: 31, sentence: 'The owner changed a record.', fields: WRITE },
  'record.withdrawn': { code: 32, sentence: 'The owner withdrew a record.', fields: [...WRITE, 'reason'] },
  'record.released': { code: 33, sentence: 'The secretariat released a record to other countries.', fields: WRITE },
  'record.blocked': { code: 34, sentence: 'The secretariat blocked a record.', fields: [...WRITE, 'reason'] },
  'record.expired': { code: 35, sentence: 'Records reached the end of their lifetime.', fields: [...WRITE, 'count'] },
  'photo.added': { code: 36, sentence: 'The owner added a photograph to a record.', fields: [...PHOTO, 'digest'] },
  'photo.described': { code: 37, sentence: 'The owner said what a photograph shows, or which is the main one.', fields: PHOTO },
  'photo.removed': { code: 38, sentence: 'The owner removed a photograph, which was erased.', fields: PHOTO },
  'record.read': { code: 40, sentence: 'A record was read.', fields: [...WHO, 'purpose', 'databases', 'owners', 'subject', 'response', 'rule'] },
  'record.listed': { code: 41, sentence: 'A page of records was listed.', fields: [...WHO, 'purpose', 'databases', 'owners', 'count', 'commitment', 'keep', 'response'] },
  'record.history-read': { code: 42, sentence: 'The versions of a record were read.', fields: [...WHO, 'purpose', 'databases', 'owners', 'subject', 'response', 'rule'] },
  'record.exported': { code: 43, sentence: 'Records were exported to a file.', fields: [...WHO, 'purpose', 'databases', 'owners', 'count', 'commitment', 'keep', 'digest'] },
  'photo.listed': { code: 44, sentence: 'The photographs of a record were listed.', fields: [...WHO, 'purpose', 'databases', 'owners', 'subject', 'count', 'response', 'rule'] },
  'photo.read': { code: 45, sentence: 'A photograph was looked at.', fields: [...WHO, 'purpose', 'databases', 'owners', 'subject', 'within', 'response', 'rule'] },
  'load.started': { code: 50, sentence: 'A bulk load began.', fields: [...WHO, 'databases', 'subject'] },
  'load.batch-committed': { code: 51, sentence: 'A batch of a bulk load was committed; the digest covers its records.', fields: [...WHO, 'databases', 'owners', 'within', 'item', 'count', 'digest'] },
  'load.finished': { code: 52, sentence: 'A bulk load came to its end.', fields: [...WHO, 'databases', 'subject', 'count'] },
  'load.rejects-read': { code: 54, sentence: 'The rejected lines of a bulk load were read.', fields: [...WHO, 'databases', 'subject', 'count'] },
  'load.failed': { code: 53, sentence: 'A bulk load stopped before its end.', fields: [...WHO, 'databases', 'subject', 'count', 'reason'] },
  'sign-in.accepted': { code: 60, sentence: 'A person signed in at the bureau; the reason says how.', fields: [...WHO, 'subject', 'within', 'reason'] },
  'sign-in.ended': { code: 61, sentence: 'Sessions of a person were ended; the reason says by what.', fields: [...WHO, 'subject', 'count', 'reason'] },
  'session.locked': { code: 62, sentence: 'A session was locked.', fields: [...WHO, 'subject', 'within'] },
  'session.confirmed': { code: 63, sentence: 'A person confirmed who it is, or unlocked a session.', fields: [...WHO, 'subject', 'within', 'reason'] },
  'session.role-set': { code: 64, sentence: 'A person went on in another role.', fields: [...WHO, 'subject', 'within', 'reason'] },
  'passkey.added': { code: 65, sentence: 'A passkey was registered; the reason is the format of its attestation.', fields: [...WHO, 'subject', 'within', 'reason'] },
  'passkey.removed': { code: 66, sentence: 'A passkey was removed.', fields: [...WHO, 'subject', 'within', 'reason'] },
  'person.admitted': { code: 67, sentence: 'A person was admitted, with the roles that the reason names.', fields: [...WHO, 'subject', 'version', 'reason'] },
  'person.amended': { code: 68, sentence: 'A person was changed and has the roles that the reason names.', fields: [...WHO, 'subject', 'version', 'reason'] },
  'person.state-set': { code: 69, sentence: 'A person was suspended, came back or left.', fields: [...WHO, 'subject', 'version', 'reason', 'commitment', 'keep'] },
  'code.issued': { code: 70, sentence: 'A one-time code was issued for a person.', fields: [...WHO, 'subject', 'reason'] },
  'people.listed': { code: 71, sentence: 'A page of people was listed.', fields: [...WHO, 'count', 'response'] },
  'person.read': { code: 72, sentence: 'A person was read.', fields: [...WHO, 'subject', 'response'] },
  'unit.changed': { code: 73, sentence: 'A unit was added, renamed or removed.', fields: [...WHO, 'subject', 'reason'] },
  'proposal.made': { code: 74, sentence: 'Something was proposed that needs two persons.', fields: [...WHO, 'subject', 'within', 'reason', 'commitment', 'keep'] },
  'proposal.decided': { code: 75, sentence: 'A second person approved or refused a proposal.', fields: [...WHO, 'subject', 'within', 'reason', 'commitment', 'keep'] },
  'proposal.withdrawn': { code: 76, sentence: 'A proposal was taken back.', fields: [...WHO, 'subject', 'within', 'reason'] },
  'proposal.listed': { code: 77, sentence: 'Proposals were listed.', fields: [...WHO, 'count', 'response'] },
  'use.flagged': { code: 110, sentence: 'A sign of unusual use was seen and flagged to the bureau of the officer; the reason names the sign.', fields: [...WHO, 'subject', 'owners', 'reason'] },
  'flag.listed': { code: 111, sentence: 'A page of flags was listed.', fields: [...WHO, 'count', 'response'] },
  'flag.answered': { code: 112, sentence: 'Somebody said what came of a flag.', fields: [...WHO, 'subject', 'reason', 'commitment', 'keep'] },
  'audit.searched': { code: 113, sentence: 'Somebody looked something up in the own logs; what and why is sealed, the reason names its kind.', fields: [...WHO, 'reason', 'count', 'response', 'commitment', 'keep'] },
  'audit.exported': { code: 114, sentence: 'Entries of an own log were taken away as a signed file, of which the digest is kept.', fields: [...WHO, 'reason', 'count', 'digest', 'commitment', 'keep'] },
  'hit.opened': { code: 120, sentence: 'A hit was opened of which the answer of the check told nothing: the record is hidden from the front line, or was entered later.', fields: [...WHO, 'purpose', 'databases', 'owners', 'subject', 'within', 'commitment', 'keep'] },
  'hit.released': { code: 121, sentence: 'The finder let the owner of the record know of a hit; from here the owner has it in its log.', fields: [...WHO, 'databases', 'owners', 'subject', 'commitment', 'keep'] },
  'hit.acted': { code: 122, sentence: 'Somebody did something with a hit; the reason says what.', fields: [...WHO, 'subject', 'reason', 'commitment', 'keep'] },
  'hit.listed': { code: 123, sentence: 'Hits, or what belongs to a duty desk, were listed; the reason says what.', fields: [...WHO, 'reason', 'count', 'response'] },
  'hit.read': { code: 124, sentence: 'Somebody opened a hit.', fields: [...WHO, 'subject', 'response'] },
  'desk.acted': { code: 125, sentence: 'A duty desk was set up or handed over; the reason says which.', fields: [...WHO, 'subject', 'reason'] },
  'record.doubted': { code: 126, sentence: 'A record was flagged for review, or such a flag was decided; the reason says which.', fields: [...WHO, 'subject', 'within', 'reason', 'commitment', 'keep'] },
  'holder.cleared': { code: 127, sentence: 'The holder of a recovered document was cleared for one journey, or that ended.', fields: [...WHO, 'subject', 'within', 'reason'] },
  'mail.device-enrolled': { code: 150, sentence: 'A device was taken into the mailbox of the bureau; the reason says of which kind.', fields: [...WHO, 'subject', 'reason'] },
  'mail.device-removed': { code: 151, sentence: 'A device was removed from the mailbox of the bureau; the reason says why.', fields: [...WHO, 'subject', 'reason'] },
  'mail.listed': { code: 152, sentence: 'Messages, drafts or alarms of the mailbox were listed; the reason says which.', fields: [...WHO, 'reason', 'count', 'response'] },
  'mail.read': { code: 153, sentence: 'The messages of a thread were handed to a device that opens them.', fields: [...WHO, 'subject', 'count', 'response'] },
  'mail.searched': { code: 154, sentence: 'Somebody searched the messages of the own bureau; the words are sealed.', fields: [...WHO, 'count', 'response', 'commitment', 'keep'] },
  'mail.acted': { code: 155, sentence: 'Somebody did something in the mailbox of the bureau; the reason says what.', fields: [...WHO, 'subject', 'reason', 'count'] },
  'mail.exported': { code: 156, sentence: 'A message was exported with its content key, as a proof for others.', fields: [...WHO, 'subject', 'response'] },
  'request.received': { code: 80, sentence: 'The Commission received a request of a person.', fields: [...WHO, 'subject', 'version'] },
  'request.acted': { code: 81, sentence: 'The Commission did something with a request; the reason says what.', fields: [...WHO, 'subject', 'version', 'reason'] },
  'request.decided': { code: 82, sentence: 'The Commission decided a request.', fields: [...WHO, 'subject', 'version', 'reason', 'count'] },
  'request.listed': { code: 83, sentence: 'A page of requests was listed.', fields: [...WHO, 'count', 'response'] },
  'request.read': { code: 84, sentence: 'A request was read.', fields: [...WHO, 'subject', 'response'] },
  'request.package-gathered': { code: 85, sentence: 'Everything held on the person of a request was gathered.', fields: [...WHO, 'subject', 'count', 'response'] },
  'request.texts-erased': { code: 86, sentence: 'Sealed texts about the person of a request are erased.', fields: [...WHO, 'subject', 'version', 'count'] },
  'correction.listed': { code: 87, sentence: 'An owner read what it is asked to correct.', fields: [...WHO, 'count', 'response'] },
  'correction.answered': { code: 88, sentence: 'An owner answered what it was asked to correct.', fields: [...WHO, 'databases', 'owners', 'subject', 'within', 'reason'] },
  'record.held': { code: 89, sentence: 'The Commission holds a record back.', fields: TOUCHED },
  'record.hold-lifted': { code: 90, sentence: 'The Commission holds a record back no longer.', fields: TOUCHED },
  'record.erased': { code: 91, sentence: 'What a record said was erased by a decision of the Commission.', fields: TOUCHED },
  'record.ended-erased': { code: 92, sentence: 'What ended records said was erased after the time for which it is kept.', fields: [...WHO, 'databases', 'owners', 'count'] },
  'record.ending-counted': { code: 93, sentence: 'An owner read how many of its records end soon.', fields: [...WHO, 'count', 'response'] },
  'key.published': { code: 140, sentence: 'An entry of a key directory was published; the reason names its type.', fields: [...WHO, 'subject', 'reason'] },
  'keyring.published': { code: 141, sentence: 'A keyring of a mailbox was published.', fields: [...WHO, 'subject'] },
  'message.accepted': { code: 142, sentence: 'A message was taken, for so many recipients.', fields: [...WHO, 'subject', 'count'] },
  'message.handed-over': { code: 143, sentence: 'A message was handed to one of its parties.', fields: [...WHO, 'subject', 'response'] },
  'message.receipt': { code: 144, sentence: 'Somebody signed for a message; the reason says for what.', fields: [...WHO, 'subject', 'reason'] },
  'message.destroyed': { code: 145, sentence: "The hub's copy of a message was destroyed.", fields: [...WHO, 'subject', 'reason'] },
  'blob.stored': { code: 146, sentence: 'An encrypted file of so many bytes was stored.', fields: [...WHO, 'subject', 'count'] },
  'blob.handed-over': { code: 147, sentence: 'Of an encrypted file so many bytes were handed to a party of its message.', fields: [...WHO, 'subject', 'within', 'count'] },
  'group.changed': { code: 148, sentence: 'A group of recipients was saved or removed.', fields: [...WHO, 'subject', 'reason'] },
  'joint.acted': { code: 160, sentence: 'Somebody did something with a joint operation or an incident of it; the reason says what.', fields: [...WHO, 'subject', 'within', 'reason', 'count', 'commitment', 'keep'] },
  'joint.read': { code: 161, sentence: 'Joint operations, incidents or results were read; the reason says which.', fields: [...WHO, 'subject', 'reason', 'count', 'response'] },
  'webhook.changed': { code: 149, sentence: 'A webhook was created, changed, removed or disabled, or told something again; the reason says which.', fields: [...WHO, 'subject', 'reason'] },
  'webhook.disabled': { code: 138, sentence: 'A webhook was disabled, because nothing had arrived there for days.', fields: [...WHO, 'subject'] },
  'webhook.listed': { code: 139, sentence: 'Webhooks, or what was tried with one, were listed.', fields: [...WHO, 'count', 'response'] },
} as const satisfies Record<string, { code: number; sentence: string; fields: readonly FieldName[] }>;

export type EventName = keyof typeof AUDIT_EVENTS;

/**
 * What is written down. Everything but `sealed` stands in the clear, so it holds codes, ids and pseudonyms only:
 * printable ASCII, at most 255 characters each. `sealed` is the question or other erasable text: it is encrypted, and
 * the entry holds a salted commitment to it. Hashes are SHA-256 as 64 hex digits. `outbox` is the store's outbox id of
 * a write; such ids rise from entry to entry. `keys` is not written: it is for those who hear of the entry.
 */
export type AuditEntry = {
  event: EventName;
  organisation: string;
  actor: string;
  via?: string;
  purpose?: string;
  databases?: readonly string[];
  outcomes?: Outcomes;
  owners?: readonly string[];
  subject?: string;
  within?: string;
  item?: number;
  version?: number;
  count?: number;
  since?: number;
  reason?: string;
  response?: string;
  digest?: string;
  rule?: number;
  sealed?: string;
  keep?: Keep;
  outbox?: number;
  keys?: readonly number[];
};

/**
 * In `response`: the hash of the answer that is handed to the log with the entry. The log works it out beside the thread that answers,
 * and writes it down.
 */
export const OF_ANSWER = 'of-answer';

/** Who acts: code of the organisation and pseudonym of the officer or id of the token. `SERVER` is the house itself. */
export type Who = { organisation: string; actor: string };
export const SERVER: Who = { organisation: '', actor: 'server' };

/** An answered check: what was asked (canonical text, sealed), where, what came out, who owns what was shown. */
export type CheckFacts = {
  subject: string;
  purpose: string;
  databases: readonly string[];
  outcomes: Outcomes;
  owners?: readonly string[];
  question: string;
  response: string;
  /** Id of the joint operation for which it was made. */
  operation?: string | undefined;
};
export type ItemFacts = CheckFacts & { within: string; item: number };

/** A write to one record. `detail` is free text (a reason in words): it is sealed. The outbox id comes later, where it is known. */
export type WriteFacts = {
  database: string;
  owner: string;
  subject: string;
  version: number;
  outbox?: number;
  reason?: string;
  detail?: string;
};
/** `photo` is the id of the photograph, `subject` that of its record. */
export type PhotoFacts = WriteFacts & { photo: string };
export type ReadFacts = { database: string; owner: string; subject: string; response: string; purpose?: string };
export type ListFacts = { databases: readonly string[]; owners?: readonly string[]; count: number; question: string; response: string; purpose?: string };
export type RefusalFacts = { reason: string; count?: number; since?: number };
export type BatchFacts = { database: string; owner: string; within: string; item: number; count: number; digest: string; outbox?: number };
export type LoadFacts = { databases: readonly string[]; subject: string; outbox?: number };

/** The server opened the log and began to answer. */
export function serverStarted(facts: { version: string; policy?: string }): AuditEntry {
  return { event: 'server.started', ...SERVER, subject: facts.version, ...(facts.policy !== undefined && { reason: `policy ${facts.policy}` }) };
}
/** The server stopped in order. */
export function serverStopped(facts: { reason: string }): AuditEntry {
  return { event: 'server.stopped', ...SERVER, ...facts };
}
/** The filter was built anew from the store. */
export function filterRebuilt(facts: { databases: readonly string[]; count: number; reason: string }): AuditEntry {
  return { event: 'filter.rebuilt', ...SERVER, ...facts };
}
/** `count` is the number of bytes that were cut. */
export function auditRecovered(facts: { reason: 'torn-tail' | 'write-failed'; count: number }): AuditEntry {
  return { event: 'audit.recovered', ...SERVER, ...facts };
}

/** `from` and `to`: the first and last entry concerned; `count`: how many texts were erased; `reason`: a code. */
export function textErased(who: Who, facts: { from: number; to: number; count: number; reason: string }): AuditEntry {
  const { from, to, ...rest } = facts;
  return { event: 'text.erased', organisation: who.organisation, actor: who.actor, subject: `${from}-${to}`, ...rest };
}

/** Refusals go through `openRefusals`, which bounds how many are written. */
export function signInRefused(who: Who, facts: RefusalFacts): AuditEntry {
  return { event: 'sign-in.refused', ...who, ...facts };
}
/** Somebody signed in asked for what their rights do not cover, or for what is not there for them. */
export function permissionRefused(who: Who, facts: RefusalFacts): AuditEntry {
  return { event: 'permission.refused', ...who, ...facts };
}
/** A check was refused before it was answered. */
export function checkRefused(who: Who, facts: RefusalFacts): AuditEntry {
  return { event: 'check.refused', ...who, ...facts };
}

/** `owner` is the organisation that the token acts for. */
export function tokenIssued(who: Who, facts: { subject: string; owner: string }): AuditEntry {
  return { event: 'token.issued', ...who, subject: facts.subject, owners: [facts.owner] };
}
/** A token was revoked. */
export function tokenRevoked(who: Who, facts: { subject: string; owner: string; reason: string }): AuditEntry {
  return { event: 'token.revoked', ...who, subject: facts.subject, owners: [facts.owner], reason: facts.reason };
}

/** A single check was answered. */
export function checkAnswered(who: Who, facts: CheckFacts): AuditEntry {
  return answered('check.answered', who, facts);
}
/** One check of a batch was answered. */
export function itemAnswered(who: Who, facts: ItemFacts): AuditEntry {
  return answered('check.item-answered', who, facts);
}
/** One check of a stream was answered. */
export function streamItemAnswered(who: Who, facts: ItemFacts): AuditEntry {
  return answered('check.stream-item-answered', who, facts);
}

// A question that found nothing is nobody's business a month later: its key is the short-lived one.
function answered(event: EventName, who: Who, facts: CheckFacts & { within?: string; item?: number }): AuditEntry {
  const { hit, possible } = facts.outcomes;
  const entry: AuditEntry = {
    event,
    organisation: who.organisation,
    actor: who.actor,
    purpose: facts.purpose,
    databases: facts.databases,
    outcomes: facts.outcomes,
    subject: facts.subject,
    response: facts.response,
    sealed: facts.question,
    keep: hit + possible > 0 ? 'long' : 'short',
  };
  if (facts.owners !== undefined && facts.owners.length > 0) entry.owners = facts.owners;
  if (facts.operation !== undefined) entry.reason = facts.operation;
  if (facts.within !== undefined) entry.within = facts.within;
  if (facts.item !== undefined) entry.item = facts.item;
  return entry;
}

/** Which records were compared and what was asked is sealed: in the clear they would say where somebody was. */
export function comparisonRecorded(who: Who, facts: { purpose: string; finding: string; reason: string; count: number; question: string; outbox?: number }): AuditEntry {
  const { finding, reason, question, ...rest } = facts;
  return { event: 'comparison.recorded', organisation: who.organisation, actor: who.actor, ...rest, reason: reason === '' ? finding : `${finding}: ${reason}`, sealed: question, keep: 'long' };
}
/** The counts of comparisons were read; `count` lines of them. */
export function comparisonsCounted(who: Who, facts: { count: number; response: string }): AuditEntry {
  return { event: 'comparison.counted', organisation: who.organisation, actor: who.actor, ...facts };
}

/** The owner entered a record. */
export function recordCreated(who: Who, facts: WriteFacts): AuditEntry {
  return written('record.created', who, facts);
}
/** The owner changed a record. */
export function recordAmended(who: Who, facts: WriteFacts): AuditEntry {
  return written('record.amended', who, facts);
}
/** The owner withdrew a record. */
export function recordWithdrawn(who: Who, facts: WriteFacts): AuditEntry {
  return written('record.withdrawn', who, facts);
}
/** The secretariat released a record to other countries. */
export function recordReleased(who: Who, facts: WriteFacts): AuditEntry {
  return written('record.released', who, facts);
}
/** The secretariat blocked a record. */
export function recordBlocked(who: Who, facts: WriteFacts): AuditEntry {
  return written('record.blocked', who, facts);
}
/** One entry for the records of one owner in one database that a sweep ended together. */
export function recordExpired(facts: { database: string; owner: string; count: number; outbox?: number }): AuditEntry {
  const { database, owner, ...rest } = facts;
  return { event: 'record.expired', ...SERVER, databases: [database], owners: [owner], ...rest };
}

function written(event: EventName, who: Who, facts: WriteFacts): AuditEntry {
  const { database, owner, detail, ...rest } = facts;
  const entry: AuditEntry = { event, ...who, databases: [database], owners: [owner], ...rest };
  return detail === undefined ? entry : { ...entry, sealed: detail, keep: 'long' };
}

/** The owner added a photograph; `digest` is the hash of its bytes as they are kept. */
export function photoAdded(who: Who, facts: PhotoFacts & { digest: string }): AuditEntry {
  return written('photo.added', who, ofPhoto(facts));
}
/** The owner described a photograph. */
export function photoDescribed(who: Who, facts: PhotoFacts): AuditEntry {
  return written('photo.described', who, ofPhoto(facts));
}
/** The owner removed a photograph. */
export function photoRemoved(who: Who, facts: PhotoFacts): AuditEntry {
  return written('photo.removed', who, ofPhoto(facts));
}
/** The photographs of a record were listed. */
export function photosListed(who: Who, facts: ReadFacts & { count: number }): AuditEntry {
  return read('photo.listed', who, facts);
}
/** A photograph was looked at; `response` is the hash of its bytes. */
export function photoRead(who: Who, facts: ReadFacts & { photo: string }): AuditEntry {
  return read('photo.read', who, ofPhoto(facts));
}

/** A photograph is the subject, within its record. */
function ofPhoto<Facts extends { photo: string; subject: string }>({ photo, subject, ...rest }: Facts): Omit<Facts, 'photo'> & { within: string } {
  return { ...rest, subject: photo, within: subject } as unknown as Omit<Facts, 'photo'> & { within: string };
}

/** A record was read. */
export function recordRead(who: Who, facts: ReadFacts): AuditEntry {
  return read('record.read', who, facts);
}
/** The versions of a record were read. */
export function recordHistoryRead(who: Who, facts: ReadFacts): AuditEntry {
  return read('record.history-read', who, facts);
}

function read(event: EventName, who: Who, facts: ReadFacts): AuditEntry {
  const { database, owner, ...rest } = facts;
  return { event, ...who, databases: [database], owners: [owner], ...rest, rule: OWNER_RULE };
}

/** A page of records was listed. */
export function recordListed(who: Who, facts: ListFacts): AuditEntry {
  const { question, ...rest } = facts;
  return { event: 'record.listed', ...who, ...rest, sealed: question, keep: 'short' };
}
/** `digest` is the hash of the exported file. */
export function recordExported(who: Who, facts: Omit<ListFacts, 'response'> & { digest: string }): AuditEntry {
  const { question, ...rest } = facts;
  return { event: 'record.exported', ...who, ...rest, sealed: question, keep: 'long' };
}

/** A bulk load began. */
export function loadStarted(who: Who, facts: LoadFacts): AuditEntry {
  return { event: 'load.started', ...who, ...facts };
}
/** `item` is the number of the batch, `count` its records, `digest` the hash over them. */
export function loadBatchCommitted(who: Who, facts: BatchFacts): AuditEntry {
  const { database, owner, ...rest } = facts;
  return { event: 'load.batch-committed', ...who, databases: [database], owners: [owner], ...rest };
}
/** A bulk load came to its end. */
export function loadFinished(who: Who, facts: LoadFacts & { count: number }): AuditEntry {
  return { event: 'load.finished', ...who, ...facts };
}
/** A bulk load stopped before its end. */
export function loadFailed(who: Who, facts: LoadFacts & { count: number; reason: string }): AuditEntry {
  return { event: 'load.failed', ...who, ...facts };
}
/** Somebody begins to read the rejected lines, `count` of them; they may hold what the records would have held. */
export function loadRejectsRead(who: Who, facts: { databases: readonly string[]; subject: string; count: number }): AuditEntry {
  return { event: 'load.rejects-read', ...who, ...facts };
}
