/**
 * How a mailbox is founded, and who gets in and out: entries of the directory and keyrings, made here and handed to the hub, which can refuse them but
 * make none.
 */
import { fail } from '@watchword/api/errors.ts';
import { EPOCH_DAYS, type DeviceEntry, type RemovalEntry, type SignedObject, type SigningPublicKey } from '@watchword/api/message-format.ts';
import { epochDueSince, isActive, type Directory } from '../messages/directory/directory.ts';
import { makeEntry, type NewEntry } from '../messages/directory/entries.ts';
import { toBase64Url } from '../messages/encoding.ts';
import { admit, beginEpoch, type Member } from '../messages/keyring/keyrings.ts';
import { readSigned } from '../messages/signing/signed.ts';
import type { Signer } from '../messages/signing/signers.ts';
import type { MailHub } from './hub.ts';
import type { KeyBook } from './key-book.ts';
import type { DeviceKeys } from '../messages/devices/device-keys.ts';
import { followOwn, isMember, type OwnKeys } from './key-ring.ts';

const DAY_MS = 86_400_000;

/** What belongs to the mailbox of one organisation. `officers`: enrolment officers whose keys are here, if any. `now`: ms since 1970. */
export type Members = {
  readonly organisation: string;
  readonly hub: MailHub;
  readonly book: KeyBook;
  readonly device: DeviceKeys;
  readonly officers: readonly Signer[];
  readonly now: () => number;
};

/** The first two entries of a directory: root keys and recovery key, then who may enrol. Made offline, by two of three custodians. */
export async function foundDirectory({ organisation, custodians, recovery, officers, time }: {
  organisation: string; custodians: readonly Signer[]; recovery: Uint8Array; officers: readonly { name: string; key: SigningPublicKey }[]; time: string;
}): Promise<SignedObject[]> {
  const signers = custodians.slice(0, 2);
  const root = await makeEntry({ organisation, entries: [] }, { type: 'root', custodians: custodians.map(({ publicKey }) => publicKey), recovery: toBase64Url(recovery) }, { time, signers });
  const { hash } = await readSigned('directory', root);
  return [root, await makeEntry({ organisation, entries: [hash] }, { type: 'officers', officers: [...officers] }, { time, signers })];
}

const timeOf = (at: number, directory?: Directory): string => {
  const time = new Date(at).toISOString();
  // A clock that was put back must not stop a removal.
  return directory !== undefined && directory.time > time ? directory.time : time;
};

/** The own directory as it stands at the hub now. @throws AppError `key.not-enrolled` before accession */
export async function ownDirectory({ book, organisation }: Members): Promise<Directory> {
  await book.refresh();
  const directory = await book.find(organisation);
  if (directory === undefined) throw fail('key.not-enrolled', { detail: `${organisation} has no root keys yet.` });
  return directory;
}

async function publish(members: Members, entry: NewEntry, signers: readonly Signer[]): Promise<Directory> {
  const directory = await ownDirectory(members);
  await members.hub.publishEntry(await makeEntry(directory, entry, { time: timeOf(members.now(), directory), signers }));
  return ownDirectory(members);
}

/** Enrols a device: two officers sign. @throws AppError `key.two-persons` when their keys are not here */
export async function enrolDevice(members: Members, device: Pick<DeviceEntry, 'kind' | 'name' | 'key' | 'kem'>): Promise<Directory> {
  if (members.officers.length < 2) throw fail('key.two-persons', { detail: 'Two enrolment officers have to sign.' });
  return publish(members, { type: 'device', ...device }, members.officers.slice(0, 2));
}

/** Removes a device from the directory; the next epoch shuts it out of what comes. */
export async function removeDevice(members: Members, device: string, reason: RemovalEntry['reason']): Promise<Directory> {
  const directory = await ownDirectory(members);
  return isActive(directory, device) ? publish(members, { type: 'removal', device, reason }, members.officers.slice(0, 1)) : directory;
}

/** Takes a device into the keyring, so that it reads what `reads` says. */
export async function admitDevice(members: Members, keys: OwnKeys, member: Member): Promise<OwnKeys> {
  const before = keys.keyrings.at(-1);
  if (before === undefined) throw fail('key.no-access', { detail: 'This device is in no keyring.' });
  if (isMember(keys, member.device)) return keys;
  const directory = await ownDirectory(members);
  const keyring = await admit({ before, known: keys.secrets, member }, { directory, by: members.device, time: timeFor(members, keys, directory) });
  await members.hub.publishKeyring(keyring);
  return followOwn(keys, [keyring], { directory, device: members.device });
}

/** Goes on to the next epoch with every member that is still enrolled; the first epoch has this device alone. */
export async function nextEpoch(members: Members, keys: OwnKeys, { reads = 'all' }: { reads?: Member['reads'] } = {}): Promise<OwnKeys> {
  const directory = await ownDirectory(members);
  const before = keys.keyrings.at(-1);
  const own = members.device.id;
  const left = (before?.keyring.members ?? []).filter(({ device }) => isActive(directory, device)).map(({ device, reads: far }): Member => ({ device, reads: far }));
  const all = left.some(({ device }) => device === own) ? left : [...left, { device: own, reads }];
  const time = timeFor(members, keys, directory);
  const until = new Date(Date.parse(time) + EPOCH_DAYS * DAY_MS).toISOString();
  const needsOfficers = !isMember(keys, own);
  const made = await beginEpoch({ before, known: keys.secrets, members: all, until }, { directory, by: members.device, time, ...(needsOfficers && { officers: members.officers.slice(0, 2) }) });
  await members.hub.publishKeyring(made.object);
  const followed = await followOwn(keys, [made.object], { directory, device: members.device });
  await announce(members, followed);
  return followed;
}

/** Announces the newest epoch when nobody has: the announcement may have been cut off. */
export async function announce(members: Members, keys: OwnKeys): Promise<void> {
  const newest = keys.keyrings.at(-1)?.keyring;
  const first = keys.keyrings.find(({ keyring }) => keyring.epoch === newest?.epoch);
  const directory = await ownDirectory(members);
  if (newest === undefined || first === undefined || directory.epochs.some(({ epoch }) => epoch === newest.epoch)) return;
  await publish(members, { type: 'epoch', epoch: newest.epoch, kem: newest.kem, until: newest.until, keyring: first.hash }, [members.device]);
}

/** Whether a new epoch is due: a device was removed, or the time is nearly over. */
export async function isEpochDue(members: Members, keys: OwnKeys): Promise<boolean> {
  const directory = await ownDirectory(members);
  const newest = keys.keyrings.at(-1)?.keyring;
  const gone = newest?.members.some(({ device }) => !isActive(directory, device)) ?? false;
  return gone || epochDueSince(directory, members.now() + DAY_MS) !== undefined;
}

function timeFor({ now }: Members, { keyrings }: OwnKeys, directory: Directory): string {
  const time = timeOf(now(), directory);
  const before = keyrings.at(-1)?.keyring.time ?? '';
  return before > time ? before : time;
}
