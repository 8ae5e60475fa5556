/** Whatever is entered is found, however it is written: over a real store and a real filter. */
import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import fc from 'fast-check';
import type { Subject } from '@watchword/api/checks/subjects.ts';
import { buildMrz } from '@watchword/api/mrz/build.ts';
import { openWorld } from './checks-under-test.ts';

const TWINS: Readonly<Record<string, string>> = { O: '0', 0: 'O', I: '1', 1: 'I', S: '5', 5: 'S', B: '8', 8: 'B', Z: '2', 2: 'Z' };
const CYRILLIC: Readonly<Record<string, string>> = { A: 'А', B: 'В', C: 'С', E: 'Е', H: 'Н', K: 'К', M: 'М', O: 'О', P: 'Р', T: 'Т', X: 'Х' };

const world = openWorld();
after(() => world.close());

const alphabet = (signs: string) => fc.constantFrom(...signs);
const number = fc.array(alphabet('ABCEGHKLMNPRTUVWXYZOISB0123456789'), { minLength: 6, maxLength: 12 }).map((signs) => signs.join(''));
/** The same number in other writing: small letters, spaces, hyphens, full width. */
const writing = fc.record({ small: fc.boolean(), wide: fc.boolean(), breaks: fc.array(fc.tuple(fc.nat({ max: 11 }), alphabet(' -./')), { maxLength: 4 }) });
/** Which signs are taken for their twin. */
const misreading = fc.record({ twins: fc.array(fc.boolean(), { minLength: 12, maxLength: 12 }), cyrillic: fc.boolean() });

function write(text: string, how: { small: boolean; wide: boolean; breaks: [number, string][] }): string {
  let written = how.small ? text.toLowerCase() : text;
  for (const [at, sign] of how.breaks) if (at > 0 && at < written.length) written = written.slice(0, at) + sign + written.slice(at);
  return how.wide ? written.replace(/[A-Za-z0-9]/g, (sign) => String.fromCodePoint(sign.charCodeAt(0) + 0xfee0)) : written;
}

function misread(text: string, how: { twins: boolean[]; cyrillic: boolean }): string {
  const taken = [...text].map((sign, at) => (how.twins[at] === true ? TWINS[sign] ?? sign : sign)).join('');
  return how.cyrillic ? taken.replace(/[A-Z]/g, (sign) => CYRILLIC[sign] ?? sign) : taken;
}

/** The kinds of record that are found by one number: how it is entered, and how it is asked for. */
const KINDS: { name: string; database: string; content: (number: string) => Record<string, unknown>; subject: (number: string) => Subject }[] = [
  { name: 'travel document', database: 'travel-documents', content: (value) => ({ number: value, issuer: 'UTO', type: 'passport', fraud: 'stolen' }), subject: (value) => ({ document: { number: value, issuer: 'UTO' } }) },
  { name: 'paper', database: 'administrative-documents', content: (value) => ({ number: value, issuer: 'UTO', type: 'diploma', fraud: 'lost' }), subject: (value) => ({ document: { number: value } }) },
  { name: 'identity document', database: 'persons', content: (value) => ({ kind: 'wanted', status: 'accused', names: [{ full: 'A B', kind: 'primary' }], documents: [{ number: 'first' }, { number: value, issuer: 'UTO' }] }), subject: (value) => ({ document: { number: value, issuer: 'UTO' } }) },
  { name: 'engine', database: 'vehicles', content: (value) => ({ engineNumber: value, type: 'car', status: 'stolen' }), subject: (value) => ({ vehicle: { engine: value } }) },
  { name: 'firearm', database: 'firearms', content: (value) => ({ serialNumber: value, type: 'pistol', status: 'stolen' }), subject: (value) => ({ firearm: { serialNumber: value } }) },
  { name: 'vessel', database: 'vessels', content: (value) => ({ registration: value, type: 'engine', status: 'stolen' }), subject: (value) => ({ vessel: { registration: value } }) },
  { name: 'work of art', database: 'works-of-art', content: (value) => ({ title: '-', inventoryNumber: value, type: 'print', status: 'stolen' }), subject: (value) => ({ artwork: { inventoryNumber: value } }) },
];

async function outcomeIn(database: string, subject: Subject, row: number): Promise<string> {
  const { matches } = await world.ask(subject, { organisation: 'UTO', role: 'desk', request: { databases: [database], purpose: 'investigation' } });
  const record = (await world.read.findByRows([row]))[0];
  assert.ok(record !== undefined);
  const hex = Buffer.from(record.id).toString('hex');
  return matches.find(({ record: id }) => id === `rec_${hex}`)?.outcome ?? 'none';
}

for (const { name, database, content, subject } of KINDS) {
  test(`a ${name} is a hit in any writing, and possible with look-alikes`, async () => {
    await fc.assert(
      fc.asyncProperty(fc.record({ value: number, entered: writing, asked: writing, wrong: misreading }), async ({ value, entered, asked, wrong }) => {
        const row = await world.enter({ database, content: content(write(value, entered)) });
        assert.equal(await outcomeIn(database, subject(write(value, asked)), row), 'hit');
        const near = misread(value, wrong);
        assert.equal(await outcomeIn(database, subject(write(near, asked)), row), near === value ? 'hit' : 'possible');
      }),
      { numRuns: 60 },
    );
  });
}

test('a VIN is found in any writing, with its look-alikes and by its last eight', async () => {
  const vin = fc.array(alphabet('ABCDEFGHJKLMNPRSTUVWXYZ0123456789'), { minLength: 17, maxLength: 17 }).map((signs) => signs.join(''));
  await fc.assert(
    fc.asyncProperty(vin, writing, misreading, async (value, asked, wrong) => {
      const row = await world.enter({ database: 'vehicles', content: { vin: value, type: 'car', status: 'stolen' } });
      const near = misread(value, { ...wrong, cyrillic: false });
      const isSame = near.replace(/[IOQ]/g, (sign) => (sign === 'I' ? '1' : '0')) === value;
      assert.equal(await outcomeIn('vehicles', { vehicle: { vin: write(value, asked) } }, row), 'hit');
      assert.equal(await outcomeIn('vehicles', { vehicle: { vin: near } }, row), isSame ? 'hit' : 'possible');
      assert.equal(await outcomeIn('vehicles', { vehicle: { vin: value.slice(-8) } }, row), 'possible');
    }),
    { numRuns: 60 },
  );
});

const blanks = fc.record({ signs: fc.array(alphabet('ABGKOSZ'), { maxLength: 3 }), low: fc.integer({ min: 0, max: 90_000 }), width: fc.nat({ max: 5000 }), at: fc.double({ min: 0, max: 1, noNaN: true }) });

test('every number of a range of blanks is found, and none beside it', async () => {
  await fc.assert(
    fc.asyncProperty(blanks, writing, async ({ signs, low, width, at }, asked) => {
      const numberOf = (value: number): string => `UT${signs.join('')}${String(value).padStart(6, '0')}`;
      const content = { number: numberOf(low), numberTo: numberOf(low + width), issuer: 'UTO', type: 'passport', fraud: 'stolen-blank' };
      const row = await world.enter({ database: 'travel-documents', content });
      const ask = async (text: string): Promise<string> => outcomeIn('travel-documents', { document: { number: text } }, row);
      const inside = numberOf(low + Math.floor(width * at));
      assert.equal(await ask(write(inside, asked)), 'hit');
      assert.equal(await ask(inside.replace('0', 'O')), 'possible');
      assert.equal(await ask(numberOf(low + width + 1)), 'none');
      if (low > 0) assert.equal(await ask(numberOf(low - 1)), 'none');
    }),
    { numRuns: 60 },
  );
});

const longWord = fc.array(alphabet('abcdefghijklmnopqrstuvwxyzäöüéñçøł'), { minLength: 5, maxLength: 9 }).map((signs) => signs.join(''));
const birth = fc.record({ year: fc.integer({ min: 1930, max: 2005 }), month: fc.integer({ min: 1, max: 12 }), day: fc.integer({ min: 1, max: 28 }) })
  .map(({ year, month, day }) => `${year}-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}`);
const known = fc.constantFrom(4, 7, 10);

test('a person is shown by the name as written, in any order, with whatever is known of the birth date on either side, and is a hit with the whole of it at most', async () => {
  await fc.assert(
    fc.asyncProperty(fc.record({ words: fc.array(longWord, { minLength: 2, maxLength: 4 }), born: birth, recorded: known, asked: known, reverse: fc.boolean() }), async ({ words, born, recorded, asked, reverse }) => {
      const row = await world.enter({ database: 'persons', content: { kind: 'wanted', status: 'accused', names: [{ full: words.join(' '), kind: 'primary' }], born: [born.slice(0, recorded)] } });
      const name = (reverse ? words.toReversed() : words).join('-').toUpperCase();
      const ask = async (person: NonNullable<Subject['person']>): Promise<string> => outcomeIn('persons', { person }, row);
      // Two letters with a birth date are not beyond doubt; whatever is left open is possible, and nobody is missed.
      const outcome = await ask({ name, born: born.slice(0, asked) });
      assert.ok(outcome === 'possible' || (outcome === 'hit' && recorded === 10 && asked === 10), outcome);
      assert.equal(await ask({ name }), 'possible');
      const other = await ask({ name, born: `${Number(born.slice(0, 4)) - 17}${born.slice(4)}` });
      assert.notEqual(other, 'hit');
    }),
    { numRuns: 60 },
  );
});

test('a person of whom no birth date is recorded is possible', async () => {
  const row = await world.enter({ database: 'persons', content: { kind: 'wanted', status: 'accused', names: [{ full: 'Nobody Knows', kind: 'primary' }] } });
  assert.equal(await outcomeIn('persons', { person: { name: 'Knows Nobody', born: '1980-01-01' } }, row), 'possible');
});

test('two digits of a year may mean the century before', async () => {
  const row = await world.enter({ database: 'persons', content: { kind: 'missing', status: 'missing', names: [{ full: 'Olga Alt', kind: 'primary' }], born: ['1920-05-05'] } });
  const mrz = buildMrz({ format: 'TD3', lastName: 'Alt', firstName: 'Olga', documentNumber: 'OLD000001', birthDate: '200505', expirationDate: '310415' });
  assert.equal(await outcomeIn('persons', { mrz }, row), 'possible');
});

test('a hit among hundreds of the same name comes first', async () => {
  const nowak = (born: string) => ({ database: 'persons', content: { kind: 'wanted', status: 'accused', names: [{ full: 'Jaromir Wyszomirski', kind: 'primary' }], born: [born] } });
  const row = await world.enter(nowak('1980-02-03'));
  for (let count = 0; count < 300; count += 1) await world.enter(nowak('1980'));
  const subject = { person: { name: 'Jaromir Wyszomirski', born: '1980-02-03' } };
  assert.equal(await outcomeIn('persons', subject, row), 'hit');
  const answer = await world.ask(subject);
  assert.deepEqual([answer.outcome, answer.matches[0]?.outcome, answer.matches.length, answer.more], ['hit', 'hit', 20, true]);
});

/** What states print for a letter with a mark, in place of what the standard says first. */
const PRINTED: Readonly<Record<string, readonly string[]>> = { ä: ['ae', 'a'], ö: ['oe', 'o', 'oxx'], ü: ['ue', 'u', 'uxx'], ñ: ['n', 'nxx'], å: ['aa', 'a'], ø: ['oe', 'o'] };

test('a zone finds the document and the holder, whatever letters the name has, and in whichever way each of them is printed', async () => {
  const latin = fc.array(alphabet('abcdefghijklmnopqrstuvwxyzäöüéñçøåß'), { minLength: 4, maxLength: 8 }).map((signs) => signs.join(''));
  const digits = fc.array(alphabet('ABCEHK0123456789'), { minLength: 9, maxLength: 9 }).map((signs) => signs.join(''));
  await fc.assert(
    fc.asyncProperty(fc.record({ lastName: latin, firstName: latin, born: birth, documentNumber: digits, format: fc.constantFrom('TD1', 'TD2', 'TD3', 'MRVA', 'MRVB'), ways: fc.array(fc.nat({ max: 5 }), { minLength: 16, maxLength: 16 }) }), async ({ born, ways, ...specimen }) => {
      const { lastName, firstName, documentNumber, format } = specimen;
      const print = (name: string): string => [...name].map((letter, at) => PRINTED[letter]?.[(ways[at] ?? 0) % (PRINTED[letter]?.length ?? 1)] ?? letter).join('');
      const row = await world.enter({ database: 'persons', content: { kind: 'wanted', status: 'accused', names: [{ family: lastName, given: firstName, kind: 'primary' }], born: [born] } });
      const paper = await world.enter({ database: 'travel-documents', content: { number: documentNumber, issuer: 'UTO', type: format.startsWith('MRV') ? 'visa' : format === 'TD3' ? 'passport' : 'identity-card', fraud: 'lost' } });
      const zoneOf = (write: (name: string) => string): string[] => buildMrz({ ...specimen, lastName: write(lastName), firstName: write(firstName), birthDate: born.replaceAll('-', '').slice(2), expirationDate: '310415' });
      const mrz = zoneOf((name) => name);
      assert.notEqual(await outcomeIn('persons', { mrz }, row), 'none');
      assert.notEqual(await outcomeIn('persons', { mrz: zoneOf(print) }, row), 'none');
      assert.equal(await outcomeIn('travel-documents', { mrz }, paper), 'hit');
    }),
    { numRuns: 60 },
  );
});

test('a name in the Arabic codes of a zone finds the Arabic name, and its Latin spelling', async () => {
  const content = (full: string) => ({ kind: 'wanted', status: 'accused', names: [{ full, kind: 'primary' }], born: ['1974-08-12'] });
  const arabic = await world.enter({ database: 'persons', content: content('محمود عبد الرحيم الزهراوي') });
  const latin = await world.enter({ database: 'persons', content: content('Mahmoud Abdulrahim Al-Zahrawi') });
  const zone = (state: string): readonly string[] => buildMrz({ format: 'TD3', lastName: 'ALZHRAWY', firstName: 'MXHMWD EBDALRXHYM', documentNumber: 'EG7001234', birthDate: '740812', expirationDate: '310415' }).map((line, at) => (at === 0 ? line.replace('UTO', state) : line));
  assert.notEqual(await outcomeIn('persons', { mrz: [...zone('EGY')] }, arabic), 'none');
  assert.notEqual(await outcomeIn('persons', { mrz: [...zone('EGY')] }, latin), 'none');
});

test('a word that a form gives as a name is one, though it is a title elsewhere', async () => {
  const row = await world.enter({ database: 'persons', content: { kind: 'wanted', status: 'accused', names: [{ family: 'Fräu', given: 'Xaver', kind: 'primary' }], born: ['1952-03-18'] } });
  const mrz = buildMrz({ format: 'TD1', lastName: 'Fräu', firstName: 'Xaver', documentNumber: 'XK0000001', birthDate: '520318', expirationDate: '310415' });
  assert.notEqual(await outcomeIn('persons', { mrz }, row), 'none');
});

test('a zone that has no room for the whole name finds the holder', async () => {
  for (const [family, given] of [['Rosales Rodríguez', 'Miguel Joaquín'], ['Al-Zanawi', 'Mohammed George Rashid'], ['Ter Blankhoven-Van Der Tielberg', 'Marieke']] as const) {
    const row = await world.enter({ database: 'persons', content: { kind: 'wanted', status: 'accused', names: [{ family, given, kind: 'primary' }], born: ['1980-03-20'] } });
    const mrz = buildMrz({ format: 'TD1', lastName: family, firstName: given, documentNumber: 'XK0000001', birthDate: '800320', expirationDate: '310415' });
    assert.notEqual(await outcomeIn('persons', { mrz }, row), 'none', given);
    const other = await world.enter({ database: 'persons', content: { kind: 'wanted', status: 'accused', names: [{ family, given: 'Wolfgang', kind: 'primary' }], born: ['1981-07-02'] } });
    assert.equal(await outcomeIn('persons', { mrz }, other), 'none', given);
  }
});

test('names of two or three letters are found, too', async () => {
  for (const [family, given] of [['Li', 'Bo'], ['Bø', 'Åse'], ['Ng', 'Ka'], ['O', 'Jin'], ['Wu', 'Yi'], ['Eš', 'Jan'], ['Ür', 'Ali'], ['Ek', 'Bo'], ['Pa', 'U'], ['Öz', 'Can']] as const) {
    const row = await world.enter({ database: 'persons', content: { kind: 'wanted', status: 'accused', names: [{ family, given, kind: 'primary' }], born: ['1974-08-12'] } });
    const mrz = buildMrz({ format: 'TD3', lastName: family, firstName: given, documentNumber: 'XK0000001', birthDate: '740812', expirationDate: '310415' });
    assert.notEqual(await outcomeIn('persons', { mrz }, row), 'none', `${family} ${given}`);
  }
});
