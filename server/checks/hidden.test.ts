/** What is hidden from somebody is answered like what is not there: the same steps, and as little read. */
import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import type { Subject } from '@watchword/api/checks/subjects.ts';
import { loadHasher } from '#databases/databases.ts';
import { maskOf } from '#organisations/organisations.ts';
import type { Read } from '#store/store.ts';
import { openChecks, type Checks } from './checks.ts';
import { askerOf, NOW, openWorld, type Entered, type World } from './checks-under-test.ts';
import { fillFromRead } from './filter/fill-filter.ts';
import { openKeptFilter, type KeptFilter } from './filter/keep-filter.ts';

const MINUTE = Math.floor(NOW / 60_000);
const HIDDEN = { hidden_front: MINUTE + 60 };
const document = (number: string): Content => ({ number, issuer: 'UTO', type: 'passport', fraud: 'stolen' });
type Content = Entered['content'];
const person = (full: string, number: string): Content => ({ kind: 'wanted', status: 'accused', names: [{ full, kind: 'primary' }], born: ['1974-08-12'], documents: [{ number }] });

describe('what is hidden', () => {
  const folder = mkdtempSync(join(tmpdir(), 'watchword-hidden-'));
  let world: World;
  let kept: KeptFilter;
  let checks: Checks;
  /** What was read: look-ups, and rows that came. */
  const read = { candidates: 0, records: 0, postings: 0 };

  before(async () => {
    world = openWorld();
    const enter = async (records: readonly Entered[]): Promise<void> => {
      for (const one of records) await world.enter(one);
    };
    await enter([
      { database: 'travel-documents', content: document('HF000001'), ...HIDDEN },
      { database: 'travel-documents', content: document('HC000001'), hidden_from: maskOf(['FRA']) },
      { database: 'travel-documents', content: document('HO000001') },
      // One that everybody may see under the number of one that is hidden.
      { database: 'travel-documents', content: document('HB000001') },
      { database: 'travel-documents', content: document('HB000001'), ...HIDDEN },
      { database: 'travel-documents', content: { number: 'XK00000100', numberTo: 'XK00000199', issuer: 'UTO', type: 'passport', fraud: 'stolen-blank' }, ...HIDDEN },
      { database: 'vehicles', content: { vin: 'UTZZZZ8X4GB000001', plate: 'W 1', type: 'car', status: 'stolen' }, ...HIDDEN },
      { database: 'persons', content: person('Anna Maria Eriksson', 'HP000001'), review: 2, ...HIDDEN },
      { database: 'persons', content: person('Bruno Castellani', 'HP000002'), review: 1 },
      { database: 'persons', content: person('Celia Oduya', 'HP000003'), review: 2 },
    ]);
    const hasher = await loadHasher();
    kept = await openKeptFilter({ file: join(folder, 'filter'), origin: 'test', read: world.read, hasher, walk: fillFromRead(world.read) });
    await kept.settled();
    checks = openChecks({ read: counting(world.read), hasher, filter: kept });
  });
  after(async () => {
    await kept.close();
    await world.close();
    rmSync(folder, { recursive: true });
  });

  function counting(real: Read): Read {
    return {
      ...real,
      findCandidates: (asked) => ((read.candidates += 1), real.findCandidates(asked)),
      findByRows: (rows) => ((read.records += rows.length), real.findByRows(rows)),
      readPostings: (...asked) => ((read.postings += 1), real.readPostings(...asked)),
    };
  }

  /** How a subject is answered: at once or after the store was asked, what was read for it, and the shape of answer and entry. */
  async function pathOf(subject: Subject, { role = 'front-line', organisation = 'FRA', at = NOW } = {}): Promise<Record<string, unknown>> {
    Object.assign(read, { candidates: 0, records: 0, postings: 0 });
    const given = checks.answer({ asker: askerOf(organisation, role as 'desk'), at, input: { purpose: 'border-control', subject } });
    const reply = await given;
    const length = (value: unknown): number => JSON.stringify(value).length;
    const entry = reply.entry?.('0'.repeat(64));
    return { atOnce: !(given instanceof Promise), ...read, outcome: reply.answer.outcome, matches: reply.answer.matches.length, answer: length(reply.answer), text: reply.text?.length, entry: length({ ...entry, sealed: undefined, keys: entry?.keys?.length }) };
  }

  const absent: Record<string, Subject> = { document: { document: { number: 'HA000009' } }, blank: { document: { number: 'XK00000999' } }, vehicle: { vehicle: { vin: 'UTZZZZ8X4GB000009' } } };
  const cases: [string, string, Subject][] = [
    ['a document hidden from the front line', 'document', { document: { number: 'HF000001' } }],
    ['a document hidden from the country', 'document', { document: { number: 'HC000001' } }],
    ['a number inside a hidden range', 'blank', { document: { number: 'XK00000155' } }],
    ['the first number of a hidden range', 'blank', { document: { number: 'XK00000100' } }],
    ['a hidden vehicle', 'vehicle', { vehicle: { vin: 'UTZZZZ8X4GB000001' } }],
    ['the document of a hidden person', 'document', { document: { number: 'HP000001' } }],
    ['the document of a person who waits for release', 'document', { document: { number: 'HP000002' } }],
  ];
  for (const [name, like, subject] of cases) {
    test(`${name} is answered at once, as if it were not there`, async () => {
      const hidden = await pathOf(subject);
      assert.deepEqual(hidden, await pathOf(absent[like] ?? {}));
      assert.deepEqual([hidden['atOnce'], hidden['candidates'], hidden['records']], [true, 0, 0]);
    });
  }

  test('a person by name: no record is read of one who is hidden, or waits', async () => {
    const born = '1974-08-12';
    for (const name of ['Anna Maria Eriksson', 'Bruno Castellani']) assert.deepEqual([(await pathOf({ person: { name, born } }))['records'], (await pathOf({ person: { name, born } }))['outcome']], [0, 'none'], name);
    const seen = await pathOf({ person: { name: 'Celia Oduya', born } });
    assert.ok(Number(seen['records']) > 0 && seen['matches'] === 1);
  });

  test('a desk finds it, by number, range, vehicle and name', async () => {
    for (const [name, , subject] of cases.filter(([name]) => !/country|waits/.test(name))) assert.equal((await pathOf(subject, { role: 'desk' }))['matches'], 1, name);
    assert.equal((await pathOf({ person: { name: 'Anna Maria Eriksson', born: '1974-08-12' } }, { role: 'desk' }))['matches'], 1);
  });

  test('its owner finds what waits, other countries what is hidden from one', async () => {
    assert.equal((await pathOf({ document: { number: 'HP000002' } }, { organisation: 'UTO' }))['matches'], 1);
    assert.equal((await pathOf({ document: { number: 'HC000001' } }, { organisation: 'DEU' }))['matches'], 1);
  });

  test('it is found in the very minute in which its hiding ends', async () => {
    assert.equal((await pathOf({ document: { number: 'HF000001' } }, { at: NOW + 60 * 60_000 - 1 }))['matches'], 0);
    assert.equal((await pathOf({ document: { number: 'HF000001' } }, { at: NOW + 60 * 60_000 }))['matches'], 1);
    assert.equal((await pathOf({ person: { name: 'Anna Maria Eriksson', born: '1974-08-12' } }, { at: NOW + 60 * 60_000 }))['matches'], 1);
  });

  test('another record under the same number is found beside it', async () => {
    assert.equal((await pathOf({ document: { number: 'HB000001' } }))['matches'], 1);
    assert.equal((await pathOf({ document: { number: 'HB000001' } }, { role: 'desk' }))['matches'], 2);
  });

  test('a record that is not hidden costs a look, so the counting can tell', async () => {
    const open = await pathOf({ document: { number: 'HO000001' } });
    assert.deepEqual([open['atOnce'], open['candidates'], open['matches']], [false, 1, 1]);
  });
});
