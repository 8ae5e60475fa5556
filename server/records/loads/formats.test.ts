import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { it } from 'node:test';
import { DATABASES } from '@watchword/api/databases/databases.ts';
import type { AppError } from '@watchword/api/errors.ts';
import { cellsOf, columnsOf } from '#databases/databases.ts';
import { writeRecord } from './lines/csv.ts';
import { LONGEST_LINE } from './lines/frames.ts';
import { openUnderTest, type LoadsUnderTest } from './loads-under-test.ts';
import { rejectsFileOf } from './rejects.ts';

function withLoads(name: string, test: (under: LoadsUnderTest) => Promise<void>): void {
  it(name, async () => {
    const under = await openUnderTest();
    try {
      await test(under);
    } finally {
      await under.close();
    }
  });
}

type Loaded = { created: number; rejected: number; rejects: string[]; line: number; failure: AppError | undefined };

type Of = { format?: 'ndjson' | 'csv'; database?: string; organisation?: string };

async function load(under: LoadsUnderTest, body: string | Uint8Array, { format = 'csv', database = 'travel-documents', organisation = 'FRA' }: Of = {}): Promise<Loaded> {
  const id = await under.start({ format }, { database, organisation });
  const { load: after, failure } = await under.send(id, body, { organisation });
  const rejects = after.counts.rejectBytes === 0 ? '' : await readFile(rejectsFileOf(`${under.folder}/loads`, { id }), 'utf8');
  assert.equal(Buffer.byteLength(rejects), after.counts.rejectBytes);
  return { created: after.counts.created, rejected: after.counts.rejected, rejects: rejects.split('\n').slice(0, -1), line: after.line, failure: failure as AppError | undefined };
}

const contents = async (under: LoadsUnderTest): Promise<string[]> => (await under.read.readRows(1, 1000)).map(({ content }) => content);
const good = '{"number":"A1","issuer":"FRA","type":"passport","fraud":"stolen"}';

withLoads('every kind of bad line is rejected with its line, field, code and a hint, and no good line is lost', async (under) => {
  const bad: [string, string, string][] = [
    ['{"number":"A1"', '', 'json'],
    ['[1]', '', 'type'],
    ['"text"', '', 'type'],
    ['null', '', 'type'],
    ['{}', 'number', 'required'],
    ['{"number":"A1","issuer":"FRA","type":"passport","fraud":"stolen","colour":"red"}', 'colour', 'unknown'],
    ['{"number":"A1","issuer":"XQX","type":"passport","fraud":"stolen"}', 'issuer', 'country'],
    ['{"number":"A1","issuer":"DEU","type":"passport","fraud":"stolen"}', 'issuer', 'wrong-issuer'],
    ['{"number":1,"issuer":"FRA","type":"passport","fraud":"stolen"}', 'number', 'type'],
    ['{"number":"A1","issuer":"FRA","type":"card","fraud":"stolen"}', 'type', 'not-in-list'],
    ['{"number":"A1","issuer":"FRA","type":"passport","fraud":"stolen","validUntil":"2026-02-30"}', 'validUntil', 'not-a-day'],
    ['{"reference":"","number":"A1","issuer":"FRA","type":"passport","fraud":"stolen"}', 'reference', 'blank'],
    ['{"reference":"a\\nb","number":"A1","issuer":"FRA","type":"passport","fraud":"stolen"}', 'reference', 'characters'],
    ['{"expiresOn":"2020-01-01","content":{"number":"A1","issuer":"FRA","type":"passport","fraud":"stolen"}}', 'expiresOn', 'in-the-past'],
    ['{"hiddenFrom":["ZZZ"],"number":"A1","issuer":"FRA","type":"passport","fraud":"stolen"}', 'hiddenFrom/0', 'no-bureau'],
    ['{"content":{"number":"A1","issuer":"FRA","type":"passport","fraud":"lost","numberTo":"A9"}}', 'numberTo', 'only-blanks'],
    ['{"number":"a\\u0000b","issuer":"FRA","type":"passport","fraud":"stolen"}', 'number', 'pattern'],
    ['{"__proto__":{"number":"A1"}}', 'number', 'required'],
    [`{"number":"${'x'.repeat(LONGEST_LINE)}"}`, '', 'too-long'],
    [`${'['.repeat(5000)}`, '', 'json'],
    [`{"circumstances":${'['.repeat(2000)}${']'.repeat(2000)},"number":"A1","issuer":"FRA","type":"passport","fraud":"stolen"}`, 'circumstances', 'type'],
    ['{"number":"A\u0000","issuer":"FRA"}', '', 'characters'],
    ['\ufeff{"number":"A1","issuer":"FRA","type":"passport","fraud":"stolen"}', '', 'json'],
  ];
  const body = Buffer.concat([
    Buffer.from(bad.map(([line]) => `${good}\n${line}\r\n`).join('')),
    Buffer.from('{"number":"'), Buffer.from([0xe9]), Buffer.from('"}\n'),
    Buffer.from(good),
  ]);
  const loaded = await load(under, body, { format: 'ndjson' });
  assert.equal(loaded.failure, undefined);
  assert.equal(loaded.created, bad.length + 1);
  const said = loaded.rejects.map((line) => JSON.parse(line) as Record<string, unknown>);
  assert.deepEqual(said.map(({ _column, _code }) => [_column, _code]), [...bad.map(([, column, code]) => [column, code]), ['', 'encoding']]);
  assert.deepEqual(said.map(({ _line }) => _line), said.map((_, at) => 2 * at + 2 - (at === bad.length ? 1 : 0)));
  for (const { _message, _hint } of said) assert.ok(typeof _message === 'string' && _message.length > 5 && typeof _hint === 'string');
  // A line that could be read is kept as it was; one that could not stands in _text.
  assert.equal(said[0]?.['_text'], '{"number":"A1"');
  assert.match(loaded.rejects[6] ?? '', /^\{"number":"A1","issuer":"XQX","type":"passport","fraud":"stolen","_line":14,/);
});

withLoads('a file of rejects that was mended can be sent again, and rejected again without growing', async (under) => {
  const first = await load(under, '{"number":"A1","issuer":"FRA","type":"passport","fraud":"stole"}\n{"number":"A2"}\n', { format: 'ndjson' });
  assert.equal(first.rejects.length, 2);
  const mended = await load(under, first.rejects.join('\n').replace('"stole"', '"stolen"'), { format: 'ndjson' });
  assert.deepEqual([mended.created, mended.rejected], [1, 1]);
  assert.equal(mended.rejects[0], '{"number":"A2","_line":2,"_column":"issuer","_code":"required","_message":"This field is needed: State or organisation that issues the document (code of ICAO Doc 9303).","_hint":"Also wrong: type (required), fraud (required)."}');
});

withLoads('CSV with commas, semicolons or tabs, with or without a byte order mark and carriage returns', async (under) => {
  for (const delimiter of [',', ';', '\t']) {
    for (const [mark, newline] of [['', '\n'], ['\ufeff', '\r\n']] as const) {
      const rows = [['Number', 'issuer', 'type', 'fraud', 'circumstances'], ['N1', 'FRA', 'passport', 'lost', `"a${delimiter} ""b""${newline}c"`], ['N2', 'FRA', 'visa', 'lost', '']];
      const loaded = await load(under, mark + rows.map((row) => row.join(delimiter)).join(newline));
      assert.deepEqual([loaded.created, loaded.rejected, loaded.failure], [2, 0, undefined], `${delimiter} ${newline.length}`);
    }
  }
  assert.deepEqual((await contents(under)).slice(0, 2).map((content) => content.slice(0, -8)), ['["N1","FRA",0,2,null,null,null,null,null,null,"a, \\"b\\"\\nc"]', '["N2","FRA",5,2]']);
});

withLoads('a header with unknown, double or missing columns ends the load at once and names them', async (under) => {
  for (const [body, pointer] of [['number,issuer,type,fraud,colour\n', '/colour'], ['number,issuer,type\n', '/fraud'], ['number,number,issuer,type,fraud\n', '/number']] as const) {
    const { failure, created } = await load(under, `${body}A1,FRA,passport,stolen,red\n`);
    assert.equal(failure?.code, 'load.format');
    assert.deepEqual(failure.details.errors?.map((error) => error.pointer), [pointer]);
    assert.equal(created, 0);
  }
  for (const body of ['"number', 'x'.repeat(100_000), Buffer.from('\ufeffnumber;issuer\r\n', 'utf16le'), Buffer.from([0xff, 0x0a])]) {
    assert.equal((await load(under, body)).failure?.code, 'load.format');
  }
  for (const empty of ['', '\n\n']) {
    const { failure } = await load(under, empty);
    assert.deepEqual([failure?.code, failure?.details.detail], ['load.format', 'The file is empty. A CSV file begins with a header with the names of the columns; see the template.']);
    assert.deepEqual(await load(under, empty, { format: 'ndjson' }), { created: 0, rejected: 0, rejects: [], line: empty.length, failure: undefined });
  }
  assert.equal((await load(under, Buffer.from('{"a":1}', 'utf16le'), { format: 'ndjson' })).rejected, 1);
});

withLoads('bad lines of a CSV file come back as CSV with the same columns', async (under) => {
  const body = [
    'reference;number;issuer;type;fraud', 'R1;A1;FRA;passport;lost', 'R2;A2;FRA;passport;gone', 'R3;A3;FRA;passport', 'R4;A4;FRA;passport;lost;more', '"R5;A5;FRA;passport;lost',
    'R6;"A"6;FRA;passport;lost', '', 'R7;A7;FRA;passport;lost', 'R8;"A\n8";FRA;passport;lost', 'R9;A9;FRA;passport;lost',
  ].join('\n');
  const loaded = await load(under, body);
  assert.deepEqual([loaded.created, loaded.rejected], [3, 6]);
  const [header, ...rows] = loaded.rejects.join('\n').split('\n');
  assert.equal(header, 'reference;number;issuer;type;fraud;_line;_column;_code;_message;_hint');
  assert.equal(rows[0], 'R2;A2;FRA;passport;gone;3;fraud;not-in-list;Write one of: stolen-blank, stolen, lost, revoked, invalid.;');
  assert.match(rows.slice(1).join('\n'), /^R3;A3;FRA;passport;;4;;cells;.*\n"R4;A4;FRA;passport;lost;more";;;;;5;;cells;.*\n"""R5;A5;FRA;passport;lost";;;;;6;;quote;.*\n"R6;""A""6;FRA;passport;lost";;;;;7;;quote;.*\nR8;"A\n8";FRA;passport;lost;10;number;pattern;/);
  // Mended and sent again, with the columns that were added.
  const again = await load(under, loaded.rejects.join('\n').replace(';gone;', ';lost;'));
  assert.deepEqual([again.created, again.rejected], [1, 5]);
  assert.equal(again.rejects[0], header);
});

withLoads('a CSV file that is sent in parts keeps its header', async (under) => {
  const body = Buffer.from(`\ufeffnumber;fraud;issuer;type\n${Array.from({ length: 1000 }, (_, at) => `P${at};lost;${at % 10 === 0 ? 'XQX' : 'FRA'};passport`).join('\n')}`);
  const id = await under.start({ format: 'csv' });
  let offset = 0;
  for (const size of [3, 10, 200, 5000, 12_000]) {
    const { load: after, failure } = await under.send(id, body.subarray(offset, offset + size), { offset, last: false });
    assert.equal(failure, undefined);
    offset = after.byte_offset;
  }
  const { load: after } = await under.send(id, body.subarray(offset), { offset });
  assert.deepEqual([after.state, after.counts.created, after.counts.rejected, after.line], ['finished', 900, 100, 1001]);
  const rejects = (await readFile(rejectsFileOf(`${under.folder}/loads`, { id }), 'utf8')).split('\n');
  assert.equal(rejects.filter((line) => line.startsWith('number;')).length, 1);
});

for (const database of DATABASES) {
  withLoads(`the example of ${database.code} is loaded as JSON and as CSV, to the same record`, async (under) => {
    const organisation = 'UTO';
    const json = await load(under, JSON.stringify({ reference: 'R1', ...database.example }), { format: 'ndjson', database: database.code, organisation });
    const header = columnsOf(database).map(({ name }) => name);
    const csv = await load(under, [header, cellsOf(database, { reference: 'R2', content: database.example })].map((cells) => writeRecord(cells, ';')).join('\r\n'), { database: database.code, organisation });
    assert.deepEqual([json.created, csv.created, json.rejects, csv.rejects], [1, 1, [], []]);
    const [one, other] = await contents(under);
    assert.equal(one, other);
  });
}
