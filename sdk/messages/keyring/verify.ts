/** Whether a keyring follows from the one before and from the directory of its organisation. */
import { fail } from '@watchword/api/errors.ts';
import { EPOCH_DAYS, type Keyring, type SignedObject } from '@watchword/api/message-format.ts';
import { isActive, officersAt, type Directory } from '../directory/directory.ts';
import { readSigned, verifySignatures, type Read } from '../signing/signed.ts';

/** A keyring that was verified. `hash`: what the next one, and the announcement of the epoch, name it by. */
export type TrustedKeyring = { readonly keyring: Keyring; readonly hash: string };

const DAY_MS = 86_400_000;

/** Verifies a keyring that follows `before` (none: the first). The directory must be known at least as far as the keyring says. @throws AppError `key.*`, `message.signature` */
export async function verifyKeyring(object: SignedObject, { before, directory }: { before: TrustedKeyring | undefined; directory: Directory }): Promise<TrustedKeyring> {
  const read = await readSigned('keyring', object);
  const { payload: keyring, hash } = read;
  const refuse = (detail: string): never => {
    throw fail('key.keyring', { detail });
  };
  if (keyring.organisation !== directory.organisation) refuse('The keyring is of another organisation.');
  if (keyring.sequence !== (before?.keyring.sequence ?? -1) + 1 || keyring.prev !== (before?.hash ?? null) || (before !== undefined && keyring.time < before.keyring.time)) refuse('The keyring does not follow the one before.');
  if (directory.entries[keyring.directory.sequence] !== keyring.directory.entry) refuse('The keyring was made for another directory.');
  if (before !== undefined && keyring.directory.sequence < before.keyring.directory.sequence) refuse('The keyring goes back in the directory.');
  checkMembers(keyring, directory, refuse);
  const isByOfficers = await checkSigners(read, before, directory);
  checkEpochs(keyring, before, { isByOfficers, refuse });
  return { keyring, hash };
}

/** Follows all keyrings of a mailbox, oldest first. @throws AppError `key.*`, `message.signature` */
export async function followKeyrings(objects: readonly SignedObject[], directory: Directory, from?: TrustedKeyring): Promise<TrustedKeyring[]> {
  const trusted: TrustedKeyring[] = [];
  for (const object of objects) trusted.push(await verifyKeyring(object, { before: trusted.at(-1) ?? from, directory }));
  return trusted;
}

/** Checks that the keys that others encrypt to are those of the keyrings, and that no keyring is there whose epoch was not announced. @throws AppError `key.keyring` */
export function checkAnnounced(keyrings: readonly TrustedKeyring[], { organisation, epochs }: Directory): void {
  const first = new Map<number, TrustedKeyring>();
  for (const one of keyrings) if (!first.has(one.keyring.epoch)) first.set(one.keyring.epoch, one);
  for (const [epoch, { keyring, hash }] of first) {
    const announced = epochs.find((one) => one.epoch === epoch);
    if (announced?.kem !== keyring.kem || announced.keyring !== hash || announced.until !== keyring.until) throw fail('key.keyring', { detail: `The key of ${organisation} that was announced for epoch ${epoch} is not that of its keyring.` });
  }
}

function checkMembers({ members, directory: place }: Keyring, directory: Directory, refuse: (detail: string) => never): void {
  const ids = members.map(({ device }) => device);
  if (new Set(ids).size !== ids.length) refuse('A device is in the keyring twice.');
  for (const id of ids) {
    if (directory.devices.get(id)?.kem === undefined || !isActive(directory, id, place.sequence + 1)) refuse('A device is in the keyring that is not enrolled, or was removed.');
  }
}

/** A member of the keyring before signs; otherwise an enrolled device together with two officers. Answers whether officers did. */
async function checkSigners(read: Read<'keyring'>, before: TrustedKeyring | undefined, directory: Directory): Promise<boolean> {
  const { payload: { by, directory: place }, signers } = read;
  const device = directory.devices.get(by);
  if (device === undefined || !signers.includes(by) || !isActive(directory, by, place.sequence + 1)) throw fail('key.not-enrolled', { detail: 'The keyring is not signed by a device of the mailbox.' });
  const officers = signers.filter((id) => id !== by);
  const keys = officersAt(directory, place.sequence + 1);
  if (officers.some((id) => !keys.has(id))) throw fail('key.not-enrolled', { detail: 'Somebody signed the keyring who is no enrolment officer.' });
  const isMember = before?.keyring.members.some((member) => member.device === by) === true;
  if (!isMember && officers.length < 2) throw fail('key.two-persons', { detail: 'The first keyring, and one after a recovery, needs two officers besides the device.' });
  await verifySignatures('keyring', read, new Map([...keys, [by, device.key]]));
  return officers.length >= 2;
}

function checkEpochs(keyring: Keyring, before: TrustedKeyring | undefined, { isByOfficers, refuse }: { isByOfficers: boolean; refuse: (detail: string) => never }): void {
  const { epoch, kem, until, time, previous, members } = keyring;
  const last = before?.keyring;
  const days = (Date.parse(until) - Date.parse(time)) / DAY_MS;
  if (epoch !== last?.epoch) {
    if (epoch !== (last?.epoch ?? 0) + 1 || kem === last?.kem) refuse('The epoch does not follow the one before.');
    if (!(days > 0 && days <= EPOCH_DAYS)) refuse(`An epoch lasts ${EPOCH_DAYS} days at most.`);
    if (epoch === 1 ? previous !== null : previous?.epoch !== epoch - 1 && !(isByOfficers && previous === null)) refuse('The keyring does not lead back to the epoch before.');
    return;
  }
  if (kem !== last.kem || until !== last.until || previous?.ciphertext !== last.previous?.ciphertext) refuse('The keyring changes an epoch that has begun.');
  const now = new Set(members.map(({ device }) => device));
  if (last.members.some(({ device }) => !now.has(device))) refuse('A device left the keyring without a new epoch.');
}
