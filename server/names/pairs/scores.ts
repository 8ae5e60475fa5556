/** What each way to agree is worth. */
export const SCORES = {
  script: 0.98, spelling: 0.97, gender: 0.95, sureSpelling: 0.9, nickname: 0.85, initial: 0.75, beginning: 0.92, shortBeginning: 0.85, withoutAbd: 0.82, joined: 0.97, slip: 0.8,
  /** Han or Hangul: syllables in another order; variants of one character; read alike with other characters; one of two shared. */
  swapped: 0.75, syllable: 0.9, variant: 0.9, sameReading: 0.65, sharedSyllable: 0.45,
  /** How much more a letter weighs in a native Han or Hangul name. */
  nativeStrictness: 2,
  /** How much less a letter weighs in a script that leaves letters out. */
  ownLetter: 0.85,
  /** Two given names that are both borne: at most this, unless their spellings are no farther apart than that (read from another script: that, or heard so well). */
  otherName: 0.45, sameNameDistance: 0.55, sameNameRead: 0.75, sureRead: 0.88,
  /** Below this likeness by sound two words of two scripts are not read further. */
  unlike: -0.5,
  /** So many times the budget of edits, and a spelling is given up. */
  hopeless: 1.5,
} as const;

/** Edits that a word of so many letters may bear. */
export const budgetOf = (letters: number): number => 0.25 * letters + 0.5;

/** The score of a spelling distance: 0.6 when the budget is used up, then falling fast. */
export function ofSpelling(distance: number, letters: number): number {
  const share = distance / budgetOf(letters);
  return share <= 1 ? 1 - 0.4 * share : Math.max(0, 0.6 - 1.2 * (share - 1));
}

/** Where a likeness by sound starts to count, is even, is good, and is as good as equal. Other scripts lose more. */
const STEPS: Readonly<Record<'latin' | 'script', readonly (readonly [likeness: number, score: number])[]>> = {
  latin: [[0.25, 0], [0.4, 0.5], [0.6, 0.75], [0.8, 0.9], [1, 0.96]],
  script: [[-0.15, 0], [0.05, 0.55], [0.2, 0.75], [0.5, 0.9], [0.8, 0.97], [1, 0.98]],
};

/** The score of a likeness by sound. */
export function ofLikeness(likeness: number, kind: 'latin' | 'script'): number {
  const steps = STEPS[kind];
  let [below, low] = steps[0] ?? [0, 0];
  if (likeness <= below) return 0;
  for (const [above, high] of steps) {
    if (likeness <= above) return low + ((high - low) * (likeness - below)) / Math.max(above - below, 1e-9);
    [below, low] = [above, high];
  }
  return low;
}
