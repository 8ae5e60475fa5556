import assert from 'node:assert/strict';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { travelDocuments } from '@watchword/api/databases/travel-documents.ts';
import { releaseRecord, type RecordAnswer } from '@watchword/api/records.ts';
import { fail } from '@watchword/api/errors.ts';
import { identifierKeysOf } from '../record-index.ts';
import { NOW, onEachStore, REVIEWER, type RecordsUnderTest } from '../records-under-test.ts';
import { lookHere, lookOver, MEND_SLICES, openWatch, type Fault, type Watch } from './integrity.ts';

const passport = (number: string) => ({ number, issuer: 'UTO', type: 'passport', fraud: 'stolen' });
const blanks = (from: string, to: string) => ({ ...passport(from), numberTo: to, fraud: 'stolen-blank' });
const keysOfNumber = (number: string) => identifierKeysOf({ database: travelDocuments, owner: 0, reference: null, contents: [passport(number)] });
const folder = mkdtempSync(join(tmpdir(), 'watchword-walk-'));
after(() => rmSync(folder, { recursive: true }));
let file = 0;

onEachStore((open) => {
  describe('a look over the records', () => {
    let records: RecordsUnderTest;
    let entered: RecordAnswer[];
    const look = async () => (await lookOver(records.store.read, { fromRow: 1, toRow: await records.store.read.lastRow() })).faults.map(({ row, what }) => `${row} ${what}`).sort();
    before(async () => {
      records = await open();
      entered = [];
      for (let at = 0; at < 12; at += 1) entered.push(await records.enter('travel-documents', passport(`A${at}B77`), { reference: `R${at}` }));
      entered.push(await records.enter('travel-documents', blanks('CK1000', 'CK1999')));
      await records.withdraw(entered[3] ?? assert.fail());
      const person = await records.enter('persons');
      const released = await records.write(releaseRecord, { params: { id: person.id }, body: {} }, { asker: REVIEWER, version: person.version });
      await records.amend(released, { content: { documents: [{ number: 'WAITS77', issuer: 'UTO' }] } });
    });
    after(() => records.close());

    it('finds nothing wrong with records that were entered, amended, withdrawn, and that wait', async () => {
      assert.deepEqual(await look(), []);
    });

    it('tells a key and a range that are lost, and mending gives them back', async () => {
      const row = 6;
      await records.store.write((tx) => tx.removeKeys(row, keysOfNumber('A5B77')));
      await records.store.write((tx) => tx.removeRanges(13));
      assert.deepEqual(await look(), ['13 ranges', '6 keys']);
      for (const lost of [6, 13]) await records.store.write((tx) => MEND_SLICES['records.mend'](tx, { row: lost, at: NOW }));
      assert.deepEqual(await look(), []);
      assert.deepEqual(await records.store.read.findRowsByKeys(keysOfNumber('A5B77')), [row]);
    });

    it('tells a record that was changed past the store, and one that is gone', async () => {
      await records.store.write((tx) => tx.db.updateTable('record').set({ expires_on: 1 }).where('row', '=', 8).execute());
      await records.store.write((tx) => tx.db.deleteFrom('record').where('row', '=', 9).execute());
      assert.deepEqual(await look(), ['8 record', '9 row']);
      await assert.rejects(records.store.write((tx) => MEND_SLICES['records.mend'](tx, { row: 8, at: NOW })), { code: 'store.broken' }, 'what is damaged itself is not guessed');
    });
  });

  describe('the walk', () => {
    let records: RecordsUnderTest;
    before(async () => {
      records = await open();
      for (let at = 0; at < 230; at += 1) await records.enter('travel-documents', passport(`A${at}B77`));
    });
    after(() => records.close());

    const told: string[] = [];
    const watch = (more: { mends?: boolean; passes?: (key: number) => boolean; file?: string; waiting?: number } = {}): Watch =>
      openWatch({
        read: more.waiting === undefined ? records.store.read : { ...records.store.read, findWaitingRow: async () => more.waiting }, looker: lookHere(records.store.read), file: more.file ?? join(folder, `walk-${(file += 1)}`), percent: 100, now: () => NOW,
        mend: async (mending) => {
          if (more.mends === false) throw fail('store.unavailable');
          await records.store.write((tx) => MEND_SLICES['records.mend'](tx, mending));
        },
        passes: more.passes ?? (() => true), follow: async () => undefined,
        onFault: ({ row, what }: Fault, mended) => void told.push(`${row} ${what} ${mended}`), onTrouble: () => undefined,
      });
    const lose = (at: number) => records.store.write((tx) => tx.removeKeys(at + 1, keysOfNumber(`A${at}B77`)));

    it('goes over all records, and mends what it can', async () => {
      await lose(200);
      const walk = watch();
      await walk.firstRound();
      assert.deepEqual([told.splice(0), walk.doubtful(), walk.state().mended, walk.state().faults], [['201 keys true'], undefined, 1, []]);
      assert.deepEqual(await records.store.read.findRowsByKeys(keysOfNumber('A200B77')), [201]);
      await walk.close();
    });

    it('what cannot be mended makes its database doubtful, also after a restart, until it is found again', async () => {
      await lose(7);
      const place = join(folder, `kept-${(file += 1)}`);
      const walk = watch({ mends: false, file: place });
      await walk.firstRound();
      await walk.close();
      assert.deepEqual([told.splice(0), [...(walk.doubtful() ?? [])]], [['8 keys false'], ['travel-documents']]);
      const again = watch({ file: place });
      assert.deepEqual([...(again.doubtful() ?? [])], ['travel-documents'], 'from the first answer on');
      await again.firstRound();
      assert.deepEqual([again.doubtful(), again.state().faults], [undefined, []]);
      await again.close();
    });

    it('a key that the filter denies is told', async () => {
      const [lost] = keysOfNumber('A9B77');
      const walk = watch({ passes: (key) => key !== lost });
      await walk.firstRound();
      assert.deepEqual(walk.state().faults.map(({ row, what }) => [row, what]), [[10, 'filter']]);
      await walk.close();
    });

    it('rows that a load has still to publish are not yet in the filter, and are left alone', async () => {
      const [lost] = keysOfNumber('A9B77');
      for (const [waiting, denied] of [[10, []], [11, [10]]] as const) {
        const walk = watch({ passes: (key) => key !== lost, waiting });
        await walk.firstRound();
        assert.deepEqual(walk.state().faults.map(({ row }) => row), denied);
        await walk.close();
      }
    });

    it('a place that cannot be read is begun anew, and with no share it does not run', async () => {
      const place = join(folder, `broken-${(file += 1)}`);
      writeFileSync(place, '{"row":');
      const walk = watch({ file: place });
      await walk.firstRound();
      await walk.close();
      assert.match(readFileSync(place, 'utf8'), /"mended":0/);
      const none = openWatch({ read: records.store.read, looker: lookHere(records.store.read), file: join(folder, 'none'), percent: 0, now: () => NOW, mend: async () => undefined, passes: () => true, follow: async () => undefined, onFault: () => undefined, onTrouble: () => undefined });
      await none.close();
      assert.equal(existsSync(join(folder, 'none')), false);
    });
  });
});
