import type { NameToken } from '../model.ts';
import { HANGUL_SURNAMES } from '../romanise/east-asia/hangul-name.ts';

const SURNAMES = new Set([...HANGUL_SURNAMES.values()].flat());
/** A Korean syllable in any of its romanisations: at most three consonant letters before one vowel, and one consonant after it. */
const SYLLABLE = /^(?:kk|tt|pp|ss|jj|ch|sh|[gkndtrlmbpsjhyw])?[yw]?(?:eo|eu|ae|oe|ui|oo|ee|ou|a|e|i|o|u)(?:ng|ck|[gknmlrpbt])?$/;

/** Marks the two syllables of a Korean given name that stand apart: `Kim Jong Un`, `Jong-un Kim`. Together they are one given name. */
export function markKorean(tokens: readonly NameToken[]): void {
  const words = tokens.filter((token) => token.role === 'name');
  const [first, second, third] = words;
  if (words.length !== 3 || tokens.some((token) => token.script !== 'latin' || token.role === 'patronymic') || !words.every((word) => word.folded.length <= 6 && SYLLABLE.test(word.folded))) return;
  if (first === undefined || second === undefined || third === undefined) return;
  const family = SURNAMES.has(first.folded) && first.part !== 'given' ? first : SURNAMES.has(third.folded) && third.part !== 'given' ? third : undefined;
  if (family === undefined) return;
  for (const word of words) {
    word.family = word === family;
    if (word === family) continue;
    word.role = 'syllable';
    word.weight = HALF;
  }
}
const HALF = 0.5;

/** Letters that one romanisation or another writes for a sound. */
const FOLDS: readonly (readonly [written: RegExp, sound: string])[] = [
  [/^(?:kk|g)/, 'k'], [/^(?:tt|d)/, 't'], [/^(?:pp|b)/, 'p'], [/^(?:jj|j)/, 'ch'], [/^(?:ss|sh)/, 's'], [/^[rn](?=[yi])|^[lr]/, 'r'], [/(?:ck|g)$/, 'k'], [/nk$/, 'ng'], [/d$/, 't'], [/b$/, 'p'],
  [/eo|eu|oo|ou|u|o/, 'o'], [/ae|ai|ay|e/, 'e'], [/ee|i/, 'i'],
];
const folded = new Map<string, string>();

/** What a romanised Korean syllable sounds like in all the ways to write it; vowels that some write alike are one. */
export function koreanSound(syllable: string): string {
  let sound = folded.get(syllable);
  if (sound === undefined) {
    sound = FOLDS.reduce((text, [written, to]) => text.replace(written, to), syllable);
    if (folded.size < MOST_KEPT) folded.set(syllable, sound);
  }
  return sound;
}
const MOST_KEPT = 2000;
