/** The search: rung by rung from the narrow codes to the wide ones, until somebody good is found. */
import { BANDS, type QuestionCode } from '#names/names.ts';
import type { PostingBlock, PostingSpan } from '#store/postings.ts';
import type { Read } from '#store/store.ts';
import type { StoredRecord } from '#store/tables.ts';
import { createCandidates, type Candidate, type Candidates } from './candidates.ts';
import { spanOf } from './keys.ts';
import { readyQuestion, type NameQuestion, type ReadyQuestion } from './question.ts';
import { findAnswering } from './slots.ts';

/** What the caller makes of a candidate. */
export type SearchOptions<Found> = {
  /** Applies the viewer's rules, then compares; undefined for a record that is hidden, has ended or does not match. */
  readonly judge: (record: StoredRecord) => Found | undefined;
  /** Whether this is so good that no wider rung need be asked. */
  readonly isGood: (found: Found) => boolean;
  /** Records that are read and judged at most, 100 unless told. */
  readonly most?: number;
};

/**
 * What was found, in no order. `capped`: a limit was met, so there may be more; a narrower question helps. `rungs`: how many were
 * asked. `unavailable`: the index is being built, so nothing can be said.
 */
export type NameSearch<Found> =
  | { readonly state: 'answered'; readonly found: readonly Found[]; readonly capped: boolean; readonly rungs: number; readonly seen: number; readonly judged: number }
  | { readonly state: 'unavailable' };

const MOST_JUDGED = 100;
/** Blocks of one span that are read at most, each of some 60 postings. */
const BLOCKS_MOST = 400;
/** Records read at once. */
const PAGE = 16;

/** Searches persons by name, and by birth year where one is asked for. */
export async function searchPersons<Found>(read: Pick<Read, 'nameSlots' | 'readPostings' | 'findByRows'>, question: NameQuestion, options: SearchOptions<Found>): Promise<NameSearch<Found>> {
  const slot = findAnswering(await read.nameSlots());
  if (slot === undefined) return { state: 'unavailable' };
  const ready = readyQuestion(question);
  const candidates = createCandidates(ready, BANDS.names.possible);
  const judging: Judging<Found> = { read, options, found: [], judged: 0, capped: false };
  let rungs = 0;
  for (const codes of rungsOf(ready)) {
    rungs += 1;
    const spans = spansOf(slot, codes, ready);
    const { slots, blocks } = await read.readPostings(spans, BLOCKS_MOST);
    // Another server may have emptied the slot since.
    if (findAnswering(slots) !== slot) return { state: 'unavailable' };
    if (addAll(candidates, blocks)) judging.capped = true;
    await judgeAll(judging, candidates.take());
    if (judging.found.some(options.isGood)) break;
  }
  return { state: 'answered', found: judging.found, capped: judging.capped, rungs, seen: candidates.seen, judged: judging.judged };
}

/** The codes of each rung, the first one first. With a birth year single words do what pairs of words do, and more. */
function rungsOf({ codes, years }: ReadyQuestion): QuestionCode[][] {
  const asked = years.length === 0 ? codes : codes.filter(({ family }) => family !== 'P');
  const rungs = Map.groupBy(asked, ({ rung }) => rung);
  return [...rungs.keys()].sort((a, b) => a - b).map((rung) => rungs.get(rung) ?? []);
}

function spansOf(slot: 0 | 1, codes: readonly QuestionCode[], { years }: ReadyQuestion): PostingSpan[] {
  return codes.flatMap((code) => (code.family === 'T' && years.length > 0 ? years.map((span) => spanOf(slot, code, span)) : [spanOf(slot, code)]));
}

/** Whether a span had more than was read. */
function addAll(candidates: Candidates, blocks: readonly (readonly PostingBlock[])[]): boolean {
  let isCapped = false;
  for (const span of blocks) {
    candidates.add(span);
    isCapped ||= span.length >= BLOCKS_MOST;
  }
  return isCapped;
}

type Judging<Found> = { readonly read: Pick<Read, 'findByRows'>; readonly options: SearchOptions<Found>; found: Found[]; judged: number; capped: boolean };

async function judgeAll<Found>(judging: Judging<Found>, candidates: readonly Candidate[]): Promise<void> {
  const { read, options, found } = judging;
  const most = options.most ?? MOST_JUDGED;
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
