import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { EPOCH_MAX, Manifest, MESSAGE_SUITE, RECIPIENTS_MAX, type Receipt, type SignedObject } from '@watchword/api/message-format.ts';
import { Check } from 'typebox/value';
import { generalVerify, importJWK, type GeneralJWSInput } from 'jose';
import { canonicalJson, fromBase64Url, randomBytes, toBase64Url } from '../encoding.ts';
import { isPayload } from './payloads.ts';
import { addSignature, readSigned, signPayload, verifySignatures } from './signed.ts';
import { signerFromSeeds, type Signer } from './signers.ts';

const newSigner = (): Promise<Signer> => signerFromSeeds({ ed25519: randomBytes(32), mldsa65: randomBytes(32) });
const hash = toBase64Url(new Uint8Array(32));
const receipt = (id: string): Receipt => ({ v: 1, suite: MESSAGE_SUITE, kind: 'delivered', message: hash, from: 'FRA', device: id, to: 'DEU', time: '2026-11-25T12:00:00.000Z', directory: { size: 3, head: hash } });
const keysOf = (...signers: Signer[]): Map<string, Signer['publicKey']> => new Map(signers.map(({ id, publicKey }) => [id, publicKey]));
const falseOne = { code: 'message.signature' };

async function verify(object: SignedObject, ...signers: Signer[]): Promise<void> {
  await verifySignatures('receipt', await readSigned('receipt', object), keysOf(...signers));
}

describe('a signed object', () => {
  it('is good with both signatures, and says who signed it', async () => {
    const signer = await newSigner();
    const object = await signPayload('receipt', receipt(signer.id), [signer]);
    await verify(object, signer);
    assert.deepEqual((await readSigned('receipt', object)).signers, [signer.id]);
  });

  it('is good for another implementation of JWS too', async () => {
    const signer = await newSigner();
    const object = await signPayload('receipt', receipt(signer.id), [signer]);
    for (const [at, jwk] of [{ kty: 'OKP', crv: 'Ed25519', x: signer.publicKey.ed25519 }, { kty: 'AKP', alg: 'ML-DSA-65', pub: signer.publicKey.mldsa65 }].entries()) {
      const alone: GeneralJWSInput = { payload: object.payload, signatures: object.signatures.slice(at, at + 1) };
      const { payload } = await generalVerify(alone, await importJWK(jwk, at === 0 ? 'Ed25519' : 'ML-DSA-65'));
      assert.equal(new TextDecoder().decode(payload), canonicalJson(receipt(signer.id)));
    }
  });

  it('is nothing with one signature, whichever is missing, or with two of one kind', async () => {
    const signer = await newSigner();
    const object = await signPayload('receipt', receipt(signer.id), [signer]);
    const [ed, ml] = object.signatures;
    assert.ok(ed !== undefined && ml !== undefined);
    for (const signatures of [[ed, ed], [ml, ml], [ml, ed]]) await assert.rejects(verify({ ...object, signatures }, signer), falseOne);
    for (const signatures of [[ed], [ml]]) await assert.rejects(verify({ ...object, signatures }, signer), { code: 'message.malformed' });
    await assert.rejects(verify({ ...object, signatures: [ed, ml, ed] }, signer), falseOne);
  });

  it('with a false signature of either kind is refused', async () => {
    const signer = await newSigner();
    const object = await signPayload('receipt', receipt(signer.id), [signer]);
    for (const at of [0, 1]) {
      const signatures = object.signatures.map((one, place) => {
        const bytes = fromBase64Url(one.signature) ?? new Uint8Array();
        if (place === at) bytes[10] = (bytes[10] ?? 0) ^ 1;
        return { ...one, signature: toBase64Url(bytes) };
      });
      await assert.rejects(verify({ ...object, signatures }, signer), falseOne);
    }
  });

  it('never takes the algorithm from its header', async () => {
    const signer = await newSigner();
    const object = await signPayload('receipt', receipt(signer.id), [signer]);
    const header = (alg: string): string => toBase64Url(new TextEncoder().encode(canonicalJson({ alg, kid: signer.id, typ: 'watchword-receipt' })));
    for (const alg of ['none', 'HS256', 'EdDSA', 'ML-DSA-44']) {
      const signatures = object.signatures.map((one) => ({ ...one, protected: header(alg) }));
      await assert.rejects(verify({ ...object, signatures }, signer), falseOne);
    }
  });

  it('of one kind is not taken for another, nor a payload that is written in another way', async () => {
    const signer = await newSigner();
    const object = await signPayload('receipt', receipt(signer.id), [signer]);
    await assert.rejects(readSigned('manifest', object), { code: 'message.malformed' });
    const loose = toBase64Url(new TextEncoder().encode(`${canonicalJson(receipt(signer.id))} `));
    await assert.rejects(readSigned('receipt', { ...object, payload: loose }), { code: 'message.malformed' });
    const more = toBase64Url(new TextEncoder().encode(canonicalJson({ ...receipt(signer.id), extra: 1 })));
    await assert.rejects(readSigned('receipt', { ...object, payload: more }), { code: 'message.malformed' });
  });

  it('of two persons needs both, and the second signs what the first did', async () => {
    const [one, two, other] = [await newSigner(), await newSigner(), await newSigner()];
    const object = await addSignature('receipt', await signPayload('receipt', receipt(one.id), [one]), two);
    await verify(object, one, two);
    await assert.rejects(verify(object, one), falseOne);
    await assert.rejects(verify(object, one, { ...two, publicKey: other.publicKey }), falseOne);
    await assert.rejects(verify({ ...object, signatures: [...object.signatures.slice(0, 2), ...object.signatures.slice(0, 2)] }, one), falseOne);
  });

  it('with recipients is read by hand as its schema says', () => {
    const ordinary = [['DEU', 1, hash], ['ESP', 2, hash]];
    const manifest = { v: 1, suite: MESSAGE_SUITE, nonce: hash, from: 'FRA', device: hash, to: ordinary, self: ['FRA', 1, hash], blobs: [{ n: 0, size: 4168, sha256: hash }], priority: 'routine', handling: 'police', time: '2026-11-25T12:00:00.000Z', prev: null, directory: { size: 1, head: hash } };
    const odd = fc.oneof(fc.constantFrom<unknown>('DEU', 'deu', 'FRA-DOUANE', 'FRA-', '', 'A'.repeat(20), 0, 1, -1, 1.5, EPOCH_MAX, EPOCH_MAX + 1, hash, `${hash}A`, hash.slice(1), `${hash.slice(0, 42)}B`, null, undefined, [], {}), fc.jsonValue());
    const recipient = fc.oneof(fc.constantFrom(...ordinary), fc.tuple(odd, odd, odd), fc.array(odd, { maxLength: 4 }), odd);
    fc.assert(fc.property(fc.array(recipient, { maxLength: 4 }), (to) => {
      assert.equal(isPayload('manifest', { ...manifest, to }), Check(Manifest, { ...manifest, to }));
    }), { numRuns: 2000 });
    const many = (count: number): unknown => ({ ...manifest, to: Array.from({ length: count }, () => ordinary[0]) });
    assert.deepEqual([isPayload('manifest', many(RECIPIENTS_MAX)), isPayload('manifest', many(RECIPIENTS_MAX + 1))], [true, false]);
  });
});
