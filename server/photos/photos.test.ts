import assert from 'node:assert/strict';
import { hash } from 'node:crypto';
import { afterEach, beforeEach, it } from 'node:test';
import { idBytes, type Id } from '@watchword/api/ids.ts';
import { blockRecord, releaseRecord, type RecordAnswer } from '@watchword/api/records.ts';
import type { Asker } from '#door/calls.ts';
import { askerOf, DAY, FRANCE, NOW, onEachStore, refusalOf, REVIEWER, UTOPIA, type RecordsUnderTest } from '#records/records-under-test.ts';
import { sweepExpired, RECORD_SLICES } from '#records/records.ts';
import { enterPerson, jpegOf, openPhotos, type PhotosUnderTest } from './photos-under-test.ts';
import { findPhotos } from './photos.ts';
import { sniffPicture } from './picture/sniff.ts';

const FRONT_LINE: Asker = { ...FRANCE, role: 'front-line', permissions: [] };

onEachStore((open) => {
  let records: RecordsUnderTest;
  let photos: PhotosUnderTest;
  beforeEach(async () => {
    records = await open();
    photos = openPhotos(records);
  });
  afterEach(async () => {
    await photos.close();
    await records.close();
  });

  const now = (record: { id: string }, asker = UTOPIA): Promise<RecordAnswer> => records.get(record as RecordAnswer, { asker });
  const release = async (record: { id: string }): Promise<RecordAnswer> => {
    const { version } = await now(record);
    return await records.write(releaseRecord, { params: { id: record.id }, body: {} }, { asker: REVIEWER, version });
  };
  const rowOf = async (record: { id: string }) => {
    const stored = await records.store.read.findById(idBytes(record.id as Id));
    assert.ok(stored);
    return stored;
  };
  const idsSeen = async (record: { id: string }, asker: Asker): Promise<string[]> => (await photos.list(record, { asker })).map(({ id }) => id);

  it('a photograph is drawn anew, listed, shown and told of in the history and in the audit log', async () => {
    const person = await enterPerson(records);
    const added = await photos.add(person, await jpegOf(2400, 1600));
    assert.deepEqual([added.main, added.width, added.height, added.waiting], [true, 1200, 800, true]);
    assert.deepEqual(await photos.list(person), [added]);
    const { bytes, type, tag } = await photos.get(person, added.id);
    assert.equal(type, 'image/jpeg');
    assert.equal(tag, hash('sha256', bytes, 'hex'));
    assert.equal(bytes.byteLength, added.bytes);
    assert.deepEqual(sniffPicture(bytes), { format: 'jpeg', width: 1200, height: 800, orientation: 1 });
    const [newest] = await records.history(person);
    assert.deepEqual([newest?.version, newest?.change, newest?.reason, newest?.by], [2, 'photo-added', added.id, 'UTO officer-UTO']);
    assert.deepEqual(photos.entries.map(({ event, subject, within, owners }) => [event, subject, within, owners]), [
      ['photo.added', added.id, person.id, ['UTO']], ['photo.listed', person.id, undefined, ['UTO']], ['photo.read', added.id, person.id, ['UTO']],
    ]);
    assert.deepEqual([photos.entries[0]?.digest, photos.entries[0]?.version, photos.entries[2]?.response], [tag, 2, tag]);
  });

  it('the first is the main one; another becomes it when it is asked to, or when the first is removed', async () => {
    const person = await enterPerson(records);
    const [one, two, three] = [await photos.add(person, await jpegOf(30, 40)), await photos.add(person, await jpegOf(31, 40)), await photos.add(person, await jpegOf(32, 40))];
    const described = await photos.describe(person, two.id, { main: true });
    assert.equal(described.main, true);
    assert.deepEqual((await photos.list(person)).map(({ id, main }) => [id, main]), [[two.id, true], [one.id, false], [three.id, false]]);
    const left = await photos.remove(person, two.id);
    assert.deepEqual(left.map(({ id, main }) => [id, main]), [[one.id, true], [three.id, false]]);
    assert.equal(await refusalOf(photos.get(person, two.id)), 'photo.not-found');
  });

  it('caption and day are kept, taken away, and refused when they cannot be', async () => {
    const person = await enterPerson(records);
    const { id } = await photos.add(person, await jpegOf(30, 40));
    const said = await photos.describe(person, id, { caption: 'На выходе', takenOn: '2024-06' });
    assert.deepEqual([said.caption, said.takenOn, said.main], ['На выходе', '2024-06', true]);
    const taken = await photos.describe(person, id, { caption: null });
    assert.deepEqual([taken.caption, taken.takenOn], [undefined, '2024-06']);
    assert.equal(await refusalOf(photos.describe(person, id, { takenOn: '2023-02-30' })), 'request.invalid /takenOn date');
    assert.equal(await refusalOf(photos.describe(person, id, { takenOn: '2026-11-25' })), 'request.invalid /takenOn future');
  });

  it('ten and no more', async () => {
    const person = await enterPerson(records);
    const bytes = await jpegOf(20, 20);
    for (let count = 0; count < 10; count += 1) await photos.add(person, bytes);
    assert.equal(await refusalOf(photos.add(person, bytes)), 'photo.too-many');
    assert.equal((await now(person)).version, 11);
  });

  it('only the owner changes them, only records of persons have them, and only those that stand', async () => {
    const person = await enterPerson(records);
    const passport = await records.enter('travel-documents');
    const bytes = await jpegOf(20, 20);
    const { id } = await photos.add(person, bytes);
    assert.equal(await refusalOf(photos.add(person, bytes, { asker: FRANCE })), 'record.not-found');
    assert.equal(await refusalOf(photos.add(person, bytes, { asker: REVIEWER })), 'record.not-owner');
    assert.equal(await refusalOf(photos.remove(person, id, { asker: REVIEWER })), 'record.not-owner');
    assert.equal(await refusalOf(photos.describe(person, id, { main: true }, { asker: FRANCE })), 'record.not-found');
    assert.equal(await refusalOf(photos.add(passport, bytes)), 'record.no-photographs');
    assert.deepEqual(await photos.list(passport), []);
    assert.equal(await refusalOf(photos.list(passport, { asker: FRANCE })), 'record.not-found');
    await records.withdraw(await now(person));
    assert.equal(await refusalOf(photos.add(person, bytes)), 'record.withdrawn');
  });

  it('other countries see a photograph after the release of the version with which it came, and go on seeing the others meanwhile', async () => {
    const person = await enterPerson(records);
    const first = await photos.add(person, await jpegOf(20, 20));
    assert.equal(await refusalOf(photos.list(person, { asker: FRANCE })), 'record.not-found');
    assert.deepEqual(await idsSeen(person, REVIEWER), [first.id], 'the reviewer sees what is to be released');
    await release(person);
    assert.deepEqual((await photos.list(person, { asker: FRANCE })).map(({ id, waiting }) => [id, waiting]), [[first.id, undefined]]);
    const second = await photos.add(person, await jpegOf(21, 20));
    await photos.describe(person, second.id, { main: true });
    assert.equal((await now(person)).review, 'pending');
    assert.deepEqual((await photos.list(person, { asker: FRANCE })).map(({ id, main }) => [id, main]), [[first.id, true]]);
    assert.equal(await refusalOf(photos.get(person, second.id, { asker: FRANCE })), 'record.not-found');
    assert.deepEqual(await idsSeen(person, UTOPIA), [second.id, first.id]);
    await release(person);
    assert.deepEqual(await idsSeen(person, FRONT_LINE), [second.id, first.id]);
    await photos.describe(person, second.id, { caption: 'Other words' });
    assert.deepEqual(await idsSeen(person, FRANCE), [first.id], 'what is said of it is reviewed as well');
  });

  it('a photograph that waits is not released by an amendment that is taken back, and lets the record go when it is removed', async () => {
    const person = await enterPerson(records);
    await release(person);
    const { id } = await photos.add(person, await jpegOf(20, 20));
    const amended = await records.amend(await now(person), { content: { heightCm: 160 } });
    const back = await records.amend(amended, { content: { heightCm: person.content['heightCm'] ?? null } });
    assert.equal(back.review, 'pending');
    assert.deepEqual(await idsSeen(person, FRANCE), []);
    await photos.remove(person, id);
    assert.equal((await now(person)).review, 'released');
  });

  it('a photograph that was blocked is not seen, and the record goes on standing', async () => {
    const person = await enterPerson(records);
    await release(person);
    const { id } = await photos.add(person, await jpegOf(20, 20));
    await records.write(blockRecord, { params: { id: person.id }, body: { reason: 'Somebody else.', scope: 'amendment' } }, { asker: REVIEWER, version: (await now(person)).version });
    assert.deepEqual(await idsSeen(person, FRANCE), []);
    await photos.remove(person, id);
    assert.equal((await now(person)).review, 'released');
  });

  it('photographs of a hidden record do not exist, for lists and bytes alike', async () => {
    const person = await enterPerson(records, { hiddenFrom: ['FRA'], hiddenFromFrontLine: true, hidingAuthority: 'Court of Utopia, 12/2026' });
    const { id } = await photos.add(person, await jpegOf(20, 20));
    await release(person);
    const ghost = { id: `${person.id.slice(0, -1)}${person.id.endsWith('0') ? '1' : '0'}` };
    for (const asker of [FRANCE, FRONT_LINE, { ...UTOPIA, role: 'front-line' as const }]) {
      assert.equal(await refusalOf(photos.list(person, { asker })), await refusalOf(photos.list(ghost, { asker })));
      assert.equal(await refusalOf(photos.get(person, id, { asker })), 'record.not-found');
    }
    assert.deepEqual(await idsSeen(person, askerOf('DEU')), [id]);
  });

  it('the end of a record erases its photographs', async () => {
    const persons = [await enterPerson(records), await enterPerson(records, { expiresOn: '2026-11-30' })] as const;
    for (const person of persons) {
      await photos.add(person, await jpegOf(20, 20));
      await release(person);
    }
    await records.withdraw(await now(persons[0]));
    assert.deepEqual(await photos.list(persons[0]), []);
    const late = NOW + 10 * DAY;
    assert.equal(await refusalOf(photos.list(persons[1], { asker: FRANCE, at: late })), 'record.not-found', 'before the sweep');
    await sweepExpired({ run: async (name, payload) => ({ result: (await records.store.write((tx) => RECORD_SLICES[name](tx, payload))).result }) }, late);
    assert.deepEqual(await records.store.read.db.selectFrom('photo').select('id').execute(), []);
  });

  it('a match names what whoever looks sees, and its owner also what waits', async () => {
    const [person, bare] = [await enterPerson(records), await enterPerson(records)];
    const { id } = await photos.add(person, await jpegOf(20, 20));
    await photos.describe(person, id, { takenOn: '2020' });
    const found = await Promise.all([person, bare].map(rowOf));
    assert.deepEqual(await findPhotos(records.store.read, found, FRANCE.number), new Map());
    const own = await findPhotos(records.store.read, found, UTOPIA.number);
    assert.deepEqual([...own], [[found[0]?.row, [{ id, main: true, takenOn: '2020', width: 20, height: 20 }]]]);
    await release(person);
    assert.deepEqual((await findPhotos(records.store.read, [await rowOf(person)], FRANCE.number)).size, 1);
  });
});
