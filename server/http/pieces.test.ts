import assert from 'node:assert/strict';
import { PassThrough } from 'node:stream';
import { test } from 'node:test';
import { piecesOf } from './pieces.ts';

test('pieces come as they arrive, and an early end of the loop leaves the stream open', async () => {
  const body = new PassThrough();
  body.write('one');
  for await (const piece of piecesOf(body, 1000)) {
    assert.equal(Buffer.from(piece).toString(), 'one');
    break;
  }
  assert.equal(body.destroyed, false);
  body.end('two');
  assert.deepEqual((await Array.fromAsync(piecesOf(body, 1000))).map(String), ['two']);
});

test('a body that stops to arrive is too slow, and time between two pieces counts anew', async () => {
  const body = new PassThrough();
  const seen: string[] = [];
  const timer = setInterval(() => void (seen.length < 4 && body.write('piece')), 40);
  await assert.rejects(async () => {
    for await (const piece of piecesOf(body, 100)) seen.push(String(piece));
  }, { code: 'request.too-slow' });
  clearInterval(timer);
  assert.equal(seen.length, 4);
  assert.equal(body.destroyed, false);
});
