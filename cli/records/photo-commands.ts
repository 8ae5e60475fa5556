import type { CommandSpec, Run } from '../command.ts';

const load = (name: 'addPhoto' | 'listPhotos' | 'savePhoto' | 'describePhoto' | 'removePhoto') => async (): Promise<Run> => (await import('./photo.ts'))[name];

const caption = { flags: '--caption <text>', about: 'what it shows, in a sentence' };
const takenOn = { flags: '--taken-on <day>', about: 'when it was taken: 2024, 2024-06 or 2024-06-30' };
const main = { flags: '--main', about: 'show this one first' };

/** Photographs of the records of persons. */
export const PHOTO_COMMANDS: readonly CommandSpec[] = [
  {
    name: 'record photo add <id> <file>', about: 'add a photograph to the record of a person', load: load('addPhoto'), options: [caption, takenOn, main],
    examples: ['watchword record photo add rec_0190… face.jpg', 'watchword record photo add rec_0190… face.png --caption "On leaving custody" --taken-on 2024-06 --main'],
    more: 'JPEG, PNG or WebP, at most 10 MiB; - for stdin. It is drawn anew: place, device and everything else that was written into the file is gone.',
  },
  { name: 'record photo list <id>', about: 'list the photographs of a record', load: load('listPhotos'), examples: ['watchword record photo list rec_0190…'] },
  {
    name: 'record photo get <id> <photo>', about: 'save a photograph as JPEG; the look stands in the audit log', load: load('savePhoto'),
    examples: ['watchword record photo get rec_0190… pho_0190… --output face.jpg', 'watchword record photo get rec_0190… pho_0190… > face.jpg'],
    options: [{ flags: '-o, --output <file>', about: 'into this file' }],
  },
  {
    name: 'record photo describe <id> <photo>', about: 'say what a photograph shows, or make it the main one', load: load('describePhoto'), options: [caption, takenOn, main],
    examples: ['watchword record photo describe rec_0190… pho_0190… --main', 'watchword record photo describe rec_0190… pho_0190… --caption ""'],
    more: 'An empty text takes away what was said.',
  },
  {
    name: 'record photo remove <id> <photo>', about: 'erase a photograph', load: load('removePhoto'), options: [{ flags: '-y, --yes', about: 'do not ask' }],
    examples: ['watchword record photo remove rec_0190… pho_0190… --yes'],
  },
];
