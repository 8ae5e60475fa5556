/**
 * The keys of a bureau that lie in files beside its store, for its user alone: of its node, of two enrolment officers, and what encrypts its store. The
 * root keys are not among them: custodians keep those. In a demo world they are made here, which shows how it works and protects nobody.
 */
import { existsSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { fail } from '@watchword/api/errors.ts';
import { SignedObject } from '@watchword/api/message-format.ts';
import { foundDirectory } from '@watchword/sdk/mailbox/members.ts';
import { deviceFromSeeds, generateSeeds, type DeviceKeys } from '@watchword/sdk/messages/devices/device-keys.ts';
import { readKeyFile, writeKeyFile as keyFileText } from '@watchword/sdk/messages/devices/key-files.ts';
import { Check } from 'typebox/value';
import { openKeyFile, openSecret, writeKeyFile } from '../../key-file.ts';

export type BureauKeys = {
  readonly device: DeviceKeys;
  readonly officers: readonly DeviceKeys[];
  /** Encrypts what the store keeps of messages. */
  readonly store: Uint8Array;
  /** The first two entries of the directory, signed by custodians; undefined until they have brought them. @throws AppError `config.invalid` */
  root(): readonly SignedObject[] | undefined;
  /** The folder in which they lie. */
  readonly folder: string;
};

export type OpeningKeys = { readonly folder: string; readonly code: string; readonly demo: boolean; readonly now: () => number };

/** What custodians bring to the node: the signed root and the list of officers. */
export const ROOT_FILE = 'root.json';
/** What the node asks them to sign: the public keys of its officers. */
export const OFFICERS_FILE = 'officers.json';
/** The recovery key, for as long as it is needed. */
export const RECOVERY_FILE = 'recover.key';

/** Opens the keys of a bureau and makes those that are not there. @throws AppError `config.invalid` when a file is damaged */
export async function openBureauKeys({ folder, code, demo, now }: OpeningKeys): Promise<BureauKeys> {
  const keys = join(folder, 'keys');
  const keyed = (name: string): Promise<DeviceKeys> => openKeys(join(keys, `${name}.key`));
  const [device, first, second] = await Promise.all([keyed('node'), keyed('officer-1'), keyed('officer-2')]);
  const officers = [first, second];
  const store = openSecret({ file: join(keys, 'vault.key'), secret: undefined, setting: 'vault.key' });
  const asked = officers.map(({ publicKey: key }, at) => ({ name: `officer ${at + 1}`, key }));
  if (!existsSync(join(keys, OFFICERS_FILE))) writeKeyFile(join(keys, OFFICERS_FILE), `${JSON.stringify(asked)}\n`);
  const root = join(keys, ROOT_FILE);
  if (demo && !existsSync(root)) {
    const custodians = await Promise.all([1, 2, 3].map((number) => keyed(`custodian-${number}`)));
    const { kem } = await keyed('recovery');
    writeKeyFile(root, `${JSON.stringify(await foundDirectory({ organisation: code, custodians, recovery: kem.publicKey, officers: asked, time: new Date(now()).toISOString() }))}\n`);
  }
  return { folder: keys, device, officers, store, root: () => (existsSync(root) ? parseRoot(readFileSync(root, 'utf8')) : undefined) };
}

/** The country's recovery key, when somebody has put it here; `done` takes it away again. */
export async function findRecovery(folder: string): Promise<{ readonly key: DeviceKeys; done(): void } | undefined> {
  const file = join(folder, RECOVERY_FILE);
  return existsSync(file) ? { key: await deviceFromSeeds(await readKeyFile(readFileSync(file, 'utf8'))), done: () => rmSync(file, { force: true }) } : undefined;
}

/** Keys in a file, made when there is none. */
async function openKeys(file: string): Promise<DeviceKeys> {
  const text = openKeyFile({ file, make: () => keyFileText(generateSeeds()), parse: (bytes) => (bytes.length === 0 ? undefined : bytes.toString('utf8')) });
  return deviceFromSeeds(await readKeyFile(text));
}

function parseRoot(text: string): SignedObject[] {
  let read: unknown;
  try {
    read = JSON.parse(text);
  } catch {
    read = undefined;
  }
  if (!Array.isArray(read) || read.length < 2 || !read.every((one) => Check(SignedObject, one))) throw fail('config.invalid', { errors: [{ pointer: `/${ROOT_FILE}`, code: 'invalid', detail: 'The file does not hold the entries that custodians signed.' }] });
  return read as SignedObject[];
}
