/**
 * That the hub took a message: one pair of signatures for all messages of a tree, and for each its place in it. A signature with ML-DSA-65 costs more than
 * everything else that the hub does with a message.
 */
import { fail } from '@watchword/api/errors.ts';
import { ACCEPTED_TOGETHER_MAX, MESSAGE_SUITE, REMOVAL_GRACE_MS, type Acceptance, type AcceptedReceipt, type DirectoryHead } from '@watchword/api/message-format.ts';
import { SECRETARIAT } from '@watchword/api/organisations.ts';
import { hashLeaf, hashNode, isIncluded } from '../../proofs/merkle.ts';
import type { Directory } from '../directory/directory.ts';
import { bytesOf, toBase64Url } from '../encoding.ts';
import { readSigned, signPayload, verifySignatures } from '../signing/signed.ts';
import type { Signer } from '../signing/signers.ts';

/** What is signed of messages, by their ids. `directory`: the list of keys as the hub shows it then. */
export type Accepting = { readonly ids: readonly string[]; readonly time: string; readonly directory: DirectoryHead };

/** Signs that these messages were taken; one receipt for each, in their order. @throws RangeError when there are none, or too many */
export async function acceptTogether({ ids, time, directory }: Accepting, hub: Signer): Promise<AcceptedReceipt[]> {
  if (ids.length === 0 || ids.length > ACCEPTED_TOGETHER_MAX) throw new RangeError('So many messages cannot be signed for at once.');
  const levels: Uint8Array[][] = [await Promise.all(ids.map((id) => hashLeaf(bytesOf(id))))];
  for (let level = levels[0] ?? []; level.length > 1; level = levels.at(-1) ?? []) levels.push(await above(level));
  const [root = new Uint8Array()] = levels.at(-1) ?? [];
  const acceptance = await signPayload('acceptance', { v: 1, suite: MESSAGE_SUITE, from: SECRETARIAT, device: hub.id, time, directory, size: ids.length, root: toBase64Url(root) }, [hub]);
  return ids.map((_, index) => ({ acceptance, index, path: pathOf(levels, index).map(toBase64Url) }));
}

/** The next level of a tree; a last one without a neighbour goes up as it is, which is the tree of RFC 9162. */
async function above(level: readonly Uint8Array[]): Promise<Uint8Array[]> {
  const pairs = level.filter((_, at) => at % 2 === 0);
  return Promise.all(pairs.map(async (left, at) => {
    const right = level[at * 2 + 1];
    return right === undefined ? left : hashNode(left, right);
  }));
}

function pathOf(levels: readonly (readonly Uint8Array[])[], index: number): Uint8Array[] {
  return levels.flatMap((level, height) => {
    const at = Math.floor(index / 2 ** height);
    const sibling = level[at % 2 === 0 ? at + 1 : at - 1];
    return sibling === undefined ? [] : [sibling];
  });
}

/** Verifies that the hub took a message. `directory`: of the secretariat. @throws AppError `message.signature`, `message.malformed`, `key.not-enrolled`, `message.sender-removed` */
export async function verifyAccepted({ acceptance, index, path }: AcceptedReceipt, { id, directory }: { id: string; directory: Directory }): Promise<Acceptance> {
  const read = await readSigned('acceptance', acceptance);
  const { payload, signers } = read;
  if (payload.from !== SECRETARIAT || directory.organisation !== SECRETARIAT) throw fail('message.malformed', { detail: 'The receipt is not that of the hub.' });
  const device = directory.devices.get(payload.device);
  if (device?.kind !== 'hub' || signers.length !== 1 || signers[0] !== device.id || payload.time < device.enrolled) throw fail('key.not-enrolled', { detail: 'The receipt of the hub is not signed by a key that the secretariat has enrolled for it.' });
  if (device.removed !== undefined && Date.parse(payload.time) > Date.parse(device.removed.time) + REMOVAL_GRACE_MS) throw fail('message.sender-removed', { detail: 'The key with which the hub signed the receipt had been removed.' });
  const place = { leaf: await hashLeaf(bytesOf(id)), index, path: path.map(bytesOf) };
  if (!(await isIncluded(place, { size: payload.size, root: bytesOf(payload.root) }))) throw fail('message.malformed', { detail: 'The receipt of the hub does not belong to this message.' });
  await verifySignatures('acceptance', read, new Map([[device.id, device.key]]));
  return payload;
}
