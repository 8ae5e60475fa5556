import assert from 'node:assert/strict';
import { after, before, it } from 'node:test';
import { persons } from '@watchword/api/databases/persons.ts';
import type { Content } from '@watchword/api/databases/database.ts';
import { packContent, unpackContent } from '#databases/databases.ts';
import { analyseName, ANALYSER_VERSION, type BirthDate } from '#names/names.ts';
import type { Store } from '#store/store.ts';
import type { NewRecord } from '#store/tables.ts';
import { namePostings } from './person-postings.ts';
import { searchPersons, type SearchOptions } from './search.ts';
import { COMPLETE, onEachStore } from './store-under-test.ts';
import { putNames, removeNames } from './write-names.ts';

const named = (...full: string[]): Content[] => full.map((one) => ({ full: one, kind: 'primary' }));
const PEOPLE: readonly Content[] = [
  { names: named('Mohamed al-Rashid'), born: ['1974-08-12'] },
  { names: named('محمد الراشد'), born: ['1974'] },
  { names: named('Anna Maria Eriksson'), born: ['1980-03-05', '1981-03-05'], sex: 'F', nationalities: ['SWE'] },
  { names: named('Zbigniew Nowakowski', 'Bronisław Kowal') },
  { names: named('Юлия Щеглова'), born: ['1990-01-01'] },
  { names: named('Kim Jong Un'), born: ['1984-01-08'] },
];

function recordOf(content: Content, number: number): NewRecord {
  return {
    id: new TextEncoder().encode(String(number).padStart(16, '0')), database: persons.number, owner: 1, reference: null, version: 1, state: 0, review: 2, expires_on: 30_000,
    created_at: 0, amended_at: null, verified_on: null, hidden_from: null, hidden_front: 0, confidentiality: 0, notice: null, content: packContent(persons, content),
  };
}

async function enter(store: Store, content: Content, number: number): Promise<number> {
  return (await store.write(async (tx) => {
    const row = await tx.insertRecord(recordOf(content, number), []);
    await putNames(tx, row, namePostings(persons, [content]));
    return row;
  })).result;
}

/** Everybody who comes before the judge, by name. */
const everybody: SearchOptions<string> = { judge: ({ content }) => ((unpackContent(persons, content)['names'] as Content[])[0]?.['full'] as string), isGood: () => false };

onEachStore((open) => {
  let store: Store;
  let remove: () => Promise<void>;
  before(async () => {
    ({ store, remove } = await open());
    await store.write((tx) => tx.saveNameSlot(COMPLETE));
    for (const [at, content] of PEOPLE.entries()) await enter(store, content, at);
    for (let at = 0; at < 300; at += 1) await enter(store, { names: named(`Person${String.fromCharCode(97 + (at % 26))} Nobody${at}`), born: [`19${50 + (at % 40)}-0${1 + (at % 9)}-1${at % 9}`] }, 1000 + at);
  });
  after(() => remove());

  const find = async (text: string, born: BirthDate[] = []): Promise<readonly string[]> => {
    const search = await searchPersons(store.read, { name: analyseName({ text }), born }, everybody);
    assert.ok(search.state === 'answered');
    return search.found;
  };

  it('a person is found by the name in another script or spelling, with the year, the day, and without', async () => {
    const dates: BirthDate[][] = [[], [{ year: 1974 }], [{ year: 1974, month: 8, day: 12 }]];
    for (const born of dates) {
      const found = await find('Mohammed Al Rashid', born);
      assert.ok(found.includes('Mohamed al-Rashid') && found.includes('محمد الراشد'), JSON.stringify(born));
    }
    assert.deepEqual(await find('Iouliia Chtcheglova', [{ year: 1990, month: 6, day: 4 }]), ['Юлия Щеглова']);
    assert.deepEqual(await find('KIM JONGUN', [{ year: 1984, month: 1, day: 8 }]), ['Kim Jong Un']);
  });

  it('by each alias and each birth date', async () => {
    assert.deepEqual(await find('Bronislaw Kowal'), ['Zbigniew Nowakowski']);
    for (const year of [1980, 1981]) assert.deepEqual(await find('Eriksson Anna', [{ year, month: 3, day: 5 }]), ['Anna Maria Eriksson']);
  });

  it('with day and month changed, or one of them missing', async () => {
    assert.deepEqual(await find('Anna Eriksson', [{ year: 1980, month: 5, day: 3 }]), ['Anna Maria Eriksson']);
    assert.deepEqual(await find('Anna Eriksson', [{ year: 1980, month: 3 }]), ['Anna Maria Eriksson']);
  });

  it('with a slip in each of two words, by the day of birth', async () => {
    assert.deepEqual(await find('Anma Maria Erikson', [{ year: 1980, month: 3, day: 5 }]), ['Anna Maria Eriksson']);
  });

  it('strangers are not judged, whose names or dates have nothing in common', async () => {
    const search = await searchPersons(store.read, { name: analyseName({ text: 'Olivier Grandjean' }), born: [{ year: 1974, month: 8, day: 12 }] }, everybody);
    assert.ok(search.state === 'answered');
    assert.deepEqual([search.found, search.judged, search.capped], [[], 0, false]);
    assert.deepEqual(await find('Mohamed al-Rashid', [{ year: 1950, month: 2, day: 3 }]), []);
  });

  it('whom the judge does not know counts for nothing, and a limit is told', async () => {
    const name = analyseName({ text: 'Anna Eriksson' });
    const hidden = await searchPersons(store.read, { name }, { ...everybody, judge: () => undefined });
    assert.ok(hidden.state === 'answered' && hidden.found.length === 0 && hidden.judged > 0 && !hidden.capped);
    const limited = await searchPersons(store.read, { name }, { ...everybody, most: 0 });
    assert.ok(limited.state === 'answered' && limited.capped);
  });

  it('a good find ends the search', async () => {
    const name = analyseName({ text: 'Anna Eriksson' });
    const search = await searchPersons(store.read, { name, born: [{ year: 1980 }] }, { ...everybody, isGood: () => true });
    assert.ok(search.state === 'answered' && search.rungs === 1 && search.found.length === 1);
  });

  it('a question that has no words finds nobody', async () => {
    assert.deepEqual(await find(''), []);
    assert.deepEqual(await find('---', [{ year: 1974 }]), []);
  });

  it('who has left the index is not found', async () => {
    const content = { names: named('Wanda Wegener'), born: ['1966-06-06'] };
    const row = await enter(store, content, 5000);
    assert.deepEqual(await find('Wanda Wegener', [{ year: 1966 }]), ['Wanda Wegener']);
    await store.write((tx) => removeNames(tx, row, namePostings(persons, [content])));
    assert.deepEqual(await find('Wanda Wegener', [{ year: 1966 }]), []);
  });

  it('an index that is not complete, or of another version, says nothing at all', async () => {
    const name = analyseName({ text: 'Anna Eriksson' });
    for (const slot of [{ ...COMPLETE, state: 'building' as const }, { ...COMPLETE, state: 'leaving' as const }, { ...COMPLETE, version: ANALYSER_VERSION + 1 }]) {
      await store.write((tx) => tx.saveNameSlot(slot));
      assert.deepEqual(await searchPersons(store.read, { name }, everybody), { state: 'unavailable' });
    }
    await store.write((tx) => tx.saveNameSlot(COMPLETE));
  });
});
