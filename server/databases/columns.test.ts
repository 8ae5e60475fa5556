import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { DATABASES, getDatabase } from '@watchword/api/databases/databases.ts';
import fc from 'fast-check';
import { cellsOf, columnsOf, lineOfCells, parseHeader, parseLine, type Header, type Line } from './databases.ts';

const persons = getDatabase('persons');
const vessels = getDatabase('vessels');
const papers = getDatabase('travel-documents');

function headerOf(database: typeof persons, names: readonly string[]): Header {
  const parsed = parseHeader(database, names);
  assert.ok('header' in parsed, JSON.stringify(parsed));
  return parsed.header;
}

function codes(parsed: { errors: readonly { pointer: string; code: string }[] } | object): string[] {
  return 'errors' in parsed ? parsed.errors.map(({ pointer, code }) => `${pointer} ${code}`) : [];
}

describe('cells', () => {
  for (const database of DATABASES) {
    it(`the example of ${database.code} comes back from its cells`, () => {
      const line: Line = { reference: 'R 1', expiresOn: '2030-01-01', hiddenFrom: ['FRA', 'DEU'], hiddenFromFrontLine: true, hidingAuthority: 'Court of Utopia, 12/2026', confidentiality: 'confidential', content: database.example };
      const header = headerOf(database, columnsOf(database).map(({ name }) => name));
      const read = lineOfCells(header, cellsOf(database, line));
      assert.ok('value' in read);
      assert.deepEqual(parseLine(database, read.value), { ...line, prefix: '' });
    });
  }

  it('any text comes back, and none could be run as a formula', () => {
    const text = fc.oneof(fc.string({ minLength: 1 }), fc.constantFrom(...'=+-@\t\r').chain((sign) => fc.string().map((rest) => `${sign}${rest}`)), fc.string().map((rest) => `'${rest}`), fc.string().map((rest) => `''=${rest}`));
    const header = headerOf(vessels, columnsOf(vessels).map(({ name }) => name));
    fc.assert(
      fc.property(text, fc.array(text.filter((one) => one.trim() === one && one !== ''), { minLength: 1 }), (name, engineNumbers) => {
        const content = { name, engineNumbers, type: 'other', status: 'stolen' };
        const cells = cellsOf(vessels, { content });
        for (const cell of cells) assert.doesNotMatch(cell, /^[=+\-@\t\r]/);
        assert.deepEqual(lineOfCells(header, cells), { value: content });
      }),
    );
  });

  it('lists are read with spaces or bars, numbers with point or comma', () => {
    const header = headerOf(persons, ['kind', 'status', 'names', 'nationalities', 'born', 'heightCm', 'hair', 'hiddenFromFrontLine']);
    const read = lineOfCells(header, ['wanted', 'suspect', '[{"full":"A","kind":"primary"}]', 'FRA, DEU', '1974|1975-02', '182', 'dark brown|grey', 'Yes']);
    assert.deepEqual(read, {
      value: { kind: 'wanted', status: 'suspect', names: [{ full: 'A', kind: 'primary' }], nationalities: ['FRA', 'DEU'], born: ['1974', '1975-02'], heightCm: 182, hair: ['dark brown', 'grey'], hiddenFromFrontLine: true },
    });
    const length = headerOf(vessels, ['type', 'status', 'lengthMetres']);
    assert.deepEqual(lineOfCells(length, ['other', 'stolen', '11,5']), { value: { type: 'other', status: 'stolen', lengthMetres: 11.5 } });
  });

  it('what is not of its kind is told by column, all at once', () => {
    const header = headerOf(persons, ['kind', 'status', 'names', 'heightCm', 'hiddenFromFrontLine']);
    assert.deepEqual(codes(lineOfCells(header, ['wanted', '', '{', '1,8', 'maybe', 'x'])), [' cells', '/names type', '/heightCm type', '/hiddenFromFrontLine type']);
  });
});

describe('a header', () => {
  it('has names in any order and case, with a byte order mark, and passes over what begins with _', () => {
    const header = headerOf(papers, ['\ufeffFraud', 'NUMBER', ' issuer ', 'type', '_code', '_hint']);
    assert.deepEqual(header.map((column) => column?.name), ['fraud', 'number', 'issuer', 'type', undefined, undefined]);
    assert.deepEqual(lineOfCells(header, ['lost', 'A1', 'UTO', 'passport', 'x', 'y']), { value: { fraud: 'lost', number: 'A1', issuer: 'UTO', type: 'passport' } });
  });

  it('is refused with unknown, double and missing names', () => {
    assert.deepEqual(codes(parseHeader(papers, ['number', 'issuer', 'Number', 'colour', 'ERIKSSON, ANNA'])), ['/number twice', '/colour unknown', '/4 unknown', '/type required', '/fraud required']);
  });
});

describe('a line', () => {
  const content = { number: 'A1', issuer: 'UTO' };

  it('is flat or nested, without what begins with _ and without null terms', () => {
    assert.deepEqual(parseLine(papers, { reference: 'R', ...content, _code: 'x', database: 'travel-documents' }), { reference: 'R', content, prefix: '' });
    assert.deepEqual(parseLine(papers, { reference: null, expiresOn: null, content }), { content, prefix: '/content' });
  });

  it('tells what has the wrong form', () => {
    for (const value of [null, [], 'x', 1]) assert.deepEqual(codes(parseLine(papers, value)), [' type']);
    assert.deepEqual(codes(parseLine(papers, { reference: 1, expiresOn: 2, hiddenFrom: 'FRA', hiddenFromFrontLine: 'no', content, number: 'A1', database: 'vehicles', 'Anna E': 1 })), [
      '/reference type', '/expiresOn type', '/hiddenFrom type', '/hiddenFromFrontLine type', '/number unknown', '/database wrong-database', ' unknown',
    ]);
  });

  it('a field named __proto__ stays a field of its own', () => {
    const line = parseLine(papers, JSON.parse('{"__proto__":{"number":"A1"}}'));
    assert.ok('content' in line);
    assert.deepEqual(Object.keys(line.content as object), ['__proto__']);
  });
});
