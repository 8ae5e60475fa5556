/** What is written to another bureau stands nowhere at the hub: not on its disk, not in its log, not in its memory. */
import assert from 'node:assert/strict';
import { closeSync, createReadStream, openSync, readdirSync, readFileSync, readSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { PERMISSIONS } from '@watchword/api/operation.ts';
import { createClient } from '@watchword/sdk/client.ts';
import { beginEnvelope, encryptAttachment } from '@watchword/sdk/messages/envelope/write.ts';
import { systemClock } from '../../clock.ts';
import { makeData, spawnServer } from '../spawn-server.ts';
import { startMail } from '../start-mail.ts';

const CANARY = 'Canarinho-Zyxwv-8841';
/** The control: what the hub does know must be found by the same search, or the search finds nothing. */
const KNOWN = 'own-control-group';

type Pieces = Iterable<Buffer> | AsyncIterable<Buffer>;

/** Whether these words are among the bytes, in UTF-8, UTF-16 or base64 (in any of its three places). */
async function holds(pieces: Pieces, words: string): Promise<boolean> {
  const forms = [Buffer.from(words), Buffer.from(words, 'utf16le'), ...[0, 1, 2].map((skip) => Buffer.from(Buffer.concat([Buffer.alloc(skip), Buffer.from(words)]).toString('base64').slice(skip === 0 ? 0 : 4, -4)))];
  let rest = Buffer.alloc(0);
  for await (const piece of pieces) {
    const bytes = Buffer.concat([rest, piece]);
    if (forms.some((form) => bytes.includes(form))) return true;
    rest = bytes.subarray(-200);
  }
  return false;
}

const PIECE = 4 * 1024 * 1024;

/** Everything that a process can write to, as it is now; on Linux. */
function* memoryOf(pid: number): Generator<Buffer> {
  const mem = openSync(`/proc/${pid}/mem`, 'r');
  const piece = Buffer.alloc(PIECE);
  try {
    for (const line of readFileSync(`/proc/${pid}/maps`, 'utf8').split('\n')) {
      const [, from = '0', to = '0'] = /^([0-9a-f]+)-([0-9a-f]+) rw/.exec(line) ?? [];
      for (let at = BigInt(`0x${from}`); at < BigInt(`0x${to}`); at += BigInt(PIECE)) {
        const wanted = Math.min(PIECE, Number(BigInt(`0x${to}`) - at));
        let read = 0;
        try {
          read = readSync(mem, piece, 0, wanted, at);
        } catch {
          // A mapping that is gone meanwhile, or is none of memory.
        }
        if (read > 0) yield piece.subarray(0, read);
      }
    }
  } finally {
    closeSync(mem);
  }
}

async function whereIs(folder: string, words: string): Promise<string[]> {
  const files = readdirSync(folder, { recursive: true }).map(String).filter((name) => statSync(join(folder, name)).isFile());
  const found = await Promise.all(files.map(async (name) => ((await holds(createReadStream(join(folder, name), { highWaterMark: PIECE }) as AsyncIterable<Buffer>, words)) ? [name] : [])));
  return found.flat();
}

test('no word of a message or of a file is on the disk of the hub, in its log or in its memory', { timeout: 170_000 }, async () => {
  const { data, tokens, remove } = await makeData({ FRA: PERMISSIONS, DEU: PERMISSIONS, XPO: PERMISSIONS });
  const server = await spawnServer(data, { settings: { logLevel: 'debug' } });
  try {
    const mail = startMail({ clock: { ...systemClock, moveDays: () => undefined, moveMs: () => undefined }, client: async (code) => createClient({ url: server.url, token: tokens[code] }) });
    const [fra, deu] = [await mail.mailbox('FRA'), await mail.mailbox('DEU')];
    await fra.client.messages.saveGroup(KNOWN, { name: 'Control', members: ['DEU'] });
    const envelope = await beginEnvelope('FRA', ['DEU']);
    const plain = Buffer.from(`${CANARY} `.repeat(20_000));
    const { stream, described } = encryptAttachment(envelope, 1, new Blob([plain]).stream());
    const ciphertext = Buffer.concat(await Array.fromAsync(stream as unknown as AsyncIterable<Uint8Array>));
    const { blob } = await described;
    await fra.client.messages.upload({ sha256: blob.sha256, size: blob.size, read: (from) => ciphertext.subarray(from) });
    const written = await mail.write(fra, [deu], { text: `Do you know ${CANARY}?`, envelope, blobs: [blob], attachments: [{ n: 1, name: `${CANARY}.txt`, mediaType: 'text/plain', size: plain.length }] });
    await fra.client.messages.send(written.message, written.files);
    assert.equal(await mail.open(deu, written.id), `Do you know ${CANARY}?`);
    if (process.platform === 'linux') {
      assert.ok(await holds(memoryOf(server.pid), KNOWN), 'the search finds nothing in memory');
      assert.ok(!(await holds(memoryOf(server.pid), CANARY)));
    }
    assert.ok(!server.logged().includes(CANARY));
    await server.end();
    assert.deepEqual(await whereIs(data, CANARY), []);
    assert.ok((await whereIs(data, KNOWN)).length > 0, 'the search finds nothing on a disk');
  } finally {
    await server.kill().catch(() => undefined);
    remove();
  }
});
