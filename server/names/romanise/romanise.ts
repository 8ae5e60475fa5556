import { readArabic } from './arabic/arabic.ts';
import { readArmenian, readGeorgian } from './caucasian.ts';
import { readCyrillic } from './cyrillic.ts';
import { readEthiopic } from './ethiopic.ts';
import { readGreek } from './greek.ts';
import { readHan } from './east-asia/han.ts';
import { readHangul } from './east-asia/hangul.ts';
import { readHebrew } from './hebrew.ts';
import { readIndic } from './south-asia/indic.ts';
import { readKana } from './east-asia/kana.ts';
import { readLatin } from './latin.ts';
import { readOther } from './other.ts';
import { type Script, type ScriptRun, splitByScript } from './scripts.ts';
import { readBurmese, readKhmer, readSinhala } from './south-asia/southern.ts';
import { listDifferent } from './spelling.ts';
import { readThai } from './south-asia/thai.ts';

export { isWrittenAs } from './latin.ts';
export { scriptOf, splitByScript } from './scripts.ts';
export type { Script, ScriptRun } from './scripts.ts';
export { decodeArabicMrz, encodeArabicMrz } from './arabic/arabic-mrz.ts';
export { findWithoutArticle } from './arabic/arabic.ts';
export { ICAO_TABLES, icaoTransliterate } from './icao/icao.ts';
export type { IcaoTable } from './icao/icao.ts';
export { readHanName } from './east-asia/han.ts';
export type { HanLanguage, HanReading } from './east-asia/han.ts';
export { readHangulName } from './east-asia/hangul-name.ts';
export type { HangulReading } from './east-asia/hangul-name.ts';

/** The most readings of one word. */
export const MOST_READINGS = 6;

type Reader = (word: string, most: number) => readonly string[];
const READERS: Readonly<Partial<Record<Script, Reader>>> = {
  latin: readLatin,
  cyrillic: readCyrillic,
  greek: readGreek,
  armenian: readArmenian,
  georgian: readGeorgian,
  arabic: readArabic,
  hebrew: readHebrew,
  ethiopic: readEthiopic,
  devanagari: readIndic,
  bengali: readIndic,
  gurmukhi: readIndic,
  gujarati: readIndic,
  oriya: readIndic,
  tamil: readIndic,
  telugu: readIndic,
  kannada: readIndic,
  malayalam: readIndic,
  sinhala: readSinhala,
  thai: readThai,
  lao: readThai,
  burmese: readBurmese,
  khmer: readKhmer,
  hangul: readHangul,
  kana: readKana,
  han: readHan,
};

/** `most` is how many readings are wanted, six at most. */
export type RomaniseOptions = { readonly most?: number };

/**
 * How one word in any script is read in Latin letters: different readings in small ASCII letters, the most likely first. The word is one token of a name,
 * without blanks. Empty when it has no letters.
 */
export const romanise = (word: string, options?: RomaniseOptions): readonly string[] => {
  const most = Math.min(options?.most ?? MOST_READINGS, MOST_READINGS);
  const runs = splitByScript(word);
  const [only] = runs;
  if (only === undefined) return [];
  return runs.length === 1 ? read(only, most) : readMixed(runs, most);
};

const read = ({ script, text }: ScriptRun, most: number): readonly string[] => (READERS[script] ?? readOther)(text, most);

/** The first readings of all stretches together, then the second of all, and so on. */
const readMixed = (runs: readonly ScriptRun[], most: number): readonly string[] => {
  const readings = runs.map((run) => read(run, most));
  return listDifferent(Array.from({ length: most }, (_, rank) => readings.map((list) => list[rank] ?? list[0] ?? '').join('')), most);
};
