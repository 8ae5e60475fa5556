/** The operations by which countries verify the log. What shows entries leaves an entry; proofs and heads show nothing and leave none. */
import { cosignCheckpoint, getAuditKeys, getMatrix, getTile, listCheckpoints, listOwnEntries, listOwnerEntries, proveConsistency, proveInclusion, type AuditEntryItem } from '@watchword/api/audit.ts';
import { parseDay } from '@watchword/api/dates.ts';
import { fail } from '@watchword/api/errors.ts';
import { onRead, type Implementation } from '#door/implement.ts';
import { exportRoutes } from './exports.ts';
import { auditRead } from './tree-events.ts';
import type { Trees } from './tree/keeper-thread.ts';

const DAY_MS = 86_400_000;

export function auditRoutes({ trees }: { trees: Trees }): Implementation[] {
  return [
    ...exportRoutes({ trees }),
    onRead(getAuditKeys, async ({ asker }) => ({ answer: { organisation: asker.organisation, ...(await trees.ask('keys', {} as never)) } })),
    onRead(listCheckpoints, async ({ input: { query } }) => ({ answer: await trees.ask('checkpoints', { from: query.from ?? 1, limit: query.limit ?? 100 }) })),
    onRead(proveInclusion, async ({ asker, input: { query } }) => ({ answer: await trees.ask('inclusion', { ...query, organisation: asker.organisation }) })),
    onRead(proveConsistency, async ({ asker, input: { query } }) => ({ answer: await trees.ask('consistency', { tree: query.tree ?? 'log', from: query.from, organisation: asker.organisation, ...(query.to !== undefined && { to: query.to }) }) })),
    onRead(getTile, async ({ asker, input: { query } }) => ({ answer: await trees.ask('tile', { tree: query.tree ?? 'log', path: query.path, organisation: asker.organisation }) })),
    onRead(cosignCheckpoint, async ({ asker, input: { body } }) => ({ answer: await trees.ask('cosign', { ...body, organisation: asker.organisation }) })),
    onRead(listOwnEntries, async ({ asker, input: { query } }) => {
      const answer = await trees.ask('entries', { organisation: asker.organisation, from: query.from ?? 0, limit: query.limit ?? 100 });
      const items = answer.items.map(({ entry, ...item }) => ({ ...item, entry: { ...entry, databases: entry.databases?.slice(), owners: entry.owners?.slice() } as AuditEntryItem['entry'] }));
      return { answer: { ...answer, items }, entry: (response) => auditRead(asker, { what: 'entries', count: answer.items.length, response }) };
    }),
    onRead(listOwnerEntries, async ({ asker, input: { query } }) => {
      const answer = await trees.ask('ownerEntries', { organisation: asker.organisation, from: query.from ?? 0, limit: query.limit ?? 100 });
      return { answer, entry: (response) => auditRead(asker, { what: 'owner-entries', count: answer.items.length, response }) };
    }),
    onRead(getMatrix, async ({ asker, input: { query } }) => {
      const answer = await trees.ask('matrix', { organisation: asker.organisation, from: msOf(query.from), to: msOf(query.to) });
      return { answer, entry: (response) => auditRead(asker, { what: 'matrix', count: answer.items.length, response }) };
    }),
  ];
}

/** The first moment of a day. @throws `request.invalid` */
function msOf(text: string): number {
  const day = parseDay(text);
  if (day === undefined) throw fail('request.invalid', { errors: [{ pointer: '/query', code: 'date', detail: 'A day is written as 2026-11-24.' }] });
  return day * DAY_MS;
}
