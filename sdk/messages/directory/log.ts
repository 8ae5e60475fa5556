/**
 * The hub's list of all entries of all organisations. Its head travels in every manifest and receipt: a hub that shows one bureau other keys than
 * another has two lists, and is found out by the first message between them.
 */
import { fail } from '@watchword/api/errors.ts';
import type { DirectoryHead, DirectoryLine } from '@watchword/api/message-format.ts';
import { canonicalBytes, hashOf, labelled } from '../encoding.ts';
import type { Directory } from './directory.ts';

/** What is kept of the list: the heads of all its sizes, and the entries of each organisation with their places. A plain object. */
export type DirectoryLog = { readonly heads: readonly string[]; readonly entries: ReadonlyMap<string, readonly { readonly entry: string; readonly n: number }[]> };

/** The list before its first line. */
export const EMPTY_LOG: DirectoryLog = { heads: [], entries: new Map() };

/** The head before the first line: 32 zero bytes. */
const NO_HEAD = 'A'.repeat(43);

/** The head after a line: SHA-256 over the line and the head before. */
export async function headAfter(before: string | undefined, { n, organisation, sequence, entry }: Omit<DirectoryLine, 'head'>): Promise<string> {
  return hashOf(labelled('directory', canonicalBytes([before ?? NO_HEAD, n, organisation, sequence, entry])));
}

/** Follows the list on. @throws AppError `key.log-forked` when lines do not continue it */
export async function followLog(log: DirectoryLog, lines: readonly DirectoryLine[]): Promise<DirectoryLog> {
  const heads = [...log.heads];
  const entries = new Map(log.entries);
  for (const line of lines) {
    const own = entries.get(line.organisation) ?? [];
    if (line.n !== heads.length + 1 || line.sequence !== own.length || line.head !== await headAfter(heads.at(-1), line)) {
      throw fail('key.log-forked', { detail: `Line ${line.n} of the list of keys does not continue it.` });
    }
    heads.push(line.head);
    entries.set(line.organisation, [...own, { entry: line.entry, n: line.n }]);
  }
  return { heads, entries };
}

/** How far the list is known: what a sender puts into manifests and receipts. */
export function headOf({ heads }: DirectoryLog): DirectoryHead {
  return { size: heads.length, head: heads.at(-1) ?? NO_HEAD };
}

/**
 * Compares what somebody else was shown with what is known here. `ahead`: the other has seen more; follow the list and compare again.
 * @throws AppError `key.log-forked` when the two cannot both be true
 */
export function compareHead({ heads }: DirectoryLog, { size, head }: DirectoryHead): 'same' | 'ahead' {
  if (size > heads.length) return 'ahead';
  if (head !== (size === 0 ? NO_HEAD : heads[size - 1])) throw fail('key.log-forked', { detail: `The hub showed the sender another list of keys: it differs at line ${size} or before.` });
  return 'same';
}

/** Checks that the chain of an organisation is the one in the list, whole. @throws AppError `key.log-forked` */
export function checkInLog({ entries }: DirectoryLog, directory: Directory): void {
  const listed = entries.get(directory.organisation) ?? [];
  const isSame = listed.length === directory.entries.length && listed.every(({ entry }, at) => entry === directory.entries[at]);
  if (!isSame) throw fail('key.log-forked', { detail: `The keys of ${directory.organisation} are not those in the list of all keys.` });
}

/** How many entries of an organisation stand in the first `size` lines. */
export function entriesWithin({ entries }: DirectoryLog, organisation: string, size: number): number {
  return (entries.get(organisation) ?? []).filter(({ n }) => n <= size).length;
}
