/** This browser as a device of the mailbox: its keys lie in the browser, cannot be copied, and are made and enrolled without asking anybody anything. */
import { AppError } from '@watchword/api/errors.ts';
import { enrolMailboxDevice, getMailbox, type Mailbox } from '@watchword/api/mailbox.ts';
import { deviceFromStored, generateStoredKeys, openKeyKeeping, type KeyKeeping } from '@watchword/sdk/messages/devices/browser-keys.ts';
import { publicKeysOf, type DeviceKeys } from '@watchword/sdk/messages/devices/device-keys.ts';
import { followFromStart } from '@watchword/sdk/messages/directory/chain.ts';
import { readyKeys, type MailboxKeys } from '@watchword/sdk/messages/envelope/open.ts';
import { openKeyrings } from '@watchword/sdk/messages/keyring/keyrings.ts';
import { followKeyrings } from '@watchword/sdk/messages/keyring/verify.ts';
import { client } from '../api.ts';

/** The mailbox as this browser can open it. `device` and `keys` are there when it is open. */
export type OpenMailbox = { readonly mailbox: Mailbox; readonly own?: { readonly device: DeviceKeys; readonly keys: MailboxKeys } };

/** Opens the mailbox for a person at this browser; the first time it is taken in. @throws AppError */
export async function openMailbox(person: string): Promise<OpenMailbox> {
  const mailbox = await client.call(getMailbox);
  if (mailbox.state !== 'open' && mailbox.keyrings.length === 0) return { mailbox };
  const keeping = await openKeyKeeping();
  try {
    const name = `${mailbox.organisation}/${person}`;
    const device = await deviceHere(keeping, name);
    const opened = await tryOpen(mailbox, device);
    if (opened !== undefined) return opened;
    return await enrol(device).catch(async (error: unknown) => {
      if (!(error instanceof AppError) || (error.code !== 'key.not-enrolled' && error.code !== 'key.chain')) throw error;
      // This device was removed. Whoever is signed in with a passkey comes back with new keys.
      await keeping.forget(name);
      return enrol(await deviceHere(keeping, name));
    });
  } finally {
    keeping.close();
  }
}

async function deviceHere(keeping: KeyKeeping, name: string): Promise<DeviceKeys> {
  const kept = await keeping.read(name);
  if (kept !== undefined) return deviceFromStored(kept);
  const made = await generateStoredKeys();
  await keeping.write(name, made);
  return deviceFromStored(made);
}

async function enrol(device: DeviceKeys): Promise<OpenMailbox> {
  await client.call(enrolMailboxDevice, { body: { ...publicKeysOf(device), name: nameOfBrowser() } }, { timeout: 30_000 });
  const mailbox = await client.call(getMailbox);
  const opened = await tryOpen(mailbox, device);
  if (opened === undefined) throw new AppError('key.no-access');
  return opened;
}

/** Follows the keys of the own bureau and opens what is sealed to this device; undefined when it is not in the mailbox. */
async function tryOpen(mailbox: Mailbox, device: DeviceKeys): Promise<OpenMailbox | undefined> {
  const { pin, organisation } = mailbox;
  if (pin === undefined) return undefined;
  const directory = await followFromStart(organisation, pin, mailbox.directory);
  const keyrings = await followKeyrings(mailbox.keyrings, directory);
  if (keyrings.at(-1)?.keyring.members.some((member) => member.device === device.id) !== true) return undefined;
  return { mailbox, own: { device, keys: await readyKeys(await openKeyrings(keyrings, device), directory) } };
}

/** What this browser is called in the list of devices. */
function nameOfBrowser(): string {
  const { userAgent } = navigator;
  const browser = /Edg\//.test(userAgent) ? 'Edge' : /Firefox\//.test(userAgent) ? 'Firefox' : /Chrome\//.test(userAgent) ? 'Chromium' : 'Browser';
  const system = /Android|iPhone|iPad|Windows|Mac OS|Linux/.exec(userAgent)?.[0] ?? '';
  return `${browser} ${system}`.trim();
}
