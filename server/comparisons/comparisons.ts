/** The front of the comparisons: what was found by officers who compared a traveller with a record. */
export { findMemories } from './queries.ts';
export { openRemembered, type Remembered } from './remembered.ts';
export { travellerHashOf, type TravellerDocument, type TravellerHash } from './traveller.ts';
export { COMPARISON_SLICES, COMPARISON_WRITES, sweepComparisons, type PreparedComparison } from './writes.ts';
export type { JudgeAgain, JudgedPerson } from './routes.ts';
