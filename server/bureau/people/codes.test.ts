import assert from 'node:assert/strict';
import { test } from 'node:test';
import { digestCode, digestHalf, digestHalves, formatCode, isCodeOf, newCode, parseCode } from './codes.ts';

test('a code is read as it was printed, in small letters, without hyphens, and with letters for digits', () => {
  for (let run = 0; run < 200; run += 1) {
    const code = newCode();
    const text = formatCode(code.handle, code.first, code.second);
    assert.match(text, /^[0-9A-HJKMNP-TV-Z]{4}(-[0-9A-HJKMNP-TV-Z]{4}){4}$/);
    for (const typed of [text, text.toLowerCase(), text.replaceAll('-', ' '), text.replaceAll('-', ''), text.replaceAll('0', 'o').replaceAll('1', 'l')]) assert.deepEqual(parseCode(typed), code);
  }
});

test('what is no code is none', () => {
  for (const text of ['', 'K7Q2', 'K7Q2-ABCD-EFGH-JKMN-PQR', 'K7Q2-ABCD-EFGH-JKMN-PQRSS', 'K7Q2-ABCD-EFGH-JKMN-PQRU', '----']) assert.equal(parseCode(text), undefined);
});

test('both halves are needed: the digest is that of both', async () => {
  const code = newCode();
  const kept = digestHalves(digestHalf(code.first), digestHalf(code.second));
  assert.ok(await isCodeOf(code, kept));
  assert.ok(!(await isCodeOf({ ...code, second: code.first }, kept)));
  assert.ok(!(await isCodeOf({ ...code, first: code.second }, kept)));
  assert.ok(!(await isCodeOf(code, kept.subarray(1))));
  const turned = Uint8Array.from(kept);
  turned[40] = (turned[40] ?? 0) ^ 1;
  assert.ok(!(await isCodeOf(code, turned)));
});

test('what is kept of a code is salted and slow: two of one code are not alike, and one guess takes milliseconds, not nanoseconds', () => {
  const code = newCode();
  const [one, other] = [digestCode(code), digestCode(code)];
  for (const [from, to] of [[0, 16], [16, 32], [32, 64]] as const) assert.notDeepEqual(one.subarray(from, to), other.subarray(from, to));
  assert.notDeepEqual(digestHalf(code.first).subarray(16), digestHalf(code.first).subarray(16));
  const before = process.cpuUsage();
  for (let guess = 0; guess < 5; guess += 1) digestHalf(code.second);
  const { user, system } = process.cpuUsage(before);
  assert.ok((user + system) / 5 > 2000, `${(user + system) / 5} us`);
});

test('two codes are never alike', () => {
  const seen = new Set(Array.from({ length: 1000 }, () => formatCode(...Object.values(newCode()))));
  assert.equal(seen.size, 1000);
});
