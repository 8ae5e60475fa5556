/** The writes of records, as they run inside the writer. */
import { recordAmended, recordBlocked, recordCreated, recordReleased, recordWithdrawn, type Who, type WriteFacts } from '#audit/audit.ts';
import { unpackContent } from '#databases/databases.ts';
import type { Asker, Call, WriteReply } from '#door/calls.ts';
import { writeOf, type WriteHandlers } from '#door/implement.ts';
import { putNames } from '#name-index/name-index.ts';
import { organisationCode } from '#organisations/organisations.ts';
import type { Write } from '#store/store.ts';
import type { StoredRecord } from '#store/tables.ts';
import type { Database } from '@watchword/api/databases/database.ts';
import { getDatabase, getDatabaseByNumber } from '@watchword/api/databases/databases.ts';
import { dayOfMs } from '@watchword/api/dates.ts';
import { fail } from '@watchword/api/errors.ts';
import { CONFIDENTIALITY_LEVELS } from '@watchword/api/rights/kinds.ts';
import { idFromBytes } from '@watchword/api/ids.ts';
import type { InputOf } from '@watchword/api/operation.ts';
import { amendRecord, blockRecord, classifyRecord, createRecord, releaseRecord, withdrawRecord, type RecordAnswer } from '@watchword/api/records.ts';
import { getToChange, getToClassify, getToReview } from './access.ts';
import { mergePatch } from './merge-patch.ts';
import { parseRecord, referenceTaken, refusal } from './parse-record.ts';
import { presentRecord } from './present.ts';
import { erasePhotos, findReviewReasons, isHeld, noteEnds } from './queries.ts';
import { findRaisedTo } from './raised.ts';
import { findHolder, indexedOf, keysOf, namesOf, rangesOf, reindex, unindex } from './record-index.ts';
import { minuteOfMs } from './shown.ts';
import { findStanding } from './standing.ts';
import { REVIEW, STATE } from './states.ts';
import { keepEntry, logChange, supersede, type Happening, type RecordChange } from './supersede.ts';
import { newRecord, nextVersion } from './versions.ts';

/** Handlers of the writer, by operation. */
export const RECORD_WRITES: WriteHandlers = {
  ...writeOf(createRecord, create),
  ...writeOf(amendRecord, amend),
  ...writeOf(withdrawRecord, withdraw),
  ...writeOf(releaseRecord, release),
  ...writeOf(blockRecord, block),
  ...writeOf(classifyRecord, classify),
};

type Reply = WriteReply<RecordAnswer>;

async function create(tx: Write, call: Call<InputOf<typeof createRecord>>): Promise<Reply> {
  const { asker, at, input } = call;
  const database = getDatabase(input.body.database);
  const parsed = parseRecord({ ...input.body, prefix: '/content' }, { database, owner: asker.organisation, day: dayOfMs(at), minute: minuteOfMs(at) });
  if ('errors' in parsed) throw refusal(parsed.errors);
  await claimReference(tx, call, { database, reference: parsed.terms.reference });
  const made = newRecord(parsed, { database, owner: asker.number, at });
  const indexed = { database, owner: made.owner, reference: made.reference, contents: [parsed.content] };
  const row = await tx.insertRecord(made, keysOf(indexed));
  await putNames(tx, row, namesOf(indexed));
  const ranges = rangesOf(indexed, row);
  if (ranges.length > 0) await tx.addRanges(ranges);
  const record = { ...made, row, released: null, sum: null };
  const happening = { ...happeningOf(call, 'created'), reason: input.body.hidingAuthority };
  await keepEntry(tx, record, happening);
  await logChange(tx, record, happening);
  return { answer: presentRecord(record, { at }), entry: recordCreated(whoOf(asker), factsOf(record)) };
}

async function amend(tx: Write, call: Call<InputOf<typeof amendRecord>>): Promise<Reply> {
  const { asker, at, input: { params, body } } = call;
  const record = await getToChange(tx, call, params.id);
  const database = getDatabaseByNumber(record.database);
  const content = mergePatch(unpackContent(database, record.content), body.content ?? {});
  const standing = findStanding(record);
  const seen = standing === undefined ? undefined : unpackContent(database, standing.content);
  const parsed = parseRecord({ ...body, content, prefix: '/content' }, { database, owner: asker.organisation, day: dayOfMs(at), minute: minuteOfMs(at), before: record, seen, least: await findRaisedTo(tx, record) });
  if ('errors' in parsed) throw refusal(parsed.errors);
  if (parsed.terms.reference !== record.reference) await claimReference(tx, call, { database, reference: parsed.terms.reference });
  const next = nextVersion(record, parsed, { at, verified: body.verified === true });
  if (next === undefined) return unchanged(tx, record, { call, change: 'amended' });
  const amended = await supersede(tx, record, next, { ...happeningOf(call, next.amended_at === undefined ? 'verified' : 'amended'), reason: body.hidingAuthority });
  await reindex(tx, record.row, { before: indexedOf(record), after: indexedOf(amended) });
  return { answer: await presentReviewed(tx, amended, at), entry: recordAmended(whoOf(asker), factsOf(amended)) };
}

async function withdraw(tx: Write, call: Call<InputOf<typeof withdrawRecord>>): Promise<Reply> {
  const { asker, at, input: { params, body } } = call;
  const record = await getToChange(tx, call, params.id);
  const reason = body.note === undefined ? body.reason : `${body.reason}: ${body.note}`;
  const withdrawn = await supersede(tx, record, { state: STATE.withdrawn, amended_at: at, released: null }, { ...happeningOf(call, 'withdrawn'), reason });
  await unindex(tx, record);
  await erasePhotos(tx, [record.row]);
  await noteEnds(tx, [record.row], dayOfMs(at));
  const facts = { ...factsOf(withdrawn), reason: body.reason };
  return { answer: await presentReviewed(tx, withdrawn, at), entry: recordWithdrawn(whoOf(asker), body.note === undefined ? facts : { ...facts, detail: body.note }) };
}

async function release(tx: Write, call: Call<InputOf<typeof releaseRecord>>): Promise<Reply> {
  const { asker, at, input: { params, body } } = call;
  const record = await getToReview(tx, call, params.id);
  if (await isHeld(tx, record.row)) throw fail('record.held');
  if (record.review === REVIEW.released) return unchanged(tx, record, { call, change: 'released' });
  const released = await supersede(tx, record, { review: REVIEW.released, released: null }, { ...happeningOf(call, 'released'), reason: body.note });
  await reindex(tx, record.row, { before: indexedOf(record), after: indexedOf(released) });
  const facts = factsOf(released);
  return { answer: presentRecord(released, { at, reviewReason: body.note }), entry: recordReleased(whoOf(asker), body.note === undefined ? facts : { ...facts, detail: body.note }) };
}

async function block(tx: Write, call: Call<InputOf<typeof blockRecord>>): Promise<Reply> {
  const { asker, at, input: { params, body } } = call;
  const record = await getToReview(tx, call, params.id);
  const scope = body.scope ?? 'record';
  if (scope === 'amendment' && record.released === null) throw fail('record.invalid', { errors: [{ pointer: '/scope', code: 'nothing-stands', detail: 'No released version stands behind this one. Block the record.' }] });
  const blocked = await supersede(tx, record, { review: REVIEW.blocked, released: scope === 'amendment' ? record.released : null }, { ...happeningOf(call, 'blocked'), reason: body.reason });
  await reindex(tx, record.row, { before: indexedOf(record), after: indexedOf(blocked) });
  return { answer: presentRecord(blocked, { at, reviewReason: body.reason }), entry: recordBlocked(whoOf(asker), { ...factsOf(blocked), reason: scope, detail: body.reason }) };
}

/** The secretariat raises what the source has classified, whether or not the database is reviewed. */
async function classify(tx: Write, call: Call<InputOf<typeof classifyRecord>>): Promise<Reply> {
  const { asker, at, input: { params, body } } = call;
  const record = await getToClassify(tx, call, params.id);
  const level = CONFIDENTIALITY_LEVELS.indexOf(body.confidentiality);
  if (level < record.confidentiality) throw fail('record.invalid', { errors: [{ pointer: '/confidentiality', code: 'lower', detail: 'The secretariat may raise it, not lower it: that is for its owner.' }] });
  const reason = `${body.confidentiality}: ${body.reason}`;
  const classified = await supersede(tx, record, { confidentiality: level, amended_at: at }, { ...happeningOf(call, 'classified'), reason });
  return { answer: await presentReviewed(tx, classified, at), entry: recordAmended(whoOf(asker), factsOf(classified)) };
}

/** What was asked for is so already: no new version, but the act stands in the audit log and in the change log. */
async function unchanged(tx: Write, record: StoredRecord, { call, change }: { call: Call; change: 'amended' | 'released' }): Promise<Reply> {
  await logChange(tx, record, happeningOf(call, change));
  const entry = (change === 'released' ? recordReleased : recordAmended)(whoOf(call.asker), factsOf(record));
  return { answer: await presentReviewed(tx, record, call.at), entry };
}

async function claimReference(tx: Write, { asker, at }: Call, { database, reference }: { database: Database; reference: string | null }): Promise<void> {
  if (reference === null) return;
  const holder = await findHolder(tx, { database, owner: asker.number, reference, day: dayOfMs(at) });
  if (holder !== undefined) throw referenceTaken();
}

async function presentReviewed(tx: Write, record: StoredRecord, at: number): Promise<RecordAnswer> {
  const reasons = record.review === REVIEW['not-needed'] ? undefined : await findReviewReasons(tx, [record.row]);
  return presentRecord(record, { at, reviewReason: reasons?.get(record.row) });
}

/** The asker as the audit log writes it: nothing else of it may get there. */
function whoOf({ organisation, actor }: Asker): Who {
  return { organisation, actor };
}

function happeningOf({ asker, at }: Call, change: RecordChange): Happening {
  return { at, change, actor: `${asker.organisation} ${asker.actor}` };
}

function factsOf(record: StoredRecord): WriteFacts {
  return {
    database: getDatabaseByNumber(record.database).code,
    owner: organisationCode(record.owner),
    subject: idFromBytes('rec', record.id),
    version: record.version,
  };
}
