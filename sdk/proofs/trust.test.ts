import assert from 'node:assert/strict';
import { createHash, createPublicKey, generateKeyPairSync, sign, type KeyObject } from 'node:crypto';
import { describe, it } from 'node:test';
import { formatCheckpoint } from './checkpoints.ts';
import { formatKey, formatNote, KEY_KINDS, keyIdInput, type KeyKind, type NoteSignature } from './notes.ts';
import { keysForProof } from './proof-file.ts';
import { firstKeys, followKeys, readTrusted, vouchText, type KeyPair } from './trust.ts';
import { judgeLook, type Look, type Remembered } from './witnessing.ts';

const origin = 'watchword/0f';
type Signer = { readonly line: string; sign(text: string): NoteSignature };
type Pair = KeyPair & { readonly signers: readonly Signer[] };

function signerOf(kind: KeyKind, secret: KeyObject, name: string): Signer {
  const bytes = Uint8Array.from(createPublicKey(secret).export({ format: 'der', type: 'spki' }).subarray(-KEY_KINDS[kind].length));
  const id = Uint8Array.from(createHash('sha256').update(keyIdInput({ name, kind, bytes })).digest().subarray(0, 4));
  return { line: formatKey({ name, kind, bytes }, id), sign: (text) => ({ name, id, signature: Uint8Array.from(sign(null, Buffer.from(text), secret)) }) };
}

const signed = (text: string, signers: readonly Signer[]): string => formatNote({ text, signatures: signers.map((one) => one.sign(text)) });

function pair(generation: number, before?: Pair, name = origin): Pair {
  const make = (kind: 'ed25519' | 'ml-dsa-44'): KeyObject => generateKeyPairSync(kind as 'ed25519').privateKey;
  const signers = [signerOf('ed25519', make('ed25519'), name), signerOf('watchword-ml-dsa-44', make('ml-dsa-44'), name)];
  const keys = { generation, since: generation, ed25519: signers[0]?.line ?? '', mlDsa44: signers[1]?.line ?? '' };
  return { ...keys, signers, ...(before !== undefined && { vouched: signed(vouchText(name, keys), before.signers) }) };
}
const linesOf = (...pairs: readonly Pair[]): string[] => pairs.flatMap(({ ed25519, mlDsa44 }) => [ed25519, mlDsa44]);

const one = pair(1);
const two = pair(2, one);
const three = pair(3, two);
const hash = new Uint8Array(32);
const checkpointBy = (number: number, by: Pair): string => signed(formatCheckpoint({ origin, size: number, root: hash, number, time: number, before: hash, heads: hash, sealed: hash }), by.signers);

describe('the keys of a log', () => {
  it('are followed from the first ones to the newest, oldest first', async () => {
    assert.deepEqual(await followKeys(origin, linesOf(one), [one, two, three]), linesOf(one, two, three));
    assert.deepEqual(await followKeys(origin, linesOf(two), [one, two, three]), linesOf(two, three));
    assert.deepEqual(await firstKeys(origin, [one, two, three]), linesOf(one, two, three));
    assert.equal(await firstKeys(origin, []), undefined);
  });

  it('are not followed where one pair is not signed by both keys of the one before it', async () => {
    const own = pair(2);
    const self = { ...own, vouched: signed(vouchText(origin, own), own.signers) };
    const half = { ...own, vouched: signed(vouchText(origin, own), one.signers.slice(0, 1)) };
    const moved = { ...own, vouched: two.vouched };
    for (const next of [own, self, half, moved]) {
      assert.equal(await followKeys(origin, linesOf(one), [one, next]), undefined);
      assert.equal(await firstKeys(origin, [one, next]), undefined);
    }
    assert.equal(await followKeys(origin, linesOf(one), [one, three]), undefined, 'one is left out');
    assert.equal(await followKeys('watchword/ff', linesOf(one), [one, two]), undefined, 'those of another log');
  });

  it('that were seen may not be gone: stolen old ones vouch for others in vain', async () => {
    assert.equal(await followKeys(origin, linesOf(one, two), [one, pair(2, one)]), undefined);
    assert.equal(await followKeys(origin, linesOf(one, two), [one]), undefined);
    assert.deepEqual(await followKeys(origin, [...linesOf(one), ...linesOf(pair(1, undefined, 'watchword/ff'))], [one, two]), linesOf(one, two), 'keys of other logs do not count');
  });

  it('stand in a proof that is kept, so that the first ones are enough to verify it', async () => {
    const proof = { hash: '', organisation: 'FRA', checkpoint: checkpointBy(1, two), index: 0, path: [] };
    assert.equal(typeof (await readTrusted(proof.checkpoint, await keysForProof(proof, linesOf(one)))), 'string');
    const trusted = await readTrusted(proof.checkpoint, await keysForProof({ ...proof, keys: [one, two] }, linesOf(one)));
    assert.equal(typeof trusted === 'string' ? trusted : trusted.signedBy, two.ed25519);
    assert.deepEqual(await keysForProof({ ...proof, keys: [one, pair(2)] }, linesOf(one)), linesOf(one));
  });
});

describe('a witness', () => {
  const nothing = { from: 0, to: 0, path: [] };
  const lookAt = (checkpoint: string): Look => ({ log: { ...nothing, checkpoint }, requester: { ...nothing, checkpoint }, owner: { ...nothing, checkpoint } });
  const seen: Remembered = { number: 1, size: 1, root: '00'.repeat(32), text: `${origin}\n`, signedBy: two.ed25519, heads: { requester: { size: 0, root: '' }, owner: { size: 0, root: '' } } };

  it('refuses a checkpoint of keys that were replaced before the one that it saw', async () => {
    const judge = (by: Pair) => judgeLook(lookAt(checkpointBy(2, by)), seen, { organisation: 'FRA', keys: linesOf(one, two, three) });
    assert.deepEqual(await judge(one), { refused: 'FORGED: checkpoint 2 is signed with keys that were replaced before checkpoint 1, which this witness saw.' });
    for (const by of [two, three]) {
      const found = await judge(by);
      assert.ok('refused' in found && !found.refused.startsWith('FORGED'), 'it is refused for its empty proof alone');
    }
  });
});
