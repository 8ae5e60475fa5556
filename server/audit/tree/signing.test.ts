import assert from 'node:assert/strict';
import { copyFileSync, existsSync, mkdtempSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, describe, it } from 'node:test';
import { digestOfKeys, SigningKeys, WAITING_FILE } from './signing.ts';

const root = mkdtempSync(join(tmpdir(), 'watchword-signing-'));
after(() => rmSync(root, { recursive: true, force: true }));
let folders = 0;
const origin = 'watchword/0f';
function begin(): { dir: string; open(): SigningKeys; waitingFile: string } {
  const dir = join(root, String((folders += 1)));
  const open = (): SigningKeys => new SigningKeys(dir, origin);
  open().ensure(1);
  return { dir, open, waitingFile: join(dir, 'signing', WAITING_FILE) };
}

describe('a change of keys', () => {
  it('goes on after a crash with the pair of which the log tells', () => {
    const { open } = begin();
    const prepared = open().prepare();
    assert.deepEqual(open().waiting(), prepared);
    assert.deepEqual(open().prepare(), prepared, 'asking again makes no other');
    const keys = open();
    const adopted = keys.adopt(2);
    assert.equal(digestOfKeys(adopted), prepared.digest);
    assert.deepEqual(keys.generations.map(({ generation }) => generation), [1, 2]);
    assert.equal(keys.waiting(), undefined);
    assert.deepEqual(open().generations, keys.generations);
  });

  it('is not made twice when the crash came before the waiting pair was cleared away', () => {
    const { dir, open, waitingFile } = begin();
    const keys = open();
    keys.prepare();
    copyFileSync(waitingFile, join(dir, 'kept'));
    keys.adopt(2);
    copyFileSync(join(dir, 'kept'), waitingFile);
    const again = open();
    assert.equal(again.waiting(), undefined);
    assert.ok(!existsSync(waitingFile));
    assert.throws(() => again.adopt(3));
  });

  it('leaves nothing that others can read, and a damaged file is named', () => {
    const { dir, open } = begin();
    open().prepare();
    open().adopt(2);
    for (const name of readdirSync(join(dir, 'signing'))) assert.equal(statSync(join(dir, 'signing', name)).mode & 0o777, 0o600, name);
    writeFileSync(join(dir, 'signing', '0002.json'), '{"generation":2');
    assert.throws(open, { code: 'config.invalid' });
  });
});
