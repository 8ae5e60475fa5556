import type { PhotoAnswer } from '@watchword/api/photos.ts';
import type { Invocation, Run } from '../command.ts';
import { connect } from '../connection.ts';
import { misuse } from '../failures.ts';
import type { Flags } from '../flags.ts';
import { openSource } from '../loads/source.ts';
import { saveTo } from '../loads/save.ts';
import { confirm } from '../terminal/confirm.ts';
import { alignRows, plain } from '../terminal/table.ts';
import { print, write } from '../terminal/terminal.ts';

/** Adds a photograph, and says what was typed of it. */
export const addPhoto: Run = async (invocation) => {
  const { args: [id = '', file = ''], flags, signal } = invocation;
  const source = openSource(file);
  const { client } = connect(invocation);
  const added = await client.photos.add(id, source.from(0), { signal });
  const patch = patchOf(flags);
  const photo = Object.keys(patch).length === 0 ? added : await client.photos.describe(id, added.id, patch, { signal });
  await print(invocation.terminal, photo, () => listText([photo]));
  invocation.terminal.say(photo.waiting === true ? 'Added. Other countries see it after the secretariat has released the record.' : 'Added.');
};

/** Lists the photographs of a record. */
export const listPhotos: Run = async (invocation) => {
  const items = await connect(invocation).client.photos.list(invocation.args[0] ?? '', { signal: invocation.signal });
  await printPhotos(invocation, items);
};

/** Saves a photograph. */
export const savePhoto: Run = async (invocation) => {
  const { args: [id = '', photo = ''], flags, signal, terminal } = invocation;
  const file = flags.text('output');
  if (file === undefined && process.stdout.isTTY) throw misuse('A picture is not for a terminal.', `watchword record photo get ${id} ${photo} --output face.jpg`);
  const { bytes } = await connect(invocation).client.photos.get(id, photo, { signal });
  if (file === undefined) return await write(bytes);
  await saveTo(file, piecesOf(bytes));
  terminal.say(`Saved, ${bytes.length} bytes.`);
};

/** Says what a photograph shows. */
export const describePhoto: Run = async (invocation) => {
  const { args: [id = '', photo = ''], flags, signal } = invocation;
  const patch = patchOf(flags);
  if (Object.keys(patch).length === 0) throw misuse('Say what to change.', 'add --caption, --taken-on or --main');
  const described = await connect(invocation).client.photos.describe(id, photo, patch, { signal });
  await print(invocation.terminal, described, () => listText([described]));
};

/** Erases a photograph. */
export const removePhoto: Run = async (invocation) => {
  const { args: [id = '', photo = ''], signal } = invocation;
  await confirm(invocation, `Erase the photograph ${photo} of ${id}?`);
  const left = await connect(invocation).client.photos.remove(id, photo, { signal });
  await printPhotos(invocation, left);
  invocation.terminal.say('Erased.');
};

function patchOf(flags: Flags): { caption?: string | null; takenOn?: string | null; main?: true } {
  const orNull = (text: string | undefined): string | null | undefined => (text === '' ? null : text);
  const [caption, takenOn] = [orNull(flags.text('caption')), orNull(flags.text('taken-on'))];
  return { ...(caption !== undefined && { caption }), ...(takenOn !== undefined && { takenOn }), ...(flags.is('main') && { main: true as const }) };
}

async function printPhotos({ terminal }: Invocation, items: readonly PhotoAnswer[]): Promise<void> {
  if (terminal.format === 'ndjson') for (const item of items) await terminal.out(JSON.stringify(item));
  else await print(terminal, { items }, () => listText(items));
}

function listText(photos: readonly PhotoAnswer[]): string[] {
  if (photos.length === 0) return [];
  const rows = photos.map(({ id, main, width, height, bytes, takenOn = '–', waiting, caption = '' }) =>
    [id, main ? 'main' : '', `${width}×${height}`, `${Math.ceil(bytes / 1024)} KiB`, takenOn, waiting === true ? 'waiting' : 'shown', plain(caption)]);
  return alignRows([['ID', '', 'SIZE', 'BYTES', 'TAKEN', 'STATE', 'CAPTION'], ...rows]);
}

async function* piecesOf(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
  yield bytes;
}
