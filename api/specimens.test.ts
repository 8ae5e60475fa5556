import assert from 'node:assert/strict';
import { it } from 'node:test';
import { Value } from 'typebox/value';
import { getDatabase } from './databases/databases.ts';
import { parseMrz } from './mrz/mrz.ts';
import { linesOf, SPECIMENS } from './specimens.ts';

it('every specimen is a correct document of the specimen state', () => {
  for (const specimen of SPECIMENS) {
    const mrz = parseMrz(linesOf(specimen));
    assert.ok(mrz.valid && mrz.faults.length === 0, specimen.id);
    assert.equal(mrz.fields.issuingState, 'UTO');
  }
});

it('the first specimen is the one of ICAO Doc 9303', () => {
  const [first] = SPECIMENS;
  assert.ok(first);
  assert.deepEqual(linesOf(first), ['P<UTOERIKSSON<<ANNA<MARIA<<<<<<<<<<<<<<<<<<<', 'L898902C36UTO7408122F1204159ZE184226B<<<<<10']);
});

it('the records behind the specimens are as their databases declare', () => {
  for (const { id, records } of SPECIMENS) {
    for (const { database, content } of records) assert.ok(Value.Check(getDatabase(database).fields, content), id);
  }
});
