import assert from 'node:assert/strict';
import { createServer, type AddressInfo, type Socket } from 'node:net';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, it, type TestContext } from 'node:test';
import { flag, joined, webpOf } from './files-under-test.ts';
import { openPictures } from './pictures.ts';
import { scanWith } from './scanner.ts';

/** The file by which scanners are tried, in two halves, so that none finds it here. */
const EICAR = ['X5O!P%@AP[4\\PZX54(P^)7CC)7}$EICAR', '-STANDARD-ANTIVIRUS-TEST-FILE!$H+H*'].join('');

/** Speaks as clamd does, and finds that file. `answer`: what it says instead. */
async function clamd(t: TestContext, { answer, at }: { answer?: (file: Buffer, socket: Socket) => string | undefined; at?: string } = {}): Promise<{ address: string; seen: Buffer[] }> {
  const seen: Buffer[] = [];
  const server = createServer((socket) => {
    let bytes = Buffer.alloc(0);
    socket.on('error', () => undefined);
    socket.on('data', (part) => {
      bytes = Buffer.concat([bytes, typeof part === 'string' ? Buffer.from(part) : part]);
      const file = readStream(bytes);
      if (file === undefined) return;
      seen.push(file);
      const said = answer === undefined ? (file.includes(EICAR) ? 'stream: Eicar-Signature FOUND' : 'stream: OK') : answer(file, socket);
      if (said !== undefined) socket.end(`${said}\0`);
    });
  });
  await new Promise<void>((resolve) => { if (at === undefined) server.listen(0, '127.0.0.1', resolve); else server.listen(at, resolve); });
  t.after(() => server.close());
  return { address: at ?? `127.0.0.1:${(server.address() as AddressInfo).port}`, seen };
}

/** The file, once the piece of length 0 is there. */
function readStream(bytes: Buffer): Buffer | undefined {
  assert.ok('zINSTREAM\0'.startsWith(bytes.toString('latin1', 0, Math.min(10, bytes.length))));
  const pieces: Buffer[] = [];
  for (let at = 10; at + 4 <= bytes.length; ) {
    const length = bytes.readUInt32BE(at);
    if (length === 0) return Buffer.concat(pieces);
    if (at + 4 + length > bytes.length) return undefined;
    pieces.push(bytes.subarray(at + 4, at + 4 + length));
    at += 4 + length;
  }
  return undefined;
}

describe('a file from outside', () => {
  it('is shown to the scanner as it came, whole, however long it is', async (t) => {
    const { address, seen } = await clamd(t);
    for (const length of [0, 1, 65_536, 200_001]) await scanWith(address)(new Uint8Array(length).fill(7));
    assert.deepEqual(seen.map((file) => [file.length, file.every((byte) => byte === 7)]), [[0, true], [1, true], [65_536, true], [200_001, true]]);
  });

  it('in which something is found is refused, and not said what', async (t) => {
    const { address } = await clamd(t);
    await assert.rejects(scanWith(address)(Buffer.from(`GIF89a ${EICAR}`)), { code: 'photo.unreadable', details: { detail: 'The scanner of this server refuses the file.' } });
  });

  it('is not taken when the scanner is not there, says nothing, or something else', async (t) => {
    await assert.rejects(scanWith('127.0.0.1:9')(new Uint8Array(1)), { code: 'server.busy' });
    for (const answer of [() => undefined, () => '', () => 'INSTREAM size limit exceeded. ERROR', (_: Buffer, socket: Socket) => void socket.destroy()]) {
      const { address } = await clamd(t, { answer });
      await assert.rejects(scanWith(address, 200)(new Uint8Array(1)), { code: 'server.busy' });
    }
  });

  it('goes over a socket of the machine as well', async (t) => {
    const folder = mkdtempSync(join(tmpdir(), 'watchword-scanner-'));
    t.after(() => rmSync(folder, { recursive: true, force: true }));
    const { address, seen } = await clamd(t, { at: join(folder, 'clamd.sock') });
    await scanWith(address)(new Uint8Array(3));
    assert.equal(seen.length, 1);
  });

  it('is scanned before it is drawn: a picture with something hung behind it never reaches the decoder', async (t) => {
    const { address, seen } = await clamd(t);
    const pictures = openPictures({ scan: scanWith(address) });
    t.after(() => pictures.close());
    const picture = await webpOf(flag(60, 40));
    const more = joined(picture, Uint8Array.from(Buffer.from(EICAR)));
    assert.equal((await pictures.render(Uint8Array.from(picture))).width, 60);
    await assert.rejects(pictures.render(more), { code: 'photo.unreadable', details: { detail: 'The scanner of this server refuses the file.' } });
    assert.equal(seen.length, 2);
  });
});
