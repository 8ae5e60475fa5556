/** Candidates: rows whose postings do not rule them out, gathered from blocks and put in order. */
import { signatureBound } from '#names/names.ts';
import type { PostingBlock } from '#store/postings.ts';
import { POSTING_BYTES, readRow, ROW_BYTES } from './posting.ts';
import { againstOf, BORN, bornOf, type ReadyQuestion } from './question.ts';

/** A row, and how good it can be at best: `worth` puts the likely before the unlikely and is no score. */
export type Candidate = { readonly row: number; readonly worth: number };

/** Candidates of one question, each row once. */
export type Candidates = {
  /** Takes postings in. */
  add(blocks: readonly PostingBlock[]): void;
  /** Those that were not taken before, best first. */
  take(): Candidate[];
  /** Postings that were looked at. */
  readonly seen: number;
};

/** What a birth date in a posting takes from the worth, by how it agrees. */
const BORN_COST = [0, 0.02, 0.05, 0.04, 0.08, 0.15, 0.2, 1] as const;
const AGAINST_COST = 0.04;

/** No candidates at first. `least`: a name that can score no more than this is none. */
export function createCandidates(question: ReadyQuestion, least: number): Candidates {
  const worths = new Map<number, number>();
  let fresh = new Set<number>();
  const signature = { first: 0, last: 0 };
  let seen = 0;

  const addPosting = (bytes: Uint8Array, view: DataView, at: number): void => {
    const facts = view.getUint32(at + ROW_BYTES, true);
    const born = bornOf(facts, question);
    if (born === BORN.differs) return;
    signature.first = view.getUint32(at + ROW_BYTES + 4, true);
    signature.last = view.getUint32(at + ROW_BYTES + 8, true);
    const bound = signatureBound(question.signature, signature);
    if (bound < least) return;
    const worth = bound - (BORN_COST[born] ?? 1) - againstOf(facts, question) * AGAINST_COST;
    const row = readRow(bytes, at);
    const known = worths.get(row);
    if (known !== undefined && known >= worth) return;
    worths.set(row, worth);
    if (known === undefined) fresh.add(row);
  };
  return {
    add(blocks) {
      for (const { postings } of blocks) {
        const view = new DataView(postings.buffer, postings.byteOffset, postings.length);
        for (let at = 0; at + POSTING_BYTES <= postings.length; at += POSTING_BYTES) addPosting(postings, view, at);
        seen += Math.floor(postings.length / POSTING_BYTES);
      }
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
