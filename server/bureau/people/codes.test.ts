import assert from 'node:assert/strict';
import { test } from 'node:test';
import { digestCode, digestHalf, digestHalves, formatCode, isSameDigest, newCode, parseCode } from './codes.ts';

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

test('both halves are needed: the digest is that of both', () => {
  const code = newCode();
  const digest = digestHalves(digestHalf(code.first), digestHalf(code.second));
  assert.ok(isSameDigest(digest, digestCode(code)));
  assert.ok(!isSameDigest(digest, digestCode({ ...code, second: code.first })));
  assert.ok(!isSameDigest(digest, digestCode({ ...code, first: code.second })));
});

test('two codes are never alike', () => {
  const seen = new Set(Array.from({ length: 1000 }, () => formatCode(...Object.values(newCode()))));
  assert.equal(seen.size, 1000);
});
