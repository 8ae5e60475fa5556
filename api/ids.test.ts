import assert from 'node:assert/strict';
import { test } from 'node:test';
import { ID_PATTERN, ID_PREFIXES, idBytes, idFromBytes, newId, parseId } from './ids.ts';

const NOW = 1_795_000_000_000;
// Later than every time used elsewhere in this file, each test its own, because ids of one process only ascend.
const LATER = NOW + 1_000_000;

test('an id is its prefix and a version 7 UUID without hyphens', () => {
  for (const prefix of ID_PREFIXES) {
    assert.match(newId(prefix, NOW), new RegExp(`^${prefix}_[0-9a-f]{12}7[0-9a-f]{3}[89ab][0-9a-f]{15}$`));
  }
});

test('an id starts with the time it was made', () => {
  const id = newId('rec', LATER, (bytes) => bytes.fill(0xff));
  assert.equal(Number.parseInt(id.slice(4, 16), 16), LATER);
  assert.equal(id.slice(16), '7fffbfffffffffffffff');
});

test('when the random bits of a millisecond are used up the next one is taken', () => {
  const ms = LATER + 10;
  const full = newId('rec', ms, (bytes) => bytes.fill(0xff));
  const next = newId('rec', ms, (bytes) => bytes.fill(0));
  assert.equal(Number.parseInt(next.slice(4, 16), 16), ms + 1);
  assert.ok(next > full);
});

test('counting up carries over every byte and leaves version and variant alone', () => {
  const ms = LATER + 20;
  newId('rec', ms, (bytes) => {
    bytes.fill(0xff);
    bytes[6] = 0;
  });
  assert.equal(newId('rec', ms).slice(16), '71008000000000000000');
});

test('ids ascend within a millisecond, across prefixes and when the clock goes back', () => {
  const made: string[] = [];
  for (let n = 0; n < 2_000; n += 1) made.push(newId(n % 2 === 0 ? 'rec' : 'chk', NOW + (n % 7)).slice(-32));
  assert.deepEqual(made, made.toSorted());
  assert.equal(new Set(made).size, made.length);
});

test('an id and its bytes are the same thing', () => {
  const id = newId('load', NOW);
  assert.equal(idBytes(id).length, 16);
  assert.equal(idFromBytes('load', idBytes(id)), id);
});

test('a text that is no id of this prefix is not parsed', () => {
  const id = newId('rec', NOW);
  assert.equal(parseId('rec', id), id);
  for (const wrong of [id.replace('rec_', 'chk_'), id.toUpperCase(), `${id}0`, id.slice(0, -1), `${id}\n`, '', 'rec_', id.replace('_', '-')]) {
    assert.equal(parseId('rec', wrong), undefined, wrong);
  }
  assert.equal(parseId('rec', `${id.slice(0, 16)}4${id.slice(17)}`), undefined);
});

test('the pattern for schemas takes what was made and refuses other prefixes', () => {
  const pattern = new RegExp(ID_PATTERN('tok'), 'u');
  assert.match(newId('tok', NOW), pattern);
  assert.doesNotMatch(newId('aud', NOW), pattern);
});

test('bytes that are no id, and times that are none, are refused', () => {
  assert.throws(() => idFromBytes('rec', new Uint8Array(16)), TypeError);
  assert.throws(() => idFromBytes('rec', new Uint8Array(3)), TypeError);
  assert.throws(() => idBytes('rec_12'), TypeError);
  for (const ms of [-1, 1.5, Number.NaN, 2 ** 48]) assert.throws(() => newId('rec', ms), RangeError);
});
