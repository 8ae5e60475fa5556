import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { CONTRACT } from '../api/contract.ts';
import { readRequirements, VERDICTS } from './pages/asvs.ts';
import { listSourceFiles, ROOT } from './source-files.ts';

/** The numbers of ASVS 5.0.0, by section. */
const LEVEL_1 =
  '1.2: 1 2 3 4 5; 1.3: 1 2; 1.5: 1; 2.1: 1; 2.2: 1 2; 2.3: 1; 3.2: 1 2; 3.3: 1; 3.4: 1 2; 3.5: 1 2 3; 4.1: 1; 4.4: 1; 5.2: 1 2; 5.3: 1 2; 6.1: 1; 6.2: 1 2 3 4 5 6 7 8; 6.3: 1 2; 6.4: 1 2; ' +
  '7.2: 1 2 3 4; 7.4: 1 2; 8.1: 1; 8.2: 1 2; 8.3: 1; 9.1: 1 2 3; 9.2: 1; 10.4: 1 2 3 4 5; 11.3: 1 2; 11.4: 1; 12.1: 1; 12.2: 1 2; 13.4: 1; 14.2: 1; 14.3: 1; 15.1: 1; 15.2: 1; 15.3: 1';
const LEVEL_2 =
  '1.1: 1 2; 1.2: 6 7 8 9; 1.3: 3 4 5 6 7 8 9 10 11; 1.4: 1 2 3; 1.5: 2; 2.1: 2 3; 2.2: 3; 2.3: 2 3 4; 2.4: 1; 3.3: 2 3 4; 3.4: 3 4 5 6; 3.5: 4 5; 3.7: 1 2; 4.1: 2 3; 4.2: 1; 4.3: 1 2; 4.4: 2 3 4; 5.1: 1; ' +
  '5.2: 3; 5.4: 1 2 3; 6.1: 2 3; 6.2: 9 10 11 12; 6.3: 3 4; 6.4: 3 4; 6.5: 1 2 3 4 5; 6.6: 1 2 3; 6.8: 1 2 3 4; 7.1: 1 2 3; 7.3: 1 2; 7.4: 3 4 5; 7.5: 1 2; 7.6: 1 2; 8.1: 2; 8.2: 3; 8.4: 1; 9.2: 2 3 4; ' +
  '10.1: 1 2; 10.2: 1 2; 10.3: 1 2 3 4; 10.4: 6 7 8 9 10 11; 10.5: 1 2 3 4 5; 10.6: 1 2; 10.7: 1 2 3; 11.1: 1 2; 11.2: 1 2 3; 11.3: 3; 11.4: 2 3 4; 11.5: 1; 11.6: 1; 12.1: 2 3; 12.3: 1 2 3 4; 13.1: 1; ' +
  '13.2: 1 2 3 4 5; 13.3: 1 2; 13.4: 2 3 4 5; 14.1: 1 2; 14.2: 2 3 4; 14.3: 2 3; 15.1: 2 3; 15.2: 2 3; 15.3: 2 3 4 5 6 7; 16.1: 1; 16.2: 1 2 3 4 5; 16.3: 1 2 3 4; 16.4: 1 2 3; 16.5: 1 2 3; 17.1: 1; ' +
  '17.2: 1 2 3 4; 17.3: 1 2';

const numbersOf = (sections: string): string[] => sections.split('; ').flatMap((section) => {
  const [before = '', numbers = ''] = section.split(': ');
  return numbers.split(' ').map((number) => `${before}.${number}`);
});

const ALL = readRequirements();
const texts = new Map<string, string>();
const read = (file: string): string => {
  const text = texts.get(file) ?? readFileSync(join(ROOT, file), 'utf8').replaceAll("\\'", "'");
  texts.set(file, text);
  return text;
};

/** What runs at a server or in a browser. */
const RUNNING = listSourceFiles().filter((file) => /^(server|web\/src|sdk|api)\//.test(file) && !file.startsWith('server/test/') && !file.endsWith('.test.ts'));

function filesWith(pattern: RegExp): string[] {
  return RUNNING.filter((file) => pattern.test(read(file)));
}

test('each requirement of level 1 and 2 stands once, in the order of the standard, and no other', () => {
  const numbers = (level: 1 | 2): string[] => ALL.filter((one) => one.level === level).map(({ id }) => id);
  assert.deepEqual(numbers(1), numbersOf(LEVEL_1));
  assert.deepEqual(numbers(2), numbersOf(LEVEL_2));
  assert.equal(ALL.length, 253);
});

test('what is met has something that shows it, and what is not says what is missing', () => {
  for (const { id, verdict, by, says } of ALL) {
    assert.ok(VERDICTS.includes(verdict), id);
    if (verdict === 'met') assert.ok(by.length > 0, id);
    else assert.ok((says ?? '').length > 5, id);
  }
});

test('every file that is named is there, and every line is in it', () => {
  const missing = ALL.flatMap(({ id, by }) => by.flatMap(({ file, line }) => (!existsSync(join(ROOT, file)) ? [`${id}: ${file}`] : line !== undefined && !read(file).includes(line) ? [`${id}: ${file} has no "${line}"`] : [])));
  assert.deepEqual(missing, []);
});

test('every test that is named is in its file, under this title', () => {
  const missing: string[] = [];
  for (const { id, by } of ALL) {
    for (const { file, test: title } of by) {
      if (title === undefined || !existsSync(join(ROOT, file))) continue;
      // A title may be chosen by what the operation is like.
      const before = ['test(', 'it(', ' : '];
      const stands = before.some((call) => ["'", '"', '`'].some((quote) => read(file).includes(`${call}${quote}${title}${quote}`)));
      if (!stands) missing.push(`${id}: ${file}: ${title}`);
    }
  }
  assert.deepEqual(missing, []);
});

test('the server starts no program and runs no text, and pages write no HTML and hear no messages', () => {
  assert.ok(RUNNING.length > 300);
  assert.deepEqual(filesWith(/child_process|\beval\(|new Function\(|from 'node:vm'/), []);
  assert.deepEqual(filesWith(/innerHTML|dangerouslySetInnerHTML|insertAdjacentHTML|document\.write\(/), []);
  // A stream or channel of the own origin is heard on an object of its own.
  assert.deepEqual(filesWith(/(?<![.\w])addEventListener\('message'|(?:window|self|globalThis)\.(?:addEventListener\('message'|onmessage)|new WebSocket\(/).filter((file) => file.startsWith('web/src/')), []);
});

test('no operation that is asked for with GET changes anything', () => {
  assert.deepEqual(CONTRACT.filter(({ method, effect }) => method === 'GET' && effect === 'write').map(({ id }) => id), []);
});

test('no answer lets other origins read it', () => {
  assert.deepEqual(filesWith(/access-control-allow/i), []);
});
