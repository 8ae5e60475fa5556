import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, describe, it } from 'node:test';
import { History, type Cosigned } from './history.ts';

const root = mkdtempSync(join(tmpdir(), 'watchword-cosigned-'));
after(() => rmSync(root, { recursive: true, force: true }));
const of = (organisation: string, number: number): Cosigned => ({ organisation, number, lines: [`— watchword/witness/${organisation} ${'A'.repeat(3400)}${number}`] });
const bytesOf = (dir: string): number => readdirSync(dir, { recursive: true, withFileTypes: true }).filter((one) => one.isFile()).reduce((sum, one) => sum + statSync(join(one.parentPath, one.name)).size, 0);

describe('cosignatures', () => {
  it('take no more room after a day than after a minute: of each witness the newest is kept', () => {
    const dir = join(root, 'room');
    const history = new History(dir);
    for (let number = 1; number <= 50; number += 1) for (const organisation of ['FRA', 'UTO']) history.cosign(of(organisation, number));
    assert.ok(bytesOf(dir) < 10_000, `${bytesOf(dir)} bytes`);
    assert.deepEqual(history.cosigned().map(({ organisation, number }) => [organisation, number]), [['FRA', 50], ['UTO', 50]]);
    assert.deepEqual(new History(dir, true).cosigned(), [of('FRA', 50), of('UTO', 50)], 'also after a restart');
  });

  it('never go back to an older checkpoint', () => {
    const dir = join(root, 'back');
    const history = new History(dir);
    for (const number of [7, 3]) history.cosign(of('FRA', number));
    assert.deepEqual(history.cosigned(), [of('FRA', 7)]);
    assert.deepEqual(new History(dir).cosigned(), [of('FRA', 7)]);
  });

  it('of which a crash left half a file are those that stood before', () => {
    const dir = join(root, 'half');
    new History(dir).cosign(of('FRA', 7));
    const [file = ''] = readdirSync(join(dir, 'checkpoints', 'cosigned'));
    writeFileSync(join(dir, 'checkpoints', 'cosigned', `${file}.new`), JSON.stringify(of('FRA', 8)).slice(0, 100));
    const history = new History(dir);
    assert.deepEqual(history.cosigned(), [of('FRA', 7)]);
    history.cosign(of('FRA', 9));
    assert.deepEqual(new History(dir).cosigned(), [of('FRA', 9)]);
  });

  it('that were written one below the other are taken over, and a reader leaves that file alone', () => {
    const dir = join(root, 'one-below-the-other');
    const file = join(dir, 'checkpoints', 'cosignatures');
    mkdirSync(join(dir, 'checkpoints'), { recursive: true });
    const text = [of('FRA', 1), of('UTO', 1), of('FRA', 2)].map((one) => `${JSON.stringify(one)}\n`).join('');
    writeFileSync(file, `${text}{"number":9,`);
    const expected = [of('FRA', 2), of('UTO', 1)];
    assert.deepEqual(new History(dir, true).cosigned(), expected);
    assert.equal(readFileSync(file, 'utf8').length, text.length + 12);
    assert.deepEqual(new History(dir).cosigned(), expected);
    rmSync(file, { force: true });
    assert.deepEqual(new History(dir).cosigned(), expected, 'durable in files of their own');
  });
});
