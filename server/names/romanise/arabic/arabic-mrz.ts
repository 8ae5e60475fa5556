import { ARABIC_LETTERS, DRAFT_CODES, FEMININE_ENDING, listPairs } from '../icao/icao-tables.ts';
import { icaoTransliterate } from '../icao/icao.ts';

const LONGEST = 3;
const LETTERS = ((): ReadonlyMap<string, string> => {
  const codes = new Map<string, string>();
  for (const [letter, code] of listPairs(`${ARABIC_LETTERS} ${DRAFT_CODES}`)) if (!codes.has(code)) codes.set(code, letter);
  codes.set(FEMININE_ENDING.last, FEMININE_ENDING.letter);
  return codes;
})();

/**
 * The Arabic letters that a name in the Arabic codes of ICAO Doc 9303-3 stands for: "MXHMWD" gives محمود. Fillers become spaces. Undefined when the
 * text has another character, when an escape with X is unknown, when the letters could not be a word, or when it has no escape at all: a name in
 * plain Latin letters could be read as codes too, so it must not be taken for one without a hint.
 */
export const decodeArabicMrz = (text: string): string | undefined => {
  const codes = text.toUpperCase();
  let letters = '';
  let escapes = 0;
  for (let at = 0; at < codes.length;) {
    const character = codes.charAt(at);
    if (character === '<' || character === ' ') {
      if (letters !== '' && !letters.endsWith(' ')) letters += ' ';
      at += 1;
      continue;
    }
    const found = character === 'X' ? findEscape(codes, at) : findLetter(character);
    if (found === undefined) return undefined;
    if (character === 'X') escapes += 1;
    letters += found.letter;
    at += found.length;
  }
  return escapes === 0 || !letters.trimEnd().split(' ').every(isPlausible) ? undefined : letters.trimEnd();
};

const NEVER_FIRST = /^[ءئؤىة]/;
const NEVER_LAST = /إ$/;
/** A hamza under an alif begins a word or comes after the article and the like. Two throat letters do not meet, nor one letter three times. */
const NEVER_WITHIN = /[^لوبكف]إ|[حخعغ][حخعغءئؤ]|[ءئؤ][حخعغ]|(.)\1\1/;
/** Whether letters could be an Arabic word: XENIA and XIANG are not. */
const isPlausible = (word: string): boolean => !NEVER_FIRST.test(word) && !NEVER_LAST.test(word) && !NEVER_WITHIN.test(word);

type Found = { readonly letter: string; readonly length: number };

const findLetter = (character: string): Found | undefined => {
  const letter = LETTERS.get(character);
  return letter === undefined ? undefined : { letter, length: 1 };
};

/** The longest escape that begins here. "XAH" is the feminine ending only where a name ends, else it is no code. */
const findEscape = (codes: string, at: number): Found | undefined => {
  for (let length = LONGEST; length > 1; length -= 1) {
    const letter = at + length <= codes.length ? LETTERS.get(codes.slice(at, at + length)) : undefined;
    if (letter !== undefined) return { letter, length };
  }
  return undefined;
};

const NOT_CODED = /[^A-Z<]/g;
const GAPS = /[\s\u200c-]+/g;

/**
 * An Arabic name in the codes of ICAO Doc 9303-3, capital letters only, with `<` between its words: محمود gives "MXHMWD". What the standard has no
 * code for is left out.
 */
export const encodeArabicMrz = (text: string): string =>
  icaoTransliterate(text.trim().replace(GAPS, '<'), 'arabic').toUpperCase().replace(NOT_CODED, '');
