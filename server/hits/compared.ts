/** A comparison and what it means for hits, in one transaction: "the same" opens one, "not the same" ends one that nobody else knows of. */
import { compareFound } from '@watchword/api/comparisons.ts';
import { getDatabaseByNumber } from '@watchword/api/databases/databases.ts';
import { dayOfMs } from '@watchword/api/dates.ts';
import { fail } from '@watchword/api/errors.ts';
import { idBytes, newId, parseId } from '@watchword/api/ids.ts';
import { COMPARISON_WRITES, type PreparedComparison } from '#comparisons/comparisons.ts';
import { matchSubject } from '#checks/checks.ts';
import { unpackContent } from '#databases/databases.ts';
import type { Call, WriteHandler } from '#door/calls.ts';
import type { Write } from '#store/store.ts';
import type { StoredRecord } from '#store/tables.ts';
import { withdraw } from './finder-writes.ts';
import { openFound } from './open.ts';
import { listByCheck, listChecks, listHitsOf } from './queries.ts';
import { settle } from './settle.ts';

/** The comparison, with its hits. */
export const compareAndOpen: WriteHandler = async (tx, call) => {
  const record = COMPARISON_WRITES[compareFound.id];
  if (record === undefined) throw fail('server.internal');
  const reply = await record(tx, call);
  const { asker, input, at } = call as Call<PreparedComparison>;
  for (const item of input.items) {
    // Of one's own records an officer who compares has the desk at hand, as of any other.
    const stored = await tx.findById(item.record);
    if (stored === undefined) continue;
    if (input.finding === 'same') await openCompared(tx, stored, call as Call<PreparedComparison>);
    else await endCompared(tx, stored, { finder: asker.number, actor: asker.actor, at });
  }
  return reply;
};

async function openCompared(tx: Write, stored: StoredRecord, { asker, input, at }: Call<PreparedComparison>): Promise<void> {
  const { question } = JSON.parse(input.question) as { question: { subject: unknown; place?: string } };
  const parsed = input.check === undefined ? undefined : parseId('chk', input.check);
  const check = idBytes(parsed ?? newId('chk', at));
  const database = getDatabaseByNumber(stored.database);
  const matched = matchSubject(question.subject, stored, dayOfMs(at));
  const known = (await listHitsOf(tx, stored.id, asker.number)).find(({ state }) => state !== 'closed' && state !== 'withdrawn');
  const inIt = (await listByCheck(tx, check)).some(({ hit }) => known !== undefined && Buffer.compare(hit, known.id) === 0);
  if (known !== undefined && inIt) {
    await settle(tx, known, {}, { at, act: 'compared-same', by: asker.number, officer: asker.actor, seenBy: asker.number, whom: [asker.number] });
    return;
  }
  await openFound(tx, {
    record: stored.id, database: stored.database, kind: matched?.kind ?? database.kindOf(unpackContent(database, stored.content)), owner: stored.owner, finder: asker.number, check, at, outcome: 'possible',
    purpose: input.purpose, officer: asker.actor, role: asker.role, place: question.place, asked: JSON.stringify(question.subject), matched: matched?.reasons ?? [], isProtected: !input.isCounted, discreet: false, retro: false,
  }, at);
}

/** Whoever compared says that it is another: a hit of which the owner does not know is over, one that it knows of is for the desk to end. */
async function endCompared(tx: Write, stored: StoredRecord, { finder, actor, at }: { finder: number; actor: string; at: number }): Promise<void> {
  const hit = (await listHitsOf(tx, stored.id, finder)).find(({ state }) => state === 'open' || state === 'asked' || state === 'need-time');
  if (hit === undefined) return;
  const isTold = (await listChecks(tx, [hit.id])).some(({ told_at }) => told_at !== null);
  if (isTold) await settle(tx, hit, {}, { at, act: 'compared-not-same', by: finder, officer: actor, seenBy: finder, whom: [finder] });
  else await withdraw(tx, hit, { at, by: finder, officer: actor, reason: undefined, outcome: 'not-same' });
}
