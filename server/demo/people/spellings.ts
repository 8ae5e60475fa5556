/** The same name as somebody else writes it: by another system, without signs, as in a machine-readable zone, with a slip of the finger. */
import type { Culture } from './culture.ts';
import type { Draw } from './draw.ts';
import type { Spelled } from './spelled.ts';

/** A word by another system of spelling: one that is in use for it, or one of the pairs of its culture. The same word when there is none. */
export function respell(word: Spelled, culture: Culture, draw: Draw): string {
  const others = word.others ?? (culture.reading !== undefined && word.native !== undefined ? culture.reading(word.kana ?? word.native).others : undefined) ?? [];
  if (others.length > 0 && draw.in(0.75)) return draw.one(others);
  const once = swapSpelling(word.latin, culture, draw);
  return draw.in(0.15) ? swapSpelling(once, culture, draw) : once;
}

function swapSpelling(latin: string, culture: Culture, draw: Draw): string {
  const small = latin.toLowerCase();
  const written = culture.respell.map(({ from, to }) => small.replace(from, to)).filter((text) => text !== small && text !== '' && !/(\p{L})\1\1/u.test(text));
  if (written.length === 0) return latin;
  return draw.one(written).replace(/(^|[ '-])(\p{L})/gu, (_, before: string, letter: string) => before + letter.toUpperCase());
}

/** Letters that are more than a letter with a sign. */
const LETTERS: Readonly<Record<string, string>> = { ß: 'ss', æ: 'ae', œ: 'oe', ø: 'o', þ: 'th', ð: 'd', đ: 'd', ł: 'l', ı: 'i', ə: 'e', ħ: 'h', ŋ: 'n', '’': "'" };
/** How ICAO Doc 9303 writes these; Turks and others whose state writes `O` and `U` are not among its followers. */
const ZONE: Readonly<Record<string, string>> = { ä: 'ae', ö: 'oe', ü: 'ue', å: 'aa', ø: 'oe' };
const PLAIN_STATES: ReadonlySet<string> = new Set(['turkish', 'azeri', 'kurdish', 'baltic', 'spanish', 'hispanic', 'portuguese', 'french', 'vietnamese', 'italian', 'mande', 'congolese']);

/** Latin letters without any signs: `Müller` is `Muller`. */
export function withoutSigns(latin: string): string {
  return latin.replace(/[ßæœøþðđłıəħŋ’]/giu, (letter) => {
    const plain = LETTERS[letter.toLowerCase()] ?? letter;
    return letter === letter.toLowerCase() ? plain : plain.charAt(0).toUpperCase() + plain.slice(1);
  }).normalize('NFD').replace(/\p{M}/gu, '');
}

/** As it stands in a machine-readable zone: capitals and spaces, transliterated as the state of the culture does. */
export function zoneText(latin: string, culture: string): string {
  const expanded = PLAIN_STATES.has(culture) ? latin : latin.replace(/[äöüåø]/giu, (letter) => ZONE[letter.toLowerCase()] ?? letter);
  return withoutSigns(expanded).toUpperCase().replace(/['.]/g, '').replace(/[^A-Z]+/g, ' ').trim();
}

const NEIGHBOURS: Readonly<Record<string, string>> = { a: 'sqe', b: 'vn', c: 'xv', d: 'sf', e: 'rwai', f: 'dg', g: 'fh', h: 'gj', i: 'uoe', j: 'hk', k: 'jl', l: 'k', m: 'n', n: 'mb', o: 'ipu', p: 'o', q: 'w', r: 'te', s: 'az', t: 'ry', u: 'iyo', v: 'cb', w: 'e', x: 'z', y: 'ui', z: 'sx' };

/** One slip in one of the longer words: a letter changed for its neighbour, left out, doubled, or two that changed places. */
export function withTypo(text: string, draw: Draw): string {
  const words = text.split(' ');
  const long = words.flatMap((word, at) => (word.length >= 4 ? [at] : []));
  if (long.length === 0) return text;
  const chosen = draw.one(long);
  const word = words[chosen] ?? '';
  const at = 1 + draw.below(word.length - 2);
  const letter = word.charAt(at);
  const neighbours = NEIGHBOURS[letter.toLowerCase()] ?? 'e';
  const other = neighbours.charAt(draw.below(neighbours.length));
  const slips = [
    word.slice(0, at) + (letter === letter.toLowerCase() ? other : other.toUpperCase()) + word.slice(at + 1),
    word.slice(0, at) + word.slice(at + 1),
    word.slice(0, at) + letter + word.slice(at),
    word.slice(0, at) + word.charAt(at + 1) + letter + word.slice(at + 2),
  ];
  words[chosen] = draw.one(slips);
  return words.join(' ');
}
