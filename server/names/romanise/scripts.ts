/** The scripts that are told apart. `other` is any script without rules of its own; marks, digits and signs belong to none. */
export const SCRIPTS = [
  'latin', 'greek', 'cyrillic', 'armenian', 'hebrew', 'arabic', 'thaana', 'devanagari', 'bengali', 'gurmukhi', 'gujarati', 'oriya', 'tamil', 'telugu',
  'kannada', 'malayalam', 'sinhala', 'thai', 'lao', 'tibetan', 'burmese', 'georgian', 'hangul', 'ethiopic', 'khmer', 'mongolian', 'kana', 'han', 'other',
] as const;
/** One of the scripts that are told apart. */
export type Script = (typeof SCRIPTS)[number];

const NONE = 255;
/** First and last code point of each block, and whose it is. */
const BLOCKS: readonly (readonly [first: number, last: number, script: Script])[] = [
  [0x41, 0x5a, 'latin'], [0x61, 0x7a, 'latin'], [0xaa, 0xaa, 'latin'], [0xba, 0xba, 'latin'], [0xc0, 0xd6, 'latin'], [0xd8, 0xf6, 'latin'],
  [0xf8, 0x24f, 'latin'], [0x250, 0x2af, 'latin'], [0x1d00, 0x1dbf, 'latin'], [0x1e00, 0x1eff, 'latin'], [0x2c60, 0x2c7f, 'latin'],
  [0xa722, 0xa7ff, 'latin'], [0xab30, 0xab64, 'latin'], [0xfb00, 0xfb06, 'latin'], [0xff21, 0xff3a, 'latin'], [0xff41, 0xff5a, 'latin'],
  [0x370, 0x373, 'greek'], [0x376, 0x37d, 'greek'], [0x37f, 0x3ff, 'greek'], [0x1f00, 0x1fff, 'greek'],
  [0x400, 0x482, 'cyrillic'], [0x48a, 0x52f, 'cyrillic'], [0x1c80, 0x1c8f, 'cyrillic'], [0xa640, 0xa66e, 'cyrillic'], [0xa680, 0xa69d, 'cyrillic'],
  [0x531, 0x588, 'armenian'], [0xfb13, 0xfb17, 'armenian'], [0x5d0, 0x5f2, 'hebrew'], [0xfb1d, 0xfb4f, 'hebrew'],
  [0x620, 0x64a, 'arabic'], [0x66e, 0x6d5, 'arabic'], [0x6ee, 0x6ef, 'arabic'], [0x6fa, 0x6ff, 'arabic'], [0x750, 0x77f, 'arabic'],
  [0x8a0, 0x8c9, 'arabic'], [0xfb50, 0xfdff, 'arabic'], [0xfe70, 0xfefc, 'arabic'], [0x780, 0x7a5, 'thaana'], [0x7b1, 0x7b1, 'thaana'],
  [0x900, 0x965, 'devanagari'], [0x970, 0x97f, 'devanagari'], [0xa8e0, 0xa8ff, 'devanagari'], [0x980, 0x9e3, 'bengali'], [0x9f0, 0x9f1, 'bengali'],
  [0xa00, 0xa5f, 'gurmukhi'], [0xa70, 0xa75, 'gurmukhi'], [0xa80, 0xae3, 'gujarati'], [0xaf9, 0xaff, 'gujarati'], [0xb00, 0xb63, 'oriya'],
  [0xb71, 0xb71, 'oriya'], [0xb80, 0xbd7, 'tamil'], [0xc00, 0xc63, 'telugu'], [0xc80, 0xce3, 'kannada'], [0xcf1, 0xcf3, 'kannada'],
  [0xd00, 0xd63, 'malayalam'], [0xd7a, 0xd7f, 'malayalam'], [0xd80, 0xde5, 'sinhala'], [0xdf2, 0xdf3, 'sinhala'], [0xe01, 0xe4e, 'thai'],
  [0xe80, 0xecf, 'lao'], [0xedc, 0xedf, 'lao'], [0xf00, 0xf1f, 'tibetan'], [0xf40, 0xfbc, 'tibetan'], [0x1000, 0x103f, 'burmese'],
  [0x1050, 0x108f, 'burmese'], [0xaa60, 0xaa7f, 'burmese'], [0x10a0, 0x10ff, 'georgian'], [0x1c90, 0x1cbf, 'georgian'], [0x2d00, 0x2d2d, 'georgian'],
  [0x1100, 0x11ff, 'hangul'], [0x3131, 0x318e, 'hangul'], [0xa960, 0xa97c, 'hangul'], [0xac00, 0xd7fb, 'hangul'],
  [0x1200, 0x135f, 'ethiopic'], [0x1380, 0x138f, 'ethiopic'], [0x2d80, 0x2ddf, 'ethiopic'], [0xab01, 0xab2f, 'ethiopic'],
  [0x1780, 0x17d3, 'khmer'], [0x17dc, 0x17dd, 'khmer'], [0x1820, 0x18aa, 'mongolian'], [0x3041, 0x3096, 'kana'], [0x309d, 0x309f, 'kana'],
  [0x30a1, 0x30fa, 'kana'], [0x30fc, 0x30ff, 'kana'], [0x31f0, 0x31ff, 'kana'], [0xff66, 0xff9d, 'kana'],
  [0x2e80, 0x2fd5, 'han'], [0x3005, 0x3007, 'han'], [0x3400, 0x4dbf, 'han'], [0x4e00, 0x9fff, 'han'], [0xf900, 0xfad9, 'han'],
];

/** The number of the script of each code point of the first plane; NONE where it has none, `other` where nothing is said above but it is a letter. */
const OF_CODE = ((): Uint8Array => {
  const table = new Uint8Array(0x10000).fill(NONE);
  for (const [first, last, script] of BLOCKS) table.fill(SCRIPTS.indexOf(script), first, last + 1);
  return table;
})();

const OTHER = SCRIPTS.indexOf('other');
const HAN = SCRIPTS.indexOf('han');
const LETTER = /\p{L}/u;

const numberOf = (code: number, character: string): number => {
  const number = code < 0x10000 ? OF_CODE[code] ?? NONE : code >= 0x20000 && code < 0x32000 ? HAN : NONE;
  return number === NONE && code > 0x7f && LETTER.test(character) ? OTHER : number;
};

/** The script of the first letter of a text; `other` when it has no letter. */
export const scriptOf = (text: string): Script => {
  for (const character of text) {
    const number = numberOf(character.codePointAt(0) ?? 0, character);
    if (number !== NONE) return SCRIPTS[number] ?? 'other';
  }
  return 'other';
};

/** A stretch of a text in one script. Marks, digits and signs stay with the letters before them. */
export type ScriptRun = { readonly script: Script; readonly text: string };

/** Cuts a text where its script changes: "ЛеннонJohn" gives two stretches. A text without letters is one stretch of `other`. */
export const splitByScript = (text: string): readonly ScriptRun[] => {
  const runs: ScriptRun[] = [];
  let script = NONE;
  let start = 0;
  let at = 0;
  for (const character of text) {
    const number = numberOf(character.codePointAt(0) ?? 0, character);
    if (number !== NONE && number !== script) {
      if (script !== NONE) {
        runs.push({ script: SCRIPTS[script] ?? 'other', text: text.slice(start, at) });
        start = at;
      }
      script = number;
    }
    at += character.length;
  }
  if (text !== '') runs.push({ script: SCRIPTS[script] ?? 'other', text: text.slice(start) });
  return runs;
};
