/** What is known of the keys of one organisation, once its chain was followed. */
import { fail } from '@watchword/api/errors.ts';
import { REMOVAL_GRACE_MS, type DeviceEntry, type EpochEntry, type RemovalEntry, type SigningPublicKey } from '@watchword/api/message-format.ts';

/** A device of an organisation. `since`, `removed.at`: numbers of the entries that say so; `enrolled`, `removed.time`: their times. */
export type Device = {
  readonly id: string; readonly kind: DeviceEntry['kind']; readonly name: string; readonly key: SigningPublicKey; readonly kem?: string | undefined;
  readonly since: number; readonly enrolled: string; readonly removed?: { readonly at: number; readonly time: string; readonly reason: RemovalEntry['reason'] } | undefined;
};

/** A mailbox key. `at`, `time`: number and time of the entry that announced it. */
export type AnnouncedEpoch = Pick<EpochEntry, 'epoch' | 'kem' | 'until' | 'keyring' | 'time'> & { readonly at: number; readonly by: string };

/** What an organisation's chain says so far. A plain object: it can be kept as it is. */
export type Directory = {
  readonly organisation: string;
  /** The fingerprint that is compared at accession: the hash of the first entry. */
  readonly pin: string;
  /** Hashes of all entries, in their order. */
  readonly entries: readonly string[];
  readonly time: string;
  readonly custodians: ReadonlyMap<string, SigningPublicKey>;
  readonly recovery: string;
  /** Every list of enrolment officers there was, oldest first, with the number of its entry. */
  readonly officers: readonly { readonly at: number; readonly keys: ReadonlyMap<string, SigningPublicKey> }[];
  readonly devices: ReadonlyMap<string, Device>;
  readonly epochs: readonly AnnouncedEpoch[];
};

/** Whether a device was enrolled and not removed when the chain had so many entries; now, when no number is given. */
export function isActive(directory: Directory, id: string, size = directory.entries.length): boolean {
  const device = directory.devices.get(id);
  return device !== undefined && device.since < size && (device.removed === undefined || device.removed.at >= size);
}

/** Who could enrol devices when the chain had so many entries; now, when no number is given. */
export function officersAt({ officers, entries }: Directory, size = entries.length): ReadonlyMap<string, SigningPublicKey> {
  return officers.findLast(({ at }) => at < size)?.keys ?? new Map();
}

/** When the organisation has to go on to a new epoch: since a member was removed, or since the time of its epoch ran out; undefined when it does not. */
export function epochDueSince(directory: Directory, at: number): string | undefined {
  const last = directory.epochs.at(-1);
  if (last === undefined) return undefined;
  const removed = [...directory.devices.values()].filter((device) => device.removed !== undefined && device.removed.at > last.at && device.kem !== undefined).map((device) => device.removed?.time ?? '');
  return [...removed, ...(Date.parse(last.until) <= at ? [last.until] : [])].toSorted()[0];
}

/** The key that is to be encrypted to at a time (ms since 1970). @throws AppError `key.epoch-due` when there is none that may be used: nothing is sent then */
export function currentKey(directory: Directory, at: number): { readonly organisation: string; readonly epoch: number; readonly kem: string } {
  const { organisation } = directory;
  const last = directory.epochs.at(-1);
  const due = epochDueSince(directory, at);
  const isOver = last === undefined || at >= Date.parse(last.until) || (due !== undefined && at > Date.parse(due) + REMOVAL_GRACE_MS);
  if (isOver) throw fail('key.epoch-due', { detail: last === undefined ? `${organisation} has no mailbox yet.` : `${organisation} has not renewed its key since ${due ?? last.until}.` });
  return { organisation, epoch: last.epoch, kem: last.kem };
}
