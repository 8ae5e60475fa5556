/** The end of a record that a hit leads to, and what the end of a record means for its hits. */
import { dayOfMs } from '@watchword/api/dates.ts';
import { fail } from '@watchword/api/errors.ts';
import { idFromBytes } from '@watchword/api/ids.ts';
import { withdrawRecord, type WITHDRAWAL_REASONS } from '@watchword/api/records.ts';
import type { AuditEntry } from '#audit/audit.ts';
import type { Asker, Call, WriteHandler } from '#door/calls.ts';
import { organisationCode } from '#organisations/organisations.ts';
import { RECORD_WRITES, STATE } from '#records/records.ts';
import type { HitTable } from '#store/hit-tables.ts';
import type { Write } from '#store/store.ts';
import { withdraw } from './finder-writes.ts';
import { listHitsOfRecord } from './queries.ts';
import { settle } from './settle.ts';
import { putResult } from './statistics.ts';

type Ending = { readonly asker: Asker; readonly at: number; readonly hit: HitTable; readonly reason: (typeof WITHDRAWAL_REASONS)[number]; readonly note?: string | undefined; readonly version?: number | undefined };

/** Withdraws the record as its owner would, in this transaction. Gives the entry to be appended; undefined when it has ended already. @throws `access.forbidden`, `record.version-conflict` */
export async function endRecord(tx: Write, { asker, at, hit, reason, note, version }: Ending): Promise<AuditEntry | undefined> {
  if (!asker.permissions.includes('record:write')) throw fail('access.forbidden', { detail: 'Withdrawing a record needs the permission record:write.' });
  const record = await tx.findById(hit.record);
  if (record === undefined || record.state !== STATE.active || record.expires_on < dayOfMs(at)) return undefined;
  const input = { params: { id: idFromBytes('rec', hit.record) }, body: { reason, ...(note !== undefined && { note }) } };
  const { entry } = await withdrawHandler()(tx, { asker, at, input, version: version ?? record.version } as never);
  await endHits(tx, hit.record, { at, owner: hit.owner, except: hit.id });
  return entry;
}

/** The owner as the clock acts for it. */
export function ownerByClock(owner: number): Asker {
  return { organisation: organisationCode(owner), number: owner, role: 'system', actor: 'server', name: 'the clock of hits', permissions: ['record:write', 'record:read'] };
}

function withdrawHandler(): WriteHandler {
  const handler = RECORD_WRITES[withdrawRecord.id];
  if (handler === undefined) throw fail('server.internal');
  return handler;
}

/**
 * A record was withdrawn: whoever waits for an answer has it. What the owner does not know of is withdrawn, and the owner learns nothing of it. `except`: a hit that
 * is answered anyway.
 */
export async function endHits(tx: Write, record: Uint8Array, { at, owner, except }: { at: number; owner: number; except?: Uint8Array }): Promise<void> {
  for (const hit of await listHitsOfRecord(tx, record)) {
    if (except !== undefined && Buffer.compare(hit.id, except) === 0) continue;
    if (hit.state === 'asked' || hit.state === 'need-time') {
      await putResult(tx, hit, { verdict: 'not-confirmed', seconds: hit.first_asked_at === null ? null : Math.round((at - hit.first_asked_at) / 1000), ...(hit.number === 1 && hit.due_at !== null && at <= hit.due_at && { in_time: 1 }) });
      await settle(tx, hit, { state: 'not-confirmed', verdict: 'not-confirmed', valid: 'no', same: 'cannot-tell', answered_at: at, answered_by: owner, need_until: null, need_reason: null }, { at, act: 'record-ended', by: owner, whom: 'all' });
    } else if (hit.state === 'open') {
      await withdraw(tx, hit, { at, by: undefined, officer: undefined, reason: undefined });
    }
  }
}

/** The withdrawal of a record, with what it means for its hits: in one transaction. */
export const withdrawAndAnswer: WriteHandler = async (tx, call) => {
  const reply = await withdrawHandler()(tx, call as never);
  const { asker, at, input } = call as Call<{ params: { id: string } }>;
  await endHits(tx, Buffer.from(input.params.id.slice(4), 'hex'), { at, owner: asker.number });
  return reply;
};
