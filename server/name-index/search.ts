/** The search: rung by rung from the narrow codes to the wide ones, until somebody good is found. */
import { giveBack } from '#names/names.ts';
import type { FoundPostings, PostingBlock } from '#store/postings.ts';
import type { Read } from '#store/store.ts';
import type { StoredRecord } from '#store/tables.ts';
import { createCandidates, type Candidate, type Candidates } from './candidates.ts';
import { readyQuestion, type NameQuestion, type ReadyQuestion } from './question.ts';
import { rungsOf, type Asked } from './rungs.ts';
import { findAnswering } from './slots.ts';

/** What the caller makes of a candidate. */
export type SearchOptions<Found> = {
  /** Applies the viewer's rules, then compares; undefined for a record that is hidden, has ended or does not match. */
  readonly judge: (record: StoredRecord) => Found | undefined;
  /** Whether this is so good that no wider rung need be asked. */
  readonly isGood: (found: Found) => boolean;
  /** Rows that are not even read: of records that do not exist for the viewer. */
  readonly isLeftOut?: (row: number) => boolean;
  /** Records that are read and judged at most; unless told 60 with a birth date, 100 without. */
  readonly most?: number;
};

/**
 * What was found, in no order. `capped`: a limit was met, so there may be more; a narrower question helps. `rungs`: how many were
 * asked. `seen`: postings looked at. `judged`: records. `unavailable`: the index is being built, so nothing can be said.
 */
export type NameSearch<Found> =
  | { readonly state: 'answered'; readonly found: readonly Found[]; readonly capped: boolean; readonly rungs: number; readonly seen: number; readonly judged: number }
  | { readonly state: 'unavailable' };

/** What a search reads. */
export type SearchRead = Pick<Read, 'nameSlots' | 'readPostings' | 'findByRows'>;

const MOST_JUDGED = 100;
/** With a birth date the true record hardly ever comes later: among a million it never did in a thousand questions. */
const MOST_JUDGED_DATED = 60;
/** Blocks of one span that are read at most, each of some 40 postings; of one that can be narrowed. */
const BLOCKS_MOST = 2000;
const BLOCKS_BEFORE_NARROWING = 4;
/** Records read at once. */
const PAGE = 16;

/** Searches persons by name, and by birth date where one is asked for. */
export async function searchPersons<Found>(read: SearchRead, question: NameQuestion, options: SearchOptions<Found>): Promise<NameSearch<Found>> {
  const slot = findAnswering(await read.nameSlots());
  if (slot === undefined) return { state: 'unavailable' };
  const ready = readyQuestion(question);
  try {
    return await searchReady(read, { slot, ready }, options);
  } finally {
    giveBack(ready.signature);
  }
}

async function searchReady<Found>(read: SearchRead, { slot, ready }: { slot: 0 | 1; ready: ReadyQuestion }, options: SearchOptions<Found>): Promise<NameSearch<Found>> {
  const candidates = createCandidates(ready, options.isLeftOut);
  const most = options.most ?? (ready.births.length === 0 ? MOST_JUDGED : MOST_JUDGED_DATED);
  const judging: Judging<Found> = { read, options, most, found: [], judged: 0, capped: false };
  let rungs = 0;
  for (const asked of rungsOf(slot, ready)) {
    if (asked.length === 0) continue;
    rungs += 1;
    const gathered = await gather(read, asked, { slot, candidates });
    if (gathered === 'unavailable') return { state: 'unavailable' };
    judging.capped ||= gathered === 'capped';
    await judgeAll(judging, candidates.take());
    if (judging.found.some(options.isGood)) break;
  }
  return { state: 'answered', found: judging.found, capped: judging.capped, rungs, seen: candidates.seen, judged: judging.judged };
}

type Gathering = { readonly slot: 0 | 1; readonly candidates: Candidates };

/** Reads the spans of a rung. Those that are too long are read once more, narrowed; when they cannot be, the rung is capped. */
async function gather(read: SearchRead, asked: readonly Asked[], gathering: Gathering): Promise<'whole' | 'capped' | 'unavailable'> {
  const rest: Asked[] = asked.filter(({ narrowed }) => narrowed === undefined);
  const narrowable = asked.filter(({ narrowed }) => narrowed !== undefined);
  let isCapped = false;
  if (narrowable.length > 0) {
    const blocks = takeBlocks(await read.readPostings(narrowable.map(({ span }) => span), BLOCKS_BEFORE_NARROWING), gathering);
    if (blocks === undefined) return 'unavailable';
    narrowable.forEach(({ isSure, narrowed = [] }, at) => {
      const found = blocks[at] ?? [];
      const isTooLong = found.length >= BLOCKS_BEFORE_NARROWING;
      if (isTooLong && narrowed.length > 0) rest.push(...narrowed.map((span) => ({ span, isSure })));
      else gathering.candidates.add(found, isSure);
      isCapped ||= isTooLong && narrowed.length === 0;
    });
  }
  if (rest.length === 0) return isCapped ? 'capped' : 'whole';
  const blocks = takeBlocks(await read.readPostings(rest.map(({ span }) => span), BLOCKS_MOST), gathering);
  if (blocks === undefined) return 'unavailable';
  rest.forEach(({ isSure }, at) => gathering.candidates.add(blocks[at] ?? [], isSure));
  return isCapped || blocks.some((found) => found.length >= BLOCKS_MOST) ? 'capped' : 'whole';
}

/** The blocks, unless another server has begun to empty the slot. */
function takeBlocks({ slots, blocks }: FoundPostings, { slot }: Gathering): readonly (readonly PostingBlock[])[] | undefined {
  return findAnswering(slots) === slot ? blocks : undefined;
}

type Judging<Found> = { readonly read: Pick<Read, 'findByRows'>; readonly options: SearchOptions<Found>; readonly most: number; found: Found[]; judged: number; capped: boolean };

async function judgeAll<Found>(judging: Judging<Found>, candidates: readonly Candidate[]): Promise<void> {
  const { read, options, most, found } = judging;
  for (let from = 0; from < candidates.length; from += PAGE) {
    const room = most - judging.judged;
    if (room <= 0) {
      judging.capped = true;
      return;
    }
    const page = candidates.slice(from, from + Math.min(PAGE, room));
    judging.judged += page.length;
    for (const record of await read.findByRows(page.map(({ row }) => row))) {
      const one = options.judge(record);
      if (one !== undefined) found.push(one);
    }
  }
}
