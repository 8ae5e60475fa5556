import { createReadStream, createWriteStream, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { HANDLING_CODES, PRIORITIES } from '@watchword/api/message-format.ts';
import { openMailbox, type Mailbox, type ReadMessage, type RefusedMessage } from '@watchword/sdk/mailbox.ts';
import type { Invocation, Run } from '../command.ts';
import { deviceVariable, stateFolder } from '../config.ts';
import { connect } from '../connection.ts';
import { misuse } from '../failures.ts';
import { given } from '../flags.ts';
import { passwordOf } from '../keys/keys.ts';
import { readStdin } from '../terminal/input.ts';
import { alignRows, plain } from '../terminal/table.ts';
import { print } from '../terminal/terminal.ts';
import { folderKeep } from './folder-keep.ts';
import { spoolToFile } from './spool.ts';

/** The mailbox, opened with the device of this system. */
async function openHere(invocation: Invocation): Promise<Mailbox> {
  const { flags } = invocation;
  const file = flags.text('device') ?? deviceVariable();
  if (file === undefined) throw misuse('Name the key file of this device with --device.', '`watchword keys device --out FILE` makes one.');
  const { client, settings } = connect(invocation);
  const folder = flags.text('state') ?? join(stateFolder(), 'mailbox', Buffer.from(settings.url.value).toString('base64url'), basename(file));
  return openMailbox({ client, device: readFileSync(file, 'utf8'), password: passwordOf(flags), keep: folderKeep(folder), spool: spoolToFile });
}

const shown = ({ id, thread, sent, from, to, at, subject, text, priority, handling, files, notices, content }: ReadMessage): object => ({ id, thread, sent, from, to, at, subject, text, priority, handling, files, notices, ...given({ case: content.case, cards: content.cards, hit: content.hit, answer: content.answer }) });

const VALID = ['yes', 'no'] as const;
const SAME = ['yes', 'no', 'cannot-tell'] as const;

/** Sends a message. */
export const sendMessage: Run = async (invocation) => {
  const { flags, signal, terminal } = invocation;
  const [to, subject, text] = [flags.text('to'), flags.text('subject'), flags.text('text')];
  if (to === undefined || subject === undefined || text === undefined) throw misuse('Say --to whom, with which --subject and --text.');
  const hit = flags.text('hit');
  const [valid, same] = [VALID.find((one) => one === flags.text('valid')), SAME.find((one) => one === flags.text('same'))];
  if ((valid === undefined) !== (same === undefined) || (valid !== undefined && hit === undefined)) throw misuse('An answer to a hit needs --hit, --valid and --same.');
  const mailbox = await openHere(invocation);
  const answered = flags.text('answers');
  const { id } = await mailbox.send({
    to: to.split(',').map((code) => code.trim().toUpperCase()), subject, text: text === '-' ? await readStdin() : text, signal,
    ...given({ priority: PRIORITIES.find((one) => one === flags.text('priority')), handling: HANDLING_CODES.find((one) => one === flags.text('handling')), case: flags.text('case'), hit }),
    ...(valid !== undefined && same !== undefined && { answer: { valid, same } }),
    files: flags.list('file').map((file) => ({ name: basename(file), mediaType: 'application/octet-stream', stream: Readable.toWeb(createReadStream(file)) as ReadableStream<Uint8Array> })),
    ...(answered !== undefined && { answers: await mailbox.get(answered) }),
  });
  await print(terminal, { id }, () => [id]);
  if (valid !== undefined) terminal.say('The hit is answered: its clock stands.');
  terminal.say('Sent. Only the mailboxes of the recipients can open it.');
};

/** Lists messages. */
export const listMessages: Run = async (invocation) => {
  const mailbox = await openHere(invocation);
  const refused: RefusedMessage[] = [];
  const messages = await Array.fromAsync(mailbox.read({ ...(!invocation.flags.is('new') && { after: 0 }), refused: (one) => refused.push(one) }));
  await print(invocation.terminal, { items: messages.map(shown), refused }, () => (messages.length === 0 ? ['There are no messages.'] : alignRows([['message', 'at', 'from', 'to', 'subject'], ...messages.map(({ id, at, from, to, subject }) => [id, at, from, to.length > 4 ? `${to.length} bureaus` : to.join(','), plain(subject)])])));
  for (const { id, fault } of refused) invocation.terminal.complain(`${id} is not believed: ${fault}.`);
};

/** Reads one. */
export const readMessage: Run = async (invocation) => {
  const { args: [id = ''], flags, terminal } = invocation;
  const message = await (await openHere(invocation)).get(id);
  const folder = flags.text('save');
  if (folder !== undefined) {
    mkdirSync(folder, { recursive: true });
    for (const { n, name } of message.files) await pipeline(Readable.fromWeb(await message.file(n) as never), createWriteStream(join(folder, nameOf(name, n)), { flags: 'wx', mode: 0o600 }));
  }
  await print(terminal, shown(message), () => [
    ...alignRows([['from', message.from], ['to', message.to.join(', ')], ['at', message.at], ['subject', plain(message.subject)], ['priority', message.priority], ['handling', message.handling], ...(message.content.case === undefined ? [] : [['case', plain(message.content.case)]]),
      ...(message.content.hit === undefined ? [] : [['hit', plain(message.content.hit)]]), ...(message.content.answer === undefined ? [] : [['answer', `valid ${message.content.answer.valid}, same ${message.content.answer.same}`]])]), '',
    ...message.text.split('\n').map(plain), ...message.files.map(({ name, size }) => `[${plain(name)}, ${size} bytes]`),
  ]);
  for (const notice of message.notices) terminal.complain(`Take care: ${notice}.`);
};

/** A name from outside that leads nowhere else. */
function nameOf(name: string, n: number): string {
  return `${n}-${basename(name).replaceAll(/[^\p{L}\p{N}._ -]/gu, '_').slice(0, 120)}`;
}

/** Searches messages, here. */
export const searchMessages: Run = async (invocation) => {
  const words = (invocation.args[0] ?? '').toLowerCase().split(/\s+/).filter((word) => word !== '');
  const mailbox = await openHere(invocation);
  const found = (await Array.fromAsync(mailbox.read({ after: 0 }))).filter(({ content }) => {
    const text = JSON.stringify(content).toLowerCase();
    return words.every((word) => text.includes(word));
  });
  await print(invocation.terminal, { items: found.map(shown) }, () => (found.length === 0 ? ['No message has all of these words.'] : alignRows(found.map(({ id, at, from, subject }) => [id, at, from, plain(subject)]))));
};

/** Exports one with its proof. */
export const exportMessage: Run = async (invocation) => {
  const { args: [id = ''], flags, terminal } = invocation;
  const proof = await (await (await openHere(invocation)).get(id)).proof();
  const file = flags.text('out');
  if (file === undefined) return print(terminal, proof, () => [JSON.stringify(proof)]);
  writeFileSync(file, `${JSON.stringify(proof)}\n`, { mode: 0o600 });
  await print(terminal, { id, file }, () => [`Saved to ${file}. Whoever has it can read the message.`]);
};
