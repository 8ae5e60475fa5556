import assert from 'node:assert/strict';
import { test } from 'node:test';
import { recallPairs } from '@watchword/server/bin/name-recall.ts';
import { readPairRows } from './recall-rows.ts';

test('a table may have a header, labels, a mark of byte order and no last line break', () => {
  const rows = readPairRows('\uFEFFquery\tcandidate\tlabel\r\nOlaf Scholz\tOlaf Scholze\tmatch\r\nA\tB\tnomatch');
  assert.deepEqual(rows, [{ query: 'Olaf Scholz', candidate: 'Olaf Scholze', isMatch: true }, { query: 'A', candidate: 'B', isMatch: false }]);
  assert.deepEqual(readPairRows('A\tB\n\nC\tD\n').map(({ candidate }) => candidate), ['B', '', 'D']);
});

test('a recorded name is found by itself among others, one that is no name is not, and the order stays', async () => {
  const pairs = [{ query: 'Quentin Zabrowitz', candidate: 'Quentin Zabrowitz' }, { query: '---', candidate: '123' }, { query: 'Ximena Ölöçulu', candidate: 'Bartholomew Fairweather' }];
  const recalled = await Array.fromAsync(recallPairs(pairs, { persons: 300, seed: 7, onProgress: () => undefined }));
  assert.deepEqual(recalled.map(({ query }) => query), pairs.map(({ query }) => query));
  assert.deepEqual([recalled[0]?.name.found, recalled[0]?.name.rank, recalled[0]?.year.rank], [true, 1, 1]);
  assert.deepEqual([recalled[1]?.name.found, recalled[1]?.year.found], [false, false]);
  assert.equal(recalled[2]?.name.rank, 0);
});
