/** The tree of heads of one checkpoint: a place for each country and kind, each salted anew. */
import { hash } from 'node:crypto';
import { ORGANISATION_CODES } from '@watchword/api/organisations/numbers.ts';
import { HEAD_KINDS, HEAD_SLOTS, headLeaf, headSlot, type HeadOf } from '@watchword/sdk/proofs/heads.ts';
import type { TreeHead } from '@watchword/sdk/proofs/merkle.ts';
import type { Forest } from './forest.ts';
import { bytesOf, hashOfLeaf, hashPair, latinOf, NO_LEAVES } from './hashing.ts';

export type SaltedHead = TreeHead & HeadOf & { readonly salt: Uint8Array };

/** The heads of a checkpoint, of which each is shown to its own country only. */
export class Heads {
  readonly root: string;
  readonly #levels: string[][];
  readonly #heads = new Map<number, SaltedHead>();

  /** `secret`: from which the salts are made; `number`: of the checkpoint. */
  constructor(forest: Forest, secret: Buffer, number: number) {
    const leaves = Array.from({ length: HEAD_SLOTS }, (_, slot) => {
      const salt = saltOf(secret, `head ${number} ${slot}`);
      const organisation = ORGANISATION_CODES[slot >> 1];
      const kind = HEAD_KINDS[slot % 2] ?? 'requester';
      if (organisation === undefined) return hashOfLeaf(salt);
      const tree = forest.treeOf(kind, organisation);
      const head = { organisation, kind, size: tree?.size ?? 0, root: bytesOf(tree?.root() ?? NO_LEAVES), salt };
      this.#heads.set(slot, head);
      return hashOfLeaf(headLeaf(head));
    });
    this.#levels = [leaves];
    for (let level = leaves; level.length > 1; ) {
      level = Array.from({ length: level.length / 2 }, (_, at) => hashPair(level[at * 2] ?? '', level[at * 2 + 1] ?? ''));
      this.#levels.push(level);
    }
    this.root = this.#levels.at(-1)?.[0] ?? NO_LEAVES;
  }

  /** One head with its path; undefined for an organisation that has no place. */
  open({ organisation, kind }: HeadOf): (SaltedHead & { path: string[] }) | undefined {
    const slot = headSlot(organisation, kind);
    const head = slot === undefined ? undefined : this.#heads.get(slot);
    if (head === undefined || slot === undefined) return undefined;
    return { ...head, path: this.#levels.slice(0, -1).map((level, height) => level[(slot >> height) ^ 1] ?? '') };
  }
}

/** What stands in a checkpoint for the log that is sealed to the Commission: it changes each time, whether or not something was added. */
export function sealedCommitment(secret: Buffer, number: number, { size, root }: { size: number; root: string }): string {
  return latinOf(hash('sha256', Buffer.concat([saltOf(secret, `sealed ${number}`), Buffer.from(`${size}\n`), Buffer.from(root, 'latin1')]), 'hex'));
}

function saltOf(secret: Buffer, what: string): Uint8Array<ArrayBuffer> {
  return Uint8Array.from(hash('sha256', Buffer.concat([secret, Buffer.from(what)]), 'buffer').subarray(0, 16));
}
