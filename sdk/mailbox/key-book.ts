/**
 * The keys of all organisations, followed entry by entry from what was pinned. Every entry that is believed stands in the hub's list of all entries,
 * whose head travels with messages: a hub that shows two bureaus different keys is found out.
 */
import type { DirectoryHead, DirectoryLine, SignedObject } from '@watchword/api/message-format.ts';
import { fingerprintOf, followFromStart, followOn } from '../messages/directory/chain.ts';
import type { Directory } from '../messages/directory/directory.ts';
import { checkInLog, compareHead, EMPTY_LOG, followLog, headOf, type DirectoryLog } from '../messages/directory/log.ts';
import type { MailHub } from './hub.ts';

/** Where a mailbox keeps what it must remember: small texts by name. What stands there is public; it must not be lost, or old keys could be shown again. */
export type Keep = { read(name: string): Promise<string | undefined>; write(name: string, text: string): Promise<void> };

export type KeyBook = {
  /** Follows the list of all entries to its end. @throws AppError `key.log-forked` */
  refresh(): Promise<void>;
  /** The directory of an organisation as the list has it, verified; undefined when it has none. @throws AppError `key.*`, `message.signature` */
  find(organisation: string): Promise<Directory | undefined>;
  /** The signed entries of an organisation, for a proof. */
  entriesOf(organisation: string): readonly SignedObject[];
  /** How far the list is known. */
  head(): DirectoryHead;
  log(): DirectoryLog;
  /** Follows the list until it reaches what somebody else was shown, and compares. @throws AppError `key.log-forked` */
  compare(head: DirectoryHead): Promise<void>;
  /** Organisations that have keys. */
  organisations(): readonly string[];
};

export type BookParts = { readonly hub: Pick<MailHub, 'lines' | 'entries'>; readonly keep: Keep; /** Fingerprints of root entries, by organisation. What is not among them is pinned when it is first seen. */ readonly pins?: Readonly<Record<string, string>> };

type Known = { directory: Directory; objects: readonly SignedObject[] };

/** Opens the book with what was kept of it. */
export async function openKeyBook({ hub, keep, pins = {} }: BookParts): Promise<KeyBook> {
  const lines = parseKept<DirectoryLine[]>(await keep.read('list')) ?? [];
  const known = new Map<string, Known>();
  const finding = new Map<string, Promise<Directory | undefined>>();
  let log = await followLog(EMPTY_LOG, lines);
  let refreshing: Promise<void> | undefined;
  const follow = async (): Promise<void> => {
    for (;;) {
      const more = await hub.lines(log.heads.length);
      if (more.length === 0) return;
      log = await followLog(log, more);
      lines.push(...more);
      await keep.write('list', JSON.stringify(lines));
    }
  };
  const refresh = (): Promise<void> => (refreshing ??= follow().finally(() => void (refreshing = undefined)));
  const pinOf = async (organisation: string, first: SignedObject): Promise<string> => {
    const pinned = pins[organisation] ?? await keep.read(`pin/${organisation}`);
    if (pinned !== undefined) return pinned;
    const seen = await fingerprintOf(first);
    await keep.write(`pin/${organisation}`, seen);
    return seen;
  };
  const recall = async (organisation: string): Promise<Known | undefined> => {
    const objects = parseKept<SignedObject[]>(await keep.read(`chain/${organisation}`));
    const [first] = objects ?? [];
    return objects === undefined || first === undefined ? undefined : { objects, directory: await followFromStart(organisation, await pinOf(organisation, first), objects) };
  };
  const look = async (organisation: string): Promise<Directory | undefined> => {
    const listed = log.entries.get(organisation)?.length ?? 0;
    if (listed === 0) return undefined;
    let now = known.get(organisation) ?? await recall(organisation);
    if (now === undefined || now.objects.length < listed) {
      const more = (await hub.entries(organisation, now?.objects.length ?? 0)).slice(0, listed - (now?.objects.length ?? 0));
      const [first] = more;
      const objects = [...now?.objects ?? [], ...more];
      if (now !== undefined) now = { objects, directory: await followOn(now.directory, more) };
      else if (first !== undefined) now = { objects, directory: await followFromStart(organisation, await pinOf(organisation, first), objects) };
      if (now !== undefined) checkInLog(log, now.directory);
      await keep.write(`chain/${organisation}`, JSON.stringify(objects));
    }
    if (now !== undefined) known.set(organisation, now);
    return now?.directory;
  };
  return {
    refresh,
    find(organisation) {
      // One after the other for each organisation, so that no chain is followed twice at a time.
      const next = (finding.get(organisation) ?? Promise.resolve(undefined)).catch(() => undefined).then(() => look(organisation));
      finding.set(organisation, next);
      return next;
    },
    entriesOf: (organisation) => known.get(organisation)?.objects ?? [],
    head: () => headOf(log),
    log: () => log,
    async compare(head) {
      if (compareHead(log, head) === 'same') return;
      await refresh();
      compareHead(log, head);
    },
    organisations: () => [...log.entries.keys()],
  };
}

function parseKept<T>(text: string | undefined): T | undefined {
  return text === undefined ? undefined : JSON.parse(text) as T;
}
