import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { run } from '../run-under-test.ts';

describe('names compare', () => {
  test('prints one row for each row, empty and odd ones too', async () => {
    const input = 'Olaf Scholz\tOlaf Schulz\n\nalone\n123\t456\tmore\tcolumns\r\nАнна Петрова\tAnna Petrova\nquery\tcandidate\nlast\tlast';
    const { code, out } = await run(['names', 'compare'], { input });
    assert.equal(code, 0);
    const rows = out.split('\n');
    assert.equal(rows.pop(), '');
    assert.deepEqual(rows.map((row) => row.split('\t').map((cell, at) => (at === 2 ? Number(cell) > 0.5 : cell))), [
      ['Olaf Scholz', 'Olaf Schulz', true, 'possible'], ['', '', false, 'none'], ['alone', '', false, 'none'], ['123', '456', false, 'none'], ['Анна Петрова', 'Anna Petrova', true, 'possible'],
      ['query', 'candidate', false, 'none'], ['last', 'last', true, 'possible'],
    ]);
  });

  test('a header is answered by a header', async () => {
    assert.equal((await run(['names', 'compare'], { input: 'query\tcandidate\n' })).out, 'query\tcandidate\tscore\tband\n');
    assert.equal((await run(['names', 'compare', '--ndjson'], { input: 'query\tcandidate\n' })).out, '');
    assert.equal((await run(['names', 'compare'], { input: '' })).out, '');
  });

  test('says with --ndjson how each word agrees', async () => {
    const { out } = await run(['names', 'compare', '--ndjson'], { input: 'Anna Eriksson\tAnna M. Erikson\n' });
    const { query, candidate, score, band, parts } = JSON.parse(out) as { query: string; candidate: string; score: number; band: string; parts: { how: string }[] };
    assert.deepEqual([query, candidate, band, parts.map((part) => part.how)], ['Anna Eriksson', 'Anna M. Erikson', 'possible', ['equal', 'spelling', 'recorded-only']]);
    assert.ok(score > 0.8 && score < 1);
  });

  test('answers before its input has ended, row by row, and keeps up', async () => {
    const { out } = await run(['names', 'compare'], { input: 'Olaf Scholz\tOlaf Schulz\n'.repeat(20_000) });
    assert.equal(out.split('\n').length, 20_001);
  });
});

describe('names explain', () => {
  test('says word by word why two names agree', async () => {
    const { code, out } = await run(['names', 'explain', 'Anna Eriksson', 'Анна Мария Петрова']);
    assert.equal(code, 0);
    assert.match(out, /^NONE {2}0\.\d{3}/);
    assert.match(out, /Anna +≈  Анна +the same in another script 0\.98/);
    assert.match(out, /Eriksson +✗ /);
    assert.match(out, /– +\S+ +recorded only/);
  });

  test('gives the same as JSON', async () => {
    const answer = JSON.parse((await run(['names', 'explain', 'Bob Tanner', 'Tanner, Robert', '--json'])).out) as { band: string; asked: { words: { text: string; role: string }[] }; parts: { how: string }[] };
    assert.equal(answer.band, 'possible');
    assert.deepEqual(answer.asked.words.map(({ text, role }) => [text, role]), [['Bob', 'name'], ['Tanner', 'name']]);
    assert.deepEqual(answer.parts.map((part) => part.how), ['nickname', 'equal']);
  });

  test('asks for both names', async () => {
    assert.equal((await run(['names', 'explain', 'Bob'])).code, 2);
  });

  test('is completed and in the help', async () => {
    assert.match((await run(['complete', '--', 'names', ''])).out, /compare/);
    assert.match((await run(['names', 'compare', '--help'])).out, /TSV/);
  });
});

describe('names romanise', () => {
  test('says how a name is read, and how it stands in a zone', async () => {
    const { code, out } = await run(['names', 'romanise', 'Юлия', 'Щеглова']);
    assert.equal(code, 0);
    assert.match(out, /ICAO Doc 9303-3, russian +Iuliia Shcheglova/);
    assert.equal((await run(['names', 'romanise', 'Юлия Щеглова', '--icao', 'russian'])).out, 'Iuliia Shcheglova\n');
  });

  test('reads and writes the Arabic codes', async () => {
    assert.match((await run(['names', 'romanise', 'محمود'])).out, /Arabic codes of a zone: MXHMWD\n/);
    assert.match((await run(['names', 'romanise', 'MXHMWD'])).out, /Read as Arabic codes: محمود\n/);
  });

  test('refuses a table that is none', async () => {
    const { code, err } = await run(['names', 'romanise', 'x', '--icao', 'klingon']);
    assert.notEqual(code, 0);
    assert.match(err, /one of: latin, russian/);
  });
});
