import { readFileSync, writeFileSync } from 'node:fs';
import { getAuditKeys, listOwnEntries, listOwnerEntries, proveConsistency, proveInclusion, type AuditEntryItem, type OwnerEntryItem } from '@watchword/api/audit.ts';
import type { Client } from '@watchword/sdk/client.ts';
import { fromBase64, isEqual, toHex, type Bytes } from '@watchword/sdk/proofs/bytes.ts';
import { isHeadIn, type HeadKind } from '@watchword/sdk/proofs/heads.ts';
import { hashLeaf, rootOfLeaves } from '@watchword/sdk/proofs/merkle.ts';
import { openedHead } from '@watchword/sdk/proofs/proof-file.ts';
import { readTrusted } from '@watchword/sdk/proofs/trust.ts';
import type { Invocation, Run } from '../command.ts';
import { connect } from '../connection.ts';
import { EXIT } from '../exit-codes.ts';
import { misuse } from '../failures.ts';
import { print } from '../terminal/terminal.ts';
import { readReceipts, receiptFile, type KeptReceipt } from './receipts.ts';
import { trustKeys } from './trusted-keys.ts';

/** What a requester counted: of its checks that owners are told of, by day and owner. */
type Counts = { readonly requester: string; readonly days: Readonly<Record<string, Readonly<Record<string, number>>>> };
type Own = { readonly leaves: readonly { readonly hash: string; readonly item: AuditEntryItem | OwnerEntryItem }[]; readonly checkpoint: number };
const CHECKS = /^check\.(answered|item-answered|stream-item-answered)$/;

/** Holds a bureau's own receipts against its log, or requesters' counts against the log of its records. Exit 0 only when they agree. */
export const reconcile: Run = async (invocation) => {
  const { flags, terminal, signal } = invocation;
  const counts = flags.list('counts');
  // Whoever holds counts against the log means these, whatever the environment names.
  const file = counts.length > 0 ? flags.text('receipts') : receiptFile(flags);
  if (file === undefined && counts.length === 0) throw misuse('Say what to hold against the log: --receipts FILE or --counts FILE.', 'watchword audit reconcile --receipts receipts.txt');
  const { client, settings } = connect(invocation);
  const offered = await client.call(getAuditKeys, undefined, { signal });
  const { organisation } = offered;
  const keys = await trustKeys(invocation, settings.url.value, offered);
  const look = { client, keys, organisation, signal };
  const found: string[] = [];
  let agreed = 0;
  if (file !== undefined) {
    const receipts = readReceipts(file);
    // The newest may not stand under a checkpoint yet: a proof of it waits for that.
    const newest = receipts.toSorted((a, b) => b.entry - a.entry)[0];
    if (newest !== undefined) await client.call(proveInclusion, { query: { entry: newest.entry, hash: newest.hash } }, { signal }).catch(() => undefined);
    const own = await readOwn(look, 'requester');
    found.push(...(typeof own === 'string' ? [own] : compareReceipts(receipts, own, flags.is('part'))));
    agreed += receipts.length;
    const save = flags.text('save-counts');
    if (save !== undefined) writeFileSync(save, `${JSON.stringify(countOf(organisation, receipts), null, 1)}\n`);
  }
  if (counts.length > 0) {
    const own = await readOwn(look, 'owner');
    const told = counts.map((path) => JSON.parse(readFileSync(path, 'utf8')) as Counts);
    found.push(...(typeof own === 'string' ? [own] : told.flatMap((one) => compareCounts(one, own, organisation))));
    agreed += told.length;
  }
  return await tell({ terminal }, { found, agreed, what: file !== undefined ? 'receipts' : 'counts' });
};

async function tell({ terminal }: Pick<Invocation, 'terminal'>, { found, agreed, what }: { found: readonly string[]; agreed: number; what: string }): Promise<number> {
  await print(terminal, { agrees: found.length === 0, [what]: agreed, found }, () => (found.length === 0 ? [`AGREES  ${agreed} ${what} and the log say the same.`] : found.map((one) => `DIFFERS  ${one}`)));
  if (found.length > 0) terminal.complain('Next: keep the file as evidence, and tell your data protection officer.');
  return found.length === 0 ? EXIT.ok : EXIT.failure;
}

type Looking = { readonly client: Client; readonly keys: readonly string[]; readonly organisation: string; readonly signal: AbortSignal };

/** Reads a whole own log, and makes sure that it is the one in a signed checkpoint: its leaves give the root of its head. A sentence when it is not. */
async function readOwn({ client, keys, organisation, signal }: Looking, kind: HeadKind): Promise<Own | string> {
  const { checkpoint: text, head } = await client.call(proveConsistency, { query: { tree: kind, from: 0 } }, { signal });
  const trusted = await readTrusted(text, keys);
  if (typeof trusted === 'string') return trusted;
  const opened = head === undefined ? undefined : openedHead(head);
  if (opened === undefined || !(await isHeadIn(trusted.checkpoint.heads, { organisation, kind }, opened))) return `Checkpoint ${trusted.checkpoint.number} names another head for this log than the hub shows: it was swapped.`;
  const leaves: { hash: string; item: AuditEntryItem | OwnerEntryItem }[] = [];
  const hashes: Bytes[] = [];
  while (leaves.length < opened.size) {
    const query = { from: leaves.length, limit: Math.min(1000, opened.size - leaves.length) };
    const { items } = kind === 'requester' ? await client.call(listOwnEntries, { query }, { signal }) : await client.call(listOwnerEntries, { query }, { signal });
    if (items.length === 0) return `The hub shows ${leaves.length} entries of a log of ${opened.size}: the others were dropped.`;
    for (const item of items) {
      const hash = await hashLeaf(fromBase64(item.bytes) ?? new Uint8Array());
      hashes.push(hash);
      leaves.push({ hash: toHex(hash), item });
    }
  }
  if (!isEqual(await rootOfLeaves(hashes), opened.root)) return `The entries that the hub shows are not those of the signed log of ${opened.size}: one was rewritten, dropped or moved.`;
  return { leaves, checkpoint: trusted.checkpoint.number };
}

function compareReceipts(receipts: readonly KeptReceipt[], { leaves }: Own, isPart: boolean): string[] {
  const found: string[] = [];
  const logged = new Map(leaves.map((leaf) => [(leaf.item as AuditEntryItem).entry.seq, leaf]));
  for (const { entry, hash, owners } of receipts) {
    const leaf = logged.get(entry);
    if (leaf === undefined) found.push(`Of your check with receipt ${entry} there is nothing in your log: it was dropped, or never logged.`);
    else if (leaf.hash !== hash) found.push(`Your check with receipt ${entry} was rewritten: the log holds another entry ${entry}.`);
    else {
      const missing = owners.filter((owner) => (leaf.item as AuditEntryItem).entry.owners?.includes(owner) !== true);
      if (missing.length > 0) found.push(`Entry ${entry} hides from ${missing.join(', ')} that your check showed its record.`);
    }
  }
  if (isPart) return found;
  const own = new Set(receipts.map(({ entry }) => entry));
  const first = receipts[0]?.entry ?? Infinity;
  const invented = leaves.map(({ item }) => (item as AuditEntryItem).entry).filter(({ seq, event }) => CHECKS.test(event) && seq >= first && !own.has(seq));
  if (invented.length > 0) found.push(`The log holds ${invented.length} ${invented.length === 1 ? 'check' : 'checks'} in your name of which you have no receipt, the first as entry ${invented[0]?.seq ?? 0}: invented, or made by a system that keeps none here.`);
  return found;
}

function countOf(requester: string, receipts: readonly KeptReceipt[]): Counts {
  const days: Record<string, Record<string, number>> = {};
  for (const { day, owners } of receipts) {
    for (const owner of owners) {
      const cells = (days[day] ??= {});
      cells[owner] = (cells[owner] ?? 0) + 1;
    }
  }
  return { requester, days };
}

function compareCounts({ requester, days }: Counts, { leaves }: Own, owner: string): string[] {
  const own = new Map<string, number>();
  for (const { item } of leaves as readonly { item: OwnerEntryItem }[]) {
    if (item.organisation !== requester) continue;
    const day = new Date(item.time).toISOString().slice(0, 10);
    own.set(day, (own.get(day) ?? 0) + 1);
  }
  return [...new Set([...Object.keys(days), ...own.keys()])].sort().flatMap((day) => {
    const [theirs, here] = [days[day]?.[owner] ?? 0, own.get(day) ?? 0];
    return theirs === here ? [] : [`${requester} counts ${theirs} of its checks of ${day} that showed your records, your log holds ${here}: ${theirs > here ? 'they were kept from you' : 'invented, or made by a system that keeps no receipts'}.`];
  });
}
