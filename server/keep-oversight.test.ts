import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setImmediate } from 'node:timers/promises';
import { after, before, describe, it } from 'node:test';
import { fail } from '@watchword/api/errors.ts';
import { pino } from 'pino';
import { checkAnswered, type AuditEntry } from '#audit/audit.ts';
import { OVERSIGHT_SLICES, SIGNS, type Noted } from '#oversight/oversight.ts';
import { openSqliteStore } from '#store/sqlite.ts';
import { keepOversight, type KeptOversight } from './keep-oversight.ts';

const NOW = Date.UTC(2026, 10, 24, 12);
const folder = mkdtempSync(join(tmpdir(), 'watchword-kept-oversight-'));
const lines: string[] = [];

let seq = 0;
const receipt = () => ({ seq: (seq += 1), time: NOW, hash: '' });
/** A log that takes everything. */
const audit = { append: async () => receipt(), appendMany: async (entries: readonly AuditEntry[]) => entries.map(receipt), failure: undefined };

/** A check of one officer; `question`: what stands sealed in its entry. */
function check(actor: string, question = JSON.stringify({ subject: { document: { number: 'X1' } } })): AuditEntry {
  return checkAnswered({ organisation: 'FRA', actor }, { subject: `chk_${(seq += 1)}`, purpose: 'police-check', databases: ['travel-documents'], outcomes: { hit: 0, possible: 0, none: 1, unavailable: 0 }, response: 'cd'.repeat(32), question, owners: [] });
}

describe('oversight in a hub', () => {
  let store: ReturnType<typeof openSqliteStore>;
  let kept: KeptOversight;
  let trouble: Error | undefined;
  before(() => {
    store = openSqliteStore({ file: join(folder, 'store.db'), cache: 8 }, NOW);
    const run = async (name: keyof typeof OVERSIGHT_SLICES, payload: never) => {
      if (trouble !== undefined) throw trouble;
      return await store.write<unknown>((tx) => OVERSIGHT_SLICES[name](tx, payload));
    };
    const log = pino({ base: null }, { write: (line: string) => void lines.push(line) });
    kept = keepOversight({ clock: { now: () => NOW }, log, writer: { run } as never, audit, travellerKey: new Uint8Array(32) });
  });
  after(async () => {
    await kept.close();
    await store.close();
    rmSync(folder, { recursive: true });
  });

  const checksOf = async (actor: string): Promise<number> => {
    const rows = await store.read.db.selectFrom('officer_use').select('checks').where('actor', '=', actor).execute();
    return rows.reduce((sum, { checks }) => sum + Number(checks), 0);
  };

  it('looks at a check when its answer has left, or at the hand-over', async () => {
    let looks = 0;
    const entry = check('ofc_waiting1');
    const watched = { ...entry, get sealed() { looks += 1; return entry.sealed ?? ''; } };
    await kept.log.append(watched as never);
    assert.equal(looks, 0, 'not before the caller goes on');
    await setImmediate();
    await setImmediate();
    assert.ok(looks > 0);
    await kept.log.append(check('ofc_waiting1'));
    await kept.handOver();
    assert.equal(await checksOf('ofc_waiting1'), 2);
  });

  it('counts every entry of a long list, also when more wait than may', async () => {
    await Promise.all(Array.from({ length: 9 }, () => kept.log.appendMany(Array.from({ length: 1500 }, () => check('ofc_lists001')))));
    await kept.handOver();
    assert.equal(await checksOf('ofc_lists001'), 13_500);
  });

  it('tells of an entry that it cannot read, without its words, and goes on', async () => {
    lines.length = 0;
    await kept.log.append(check('ofc_broken01', 'Smith, not JSON'));
    await kept.log.append(check('ofc_broken01'));
    await kept.handOver();
    assert.equal(lines.filter((line) => line.includes('"work":"oversight"')).length, 1);
    assert.doesNotMatch(lines.join(''), /Smith/);
    assert.equal(await checksOf('ofc_broken01'), 2);
  });

  it('hands over later what the writer could not take, with what came meanwhile', async () => {
    trouble = fail('store.unavailable');
    for (let at = 0; at < 3; at += 1) {
      await kept.log.append(check('ofc_patient1'));
      await kept.handOver();
    }
    assert.equal(await checksOf('ofc_patient1'), 0);
    trouble = undefined;
    await kept.log.append(check('ofc_patient1'));
    await kept.handOver();
    assert.equal(await checksOf('ofc_patient1'), 4);
    await kept.handOver();
    assert.equal(await checksOf('ofc_patient1'), 4, 'once');
  });

  it('writes the entry of a flag in the transaction that raises it', async () => {
    const before = (await store.read.readOutbox(1000)).length;
    const noted: Noted = { at: NOW, months: [], uses: [], asked: [], sequences: [{ organisation: 'FRA', actor: 'ofc_probing2', day: 20_000, first: NOW, last: NOW, count: SIGNS.sequence.numbers, ids: [] }] };
    const { result: [flag] } = await store.write((tx) => OVERSIGHT_SLICES['oversight.note'](tx, noted));
    await store.write((tx) => OVERSIGHT_SLICES['oversight.note'](tx, noted));
    const entries = (await store.read.readOutbox(1000)).slice(before).map(({ entry }) => JSON.parse(new TextDecoder().decode(entry)) as AuditEntry);
    assert.deepEqual(entries.map(({ event, subject, owners, reason }) => [event, subject, owners, reason]), [['use.flagged', flag?.id, ['FRA'], 'sequence']]);
  });
});
