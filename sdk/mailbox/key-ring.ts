/** The own mailbox key: the keyrings of the own organisation, followed and opened with the key of this device. */
import type { SignedObject } from '@watchword/api/message-format.ts';
import type { Directory } from '../messages/directory/directory.ts';
import { openKeyrings } from '../messages/keyring/keyrings.ts';
import type { MailboxSecrets } from '../messages/keyring/secrets.ts';
import { checkAnnounced, followKeyrings, type TrustedKeyring } from '../messages/keyring/verify.ts';
import type { DeviceKeys } from '../messages/devices/device-keys.ts';

/** What is known of the own keyrings. */
export type OwnKeys = { readonly keyrings: readonly TrustedKeyring[]; readonly objects: readonly SignedObject[]; readonly secrets: MailboxSecrets };

export const NO_KEYS: OwnKeys = { keyrings: [], objects: [], secrets: new Map() };

/** Follows the own keyrings on and opens what is new. @throws AppError `key.*`, `message.signature` */
export async function followOwn(known: OwnKeys, more: readonly SignedObject[], { directory, device }: { directory: Directory; device: DeviceKeys }): Promise<OwnKeys> {
  if (more.length === 0) return known;
  const followed = await followKeyrings(more, directory, known.keyrings.at(-1));
  const keyrings = [...known.keyrings, ...followed];
  checkAnnounced(keyrings.filter(({ keyring }) => directory.epochs.some(({ epoch }) => epoch === keyring.epoch)), directory);
  return { keyrings, objects: [...known.objects, ...more], secrets: await openKeyrings(keyrings, device, known.secrets) };
}

/** Whether a device is in the newest keyring. */
export function isMember({ keyrings }: OwnKeys, device: string): boolean {
  return keyrings.at(-1)?.keyring.members.some((member) => member.device === device) === true;
}
