import assert from 'node:assert/strict';
import { generateKeyPairSync } from 'node:crypto';
import { test } from 'node:test';
import { isoCBOR } from '@simplewebauthn/server/helpers';
import { isLongEnough } from './verify.ts';

/** A public key as authenticators write it. */
const cose = (entries: [number, number | Uint8Array][]): Uint8Array => isoCBOR.encode(new Map(entries) as never);

function rsa(bits: number): Uint8Array {
  const { n = '' } = generateKeyPairSync('rsa', { modulusLength: bits }).publicKey.export({ format: 'jwk' });
  return cose([[1, 3], [3, -257], [-1, Uint8Array.from(Buffer.from(n, 'base64url'))], [-2, Uint8Array.of(1, 0, 1)]]);
}

test('a passkey with RSA is believed from 2048 bits on, also when the modulus is padded to look longer', async () => {
  assert.equal(await isLongEnough(rsa(2048)), true);
  assert.equal(await isLongEnough(rsa(1024)), false);
  const padded = Uint8Array.from([...new Uint8Array(128), 0x80, ...new Uint8Array(127)]);
  assert.equal(await isLongEnough(cose([[1, 3], [3, -257], [-1, padded], [-2, Uint8Array.of(3)]])), false);
  assert.equal(await isLongEnough(cose([[1, 3], [3, -257]])), false);
});

test('a key on a curve has one length', async () => {
  assert.equal(await isLongEnough(cose([[1, 2], [3, -7], [-1, 1], [-2, new Uint8Array(32)], [-3, new Uint8Array(32)]])), true);
  assert.equal(await isLongEnough(cose([[1, 1], [3, -8], [-1, 6], [-2, new Uint8Array(32)]])), true);
});
