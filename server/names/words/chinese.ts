import type { NameToken } from '../model.ts';
import { isPinyin } from './pinyin.ts';
import { withReadings } from './token.ts';
import { pinyinOfWade } from './wade-giles.ts';

/** A Chinese name in Latin letters has no more words. */
const MOST_WORDS = 4;

/** Marks the words of a name that can be Chinese in pinyin; words in Wade-Giles get the pinyin that they stand for as readings. */
export function markChinese(tokens: readonly NameToken[]): readonly NameToken[] {
  if (tokens.length < 2 || tokens.length > MOST_WORDS) return tokens;
  const wade = tokens.map((token) => (token.script === 'latin' ? pinyinOfWade(token.folded) : []));
  if (!tokens.every((token, at) => token.script === 'latin' && (isPinyin(token.folded) || wade[at]?.length))) return tokens;
  const pinyin = tokens.every((token) => isPinyin(token.folded));
  return tokens.map((token, at) => ({ ...withReadings(token, [...new Set([...token.readings, ...(wade[at] ?? [])])].slice(0, 4)), pinyin }));
}
