/**
 * Folding: what is compared when two texts name the same thing. A folded value is for comparing and for keys only and
 * is never shown. Every fold takes any text, never throws, is the same when applied twice, and needs no country or
 * issuer: a question that leaves them out must still meet the record. Names in another spelling or script are no business of
 * this file: here two names are the same or they are not.
 */

/**
 * The number of a document: NFKC (full-width and circled forms become plain ones), capitals, digits of any script as
 * 0 to 9, and nothing but letters and digits (spaces, hyphens, slashes, `<` and the sign for "number" go).
 */
export function foldDocumentNumber(text: string): string {
  return isFolded(text) ? text : foldMarks(text);
}

/** Capital letters that look like a digit, and the digit that stands for both. Q is not among them. */
const LOOKALIKE_DIGITS: Readonly<Record<string, string>> = { O: '0', I: '1', S: '5', B: '8', Z: '2' };

/** Capital Cyrillic and Greek letters that look like a Latin one, each with it. */
const LATIN_TWINS: Readonly<Record<string, string>> = {
  ...twins('АВЕЅІЈКМНОРСТУХ', 'ABESIJKMHOPCTYX'),
  ...twins('ΑΒΕΖΗΙΚΜΝΟΡΤΥΧ', 'ABEZHIKMNOPTYX'),
};

/**
 * The one form of all numbers that differ only in look-alikes: O and 0, I and 1, S and 5, B and 8, Z and 2, and a Latin
 * letter and its Cyrillic or Greek twin. Two folded numbers with the same skeleton that are not equal are a weaker match.
 * `folded`: a value that a fold of this file returned.
 */
export function lookalikeSkeleton(folded: string): string {
  // Most numbers hold none of them: one pass, and no new text.
  if (!/[OISBZͰ-ӿ]/u.test(folded)) return folded;
  return latinTwins(folded).replace(/[OISBZ]/gu, (letter) => LOOKALIKE_DIGITS[letter] ?? letter);
}

/**
 * A vehicle identification number, whole or in part. ISO 3779 has no I, O and Q, so they can only be misread 1, 0 and 0.
 * Letters typed on a Cyrillic or Greek keyboard become the Latin ones that are stamped.
 */
export function foldVin(text: string): string {
  const folded = isFolded(text) ? text : latinTwins(foldMarks(text));
  return folded.replace(/[IOQ]/gu, (letter) => (letter === 'I' ? '1' : '0'));
}

/**
 * A registration plate. The result does not depend on the country, which is judged afterwards: a plate is often read
 * without it. What the countries need, in one fold:
 * - separators, spaces, seals and dots go, as everywhere;
 * - plates of the Vienna Convention are written with letters that exist in Latin: Cyrillic АВЕКМНОРСТУХ (RUS, UKR, BLR, BGR,
 *   MDA, ...) and Greek ΑΒΕΖΗΙΚΜΝΟΡΤΥΧ (GRC, CYP) become ABEKMHOPCTYX and ABEZHIKMNOPTYX; other letters of these scripts stay;
 * - accents go: Ä is A, Ö is O, Ü is U (DEU, AUT, HUN), Đ is D (VNM), Ł is L; see `plateForms` for AE, OE, UE;
 * - Arabic, Persian, Indic and Thai digits become 0 to 9; Persian letters become the Arabic ones they are typed as.
 * O and 0 stay apart: many countries use both in the same place. The country may be given, and has no effect.
 */
export function foldPlate(text: string, _country?: string): string {
  if (isFolded(text)) return text;
  const bare = text.normalize('NFKD').replace(PLATE_ACCENTS, '');
  const plain = foldMarks(bare).replace(/[ĐÐØŁÆŒ]/gu, (letter) => PLAIN_LATIN[letter] ?? letter);
  return latinTwins(plain).replace(/[یىکہھ]/gu, (letter) => ARABIC_VARIANTS[letter] ?? letter);
}

/**
 * The folded forms to ask for when a plate is looked up, the plain one first (at most three). German and Austrian offices
 * write GÖ as GO or as GOE where no umlaut is to be had, so a question with either spelling asks for both.
 */
export function plateForms(text: string): readonly string[] {
  const plain = foldPlate(text);
  const spelled = foldPlate(text.normalize('NFC').replace(/[ÄÖÜ]/giu, (letter) => `${letter}E`));
  // Only in the letters before the first digit, where the office is named.
  const short = plain.replace(/^([A-Z]?)([AOU])E(?=[A-Z]*\d)/u, '$1$2');
  return [...new Set([plain, spelled, short])];
}

/** An engine or gearbox number: letters and digits as stamped, without stars, dots and other ornaments between them. */
export function foldEngineNumber(text: string): string {
  return foldDocumentNumber(text);
}

/** The serial number of a firearm or of any other made thing. */
export function foldSerial(text: string): string {
  return foldDocumentNumber(text);
}

/**
 * A hull identification number (ISO 10087: two letters of the country and twelve characters). American builders may leave
 * `US-` out, so it goes where it stands before the twelve.
 */
export function foldHullNumber(text: string): string {
  const folded = foldDocumentNumber(text);
  return folded.length === 14 && folded.startsWith('US') ? folded.slice(2) : folded;
}

/** An IMO ship number: its digits, without the letters IMO. Leading zeros stay. */
export function foldImo(text: string): string {
  return foldDocumentNumber(text).replace(/^IMO(?=\d)/u, '');
}

/** An MMSI (nine digits of a ship's radio): its digits, without the letters MMSI. */
export function foldMmsi(text: string): string {
  return foldDocumentNumber(text).replace(/^MMSI(?=\d)/u, '');
}

/**
 * A name for exact comparison: compatibility forms resolved, accents and vowel points gone, small letters, one space
 * between words, in the order written. All scripts are kept. Apostrophes are dropped and not made a space, as in an MRZ
 * (ICAO Doc 9303-3, 4.6), so is the dot of a Catalan l·l; digits, hyphens and other signs part words. ß is ss, ı i, ł l,
 * ø o, đ and ð d, æ ae, œ oe, þ th.
 * Marks that are letters of their script (vowel signs of Indic scripts, Thai, voiced kana) stay.
 */
export function foldText(text: string): string {
  if (isAscii(text)) return text.toLowerCase().replace(/['`]/g, '').replace(/[^a-z]+/g, ' ').trim();
  const bare = bareText(bareText(text).toLowerCase());
  const plain = bare.replace(/[ßıłøđðæœþħŧəςیىکہھة]/gu, (letter) => PLAIN[letter] ?? letter).normalize('NFC');
  return plain.replace(/[^\p{L}\p{M}]+/gu, ' ').trim();
}

/** The folded words of a name in a fixed order, so that it does not matter which came first. Repeated words stay. */
export function foldNameTokens(text: string): readonly string[] {
  return tokensOf(foldText(text));
}

/** Accents of Latin, Greek and Cyrillic letters, and Arabic vowel signs with hamza and madda. */
const PLATE_ACCENTS = /[\u0300-\u036f\u064b-\u0655\u0670]/gu;
const PLAIN_LATIN: Readonly<Record<string, string>> = { Đ: 'D', Ð: 'D', Ø: 'O', Ł: 'L', Æ: 'AE', Œ: 'OE' };
const ARABIC_VARIANTS: Readonly<Record<string, string>> = { ی: 'ي', ى: 'ي', ک: 'ك', ہ: 'ه', ھ: 'ه' };

/** Most questions come folded already, from an MRZ: those cost one pass and no new text. */
function isFolded(text: string): boolean {
  return /^[A-Z0-9]*$/.test(text);
}

/** The long way below would give the same for plain text, at several times the cost. */
function isAscii(text: string): boolean {
  return !/[\u0080-\uffff]/.test(text);
}

function foldMarks(text: string): string {
  if (isAscii(text)) return text.toUpperCase().replace(/[^A-Z0-9]/g, '');
  // Signs go first, because some decompose into a space and an accent, and № into letters. The second round is for
  // the capitals that have a compatibility form of their own.
  const capitals = text.replace(SIGNS, '').normalize('NFKC').toUpperCase().normalize('NFKC');
  return capitals.replace(/[^\p{L}\p{M}\p{N}]|\u0640/gu, '').replace(/(?![0-9])\p{Nd}/gu, westernDigit).normalize('NFKC');
}

/** Punctuation, spaces, controls, accents that stand alone, №, and the frames and variants of signs. */
const SIGNS = /[\p{P}\p{Z}\p{C}\p{Sk}\p{Me}\p{Variation_Selector}№]/gu;

/** The digits of a script stand in a row of ten, so the distance to the first of the row is the value. */
function westernDigit(digit: string): string {
  const code = digit.codePointAt(0) ?? 0;
  let value = 0;
  while (value < 9 && /\p{Nd}/u.test(String.fromCodePoint(code - value - 1))) value += 1;
  return String(value);
}

function latinTwins(text: string): string {
  return text.replace(/[Ͱ-ӿ]/gu, (letter) => LATIN_TWINS[letter] ?? letter);
}

function twins(foreign: string, latin: string): Record<string, string> {
  return Object.fromEntries([...foreign].map((letter, at) => [letter, latin.charAt(at)]));
}

/** What writers take for an apostrophe, among it the signs for hamza and ayn in romanised names. */
const APOSTROPHES = /['`´‘’‛′ʹʻʼʽʾʿˈ＇׳]/gu;

/**
 * Marks that are no letters of their script: accents of Latin, Greek and Cyrillic, Hebrew points, Arabic and Syriac vowel
 * signs; the Arabic stretcher; and what has no form of its own (direction marks, joiners, soft hyphen). The two
 * marks of voiced kana are of no one script, and stay.
 */
const DROPPED =
  /[[\p{Mn}&&[\p{sc=Inherited}\p{sc=Latin}\p{sc=Greek}\p{sc=Cyrillic}\p{sc=Hebrew}\p{sc=Arabic}\p{sc=Syriac}]]--[\u3099\u309a]]|[\p{Cf}\u0640]/gv;

/** Apostrophes go before accents do, for one that stands alone decomposes into a space; and after, for ŉ holds one. */
function bareText(text: string): string {
  return text.replace(APOSTROPHES, '').normalize('NFKD').replace(APOSTROPHES, '').replace(DROPPED, '').replace(/(?<=l)·(?=l)/giu, '');
}

const PLAIN: Readonly<Record<string, string>> = {
  ß: 'ss',
  ı: 'i',
  ł: 'l',
  ø: 'o',
  đ: 'd',
  ð: 'd',
  æ: 'ae',
  œ: 'oe',
  þ: 'th',
  ħ: 'h',
  ŧ: 't',
  ə: 'e',
  ς: 'σ',
  // Letters of one word that Persian, Urdu and Arabic keyboards write differently.
  ی: 'ي',
  ى: 'ي',
  ک: 'ك',
  ہ: 'ه',
  ھ: 'ه',
  ة: 'ه',
};

function tokensOf(folded: string): readonly string[] {
  return folded === '' ? [] : folded.split(' ').toSorted();
}
