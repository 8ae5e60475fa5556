/** The book of what was asked in the last days. */
import { strict as assert } from 'node:assert';
import { appendFileSync, cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, truncateSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { openBook, type Book } from './book.ts';
import { openPacked } from './packed.ts';

const DAY_MS = 86_400_000;
const DAY = 20_781;
const AT = DAY * DAY_MS + 1000;
const folder = mkdtempSync(join(tmpdir(), 'watchword-book-'));
after(() => rmSync(folder, { recursive: true, force: true }));

let made = 0;
function newBook(): { dir: string; book: Book } {
  made += 1;
  const dir = join(folder, String(made));
  return { dir, book: openBook(dir) };
}

type Noted = { day?: number; organisation?: number; entry: number; keys: readonly number[] };
function note(book: Book, ...checks: readonly Noted[]): void {
  const packed = openPacked();
  for (const { day = DAY, organisation = 7, entry, keys } of checks) packed.add({ day, organisation, entry }, keys);
  book.note(packed.take());
}

const [HIGH, LOW] = [0xfedc_ba98, 0x8765_4321];

test('a check is found by each of its keys, with its organisation and the whole number of its entry', () => {
  const { book } = newBook();
  const entry = 0x1234_5678_9abc;
  note(book, { organisation: 255, entry, keys: [HIGH, LOW, 1, 2] }, { organisation: 0, entry: 5, keys: [HIGH, LOW] });
  assert.deepEqual(book.find([[HIGH, LOW], [1, 2], [HIGH, LOW + 1], [HIGH + 1, LOW], []], AT), [[{ organisation: 255, entry }, { organisation: 0, entry: 5 }], [{ organisation: 255, entry }], [], [], []]);
  book.close();
});

test('of many checks of one number the newest twenty are told of', () => {
  const { book } = newBook();
  for (let entry = 1; entry <= 50; entry += 1) note(book, { day: DAY - (entry % 3), entry, keys: [HIGH, LOW] });
  const [found = []] = book.find([[HIGH, LOW]], AT);
  assert.equal(found.length, 20);
  assert.deepEqual(found.map(({ entry }) => entry), found.map(({ entry }) => entry).toSorted((one, other) => other - one));
  book.close();
});

test('a book that was closed, or killed, is read on: also behind an end that was torn, and what was noted after that', () => {
  const { dir, book } = newBook();
  for (let entry = 1; entry <= 3; entry += 1) note(book, { entry, keys: [HIGH, LOW] });
  const torn = join(folder, 'torn');
  cpSync(dir, torn, { recursive: true });
  const [name = ''] = readdirSync(join(torn, 'seen'));
  truncateSync(join(torn, 'seen', name), readFileSync(join(torn, 'seen', name)).length - 1);
  appendFileSync(join(torn, 'seen', name), Buffer.alloc(7, 0xff));
  const again = openBook(torn);
  note(again, { entry: 9, keys: [HIGH, LOW] });
  assert.deepEqual(again.find([[HIGH, LOW]], AT)[0]?.map(({ entry }) => entry), [9, 2, 1]);
  note(again, { entry: 10, keys: [HIGH, LOW] });
  assert.deepEqual(again.find([[HIGH, LOW]], AT)[0]?.map(({ entry }) => entry), [10, 9, 2, 1]);
  again.close();
  book.close();
});

test('more keys than a frame or a block holds are all found', () => {
  const { book } = newBook();
  const count = 150_000;
  for (const half of [0, 1]) {
    note(book, ...Array.from({ length: count / 2 }, (_, at) => ({ entry: half * (count / 2) + at + 1, keys: [HIGH, Math.imul(half * (count / 2) + at, 0x9e37_79b1) >>> 0] })));
    if (half === 0) assert.equal(book.find([[HIGH, 0]], AT)[0]?.length, 1);
  }
  for (const at of [0, 1, 16_384, 65_535, 65_536, count / 2, count - 1]) assert.deepEqual(book.find([[HIGH, Math.imul(at, 0x9e37_79b1) >>> 0]], AT), [[{ organisation: 7, entry: at + 1 }]]);
  book.close();
});

test('nothing of a key stands in the clear, and without the keys of its day the file says nothing', () => {
  const { dir, book } = newBook();
  note(book, { entry: 0x7171_7171, keys: [0x6161_6161, 0x6262_6262] });
  book.close();
  const [name = ''] = readdirSync(join(dir, 'seen'));
  const bytes = readFileSync(join(dir, 'seen', name));
  for (const text of ['aaaa', 'bbbb', 'qqqq']) assert.ok(!bytes.includes(text));
  rmSync(join(dir, 'keys', String(DAY)), { recursive: true });
  const again = openBook(dir);
  assert.deepEqual(again.find([[0x6161_6161, 0x6262_6262]], AT), [[]]);
  again.close();
});

test('a day that leaves the window takes its keys and its file with it', () => {
  const { dir, book } = newBook();
  note(book, { day: DAY - 5, entry: 1, keys: [HIGH, LOW] }, { day: DAY - 4, entry: 2, keys: [HIGH, LOW] });
  assert.deepEqual(book.find([[HIGH, LOW]], AT), [[{ organisation: 7, entry: 2 }]], 'what has left the window is not looked for');
  book.forget(AT);
  assert.deepEqual(readdirSync(join(dir, 'keys')), [String(DAY - 4)]);
  assert.deepEqual(readdirSync(join(dir, 'seen')), [`${DAY - 4}.1`]);
  assert.deepEqual(book.find([[HIGH, LOW]], AT - DAY_MS), [[{ organisation: 7, entry: 2 }]]);
  book.close();
});
