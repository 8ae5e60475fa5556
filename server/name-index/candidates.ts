/** Candidates: rows whose postings do not rule them out, gathered from blocks and put in order. */
import { isReachable, signatureBound, type DateBand, type StoredSignature } from '#names/names.ts';
import type { PostingBlock } from '#store/postings.ts';
import { FACTS_BYTES, styleIn, POSTING_BYTES, readRow, ROW_BYTES } from './posting.ts';
import { againstOf, evidenceOf, type ReadyQuestion } from './question.ts';

/** A row, and how good it can be at best: `worth` puts the likely before the unlikely and is no score. */
export type Candidate = { readonly row: number; readonly worth: number };

/** Candidates of one question, each row once. */
export type Candidates = {
  /** Takes postings in. `isSure`: they sound alike as a whole, and no signature is asked. */
  add(blocks: readonly PostingBlock[], isSure: boolean): void;
  /** Those that were not taken before, best first. */
  take(): Candidate[];
  /** Postings that were looked at. */
  readonly seen: number;
};

/** What a birth date takes from the worth, by how it agrees. */
const BORN_COST: Readonly<Record<DateBand, number>> = { equal: 0, newYear: 0.01, partial: 0.02, recordedYear: 0.03, askedNewYear: 0.05, unknown: 0.05, unrecorded: 0.1, flipped: 0.04, digit: 0.06, near: 0.08, differs: 0.3 };
const AGAINST_COST = 0.04;
const WORTH_OF_SURE = 0.9;

/** No candidates at first. Rows that are left out are as if they had no postings. */
export function createCandidates(question: ReadyQuestion, isLeftOut?: (row: number) => boolean): Candidates {
  const worths = new Map<number, number>();
  let fresh = new Set<number>();
  let seen = 0;
  const addBlock = (bytes: Uint8Array, isSure: boolean): void => {
    const stored: StoredSignature = { view: new DataView(bytes.buffer, bytes.byteOffset, bytes.length), at: 0, style: 0 };
    for (let at = 0; at + POSTING_BYTES <= bytes.length; at += POSTING_BYTES) {
      const facts = stored.view.getUint32(at + ROW_BYTES, true);
      const born = evidenceOf(facts, question);
      if (born === 'differs') continue;
      stored.at = at + ROW_BYTES + FACTS_BYTES;
      stored.style = styleIn(facts);
      const bound = isSure ? (isReachable(question.signature, born) ? WORTH_OF_SURE : 0) : signatureBound(question.signature, stored, born);
      if (bound === 0) continue;
      const worth = bound - BORN_COST[born] - againstOf(facts, question) * AGAINST_COST;
      const row = readRow(bytes, at);
      const known = worths.get(row);
      if (known !== undefined && known >= worth) continue;
      if (isLeftOut?.(row) === true) continue;
      worths.set(row, worth);
      if (known === undefined) fresh.add(row);
    }
    seen += Math.floor(bytes.length / POSTING_BYTES);
  };
  return {
    add(blocks, isSure) {
      for (const { postings } of blocks) addBlock(postings, isSure);
    },
    take() {
      const taken = [...fresh].map((row) => ({ row, worth: worths.get(row) ?? 0 }));
      fresh = new Set();
      return taken.sort((a, b) => b.worth - a.worth || a.row - b.row);
    },
    get seen() {
      return seen;
    },
  };
}
