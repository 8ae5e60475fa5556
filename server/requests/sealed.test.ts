import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, describe, it } from 'node:test';
import { sealWith } from './sealed.ts';

const folder = mkdtempSync(join(tmpdir(), 'watchword-sealed-'));
after(() => rmSync(folder, { recursive: true }));

describe('what is sealed to the Commission', () => {
  const seal = sealWith(Buffer.alloc(32, 7));

  it('opens with its key, for what it belongs to, and twice sealed looks different', () => {
    const text = 'Canary Street 7 – شارع';
    const sealed = seal.seal(text, 'cas_1');
    assert.equal(seal.open(sealed, 'cas_1'), text);
    assert.ok(!Buffer.from(sealed, 'base64').toString('latin1').includes('Canary'));
    assert.notEqual(seal.seal(text, 'cas_1'), sealed);
  });

  it('opens neither beside another request, nor with another key, nor when it was changed', () => {
    const sealed = seal.seal('text', 'cas_1');
    const changed = Buffer.from(sealed, 'base64');
    changed[14] = (changed[14] ?? 0) ^ 1;
    assert.throws(() => seal.open(sealed, 'cas_2'), { code: 'store.broken' });
    assert.throws(() => sealWith(Buffer.alloc(32, 8)).open(sealed, 'cas_1'), { code: 'store.broken' });
    assert.throws(() => seal.open(changed.toString('base64'), 'cas_1'), { code: 'store.broken' });
    assert.throws(() => seal.open('', 'cas_1'), { code: 'store.broken' });
  });
});
