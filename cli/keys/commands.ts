import type { CommandSpec, OptionSpec, Run } from '../command.ts';

type Name = 'root' | 'device' | 'enrol' | 'remove' | 'show' | 'fingerprint' | 'recover';
const load = (name: Name) => async (): Promise<Run> => (await import('./keys.ts'))[name];
const out = (about: string): OptionSpec => ({ flags: '-o, --out <file>', about });
const passwordFile: OptionSpec = { flags: '--password-file <file>', about: 'its first line locks the key files' };
const node: readonly OptionSpec[] = [{ flags: '--data <folder>', about: "the bureau's data folder" }, { flags: '--bureau <country>', about: 'whose: FRA, or XPO for the secretariat' }];

/** Keys of a mailbox: made offline, enrolled at the machine of the bureau, shown from the hub. */
export const KEY_COMMANDS: readonly CommandSpec[] = [
  {
    name: 'keys root <country>', about: 'make the root keys of a bureau: three custodians and recovery (offline)', load: load('root'),
    examples: ['watchword keys root FRA --officers officers.json --out ./ceremony --password-file words.txt'],
    options: [{ flags: '--officers <file>', about: 'officers.json from bureaus/FRA/keys of the node' }, out('folder for the files'), passwordFile],
    more: 'On a machine without a network, with three custodians present. custodian-1 to -3 and recovery go to four people, each on a medium of its own; root.json goes back\nto bureaus/FRA/keys of the node, which opens the mailbox. Others compare the fingerprint that is printed with you by telephone or on paper.\nWithout --password-file the key files are in the clear.',
  },
  { name: 'keys device', about: 'make the keys of a system that will send and read messages', load: load('device'), examples: ['watchword keys device --out case-system.key'], options: [out('key file; what is public goes to FILE.pub beside it'), passwordFile] },
  {
    name: 'keys enrol <file>', about: 'take a system into the mailbox (at the machine of the bureau)', load: load('enrol'), examples: ['watchword keys enrol case-system.key.pub --name "Case system" --data /var/lib/watchword --bureau FRA'],
    options: [{ flags: '--name <name>', about: 'what it is called in the list of devices' }, ...node], more: 'The node of the bureau does it within seconds, with its two enrolment officers. Browsers of people are enrolled by themselves.',
  },
  { name: 'keys remove <device>', about: 'remove a device from the mailbox (at the machine of the bureau)', load: load('remove'), examples: ['watchword keys remove 6Yx… --reason stolen --data /var/lib/watchword --bureau FRA'], options: [{ flags: '--reason <reason>', about: 'why (left)', choices: ['left', 'stolen', 'lost', 'replaced'] }, ...node], more: 'A new epoch begins at once: the device reads nothing that comes after.' },
  { name: 'keys show [country]', about: 'show the keys of an organisation, followed from its root', load: load('show'), examples: ['watchword keys show', 'watchword keys show COL --json'], more: 'Every entry is verified. Needs a token.' },
  { name: 'keys fingerprint [country]', about: 'show the fingerprint of root keys, to compare it by telephone', load: load('fingerprint'), examples: ['watchword keys fingerprint COL'] },
  {
    name: 'keys recover <file>', about: "open a mailbox again with the country's recovery key, when no device is left", load: load('recover'), examples: ['watchword keys recover recovery.key --data /var/lib/watchword --bureau FRA --password-file words.txt'], options: [...node, passwordFile],
    more: 'The node keeps what the recovery key opened until it has made the next epoch; everything before can be read again. Stop the bureau first and start it afterwards.',
  },
];
