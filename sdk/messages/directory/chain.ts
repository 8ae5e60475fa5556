/**
 * The key directory of one organisation: a chain of signed entries, from the root keys that were pinned at accession to the mailbox key that others
 * encrypt to. Who follows it entry by entry need not believe the hub that hands it out.
 */
import { fail } from '@watchword/api/errors.ts';
import type { DirectoryEntry, SignedObject, SigningPublicKey } from '@watchword/api/message-format.ts';
import { readSigned, verifySignatures, type Read } from '../signing/signed.ts';
import { keyIdOf } from '../signing/signers.ts';
import { officersAt, type Directory } from './directory.ts';
import { checkEntry } from './rules.ts';

/** Follows the chain of an organisation from its first entry. `pin`: the fingerprint that was compared with the bureau. @throws AppError `key.*`, `message.signature` */
export async function followFromStart(organisation: string, pin: string, objects: readonly SignedObject[]): Promise<Directory> {
  const [first, ...rest] = objects;
  if (first === undefined) throw fail('key.chain', { detail: `The directory of ${organisation} is empty.` });
  const root = await readSigned('directory', first);
  if (root.payload.organisation !== organisation || root.payload.sequence !== 0 || root.payload.prev !== null) throw fail('key.chain', { detail: `The directory of ${organisation} does not begin with its root.` });
  if (root.hash !== pin) throw fail('key.unpinned', { detail: `The root keys of ${organisation} are not those that were pinned.` });
  const nothing: Directory = { organisation, pin, entries: [], time: root.payload.time, custodians: new Map(), recovery: '', officers: [], devices: new Map(), epochs: [] };
  return followOn(await take(nothing, root), rest);
}

/** Follows the chain on from where it was read before. @throws AppError `key.*`, `message.signature` */
export async function followOn(directory: Directory, objects: readonly SignedObject[]): Promise<Directory> {
  let now = directory;
  for (const object of objects) now = await take(now, await readSigned('directory', object));
  return now;
}

/** The hash of the first entry of a chain: what two people compare by another way. @throws AppError when it is no root entry */
export async function fingerprintOf(first: SignedObject): Promise<string> {
  const { payload, hash } = await readSigned('directory', first);
  if (payload.type !== 'root' || payload.sequence !== 0) throw fail('key.chain', { detail: 'This is not the first entry of a directory.' });
  return hash;
}

async function take(directory: Directory, entry: Read<'directory'>): Promise<Directory> {
  const { payload, signers } = entry;
  const next = directory.entries.length;
  if (payload.organisation !== directory.organisation || payload.sequence !== next || payload.prev !== (directory.entries.at(-1) ?? null) || payload.time < directory.time) {
    throw fail('key.chain', { detail: `Entry ${payload.sequence} of the directory of ${directory.organisation} does not follow the one before.` });
  }
  const own = payload.type === 'root' && next === 0 ? await keysById(payload.custodians) : undefined;
  const allowed = checkEntry(directory, payload, signers, own);
  await verifySignatures('directory', entry, allowed);
  return { ...await addTo(directory, payload, signers), entries: [...directory.entries, entry.hash], time: payload.time };
}

async function addTo(directory: Directory, entry: DirectoryEntry, signers: readonly string[]): Promise<Directory> {
  const at = entry.sequence;
  switch (entry.type) {
    case 'root': {
      const custodians = await keysById(entry.custodians);
      if (custodians.size !== 3) throw fail('key.chain', { detail: 'Three custodians need three different keys.' });
      return { ...directory, custodians, recovery: entry.recovery };
    }
    case 'officers': {
      const keys = await keysById(entry.officers.map(({ key }) => key));
      if (keys.size !== entry.officers.length) throw fail('key.chain', { detail: 'Two officers have the same key.' });
      return { ...directory, officers: [...directory.officers, { at, keys }] };
    }
    case 'device': {
      const id = await keyIdOf(entry.key);
      if (directory.devices.has(id) || officersAt(directory).has(id) || directory.custodians.has(id)) throw fail('key.chain', { detail: 'A device has a key that is in use already.' });
      const { kind, name, key, kem } = entry;
      return { ...directory, devices: new Map(directory.devices).set(id, { id, kind, name, key, kem, since: at, enrolled: entry.time }) };
    }
    case 'removal': {
      const device = directory.devices.get(entry.device);
      if (device === undefined) return directory;
      return { ...directory, devices: new Map(directory.devices).set(device.id, { ...device, removed: { at, time: entry.time, reason: entry.reason } }) };
    }
    case 'epoch': {
      const { epoch, kem, until, keyring, time } = entry;
      return { ...directory, epochs: [...directory.epochs, { epoch, kem, until, keyring, time, at, by: signers[0] ?? '' }] };
    }
  }
}

async function keysById(keys: readonly SigningPublicKey[]): Promise<Map<string, SigningPublicKey>> {
  return new Map(await Promise.all(keys.map(async (key) => [await keyIdOf(key), key] as const)));
}
