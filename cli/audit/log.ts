import { listOwnEntries, listOwnerEntries, type AuditEntryItem, type OwnerEntryItem } from '@watchword/api/audit.ts';
import type { Invocation, Run } from '../command.ts';
import { connect } from '../connection.ts';
import { EXIT } from '../exit-codes.ts';
import { formatCount } from '../terminal/progress.ts';
import { alignRows } from '../terminal/table.ts';
import { print } from '../terminal/terminal.ts';

const MOST = 1000;

/** Shows the newest entries of one's own log, or of who was shown one's records. */
export const log: Run = async (invocation) => {
  const { flags, terminal, signal } = invocation;
  const count = flags.count('last', { least: 1, most: MOST }) ?? 50;
  const operation = flags.is('shown') ? listOwnerEntries : listOwnEntries;
  const read = pages(invocation, operation as typeof listOwnEntries);
  // The hub gives them oldest first and says how many there are.
  const { size } = await read({ from: 0, limit: 1 });
  const from = Math.max(0, size - count);
  const items: readonly (AuditEntryItem | OwnerEntryItem)[] = size === 0 ? [] : (await read({ from, limit: Math.max(1, size - from) })).items;
  signal.throwIfAborted();
  await print(terminal, { items, size }, () => [...alignRows(items.map(rowOf)), `${formatCount(items.length)} of ${formatCount(size)} entries${size > 0 ? ', the newest last' : ''}.`]);
  return EXIT.ok;
};

function pages(invocation: Invocation, operation: typeof listOwnEntries): (query: { from: number; limit: number }) => Promise<{ items: AuditEntryItem[]; size: number }> {
  const { client } = connect(invocation);
  return (query) => client.call(operation, { query }, { signal: invocation.signal });
}

function rowOf(item: AuditEntryItem | OwnerEntryItem): string[] {
  if (typeof item.entry === 'number') {
    const { entry, time, organisation, detail } = item as OwnerEntryItem;
    const { database = '(erased)', record = '', purpose = '–' } = JSON.parse(detail ?? '{}') as { database?: string; record?: string; purpose?: string };
    return [String(entry), new Date(time).toISOString(), organisation, database, purpose, record];
  }
  const { entry: { seq, time, event, actor, purpose, databases = [], subject = '' } } = item as AuditEntryItem;
  return [String(seq), new Date(time).toISOString(), actor, event, purpose ?? '–', databases.join(','), subject];
}
