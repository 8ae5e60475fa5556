/**
 * The postings of the name index, as the store keeps them: packed bytes under numbered keys, which it never reads. What a key and a
 * posting are made of is the business of `name-index/`.
 */

/** A span of keys, both ends included. Keys are whole and below 2^53. */
export interface PostingSpan {
  readonly first: number;
  readonly last: number;
}

/** Postings that lie together under one key. */
export interface PostingBlock {
  readonly key: number;
  readonly postings: Uint8Array;
}

/** Postings to be appended: those of span `n` end at byte `ends[n]`. Each span once, in ascending order of `firsts`. */
export interface PostingBatch {
  readonly firsts: Float64Array;
  readonly lasts: Float64Array;
  readonly ends: Uint32Array;
  readonly bytes: Uint8Array;
}

/** One half of the keys. `version`: of the analyser that made its postings. */
export interface NameSlot {
  readonly slot: 0 | 1;
  readonly version: number;
  /** `building`: rows from `nextRow` on are not in it yet. `leaving`: nobody asks it any more, and it is being emptied. */
  readonly state: 'building' | 'complete' | 'leaving';
  readonly nextRow: number;
}

/** What was found under some spans, on one snapshot. */
export interface FoundPostings {
  readonly slots: readonly NameSlot[];
  /** For each span that was asked, in order of key. */
  readonly blocks: readonly (readonly PostingBlock[])[];
}

/** Reading the name index. */
export interface PostingRead {
  /** The slots that are in use. */
  nameSlots(): Promise<NameSlot[]>;
  /** The blocks of each span, at most `most` of one. A span of which `most` came may have more. */
  readPostings(spans: readonly PostingSpan[], most: number): Promise<FoundPostings>;
}

/** Changing the name index. */
export interface PostingWrite {
  /** Appends to the last block of each span, or begins the next one when that is full. */
  appendPostings(batch: PostingBatch): Promise<void>;
  /** Writes blocks that are there anew; one without postings is removed. */
  replacePostings(blocks: readonly PostingBlock[]): Promise<void>;
  /** Removes blocks of a span, at most `most`, and says how many there were. */
  removePostings(span: PostingSpan, most: number): Promise<number>;
  saveNameSlot(slot: NameSlot): Promise<void>;
  removeNameSlot(slot: 0 | 1): Promise<void>;
}

/** Bytes at which a block is full: it then still stays in its page when another sixty postings come at once. */
export const FULL_BLOCK = 1024;
