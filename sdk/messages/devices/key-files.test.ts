import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { deviceFromSeeds, generateSeeds } from './device-keys.ts';
import { lockKeyFile, readKeyFile, writeKeyFile } from './key-files.ts';

describe('a key file', () => {
  it('gives the same device again', async () => {
    const seeds = generateSeeds();
    const [one, other] = [await deviceFromSeeds(seeds), await deviceFromSeeds(await readKeyFile(writeKeyFile(seeds)))];
    assert.equal(one.id, other.id);
    assert.deepEqual(one.kem.publicKey, other.kem.publicKey);
  });

  it('under a password opens with it, however the letters were typed, and with no other', async () => {
    const seeds = generateSeeds();
    const text = await lockKeyFile(seeds, 'Ol\u00e9 12 corr\u00e9');
    assert.deepEqual(await readKeyFile(text, 'Ole\u0301 12 corre\u0301'), seeds);
    await assert.rejects(readKeyFile(text, 'Ole 12 corre'), { code: 'key.no-access' });
    await assert.rejects(readKeyFile(text), { code: 'key.no-access' });
    for (const seed of Object.values(seeds)) assert.ok(!text.includes(Buffer.from(seed).toString('base64url')));
  });

  it('that is damaged or something else is refused', async () => {
    const locked = await lockKeyFile(generateSeeds(), 'x');
    for (const text of ['', '{}', '[]', 'null', locked.replace('"rounds":600000', '"rounds":1'), locked.replace('watchword-locked-keys', 'watchword-keys'), writeKeyFile(generateSeeds()).replace('"v":1', '"v":2')]) {
      await assert.rejects(readKeyFile(text, 'x'), { code: 'message.malformed' }, text);
    }
  });
});
