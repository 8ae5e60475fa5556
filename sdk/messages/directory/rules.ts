/** Who has to sign which entry of a key directory, and what an entry may say where the chain stands. */
import { fail } from '@watchword/api/errors.ts';
import { EPOCH_DAYS, type DirectoryEntry, type SigningPublicKey } from '@watchword/api/message-format.ts';
import { SECRETARIAT } from '@watchword/api/organisations.ts';
import { isActive, officersAt, type Directory } from './directory.ts';

type Keys = ReadonlyMap<string, SigningPublicKey>;

const DAY_MS = 86_400_000;

/** Checks an entry and gives the keys by which its signatures are verified. `own`: custodians of the first entry, who sign for themselves. @throws AppError `key.*` */
export function checkEntry(directory: Directory, entry: DirectoryEntry, signers: readonly string[], own?: Keys): Keys {
  switch (entry.type) {
    case 'root':
    case 'officers':
      return signedBy(own ?? directory.custodians, signers, { needed: 2, who: 'custodians' });
    case 'device':
      checkDevice(directory, entry);
      return signedBy(officersAt(directory), signers, { needed: 2, who: 'officers' });
    case 'removal':
      if (!isActive(directory, entry.device)) throw fail('key.chain', { detail: 'A device is removed that is not there.' });
      return signedBy(new Map([...officersAt(directory), ...directory.custodians]), signers, { needed: 1, who: 'officers' });
    case 'epoch':
      checkEpoch(directory, entry);
      return signedBy(membersOf(directory), signers, { needed: 1, who: 'devices' });
  }
}

function membersOf(directory: Directory): Keys {
  return new Map([...directory.devices.values()].filter(({ id, kem }) => kem !== undefined && isActive(directory, id)).map(({ id, key }) => [id, key]));
}

function signedBy(keys: Keys, signers: readonly string[], { needed, who }: { needed: number; who: string }): Keys {
  if (signers.some((id) => !keys.has(id))) throw fail('key.not-enrolled', { detail: `Somebody signed who is not one of the ${who}.` });
  if (signers.length < needed) throw fail('key.two-persons', { detail: `Two ${who} have to sign; one did.` });
  return keys;
}

function checkDevice(directory: Directory, { kind, kem }: DirectoryEntry & { type: 'device' }): void {
  if (kind === 'hub' && directory.organisation !== SECRETARIAT) throw fail('key.chain', { detail: 'Only the secretariat runs the hub.' });
  if ((kind === 'hub') !== (kem === undefined)) throw fail('key.chain', { detail: 'A hub has no key for messages, and every other device has one.' });
}

function checkEpoch(directory: Directory, { epoch, until, time, kem }: DirectoryEntry & { type: 'epoch' }): void {
  const last = directory.epochs.at(-1);
  if (epoch !== (last?.epoch ?? 0) + 1 || directory.epochs.some((other) => other.kem === kem)) throw fail('key.chain', { detail: 'The epoch does not follow the one before.' });
  const days = (Date.parse(until) - Date.parse(time)) / DAY_MS;
  if (!(days > 0 && days <= EPOCH_DAYS)) throw fail('key.chain', { detail: `An epoch lasts ${EPOCH_DAYS} days at most.` });
}
