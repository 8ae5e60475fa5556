import { chmodSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { mailHubOf } from '@watchword/sdk/mailbox/hub-client.ts';
import { openKeyBook } from '@watchword/sdk/mailbox/key-book.ts';
import { foundDirectory } from '@watchword/sdk/mailbox/members.ts';
import { parseOfficers, parsePublicKeys } from '@watchword/sdk/mailbox/public-files.ts';
import { deviceFromSeeds, generateSeeds, publicKeysOf, type DeviceSeeds } from '@watchword/sdk/messages/devices/device-keys.ts';
import { lockKeyFile, readKeyFile, writeKeyFile } from '@watchword/sdk/messages/devices/key-files.ts';
import { fingerprintOf } from '@watchword/sdk/messages/directory/chain.ts';
import { isActive } from '@watchword/sdk/messages/directory/directory.ts';
import { keyIdOf } from '@watchword/sdk/messages/signing/signers.ts';
import type { Run } from '../command.ts';
import { connect } from '../connection.ts';
import { misuse } from '../failures.ts';
import type { Flags } from '../flags.ts';
import { folderKeep } from '../messages/folder-keep.ts';
import { alignRows, plain } from '../terminal/table.ts';
import { print } from '../terminal/terminal.ts';

/** The password in the first line of a file, when one is named. @throws CommandFailure */
export function passwordOf(flags: Flags): string | undefined {
  const file = flags.text('password-file');
  const password = file === undefined ? undefined : readFileSync(file, 'utf8').split('\n', 1)[0]?.trimEnd();
  if (password !== undefined && password.length < 12) throw misuse('The password has fewer than 12 characters.');
  return password;
}

function save(file: string, text: string): void {
  writeFileSync(file, text, { mode: 0o600, flag: 'wx' });
  chmodSync(file, 0o600);
}

const keyText = async (seeds: DeviceSeeds, password: string | undefined): Promise<string> => (password === undefined ? writeKeyFile(seeds) : await lockKeyFile(seeds, password));

/** Makes the root keys of a bureau, offline. */
export const root: Run = async ({ args: [country = ''], flags, terminal }) => {
  const [asked, folder] = [flags.text('officers'), flags.text('out')];
  if (!/^[A-Z]{3}$/.test(country) || asked === undefined || folder === undefined) throw misuse('Name the country, --officers with what the node wrote, and --out for the folder.');
  const officers = parseOfficers(readFileSync(asked, 'utf8'));
  if (officers === undefined) throw misuse(`${asked} does not hold the public keys of officers.`);
  const password = passwordOf(flags);
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const seeds = [generateSeeds(), generateSeeds(), generateSeeds()];
  const recovery = generateSeeds();
  const entries = await foundDirectory({ organisation: country, custodians: await Promise.all(seeds.map(deviceFromSeeds)), recovery: (await deviceFromSeeds(recovery)).kem.publicKey, officers, time: new Date().toISOString() });
  for (const [at, one] of seeds.entries()) save(join(folder, `custodian-${at + 1}.key`), await keyText(one, password));
  save(join(folder, 'recovery.key'), await keyText(recovery, password));
  save(join(folder, 'root.json'), `${JSON.stringify(entries)}\n`);
  const fingerprint = await fingerprintOf(entries[0] ?? { payload: '', signatures: [] });
  await print(terminal, { organisation: country, fingerprint, folder }, () => [fingerprint]);
  terminal.say(`Root keys of ${country}. Give custodian-1 to -3 and recovery to four people, and put root.json into bureaus/${country}/keys of the node.`);
  if (password === undefined) terminal.say('The key files are in the clear: lock them with --password-file, or guard them as you would a master key.');
};

/** Makes the keys of a system. */
export const device: Run = async ({ flags, terminal }) => {
  const file = flags.text('out');
  if (file === undefined) throw misuse('Name the key file with --out.');
  const seeds = generateSeeds();
  const keys = publicKeysOf(await deviceFromSeeds(seeds));
  save(file, await keyText(seeds, passwordOf(flags)));
  writeFileSync(`${file}.pub`, `${JSON.stringify(keys)}\n`);
  const id = await keyIdOf(keys.key);
  await print(terminal, { device: id, file, public: `${file}.pub` }, () => [id]);
  terminal.say(`Have it enrolled at the machine of the bureau: watchword keys enrol ${file}.pub --name … --data … --bureau …`);
};

function ordersOf(flags: Flags): string {
  const [data, bureau] = [flags.text('data'), flags.text('bureau')];
  if (data === undefined || bureau === undefined || !/^[A-Z]{3}$/.test(bureau)) throw misuse('Name the data folder with --data and the bureau with --bureau.');
  return join(data, 'bureaus', bureau, 'keys');
}

function order(flags: Flags, value: object): void {
  const folder = join(ordersOf(flags), 'orders');
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  save(join(folder, `${new Date().toISOString().replaceAll(':', '')}.json`), `${JSON.stringify(value)}\n`);
}

/** Has a system taken into the mailbox. */
export const enrol: Run = async ({ args: [file = ''], flags, terminal }) => {
  const keys = parsePublicKeys(readFileSync(file, 'utf8'));
  const name = flags.text('name');
  if (keys === undefined) throw misuse(`${file} does not hold public keys: it is the .pub file that \`watchword keys device\` made.`);
  if (name === undefined) throw misuse('Say with --name what it is called.');
  order(flags, { do: 'enrol', name, ...keys });
  const id = await keyIdOf(keys.key);
  await print(terminal, { device: id, name }, () => [id]);
  terminal.say(`The node takes ${plain(name)} in within seconds, while it runs.`);
};

/** Has a device removed. */
export const remove: Run = async ({ args: [id = ''], flags, terminal }) => {
  const reason = flags.text('reason') ?? 'left';
  order(flags, { do: 'remove', device: id, reason });
  await print(terminal, { device: id, reason }, () => [`The node removes ${plain(id)} within seconds, and goes on to a new epoch.`]);
};

/** Gives the node the recovery key, for as long as it needs it. */
export const recover: Run = async ({ args: [file = ''], flags, terminal }) => {
  const seeds = await readKeyFile(readFileSync(file, 'utf8'), passwordOf(flags));
  const to = join(ordersOf(flags), 'recover.key');
  save(to, writeKeyFile(seeds));
  await print(terminal, { file: to }, () => ['Start the bureau: it opens the mailbox with the recovery key, makes the next epoch and removes the file.']);
};

/** Shows the keys of an organisation, followed from its root. */
export const show: Run = async (invocation) => {
  const { client } = connect(invocation);
  const organisation = invocation.args[0] ?? (await client.me()).organisation;
  const book = await openKeyBook({ hub: mailHubOf(client), keep: folderKeep(undefined) });
  await book.refresh();
  const directory = await book.find(organisation);
  if (directory === undefined) throw misuse(`${organisation} has no keys.`);
  const last = directory.epochs.at(-1);
  const devices = [...directory.devices.values()].map(({ id, kind, name, since }) => ({ id, kind, name, since, active: isActive(directory, id) }));
  await print(invocation.terminal, { organisation, fingerprint: directory.pin, epoch: last?.epoch, until: last?.until, devices }, () => [
    ...alignRows([['organisation', organisation], ['fingerprint', directory.pin], ['epoch', last === undefined ? 'none yet' : `${last.epoch}, until ${last.until}`]]), '',
    ...alignRows([['device', 'kind', 'name', ''], ...devices.map(({ id, kind, name, active }) => [id, kind, plain(name), active ? '' : 'removed'])]),
  ]);
};

/** Shows the fingerprint of root keys. */
export const fingerprint: Run = async (invocation) => {
  const { client } = connect(invocation);
  const organisation = invocation.args[0] ?? (await client.me()).organisation;
  const [first] = await mailHubOf(client).entries(organisation, 0);
  if (first === undefined) throw misuse(`${organisation} has no keys.`);
  const pin = await fingerprintOf(first);
  await print(invocation.terminal, { organisation, fingerprint: pin }, () => [pin]);
  invocation.terminal.say(`As this hub shows it. Compare it with ${plain(organisation)} by another way.`);
};
