/** Records that are flagged for review, and holders who are cleared: the writes, and what checks show of them. */
import type { Match } from '@watchword/api/checks/answers.ts';
import { getDatabaseByNumber } from '@watchword/api/databases/databases.ts';
import { formatMoment } from '@watchword/api/dates.ts';
import { fail } from '@watchword/api/errors.ts';
import { clearHolder, decideDoubt, doubtRecord, endClearance, type Clearance, type RecordDoubt } from '@watchword/api/hits/reviews.ts';
import { LONGEST_CLEARANCE_HOURS } from '@watchword/api/hits/policy.ts';
import { idBytes, idFromBytes, newId, parseId, type Id } from '@watchword/api/ids.ts';
import { SECRETARIAT } from '@watchword/api/organisations.ts';
import { randomInt } from 'node:crypto';
import { holderCleared, recordDoubted } from '#audit/audit.ts';
import { unpackContent } from '#databases/databases.ts';
import type { Asker } from '#door/calls.ts';
import { writeOf, type WriteHandlers } from '#door/implement.ts';
import { findOrganisationNumber, organisationCode } from '#organisations/organisations.ts';
import { findShown, getOwnStanding, viewerOf } from '#records/records.ts';
import type { ClearanceTable, RecordDoubtTable } from '#store/hit-tables.ts';
import type { Read } from '#store/store.ts';
import { findClearance, findClearances, findDoubt, findUnderReview, hasOpenDoubt, insertClearance, insertDoubt, updateClearance, updateDoubt } from './doubt-queries.ts';

const HOUR_MS = 3_600_000;
/** Letters and digits that nobody takes for one another. */
const SLIP = 'ACDEFGHJKLMNPQRTUVWXY34679';

export const DOUBT_WRITES: WriteHandlers = {
  ...writeOf(doubtRecord, async (tx, { asker, at, input: { body } }) => {
    const record = await tx.findById(idBytes(body.record as Id<'rec'>));
    // Whoever finds it for whatever purpose may doubt it; for everybody else it does not exist.
    if (record === undefined || findShown(record, viewerOf({ asker, at })) === undefined) throw fail('record.not-found');
    if (await hasOpenDoubt(tx, record.id, asker.number)) throw fail('doubt.raised');
    const row: RecordDoubtTable = { id: idBytes(newId('dbt', at)), record: record.id, database: record.database, owner: record.owner, organisation: asker.number, officer: asker.actor, doubt: body.doubt, reason: body.reason, at, state: 'open', decided_at: null, decision: null };
    await insertDoubt(tx, row);
    await tx.appendChange({ at, kind: 'hits.changed' });
    return { answer: presentDoubt(row), entry: recordDoubted(asker, { subject: idFromBytes('dbt', row.id), record: body.record, act: body.doubt, words: body.reason }) };
  }),

  ...writeOf(decideDoubt, async (tx, { asker, at, input: { params, body } }) => {
    const id = parseId('dbt', params.id);
    const found = id === undefined ? undefined : await findDoubt(tx, idBytes(id));
    if (found === undefined || asker.organisation !== SECRETARIAT) throw fail('doubt.not-found');
    if (found.state !== 'open') throw fail('doubt.decided');
    const decided = { state: body.finding, decided_at: at, decision: body.reason };
    await updateDoubt(tx, found.id, decided);
    await tx.appendChange({ at, kind: 'hits.changed' });
    return { answer: presentDoubt({ ...found, ...decided }), entry: recordDoubted(asker, { subject: params.id, record: idFromBytes('rec', found.record), act: body.finding, words: body.reason }) };
  }),

  ...writeOf(clearHolder, async (tx, call) => {
    const { asker, at, input: { body } } = call;
    const record = await getOwnStanding(tx, call, body.record);
    const content = unpackContent(getDatabaseByNumber(record.database), record.content);
    if (content['recoveredOn'] === undefined || content['numberTo'] !== undefined) throw fail('clearance.not-recovered');
    if ((await findClearances(tx, [record.id], at)).length > 0) throw fail('clearance.given');
    const until = Date.parse(body.until);
    if (!(until > at && until <= at + LONGEST_CLEARANCE_HOURS * HOUR_MS)) throw fail('request.invalid', { errors: [{ pointer: '/until', code: 'range', detail: 'A moment within the next seven days.' }] });
    const row: ClearanceTable = { id: idBytes(newId('clr', at)), record: record.id, owner: asker.number, slip: newSlip(), at, until_at: until, goes_from: body.from, goes_to: body.to, carrier: body.carrier ?? null, state: 'good' };
    await insertClearance(tx, row);
    await tx.appendChange({ at, kind: 'hits.changed' });
    return { answer: presentClearance(row, at), entry: holderCleared(asker, { subject: idFromBytes('clr', row.id), record: body.record, act: 'issued' }) };
  }),

  ...writeOf(endClearance, async (tx, { asker, at, input: { params, body } }) => {
    const id = parseId('clr', params.id);
    const found = id === undefined ? undefined : await findClearance(tx, idBytes(id));
    if (found === undefined || !mayEnd(found, asker, body.reason)) throw fail('clearance.not-found');
    if (found.state !== 'good' || found.until_at <= at) throw fail('clearance.over');
    await updateClearance(tx, found.id, body.reason);
    await tx.appendChange({ at, kind: 'hits.changed' });
    return { answer: presentClearance({ ...found, state: body.reason }, at), entry: holderCleared(asker, { subject: params.id, record: idFromBytes('rec', found.record), act: body.reason }) };
  }),
};

/** The journey ends where it ends, and only a desk of the issuing bureau takes it back. */
function mayEnd({ owner, goes_to }: ClearanceTable, asker: Asker, reason: 'used' | 'revoked'): boolean {
  const isIssuer = owner === asker.number && asker.permissions.includes('record:write');
  return isIssuer || (reason === 'used' && findOrganisationNumber(goes_to) === asker.number);
}

function newSlip(): string {
  const letters = Array.from({ length: 10 }, () => SLIP[randomInt(SLIP.length)] ?? '');
  return `${letters.slice(0, 5).join('')}-${letters.slice(5).join('')}`;
}

/** A flag. Only whoever raised it and the secretariat are shown one. */
export function presentDoubt(row: RecordDoubtTable): RecordDoubt {
  return {
    id: idFromBytes('dbt', row.id), record: idFromBytes('rec', row.record), database: getDatabaseByNumber(row.database).code, owner: organisationCode(row.owner), by: organisationCode(row.organisation),
    doubt: row.doubt as RecordDoubt['doubt'], reason: row.reason, at: formatMoment(row.at), state: row.state as RecordDoubt['state'],
    ...(row.decided_at !== null && { decidedAt: formatMoment(row.decided_at) }), ...(row.decision !== null && { decision: row.decision }),
  };
}

/** A clearance as it stands at this moment. */
export function presentClearance(row: ClearanceTable, at: number): Clearance {
  return {
    id: idFromBytes('clr', row.id), slip: row.slip, record: idFromBytes('rec', row.record), issuedBy: organisationCode(row.owner), issuedAt: formatMoment(row.at), until: formatMoment(row.until_at),
    from: row.goes_from, to: row.goes_to, ...(row.carrier !== null && { carrier: row.carrier }), state: row.state === 'good' && row.until_at <= at ? 'over' : (row.state as Clearance['state']),
  };
}

/** What a check shows beside a record: by its id as hex. Asked for records that are shown, and for no others. */
export type Beside = (records: readonly { readonly id: Uint8Array }[], at: number) => Promise<ReadonlyMap<string, Pick<Match, 'underReview' | 'clearance'>>>;

/** Ties it to a store. */
export function openBeside(read: Read): Beside {
  return async (records, at) => {
    const ids = records.map(({ id }) => id);
    const [doubted, cleared] = [await findUnderReview(read, ids), await findClearances(read, ids, at)];
    const found = new Map<string, Pick<Match, 'underReview' | 'clearance'>>();
    for (const id of doubted) found.set(id, { underReview: true });
    for (const { record, slip, until_at, goes_from, goes_to, carrier } of cleared) {
      const id = Buffer.from(record).toString('hex');
      found.set(id, { ...found.get(id), clearance: { slip, until: formatMoment(until_at), from: goes_from, to: goes_to, ...(carrier !== null && { carrier }) } });
    }
    return found;
  };
}

