import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, existsSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, describe, it } from 'node:test';
import { AppError } from '@watchword/api/errors.ts';
import { openKeyFile, openSecret, writeKeyFile } from './key-file.ts';

const folder = mkdtempSync(join(tmpdir(), 'watchword-key-file-'));
after(() => rmSync(folder, { recursive: true, force: true }));
const secretIn = (name: string): Buffer => openSecret({ file: join(folder, name), secret: undefined, setting: 'WATCHWORD_TEST_KEY' });

describe('a key file', () => {
  it('is made once, in a folder of its own, and read and written by its user alone', () => {
    const key = secretIn('hub/a.key');
    assert.equal(key.length, 32);
    assert.deepEqual(secretIn('hub/a.key'), key);
    assert.equal(statSync(join(folder, 'hub/a.key')).mode & 0o777, 0o600);
    assert.equal(statSync(join(folder, 'hub')).mode & 0o777, 0o700);
    assert.ok(!existsSync(join(folder, 'hub/a.key.new')));
  });

  it('is not taken from what a crash left beside it, whoever could read that', () => {
    const left = join(folder, 'b.key.new');
    writeFileSync(left, 'ab', { mode: 0o644 });
    chmodSync(left, 0o644);
    const key = secretIn('b.key');
    assert.equal(readFileSync(join(folder, 'b.key'), 'utf8').trim(), key.toString('hex'));
    assert.equal(statSync(join(folder, 'b.key')).mode & 0o777, 0o600);
  });

  it('that is damaged is refused by name, never replaced, and nothing of it is repeated', () => {
    for (const [name, content] of [['empty.key', ''], ['cut.key', 'c0ffee'], ['more.key', `${'ab'.repeat(32)}ff`]] as const) {
      const file = join(folder, name);
      writeFileSync(file, content);
      assert.throws(() => secretIn(name), (error: unknown) => {
        assert.ok(error instanceof AppError && error.code === 'config.invalid');
        const [fault] = error.details.errors ?? [];
        assert.equal(fault?.pointer, `/${name}`);
        assert.match(fault.detail, /Put it back from a backup/);
        assert.ok(content === '' || !fault.detail.includes(content));
        return true;
      });
      assert.equal(readFileSync(file, 'utf8'), content);
    }
  });

  it('that others can read is closed to them', () => {
    const file = join(folder, 'open.key');
    writeKeyFile(file, 'ab'.repeat(32));
    chmodSync(file, 0o644);
    secretIn('open.key');
    assert.equal(statSync(file).mode & 0o777, 0o600);
  });

  it('that is not there and cannot be made is a fault', () => {
    assert.throws(() => openKeyFile({ file: join(folder, 'none.key'), parse: String }), { code: 'config.invalid' });
  });

  it('is not needed where the secret is set, which is nothing else than 64 digits', () => {
    const file = join(folder, 'unused.key');
    assert.deepEqual(openSecret({ file, secret: 'ab'.repeat(32), setting: 'X' }), Buffer.alloc(32, 0xab));
    assert.throws(() => openSecret({ file, secret: 'short', setting: 'X' }), { code: 'config.invalid' });
    assert.ok(!existsSync(file));
  });

  it('is whole after kill -9 at any moment of being written', async () => {
    const file = join(folder, 'killed.key');
    const code = `
      import { writeKeyFile } from '${new URL('./key-file.ts', import.meta.url).href}';
      process.stdout.write('.');
      for (let n = 0; ; n += 1) writeKeyFile(process.argv[1], (n % 16).toString(16).repeat(64));
    `;
    for (let round = 0; round < 6; round += 1) {
      const child = spawn(process.execPath, ['--input-type=module', '-e', code, file], { env: { NODE_V8_COVERAGE: '' }, stdio: ['ignore', 'pipe', 'inherit'] });
      const ended = once(child, 'close');
      await once(child.stdout, 'data');
      await new Promise((resolve) => { setTimeout(resolve, 5 + round * 7); });
      child.kill('SIGKILL');
      await ended;
      if (!existsSync(file)) continue;
      assert.match(readFileSync(file, 'utf8'), /^([0-9a-f])\1{63}$/);
      secretIn('killed.key');
    }
  });
});
