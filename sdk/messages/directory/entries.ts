/** Making entries of a key directory. Each is made for the place after the last one that is known; the hub refuses a place that is taken. */
import { MESSAGE_SUITE, type DeviceEntry, type DirectoryEntry, type OfficersEntry, type RemovalEntry, type RootEntry, type SignedObject } from '@watchword/api/message-format.ts';
import { signPayload } from '../signing/signed.ts';
import type { Signer } from '../signing/signers.ts';
import type { Directory } from './directory.ts';

/** What is new in an entry, without what follows from its place. */
export type NewEntry =
  | Pick<RootEntry, 'type' | 'custodians' | 'recovery'>
  | Pick<OfficersEntry, 'type' | 'officers'>
  | Pick<DeviceEntry, 'type' | 'kind' | 'name' | 'key' | 'kem'>
  | Pick<RemovalEntry, 'type' | 'device' | 'reason'>
  | Pick<DirectoryEntry & { type: 'epoch' }, 'type' | 'epoch' | 'kem' | 'until' | 'keyring'>;

/** Makes and signs the entry that comes next. `signers`: two custodians, two officers, one officer or one device, as the entry needs; the second may add his later (`addSignature`). `time`: ISO, UTC, with milliseconds. */
export async function makeEntry(directory: Pick<Directory, 'organisation' | 'entries'>, entry: NewEntry, { time, signers }: { time: string; signers: readonly Signer[] }): Promise<SignedObject> {
  const place = { v: 1, suite: MESSAGE_SUITE, organisation: directory.organisation, sequence: directory.entries.length, prev: directory.entries.at(-1) ?? null, time } as const;
  return signPayload('directory', { ...place, ...entry }, signers);
}
