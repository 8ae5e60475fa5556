import { toWadeGiles } from '../romanise/east-asia/wade-giles.ts';
import { SYLLABLES } from './pinyin.ts';

/** Pinyin syllables by how older and Taiwanese documents spell them. */
const FROM_WADE = new Map<string, string[]>();
for (const syllable of SYLLABLES) {
  const wade = toWadeGiles(syllable);
  const known = FROM_WADE.get(wade);
  if (known === undefined) FROM_WADE.set(wade, [syllable]);
  else known.push(syllable);
}

/** The pinyin syllables that a syllable in Wade-Giles without its apostrophes may be; empty when it is none. */
export const pinyinOfWade = (word: string): readonly string[] => FROM_WADE.get(word) ?? [];
