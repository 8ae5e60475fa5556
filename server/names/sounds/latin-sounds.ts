/**
 * Latin spelling as a row of sound symbols: the letters 0 to 25, then groups of letters that are written for one sound somewhere, then letters
 * whose sound hangs on their place (`c` before e and i, a silent end). What each sounds like is not said here: see costs.ts.
 */
const GROUPS = [
  'tsch', 'dsch', 'shch', 'sch', 'tch', 'dzh', 'eau', 'sh', 'ch', 'th', 'ph', 'gh', 'kh', 'zh', 'ts', 'tz', 'cz', 'sz', 'rz', 'dz', 'dj', 'qu',
  'ck', 'ng', 'ou', 'oo', 'ee', 'ei', 'ai', 'ay', 'ey', 'au', 'aw', 'ow', 'ea', 'ie', 'oe', 'ue', 'ae', 'gn', 'ia', 'io', 'iu', 'ya', 'yo', 'yu',
] as const;
const PLACED = ['c before e', 'g before e', 'r before none', 'l before none', 'h before none', 'e at end', 's at end', 't at end', 'd at end', 'x at end', 'n before none', 'm before none'] as const;

/** The symbols of Latin spelling: 26 letters, the groups, the placed letters. */
export const LATIN_SYMBOLS: readonly string[] = [...'abcdefghijklmnopqrstuvwxyz', ...GROUPS, ...PLACED];

const A = 97;
const symbol = (name: (typeof GROUPS)[number] | (typeof PLACED)[number]): number => LATIN_SYMBOLS.indexOf(name);

/** The groups by their first letter, longest first. */
const BY_FIRST: readonly (readonly string[])[] = Array.from({ length: 26 }, (_, at) => GROUPS.filter((group) => group.charCodeAt(0) === at + A));
const C_SOFT = symbol('c before e');
const G_SOFT = symbol('g before e');
const AT_END: Readonly<Record<string, number>> = { e: symbol('e at end'), s: symbol('s at end'), t: symbol('t at end'), d: symbol('d at end'), x: symbol('x at end') };
const BEFORE_NONE: Readonly<Record<string, number>> = {
  r: symbol('r before none'), l: symbol('l before none'), h: symbol('h before none'), n: symbol('n before none'), m: symbol('m before none'),
};

const isVowel = (letter: string | undefined): boolean => letter !== undefined && 'aeiouy'.includes(letter);

/** The symbols of a word of the letters a to z; doubled letters count once. Other characters are passed over. */
export function latinSounds(word: string): Uint8Array {
  const out = new Uint8Array(word.length);
  let size = 0;
  for (let at = 0; at < word.length;) {
    const letter = word.charAt(at);
    const code = letter.charCodeAt(0) - A;
    if (code < 0 || code > 25) {
      at += 1;
      continue;
    }
    const group = BY_FIRST[code]?.find((one) => word.startsWith(one, at));
    if (group !== undefined) {
      out[size++] = GROUP_IDS.get(group) ?? code;
      at += group.length;
      continue;
    }
    const double = word.charAt(at + 1) === letter ? 1 : 0;
    const next = at + 1 + double < word.length ? word.charAt(at + 1 + double) : undefined;
    out[size++] = placed(letter, next) ?? code;
    at += 1 + double;
  }
  return out.subarray(0, size);
}

const GROUP_IDS = new Map<string, number>(GROUPS.map((group) => [group, symbol(group)]));

function placed(letter: string, next: string | undefined): number | undefined {
  if (letter === 'c') return next === 'e' || next === 'i' || next === 'y' ? C_SOFT : undefined;
  if (letter === 'g') return next === 'e' || next === 'i' || next === 'y' ? G_SOFT : undefined;
  if (next === undefined && letter in AT_END) return AT_END[letter];
  return isVowel(next) ? undefined : BEFORE_NONE[letter];
}
