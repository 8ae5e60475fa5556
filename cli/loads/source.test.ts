import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { gzipSync, zstdCompressSync } from 'node:zlib';
import { CommandFailure } from '../failures.ts';
import { formatOf, openSource } from './source.ts';

const folder = mkdtempSync(join(tmpdir(), 'watchword-source-'));
after(() => { rmSync(folder, { recursive: true, force: true }); });
const at = (name: string): string => join(folder, name);
const TEXT = '{"a":1}\n'.repeat(100_000);
writeFileSync(at('a.ndjson'), TEXT);
writeFileSync(at('a.ndjson.gz'), gzipSync(TEXT));
writeFileSync(at('a.ndjson.zst'), zstdCompressSync(TEXT));
writeFileSync(at('cut.ndjson.gz'), gzipSync(TEXT).subarray(0, 200));
writeFileSync(at('unnamed'), '\ufeff {"a":1}\n');
writeFileSync(at('other'), 'a;b\n');

async function textFrom(name: string, offset: number): Promise<string> {
  return Buffer.concat(await Array.fromAsync(openSource(at(name)).from(offset))).toString();
}

test('a file is read from any byte of what is in it, packed or not, and again', async () => {
  for (const name of ['a.ndjson', 'a.ndjson.gz', 'a.ndjson.zst']) {
    for (const offset of [0, 1, 65_537, TEXT.length - 1, TEXT.length]) assert.ok((await textFrom(name, offset)) === TEXT.slice(offset), `${name} from ${offset}`);
  }
});

test('how much is read is known of packed files too', async () => {
  const source = openSource(at('a.ndjson.gz'));
  assert.equal(source.bytes, undefined);
  assert.equal(source.fraction(), 0);
  await Array.fromAsync(source.from(0));
  assert.equal(source.fraction(), 1);
});

test('a packed file that is cut short is an error, not a shorter file', async () => {
  await assert.rejects(textFrom('cut.ndjson.gz', 0), (error) => error instanceof CommandFailure && /cannot be unpacked/.test(error.message));
});

test('the format is what was told, what the name says, or what the first character says', async () => {
  assert.equal(await formatOf(at('a.ndjson'), 'csv'), 'csv');
  assert.equal(await formatOf(at('list.CSV.gz'), undefined), 'csv');
  assert.equal(await formatOf(at('a.jsonl.zst'), undefined), 'ndjson');
  assert.equal(await formatOf(at('unnamed'), undefined), 'ndjson');
  assert.equal(await formatOf(at('other'), undefined), 'csv');
  await assert.rejects(formatOf(at('packed.gz'), undefined), CommandFailure);
});

test('a file that is not there, or is a folder, is said to be so', () => {
  assert.throws(() => openSource(at('nothing')), /There is no file/);
  assert.throws(() => openSource(folder), /is a folder/);
});
