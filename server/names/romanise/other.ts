import { foldToAscii } from './spelling.ts';

/** A word of a script without rules of its own, as any-ascii reads it. */
export const readOther = (word: string): readonly string[] => {
  const reading = foldToAscii(word);
  return reading === '' ? [] : [reading];
};
