import type { How } from '../model.ts';

/** How two words agree, and how well. */
export type Likeness = { how: How; score: number };

/** Two words written alike. */
export const EQUAL: Likeness = { how: 'equal', score: 1 };
/** Two words with nothing in common. */
export const DIFFERS: Likeness = { how: 'differs', score: 0 };
