/** The words of a text, as they are looked for: without case and accents, whole and by their beginnings. */

/** Shorter beginnings say nothing. */
const LEAST = 3;
/** Longer words are told apart by their first letters. */
const MOST = 24;

/** The words of a text, folded. */
export function wordsOf(text: string): string[] {
  return (text.normalize('NFKD').replaceAll(/\p{M}/gu, '').toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? []).map((word) => word.slice(0, MOST));
}

/** What a text is found by: its words and the beginnings of them. */
export function termsOf(text: string): string[] {
  return [...new Set(wordsOf(text).flatMap((word) => [word, ...Array.from({ length: Math.max(0, [...word].length - LEAST) }, (_, at) => `${[...word].slice(0, LEAST + at).join('')}*`)]))];
}

/** What is looked up for words that were typed: each whole, or as a beginning. Words of one or two letters must be whole. */
export function soughtOf(text: string): string[][] {
  return [...new Set(wordsOf(text))].map((word) => ([...word].length < LEAST ? [word] : [word, `${word}*`]));
}
