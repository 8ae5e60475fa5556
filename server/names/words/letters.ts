/** What a digit looks like when somebody reads it as a letter. */
const DIGITS = 'oizeasgtbg';

/** Cyrillic letters that look like Latin ones, and those: a word that mixes both scripts was written to deceive, or by a keyboard that was left on. */
const LOOK_ALIKES = new Map([...'аеорсухіјѕԁԛһкмтвнё'].map((letter, at) => [letter, 'aeopcyxijsdqhkmtbhe'.charAt(at)]));

/** Separators between words. An apostrophe is none: it stands within words. */
const SEPARATORS = new Set(' \t\n\r\u00a0\u3000-‐‑‒–—−_/\\|.·・‧•゠=＝;:()[]{}<>"“”„«»?!*+&#~^%@$');
const DROPPED = new Set('\'`´’‘ʻʼʽʿʾʹʺˈ′‛＇״׳ـ');
/** Zero-width and direction marks, soft hyphens, tags. */
const INVISIBLE = /\p{Default_Ignorable_Code_Point}/gu;

/** A text without what cannot be seen, in the normal form in which compatible letters are one (full width, ligatures). */
export function cleanText(text: string): string {
  return isAscii(text) ? text : text.normalize('NFKC').replace(INVISIBLE, '');
}

/** Whether a text has ASCII characters only. */
export function isAscii(text: string): boolean {
  for (let at = 0; at < text.length; at++) if (text.charCodeAt(at) > 127) return false;
  return true;
}

/** The words of a text, without apostrophes. Digits within a word are read as the letters they look like; numbers alone are no words. */
export function splitWords(text: string): string[] {
  const words: string[] = [];
  let word = '';
  for (const letter of text) {
    if (SEPARATORS.has(letter)) {
      if (word !== '') words.push(word);
      word = '';
    } else if (!DROPPED.has(letter) && letter >= ' ') word += letter;
  }
  if (word !== '') words.push(word);
  return words.map(readDigits).filter((one) => one !== '');
}

const DIGIT = /\d/;
const NOT_DIGITS = /\D/;

function readDigits(word: string): string {
  if (!DIGIT.test(word)) return word;
  return NOT_DIGITS.test(word) ? [...word].map((letter) => DIGITS[Number.parseInt(letter, 10)] ?? letter).join('') : '';
}

/** A word of Latin letters with Cyrillic look-alikes among them, in Latin letters; as it is, when a letter has no look-alike. */
export function undoLookAlikes(word: string): string {
  let latin = '';
  for (const letter of word) {
    const look = LOOK_ALIKES.get(letter.toLowerCase());
    if (look === undefined && letter.charCodeAt(0) >= 0x400) return word;
    latin += look ?? letter;
  }
  return latin;
}
