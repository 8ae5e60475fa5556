import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { utf8, type Bytes } from '../../proofs/bytes.ts';
import { randomBytes } from '../encoding.ts';
import { cipherSize, CHUNK, plainSize, PREFIX, TAG } from './chunks.ts';
import { decryptBytes, decryptFile, encryptBytes, encryptFile, openFile, readAll, streamOf, type FileSecret } from './files.ts';
import { paddedSize, SMALLEST } from './padding.ts';

const secret = (): FileSecret => ({ key: randomBytes(32), context: utf8('a test') });
const changed = { code: 'message.changed' };

/** The bytes in parts of uneven sizes. */
function inParts(bytes: Bytes, sizes: readonly number[]): ReadableStream<Bytes> {
  const parts: Bytes[] = [];
  for (let at = 0, turn = 0; at < bytes.length; turn += 1) {
    const size = sizes[turn % sizes.length] ?? 1;
    parts.push(bytes.slice(at, at + size));
    at += size;
  }
  return streamOf(...parts);
}

const pattern = (size: number): Bytes => Uint8Array.from({ length: size }, (_, at) => (at * 31 + (at >> 8)) & 255);

describe('files in chunks', () => {
  const edges = [0, 1, SMALLEST - 1, SMALLEST, CHUNK - 1, CHUNK, CHUNK + 1, 3 * CHUNK, 32 * CHUNK - 1, 32 * CHUNK, 33 * CHUNK + 5];

  it('come back whole at every edge of size, in whatever parts they arrive', async () => {
    for (const size of edges) {
      const own = secret();
      const plain = pattern(size);
      const cipher = await readAll(inParts(plain, [1, 7, 70_000]).pipeThrough(encryptFile(own)));
      assert.equal(cipher.length, cipherSize(paddedSize(size)), `${size}`);
      assert.deepEqual(await readAll(inParts(cipher, [55, 1, 16_000, 999]).pipeThrough(decryptFile(own, size))), plain, `${size}`);
      assert.deepEqual((await decryptBytes(own, cipher)).slice(0, size), plain);
    }
  });

  it('are read at any place without the rest', async () => {
    const own = secret();
    const plain = pattern(5 * CHUNK + 100);
    const cipher = await encryptBytes(own, plain);
    const read = await openFile(own, cipher.length, async (at, length) => cipher.slice(at, at + length));
    await fc.assert(fc.asyncProperty(fc.nat(plain.length), fc.nat(3 * CHUNK), async (offset, length) => {
      const end = Math.min(offset + length, plain.length);
      assert.deepEqual((await read(offset, length)).slice(0, end - offset), plain.slice(offset, end));
    }), { numRuns: 60 });
  });

  it('that were cut anywhere are refused, at a chunk\'s end too', async () => {
    const own = secret();
    const plain = pattern(3 * CHUNK);
    const cipher = await encryptBytes(own, plain);
    for (const size of [0, 10, PREFIX, PREFIX + 5, PREFIX + CHUNK + TAG, PREFIX + 2 * (CHUNK + TAG), cipher.length - 1, cipher.length - TAG]) {
      await assert.rejects(decryptBytes(own, cipher.slice(0, size)), changed, `${size}`);
      await assert.rejects(readAll(streamOf(cipher.slice(0, size)).pipeThrough(decryptFile(own, plain.length))), changed, `${size} as a stream`);
      await assert.rejects(openFile(own, size, async (at, length) => cipher.slice(at, Math.min(size, at + length))), changed, `${size} at random`);
    }
  });

  it('open with one key and one context only, and show every bit that was turned', async () => {
    const own = secret();
    const cipher = await encryptBytes(own, pattern(CHUNK + 9));
    await assert.rejects(decryptBytes({ ...own, key: randomBytes(32) }, cipher), changed);
    await assert.rejects(decryptBytes({ ...own, context: utf8('another') }, cipher), changed);
    await fc.assert(fc.asyncProperty(fc.nat(cipher.length - 1), fc.nat(7), async (at, bit) => {
      const bent = cipher.slice();
      bent[at] = (bent[at] ?? 0) ^ (1 << bit);
      await assert.rejects(decryptBytes(own, bent), changed);
    }), { numRuns: 60 });
  });

  it('whose chunks change places are refused', async () => {
    const own = secret();
    const cipher = await encryptBytes(own, pattern(3 * CHUNK));
    const chunk = (at: number): Bytes => cipher.slice(PREFIX + at * (CHUNK + TAG), PREFIX + (at + 1) * (CHUNK + TAG));
    const bent = cipher.slice();
    bent.set(chunk(1), PREFIX);
    bent.set(chunk(0), PREFIX + CHUNK + TAG);
    await assert.rejects(decryptBytes(own, bent), changed);
  });

  it('are larger than they say only when somebody hid something behind them', async () => {
    const own = secret();
    const cipher = await encryptBytes(own, utf8('seen and unseen'));
    await assert.rejects(readAll(streamOf(cipher).pipeThrough(decryptFile(own, 4))), changed);
    await assert.rejects(readAll(streamOf(cipher).pipeThrough(decryptFile(own, SMALLEST + 1))), changed);
  });

  it('have sizes that tell the size of the plaintext, and no others', () => {
    fc.assert(fc.property(fc.nat(200_000), (size) => plainSize(cipherSize(size)) === size));
    for (const size of [0, PREFIX, PREFIX + TAG - 1, PREFIX + CHUNK + TAG, PREFIX + CHUNK + TAG + 3]) assert.throws(() => plainSize(size), changed);
  });
});

describe('padding', () => {
  it('adds at most 12 percent, never takes away, and leaves few sizes', () => {
    fc.assert(fc.property(fc.integer({ min: SMALLEST, max: 220 * 2 ** 20 }), (size) => {
      const padded = paddedSize(size);
      return padded >= size && padded <= size * 1.12 && paddedSize(padded) === padded;
    }));
    assert.equal(paddedSize(0), SMALLEST);
    assert.equal(paddedSize(200 * 2 ** 20), 200 * 2 ** 20);
    const sizes = new Set(Array.from({ length: 100_000 }, (_, at) => paddedSize(at)));
    assert.ok(sizes.size < 100, `${sizes.size} sizes below 100,000`);
  });
});
