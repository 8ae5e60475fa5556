/** The inventory of cryptography: what the code uses is in docs/cryptography.md. */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { listSourceFiles, ROOT } from './source-files.ts';

const page = readFileSync(join(ROOT, 'docs', 'cryptography.md'), 'utf8');
const [, where = ''] = page.split('## Where in the code');
const named = [...where.matchAll(/`([^`]+)`/g)].map(([, path = '']) => path);

const running = listSourceFiles().filter((file) => /^(api|sdk|server|cli|web\/src)\//.test(file) && !/\.test\.tsx?$|^server\/test\/|under-test/.test(file));
const using = running.map((file) => ({ file, text: readFileSync(join(ROOT, file), 'utf8') })).filter(({ text }) => /from 'node:crypto'|crypto\.subtle|from '(?:jose|@noble\/|hpke|openid-client|@simplewebauthn)/.test(text));

/** How an algorithm is written in code, and in the inventory. */
const WRITTEN: readonly (readonly [RegExp, string])[] = [
  [/'sha256'|'SHA-256'/, 'SHA-256'], [/createHmac|'HMAC'/, 'HMAC-SHA-256'], [/hkdf|'HKDF'/i, 'HKDF-SHA-256'], [/'aes-256-gcm'|'AES-GCM'/, 'AES-256-GCM'], [/'ed25519'|'Ed25519'|'EdDSA'/, 'Ed25519'],
  [/'ES256'|'P-256'/, 'P-256'], [/'ml-dsa-44'|'ML-DSA-44'/, 'ML-DSA-44'], [/'x25519'|'X25519'/, 'X25519'], [/ml-kem-768|ML-KEM-768|MLKEM768|ml_kem768/, 'ML-KEM-768'], [/'argon2id'/, 'Argon2id'], [/'RS256'|-257/, 'RSA PKCS#1 v1.5'],
  [/'sha1'|'SHA-1'|'md5'|'aes-128|'des-|'rc4|'aes-256-(?:ecb|cbc|ctr)/i, 'nothing of this kind'],
];

test('every folder that uses cryptography is in the inventory', () => {
  assert.ok(using.length > 30, `${using.length} files: does the pattern still find them?`);
  assert.deepEqual(using.filter(({ file }) => !named.some((path) => file === path || file.startsWith(`${path}/`))).map(({ file }) => file), []);
});

test('every algorithm that the code names is in the inventory, and none that is broken', () => {
  const found = new Set(using.flatMap(({ text }) => WRITTEN.filter(([pattern]) => pattern.test(text)).map(([, name]) => name)));
  for (const name of ['SHA-256', 'AES-256-GCM', 'Ed25519', 'ML-DSA-44', 'Argon2id']) assert.ok(found.has(name), `${name} is not found: does the pattern still fit?`);
  assert.deepEqual([...found].filter((name) => !page.includes(name)), []);
});

test('hashes and ciphers that the code asks for by name are those of the inventory', () => {
  const asked = using.flatMap(({ file, text }) => [...text.matchAll(/create(?:Hash|Hmac|Cipheriv|Decipheriv)\('([^']+)'/g)].map(([, name = '']) => ({ file, name })));
  assert.ok(asked.length > 15);
  assert.deepEqual(asked.filter(({ name }) => !['sha256', 'aes-256-gcm'].includes(name)), []);
});

test('every key of the inventory says how it is made, changed, and what follows when it is lost or stolen', () => {
  const rows = (page.split('## Keys')[1]?.split('## Algorithms')[0] ?? '').split('\n').filter((line) => line.startsWith('| ')).slice(1);
  assert.ok(rows.length >= 14);
  for (const row of rows) assert.deepEqual(row.split('|').slice(1, -1).map((cell) => cell.trim() !== ''), Array.from({ length: 7 }, () => true), row);
});
