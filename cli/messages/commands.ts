import { HANDLING_CODES, PRIORITIES } from '@watchword/api/message-format.ts';
import type { CommandSpec, OptionSpec, Run } from '../command.ts';

type Name = 'sendMessage' | 'listMessages' | 'readMessage' | 'exportMessage' | 'searchMessages';
const load = (name: Name) => async (): Promise<Run> => (await import('./messages.ts'))[name];
const device: readonly OptionSpec[] = [{ flags: '--device <file>', about: 'key file of this device (or WATCHWORD_DEVICE_FILE)' }, { flags: '--password-file <file>', about: 'when the key file is locked' }, { flags: '--state <folder>', about: 'where to remember keys and how far was read' }];

/** Messages of the mailbox, for systems that are devices of it. */
export const MESSAGE_COMMANDS: readonly CommandSpec[] = [
  {
    name: 'message send', about: 'encrypt, sign and send a message', load: load('sendMessage'), examples: ['watchword message send --to COL,PAN --subject "Grey van" --text "Seen at 14:02." --file van.jpg', 'watchword message send --to COL --subject Report --text - < report.txt'],
    options: [
      { flags: '--to <codes>', about: 'recipients, with commas between' }, { flags: '--subject <text>', about: 'subject' }, { flags: '--text <text>', about: 'text, - for stdin' }, { flags: '-f, --file <file>', about: 'a file to go with it', many: true },
      { flags: '--priority <priority>', about: 'routine', choices: PRIORITIES }, { flags: '--handling <code>', about: 'police', choices: HANDLING_CODES }, { flags: '--case <reference>', about: 'case reference' }, { flags: '--answers <id>', about: 'the message that this answers' },
      { flags: '--hit <id>', about: 'the hit that it is about' }, { flags: '--valid <answer>', about: 'answers the hit: is the record still valid', choices: ['yes', 'no'] }, { flags: '--same <answer>', about: 'answers the hit: is it the same', choices: ['yes', 'no', 'cannot-tell'] }, ...device,
    ],
    more: 'Only the mailboxes of the recipients can open it; the hub cannot. An answer to a hit is told to the hub first (the two answers, no word of the text), and its clock stops. Needs a token with message:send and message:read, and a device: watchword keys device.',
  },
  { name: 'message list', about: 'list messages that came and were sent', load: load('listMessages'), examples: ['watchword message list', 'watchword message list --new --ndjson'], options: [{ flags: '--new', about: 'only what was not listed before' }, ...device], more: 'Every message is verified. What is not believed is listed with its reason, and nothing else of it.' },
  { name: 'message read <id>', about: 'read a message, and save its files', load: load('readMessage'), examples: ['watchword message read 3Jx… --save ./files'], options: [{ flags: '--save <folder>', about: 'save its files there' }, ...device] },
  { name: 'message search <words>', about: 'search the messages of the mailbox, here', load: load('searchMessages'), examples: ['watchword message search "grey van"'], options: device, more: 'Messages are fetched and opened here; the hub hears of no word.' },
  { name: 'message export <id>', about: 'export a message with its proof', load: load('exportMessage'), examples: ['watchword message export 3Jx… --out message.proof.json'], options: [{ flags: '-o, --out <file>', about: 'file for the proof' }, ...device], more: 'Whoever has the file can read the message and check who signed it.' },
  {
    name: 'message verify <file>', about: 'verify a message that was exported, offline', load: async () => (await import('./verify.ts')).verifyMessageFile, examples: ['watchword message verify message.proof.json', 'watchword message verify message.proof.json --pin FRA=k3J…'],
    options: [{ flags: '--pin <country=fingerprint>', about: 'fingerprint of root keys that you had from the bureau itself', many: true }], more: 'No network and no token. Exit code 0 only when every signature is good.',
  },
];
