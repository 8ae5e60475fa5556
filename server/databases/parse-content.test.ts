import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { DATABASES, getDatabase } from '@watchword/api/databases/databases.ts';
import type { Content } from '@watchword/api/databases/database.ts';
import { mayEnter, parseContent } from './databases.ts';

const papers = getDatabase('travel-documents');
const passport = { number: 'L898902C3', issuer: 'UTO', type: 'passport', fraud: 'stolen' };

function problems(database: string, raw: unknown): string[] {
  const parsed = parseContent(getDatabase(database), raw, { prefix: '/content' });
  return 'errors' in parsed ? parsed.errors.map(({ pointer, code }) => `${pointer} ${code}`) : [];
}

function contentOf(database: string, raw: unknown): Content {
  const parsed = parseContent(getDatabase(database), raw, {});
  assert.ok('content' in parsed, JSON.stringify(parsed));
  return parsed.content;
}

describe('content', () => {
  for (const database of DATABASES) {
    it(`the example of ${database.code} is accepted as it is`, () => {
      assert.deepEqual(contentOf(database.code, database.example), database.example);
    });
  }

  it('tells every problem of the schema at once', () => {
    const raw = { number: '', issuer: 5, type: 'pasport', fraud: 'stolen', validUntil: '31.12.2026', ground: 'x'.repeat(2001), numbr: 'A', Issued_On: '2026-01-01', colour: 1, size: 2, weight: 3 };
    assert.deepEqual(problems('travel-documents', raw).sort(), [
      '/content/Issued_On unknown', '/content/colour unknown', '/content/ground too-long', '/content/issuer type', '/content/number too-short', '/content/numbr unknown',
      '/content/size unknown', '/content/type not-in-list', '/content/validUntil not-a-day', '/content/weight unknown',
    ]);
  });

  it('tells faults of the schema and of values together, but each field once', () => {
    const raw = { ...passport, issuer: 'QQQ', numberTo: '', issuedOn: '2026-02-30', occurredOn: 7 };
    assert.deepEqual(problems('travel-documents', raw), ['/content/occurredOn type', '/content/numberTo too-short', '/content/issuer country', '/content/issuedOn not-a-day']);
    assert.deepEqual(problems('travel-documents', { ...passport, issuer: 'QQQ', fraud: 'revoked' }), ['/content/issuer country', '/content/ground required']);
  });

  it('names what is missing, and hints at what to type', () => {
    const parsed = parseContent(papers, { ISSUER: 'UTO' }, { prefix: '/content' });
    assert.ok('errors' in parsed);
    assert.deepEqual(parsed.errors.map(({ pointer }) => pointer), ['/content/number', '/content/issuer', '/content/type', '/content/fraud', '/content/ISSUER']);
    assert.match(parsed.errors[0]?.detail ?? '', /The number as printed/);
    assert.match(parsed.errors[4]?.detail ?? '', /Did you mean issuer\?/);
  });

  it('what is no object is one problem of the whole', () => {
    for (const raw of [null, [], 'text', 7]) assert.deepEqual(problems('travel-documents', raw), ['/content type']);
  });

  it('never repeats a value, nor a name of a field that may be one', () => {
    const secret = 'Erikssøn 1974';
    const raw = { ...passport, issuer: secret, type: secret, fraud: [secret], issuedOn: secret, [secret]: 1, number: `*${secret}*` };
    const parsed = parseContent(papers, raw, { prefix: '/content' });
    assert.ok('errors' in parsed);
    assert.equal(parsed.errors.length, 6);
    assert.ok(!JSON.stringify(parsed).includes(secret));
  });

  it('a property named __proto__ is an unknown field', () => {
    assert.deepEqual(problems('travel-documents', JSON.parse(`{"number":"AB1","issuer":"UTO","type":"passport","fraud":"lost","__proto__":{"a":1}}`)), ['/content unknown']);
  });

  it('countries get their stored code, and others do not exist', () => {
    for (const [written, stored] of [['D', 'DEU'], ['DE', 'DEU'], ['DEU', 'DEU'], ['UK', 'GBR'], ['XKX', 'RKS'], ['SUN', 'SUN'], ['GBD', 'GBD']]) {
      assert.equal(contentOf('travel-documents', { ...passport, issuer: written })['issuer'], stored);
    }
    assert.deepEqual(problems('travel-documents', { ...passport, issuer: 'QQQ', occurredIn: 'Q' }), ['/content/issuer country', '/content/occurredIn country']);
    const person = { kind: 'wanted', status: 'suspect', names: [{ family: 'A', kind: 'primary' }], nationalities: ['D', 'FRA'], documents: [{ number: 'X1', issuer: 'UK' }] };
    const content = contentOf('persons', person);
    assert.deepEqual([content['nationalities'], content['documents']], [['DEU', 'FRA'], [{ number: 'X1', issuer: 'GBR' }]]);
    assert.deepEqual(person.nationalities, ['D', 'FRA'], 'what was given is not changed');
    assert.deepEqual(problems('persons', { ...person, nationalities: ['FRA', 'QQQ'] }), ['/content/nationalities/1 country']);
  });

  it('days stand in the calendar', () => {
    for (const issuedOn of ['2026-02-29', '2026-04-31', '1900-02-29', '0000-01-01', '2026-13-01', '2026-1-1']) {
      assert.deepEqual(problems('travel-documents', { ...passport, issuedOn }), ['/content/issuedOn not-a-day'], issuedOn);
    }
    for (const issuedOn of ['2024-02-29', '2000-02-29', '2026-12-31']) assert.deepEqual(problems('travel-documents', { ...passport, issuedOn }), []);
    for (const occurredOn of ['2026', '2026-02', '2026-02-28']) assert.deepEqual(problems('travel-documents', { ...passport, occurredOn }), []);
    for (const occurredOn of ['2026-02-30', '26', '2026-']) assert.deepEqual(problems('travel-documents', { ...passport, occurredOn }), ['/content/occurredOn not-a-day']);
  });

  it('a number holds a letter or digit of any script', () => {
    assert.deepEqual(problems('travel-documents', { ...passport, number: ' - ' }), ['/content/number no-letter-or-digit']);
    assert.deepEqual(problems('travel-documents', { ...passport, number: '\u0640\u0640' }), ['/content/number no-letter-or-digit']);
    assert.deepEqual(problems('travel-documents', { ...passport, number: '٣٤٥' }), []);
    assert.equal(contentOf('travel-documents', { ...passport, number: ' AB 12 ' })['number'], 'AB 12');
  });

  it('text is not blank and hides nothing', () => {
    assert.deepEqual(problems('vehicles', { plate: 'AB 1', type: 'car', status: 'stolen', make: '  ' }), ['/content/make blank']);
    for (const make of ['a\u0000b', 'a\u202eb', 'a\ud800b']) assert.deepEqual(problems('vehicles', { plate: 'AB 1', type: 'car', status: 'stolen', make }), ['/content/make characters']);
    assert.deepEqual(problems('vehicles', { plate: 'AB 1', type: 'car', status: 'stolen', circumstances: 'one\ntwo\tthree' }), []);
  });
});

describe('papers', () => {
  it('a revoked one needs its ground', () => {
    for (const database of ['travel-documents', 'administrative-documents']) {
      const raw = { ...passport, type: 'other', fraud: 'revoked' };
      assert.deepEqual(problems(database, raw), ['/content/ground required']);
      assert.deepEqual(problems(database, { ...raw, ground: 'Passport Act, section 12' }), []);
    }
  });

  it('a blank has neither day of issue nor of expiry', () => {
    const raw = { ...passport, fraud: 'stolen-blank', issuedOn: '2025-01-01', validUntil: '2035-01-01' };
    assert.deepEqual(problems('travel-documents', raw), ['/content/issuedOn not-for-blanks', '/content/validUntil not-for-blanks']);
  });

  it('a document does not end before it is issued', () => {
    assert.deepEqual(problems('travel-documents', { ...passport, issuedOn: '2025-01-02', validUntil: '2025-01-01' }), ['/content/validUntil before-issue']);
  });

  it('a range of blanks has two ends of one form, the lower first, and at most ten million numbers', () => {
    const range = (number: string, numberTo: string): string[] => problems('travel-documents', { ...passport, fraud: 'stolen-blank', number, numberTo });
    assert.deepEqual(range('AB1000', 'AB1999'), []);
    assert.deepEqual(range('ab-1000', 'AB 1000'), []);
    assert.deepEqual(range('AB1000', 'AC1999'), ['/content/numberTo range-mismatch']);
    assert.deepEqual(range('AB1000', 'AB19999'), ['/content/numberTo range-mismatch']);
    assert.deepEqual(range('AB1999', 'AB1000'), ['/content/numberTo range-reversed']);
    assert.deepEqual(range('AB100C', 'AB199C'), ['/content/numberTo range-without-digits']);
    assert.deepEqual(range('A00000000', 'A09999999'), []);
    assert.deepEqual(range('A00000000', 'A10000000'), ['/content/numberTo range-too-wide']);
    assert.deepEqual(problems('travel-documents', { ...passport, numberTo: 'L898902C4' }), ['/content/numberTo only-blanks']);
  });
});

describe('things and persons', () => {
  it('have at least one mark by which they are found', () => {
    assert.deepEqual(problems('vehicles', { type: 'car', status: 'stolen', make: 'Utopia' }), ['/content/vin no-identifier']);
    assert.deepEqual(problems('vehicles', { type: 'car', status: 'plate-stolen', vin: 'UTZZZZ8X4GB000017' }), ['/content/plate required']);
    assert.deepEqual(problems('vessels', { type: 'engine', status: 'stolen', name: 'Meridiana' }), ['/content/hullNumber no-identifier']);
    assert.deepEqual(problems('vessels', { type: 'engine', status: 'stolen', engineNumbers: ['E 1'] }), []);
    assert.deepEqual(problems('firearms', { type: 'pistol', status: 'lost', serialNumber: '--' }), ['/content/serialNumber no-letter-or-digit']);
    assert.deepEqual(problems('works-of-art', { type: 'painting', status: 'stolen', title: '***' }), ['/content/title no-identifier']);
    assert.deepEqual(problems('works-of-art', { type: 'painting', status: 'stolen', title: '***', inventoryNumber: 'N 7' }), []);
  });

  it('every name of a person holds a letter', () => {
    const person = { kind: 'wanted', status: 'suspect', names: [{ family: 'A', kind: 'primary' }, { kind: 'alias' }, { full: '1-2', kind: 'alias' }, { full: '王', kind: 'alias' }] };
    assert.deepEqual(problems('persons', person), ['/content/names/1 no-name', '/content/names/2 no-name']);
  });
});

describe('who may enter', () => {
  const may = (issuer: string, organisation: string): boolean => mayEnter(papers, { ...passport, issuer }, organisation);

  it('the issuer alone, where the database says so', () => {
    assert.equal(may('FRA', 'FRA'), true);
    assert.equal(may('FRA', 'DEU'), false);
    assert.equal(may('FRA', 'XPO'), false);
    assert.equal(may('UTO', 'UTO'), true);
    assert.equal(mayEnter(getDatabase('vehicles'), { plateCountry: 'FRA' }, 'DEU'), true);
  });

  it('a state for its nationals of another kind, and a successor for the state before it', () => {
    assert.equal(may('GBD', 'GBR'), true);
    assert.equal(may('DDR', 'DEU'), true);
    assert.equal(may('YUG', 'HRV'), true);
    assert.equal(may('YUG', 'ALB'), false);
  });

  it('the secretariat for issuers that have no bureau', () => {
    assert.equal(may('UNO', 'XPO'), true);
    assert.equal(may('UNO', 'FRA'), false);
    assert.equal(may('PRK', 'XPO'), true);
    assert.equal(may('GBD', 'XPO'), false);
  });
});
