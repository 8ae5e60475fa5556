/** Counts checks under the code of operations, as their entries in the audit log become durable. */
import { idBytes, parseId } from '@watchword/api/ids.ts';
import type { AuditEntry } from '#audit/audit.ts';
import { findOrganisationNumber } from '#organisations/organisations.ts';
import type { JointFoundTable, JointTallyTable } from '#store/cross-tables.ts';
import { bucketOf, type Tallied } from './tally-queries.ts';

export type TallyBook = {
  /** An entry is durable: its number in the log, and when (ms). */
  note(entry: Pick<AuditEntry, 'event' | 'organisation' | 'outcomes' | 'subject' | 'reason'>, seq: number, at: number): void;
  /** Whether something was counted that is not written down. */
  isWaiting(): boolean;
  /** What was counted since the last time. */
  take(at: number): Tallied;
  /** Takes back what could not be written down. */
  putBack(tallied: Tallied): void;
};

const CHECKS: ReadonlySet<string> = new Set(['check.answered', 'check.item-answered', 'check.stream-item-answered']);

/** Opens a book of the log of this server. `from`: entries up to here are counted already. */
export function openTallyBook(server: string, from: number): TallyBook {
  let upTo = from;
  let tallies = new Map<string, JointTallyTable>();
  let found: JointFoundTable[] = [];
  const add = (row: JointTallyTable): void => {
    const name = `${Buffer.from(row.operation).toString('hex')} ${row.organisation} ${row.bucket}`;
    const before = tallies.get(name);
    tallies.set(name, before === undefined ? row : { ...before, checks: before.checks + row.checks, hits: before.hits + row.hits, first: Math.min(before.first, row.first), last: Math.max(before.last, row.last) });
  };
  return {
    note({ event, organisation, outcomes, subject, reason }, seq, at) {
      if (seq <= from) return;
      upTo = Math.max(upTo, seq);
      if (reason === undefined || !CHECKS.has(event)) return;
      const operation = parseId('opn', reason);
      const number = findOrganisationNumber(organisation);
      if (operation === undefined || number === undefined) return;
      const isHit = outcomes !== undefined && outcomes.hit > 0;
      add({ operation: idBytes(operation), organisation: number, ...bucketOf(at), server, checks: 1, hits: isHit ? 1 : 0, first: seq, last: seq });
      const check = parseId('chk', subject ?? '');
      if (isHit && check !== undefined) found.push({ operation: idBytes(operation), check_id: idBytes(check), organisation: number, at });
    },
    isWaiting: () => tallies.size > 0,
    take(at) {
      const taken: Tallied = { server, upTo, tallies: [...tallies.values()], found, at };
      tallies = new Map();
      found = [];
      return taken;
    },
    putBack(taken) {
      for (const row of taken.tallies) add(row);
      found.push(...taken.found);
    },
  };
}
