/** Other implementations open what ours sealed, and ours what they sealed: HPKE by @hpke/core, in both of our engines; chunked encryption by node:crypto, straight from its page. */
import assert from 'node:assert/strict';
import { createCipheriv, createHash, createHmac } from 'node:crypto';
import { before, describe, it } from 'node:test';
import { Aes256Gcm, CipherSuite, HkdfSha256 } from '@hpke/core';
import { XWing } from '@hpke/hybridkem-x-wing';
import { concatBytes, utf8, type Bytes } from '../../proofs/bytes.ts';
import { bytesOf, randomBytes, toBase64Url } from '../encoding.ts';
import { beginDigest } from './digest.ts';
import { encryptBytes } from './files.ts';
import { hasNativeXWing, kemKeyFromParts, kemKeyFromSeed, nativeEngine, portableEngine, sealTo, type Bound, type Engine } from './hpke.ts';
import { paddedSize } from './padding.ts';
import { generateParts } from './xwing-parts.ts';

const bound: Bound = { info: utf8('info of a test'), aad: utf8('aad of a test') };
const theirs = (): CipherSuite => new CipherSuite({ kem: new XWing(), kdf: new HkdfSha256(), aead: new Aes256Gcm() });
const buffer = (bytes: Bytes): ArrayBuffer => bytes.slice().buffer;

describe('HPKE with X-Wing', () => {
  let engines: Engine[];
  before(async () => {
    assert.ok(hasNativeXWing(), 'Node 26 knows X-Wing');
    engines = [nativeEngine(), await portableEngine()];
  });

  it('is the same in both engines: keys, and what one seals the other opens', async () => {
    const seed = randomBytes(32);
    const keys = await Promise.all(engines.map((engine) => kemKeyFromSeed(seed, engine)));
    const [native, portable] = keys;
    assert.ok(native !== undefined && portable !== undefined);
    assert.deepEqual(native.publicKey, portable.publicKey);
    for (const engine of engines) {
      const sealed = await sealTo(native.publicKey, utf8('a key'), bound, engine);
      for (const key of keys) assert.deepEqual(await key.open(sealed, bound), utf8('a key'));
    }
  });

  it('is opened by @hpke/core', async () => {
    const suite = theirs();
    const pair = await suite.kem.generateKeyPair();
    const publicKey = new Uint8Array(await suite.kem.serializePublicKey(pair.publicKey));
    for (const engine of engines) {
      const { enc, ciphertext } = await sealTo(publicKey, utf8('to them'), bound, engine);
      const recipient = await suite.createRecipientContext({ recipientKey: pair.privateKey, enc: buffer(bytesOf(enc)), info: buffer(bound.info) });
      assert.deepEqual(new Uint8Array(await recipient.open(buffer(bytesOf(ciphertext)), buffer(bound.aad))), utf8('to them'), engine.name);
    }
  });

  it('opens what @hpke/core sealed', async () => {
    const suite = theirs();
    for (const engine of engines) {
      const key = await kemKeyFromSeed(randomBytes(32), engine);
      const sender = await suite.createSenderContext({ recipientPublicKey: await suite.kem.deserializePublicKey(buffer(key.publicKey)), info: buffer(bound.info) });
      const ciphertext = await sender.seal(buffer(utf8('from them')), buffer(bound.aad));
      const sealed = { enc: toBase64Url(new Uint8Array(sender.enc)), ciphertext: toBase64Url(new Uint8Array(ciphertext)) };
      assert.deepEqual(await key.open(sealed, bound), utf8('from them'), engine.name);
    }
  });

  it('with a key of two parts opens what @hpke/core and both engines sealed', async () => {
    const parts = await generateParts();
    const key = await kemKeyFromParts(structuredClone(parts));
    assert.ok(!parts.mlkem.extractable && !parts.x25519.extractable);
    for (const engine of engines) assert.deepEqual(await key.open(await sealTo(key.publicKey, utf8('in two parts'), bound, engine), bound), utf8('in two parts'));
    const suite = theirs();
    const sender = await suite.createSenderContext({ recipientPublicKey: await suite.kem.deserializePublicKey(buffer(key.publicKey)), info: buffer(bound.info) });
    const ciphertext = await sender.seal(buffer(utf8('from them')), buffer(bound.aad));
    assert.deepEqual(await key.open({ enc: toBase64Url(new Uint8Array(sender.enc)), ciphertext: toBase64Url(new Uint8Array(ciphertext)) }, bound), utf8('from them'));
  });

  it('opens for the same info and aad only, and for one key', async () => {
    for (const engine of engines) {
      const [key, other] = [await kemKeyFromSeed(randomBytes(32), engine), await kemKeyFromSeed(randomBytes(32), engine)];
      const sealed = await sealTo(key.publicKey, utf8('x'), bound, engine);
      await assert.rejects(key.open(sealed, { ...bound, info: utf8('another') }));
      await assert.rejects(key.open(sealed, { ...bound, aad: utf8('another') }));
      await assert.rejects(other.open(sealed, bound));
    }
  });
});

describe('chunked encryption', () => {
  it('is what the page of C2SP says, written out with node:crypto', async () => {
    for (const size of [0, 5000, 16_384, 40_000]) {
      const [key, salt, context, plain] = [randomBytes(32), randomBytes(24), utf8('where it belongs'), randomBytes(size)];
      const info = Buffer.concat([Buffer.from('c2sp.org/chunked-encryption@v1+AEAD_AES_256_GCM\0'), salt, context]);
      let okm = Buffer.alloc(0);
      let block = Buffer.alloc(0);
      for (let count = 1; okm.length < 76; count += 1) {
        block = createHmac('sha256', key).update(block).update(info).update(Buffer.from([count])).digest();
        okm = Buffer.concat([okm, block]);
      }
      const padded = concatBytes(plain, new Uint8Array(paddedSize(size) - size));
      const parts: Uint8Array[] = [salt, okm.subarray(44, 76)];
      for (let number = 0; number * 16_384 <= padded.length; number += 1) {
        const nonce = Buffer.from(okm.subarray(32, 44));
        nonce.writeUInt32BE((nonce.readUInt32BE(8) ^ number) >>> 0, 8);
        const cipher = createCipheriv('aes-256-gcm', okm.subarray(0, 32), nonce);
        parts.push(cipher.update(padded.subarray(number * 16_384, (number + 1) * 16_384)), cipher.final(), cipher.getAuthTag());
      }
      assert.deepEqual(await encryptBytes({ key, context, salt }, plain), concatBytes(...parts));
    }
  });

  it('hashes the same with Node\'s own hash and without it', () => {
    const bytes = randomBytes(60_000);
    const [own, { getBuiltinModule }] = [createHash('sha256').update(bytes).digest(), process];
    for (const hide of [false, true]) {
      if (hide) process.getBuiltinModule = () => undefined as never;
      const digest = beginDigest();
      process.getBuiltinModule = getBuiltinModule;
      for (let at = 0; at < bytes.length; at += 333) digest.update(bytes.subarray(at, at + 333));
      assert.equal(Buffer.from(digest.finish()).toString('hex'), own.toString('hex'));
    }
  });
});
