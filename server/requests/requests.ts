/** The front of the requests of persons: what the app, tools and the demo world need of them. */
export { gather, type Gathered } from './gather/gather.ts';
export { openGathering, type Gather, type GatherMessage, type GatherPlace, type GatherResult, type GatherWork } from './gather/gather-thread.ts';
export { comparedIn, knownOf, saidTo, worstOf, type Known } from './gather/held-entries.ts';
export { openTurns, type TurnMessage } from './gather/turns.ts';
export { sealWith, type Seal } from './sealed.ts';
export { confirmReached, erasePending, REQUEST_SLICES, sweepRequests } from './slices.ts';
export { REQUEST_WRITES } from './writes.ts';
export { FONT_FOLDERS } from './print/fonts.ts';
export { readPageWords, type PageWord } from './print/words.ts';
