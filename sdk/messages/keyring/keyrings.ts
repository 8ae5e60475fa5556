/** Making keyrings: the first, the next epoch, the admission of a device; and opening them. */
import { fail } from '@watchword/api/errors.ts';
import { MESSAGE_SUITE, type Keyring, type KeyringMember, type SignedObject } from '@watchword/api/message-format.ts';
import type { Directory } from '../directory/directory.ts';
import { bytesOf, randomBytes, toBase64Url } from '../encoding.ts';
import { kemKeyFromSeed, sealTo, type KemPrivateKey } from '../sealing/hpke.ts';
import { signPayload } from '../signing/signed.ts';
import type { Signer } from '../signing/signers.ts';
import { boundToMember, decodeSecrets, encodeSecrets, mailboxKey, openPrevious, sealPrevious, type EpochSecrets, type MailboxSecrets } from './secrets.ts';
import type { TrustedKeyring } from './verify.ts';

/** The name of the recovery key where a device's id stands otherwise. */
const RECOVERY = 'recovery';

/** A member-to-be. `reads`: `all`, or the first epoch that it may read. */
export type Member = Pick<KeyringMember, 'device' | 'reads'>;

/** Who makes a keyring, and when. `officers`: two enrolment officers, for the first keyring and after a recovery. */
export type Making = { readonly directory: Directory; readonly by: Signer; readonly time: string; readonly officers?: readonly Signer[] };

/** A new keyring with what is in it; the maker keeps the secrets as if he had opened it. */
export type MadeKeyring = { readonly object: SignedObject; readonly secrets: EpochSecrets };

/** Begins the next epoch with these members: on every removal, and when the time of the last one runs out. For the first epoch there is no `before`. */
export async function beginEpoch(
  { before, known, members, until }: { before?: TrustedKeyring | undefined; known?: MailboxSecrets | undefined; members: readonly Member[]; until: string }, making: Making,
): Promise<MadeKeyring> {
  const epoch = (before?.keyring.epoch ?? 0) + 1;
  const secrets = { epoch, seed: randomBytes(32), link: randomBytes(32) };
  const last = before && known?.get(before.keyring.epoch);
  const mayCut = making.officers !== undefined && making.officers.length >= 2;
  // Whoever cannot lead back would cut everybody who joins later off from what they may read.
  if (before !== undefined && last?.link === undefined && !mayCut) throw fail('key.no-access', { detail: 'This device does not have the secrets that lead back from the epoch before.' });
  const kem = toBase64Url((await kemKeyFromSeed(secrets.seed)).publicKey);
  const { organisation } = making.directory;
  const previous = last === undefined ? null : { epoch: last.epoch, ciphertext: await sealPrevious({ organisation, epoch }, secrets.link, last) };
  const all = new Map(known).set(epoch, secrets);
  // Whoever was in the keyring before has there what came before; whoever is new gets it here.
  const isIn = new Set(before?.keyring.members.map(({ device }) => device));
  const sealed = await Promise.all(members.map((member) => sealFor(making.directory, { epoch, kem, secrets: all }, isIn.has(member.device) ? { ...member, from: epoch } : member)));
  return { object: await makeKeyring({ epoch, kem, until, previous }, { before, members: sealed, secrets, making }), secrets };
}

/** Admits a device to the epoch that runs. @throws AppError `key.no-access` when what it may read is not known here */
export async function admit({ before, known, member }: { before: TrustedKeyring; known: MailboxSecrets; member: Member }, making: Making): Promise<SignedObject> {
  const { epoch, kem, until, previous, members } = before.keyring;
  const secrets = known.get(epoch);
  if (secrets?.link === undefined) throw fail('key.no-access', { detail: 'This device cannot admit others: it may not read everything itself.' });
  const kept = members.filter(({ device }) => device !== member.device);
  const sealed = await sealFor(making.directory, { epoch, kem, secrets: known }, member);
  return makeKeyring({ epoch, kem, until, previous }, { before, members: [...kept, sealed], secrets: { ...secrets, link: secrets.link }, making });
}

type OpenEpoch = { epoch: number; kem: string; secrets: MailboxSecrets };

async function sealFor({ organisation, devices }: Directory, { epoch, kem, secrets }: OpenEpoch, { device, reads, from = reads === 'all' ? epoch : reads }: Member & { from?: number }): Promise<KeyringMember> {
  const publicKey = devices.get(device)?.kem;
  const newest = secrets.get(epoch);
  if (publicKey === undefined || newest === undefined) throw fail('key.not-enrolled', { detail: 'A device is to be admitted that is not enrolled.' });
  const given = Array.from({ length: Math.max(1, epoch - from + 1) }, (_, at) => secrets.get(epoch - at)).toReversed();
  if (given.some((one) => one === undefined)) throw fail('key.no-access', { detail: `This device does not know all epochs from ${from} on.` });
  const plain = encodeSecrets(given.filter((one) => one !== undefined), reads === 'all' ? newest.link : undefined);
  return { device, reads, sealed: await sealTo(bytesOf(publicKey), plain, boundToMember({ organisation, epoch, kem }, device)) };
}

type Parts = { before: TrustedKeyring | undefined; members: KeyringMember[]; secrets: EpochSecrets; making: Making };

async function makeKeyring(epoch: Pick<Keyring, 'epoch' | 'kem' | 'until' | 'previous'>, { before, members, secrets, making }: Parts): Promise<SignedObject> {
  const { organisation, entries, recovery } = making.directory;
  const bound = boundToMember({ organisation, ...epoch }, RECOVERY);
  const keyring: Keyring = {
    v: 1, suite: MESSAGE_SUITE, organisation, sequence: (before?.keyring.sequence ?? -1) + 1, prev: before?.hash ?? null, time: making.time, by: making.by.id, ...epoch,
    directory: { sequence: entries.length - 1, entry: entries.at(-1) ?? '' }, members, recovery: await sealTo(bytesOf(recovery), encodeSecrets([secrets], secrets.link), bound),
  };
  return signPayload('keyring', keyring, [making.by, ...making.officers ?? []]);
}

/** Who opens keyrings: a device by its id, or the country's recovery key. */
export type Opener = { readonly id: string; readonly kem: KemPrivateKey } | { readonly recovery: KemPrivateKey };

/**
 * Opens everything in these keyrings that is sealed to a device, and goes back from there as far as the links lead. Keyrings in which the device is
 * not, or no more, give nothing. @throws AppError `key.keyring` when secrets are not those of the key that was announced
 */
export async function openKeyrings(keyrings: readonly TrustedKeyring[], opener: Opener, known: MailboxSecrets = new Map()): Promise<MailboxSecrets> {
  const secrets = new Map(known);
  const byEpoch = new Map(keyrings.map(({ keyring }) => [keyring.epoch, keyring]));
  const add = async (given: readonly EpochSecrets[]): Promise<void> => {
    for (const one of given) {
      const kem = byEpoch.get(one.epoch)?.kem;
      if (kem !== undefined) await mailboxKey(one, kem);
      secrets.set(one.epoch, { ...secrets.get(one.epoch), ...one });
    }
  };
  for (const { keyring } of keyrings) {
    const [member, sealed, key] = 'recovery' in opener ? [RECOVERY, keyring.recovery, opener.recovery] as const : [opener.id, keyring.members.find(({ device }) => device === opener.id)?.sealed, opener.kem] as const;
    if (sealed === undefined) continue;
    await add(decodeSecrets(await key.open(sealed, boundToMember(keyring, member)).catch((cause: unknown) => {
      throw fail('key.keyring', { detail: 'What is sealed to this device in the keyring does not open.' }, cause);
    })));
  }
  for (const keyring of [...byEpoch.values()].toSorted((one, other) => other.epoch - one.epoch)) {
    const link = secrets.get(keyring.epoch)?.link;
    if (link !== undefined && secrets.get(keyring.epoch - 1)?.link === undefined) await add(await openPrevious(keyring, link));
  }
  return secrets;
}
