import { foldToAscii, listDifferent } from '../spelling.ts';

const pairs = (text: string): ReadonlyMap<string, string> => new Map(text.trim().split(/\s+/).map((pair) => [pair.charAt(0), pair.slice(2)] as const));

const INITIALS = pairs(`
  ก=k ข=kh ฃ=kh ค=kh ฅ=kh ฆ=kh ง=ng จ=ch ฉ=ch ช=ch ซ=s ฌ=ch ญ=y ฎ=d ฏ=t ฐ=th ฑ=th ฒ=th ณ=n ด=d ต=t ถ=th ท=th ธ=th น=n บ=b ป=p ผ=ph ฝ=f พ=ph ฟ=f ภ=ph ม=m ย=y ร=r ล=l ว=w
  ศ=s ษ=s ส=s ห=h ฬ=l อ= ฮ=h`);
const FINALS = pairs(`
  ก=k ข=k ค=k ฆ=k ง=ng จ=t ช=t ซ=t ญ=n ฎ=t ฏ=t ฐ=t ฑ=t ฒ=t ณ=n ด=t ต=t ถ=t ท=t ธ=t น=n บ=p ป=p พ=p ฟ=p ภ=p ม=m ย=i ร=n ล=n ฬ=n ว=o ศ=t ษ=t ส=t`);
const CLUSTERS = new Set(['กร', 'กล', 'กว', 'ขร', 'ขล', 'ขว', 'คร', 'คล', 'คว', 'ตร', 'ปร', 'ปล', 'พร', 'พล', 'ผล', 'ทร', 'ฟร', 'ฟล', 'บร', 'บล', 'ดร']);
const LEADING = new Set(['หง', 'หญ', 'หน', 'หม', 'หย', 'หร', 'หล', 'หว', 'อย']);
const BEFORE = 'เแโใไ';
const SILENCED = /[ก-ฮ][ิุ]?์/g;
const TONES = /[็-๋ํ๎]/g;

/** How a final consonant is written: as it sounds, or as it would be at the beginning, which many Thais keep in their names (Bhumibol, Shinawatra). */
type Way = { readonly finals: ReadonlyMap<string, string>; readonly linked: boolean };
const ROYAL: Way = { finals: FINALS, linked: false };
const GRAPHIC: Way = { finals: new Map([...INITIALS, ['ย', 'i'], ['ว', 'o']]), linked: true };

const isConsonant = (character: string): boolean => INITIALS.has(character);
const isSign = (character: string): boolean => character !== '' && 'ะาำิีึืุูัๅ'.includes(character);

/** A Thai word by the Royal system, then closer to its letters, then as any-ascii reads it. Lao is read by the same rules: its block has the same order. */
export const readThai = (word: string, most: number): readonly string[] => {
  const thai = toThai(word).replace(SILENCED, '').replace(TONES, '');
  return listDifferent([write(thai, ROYAL), write(thai, GRAPHIC), foldToAscii(word)], most);
};

const LAO = 0x0e80;
const LAO_TO_THAI = 0x80;
const LAO_LETTERS: Readonly<Record<string, string>> = { 'ຽ': 'ย', 'ໜ': 'น', 'ໝ': 'ม', 'ຼ': 'ล', 'ົ': '', 'ຢ': 'ย', 'ຣ': 'ร', 'ຝ': 'ฝ', 'ຍ': 'ย', 'ູ': 'ู' };

const toThai = (word: string): string => {
  let thai = '';
  for (const character of word.normalize('NFC').replaceAll('\u0e4d\u0e32', 'ำ').replaceAll('\u0ecd\u0eb2', 'ຳ')) {
    const code = character.charCodeAt(0);
    thai += code >= LAO && code < LAO + 0x80 ? LAO_LETTERS[character] ?? String.fromCharCode(code - LAO_TO_THAI) : character;
  }
  return thai;
};

const write = (word: string, way: Way): string => {
  let text = '';
  for (let at = 0; at < word.length;) {
    const [syllable, length] = readSyllable(word, at, way);
    text += syllable;
    at += length;
  }
  return text;
};

type Read = readonly [written: string, length: number];

/** One syllable: the vowel before, the consonant or cluster, the signs, and the consonant that closes it. */
const readSyllable = (word: string, start: number, way: Way): Read => {
  let at = start;
  const before = BEFORE.includes(word.charAt(at)) ? word.charAt(at) : '';
  if (before !== '') at += 1;
  if (word.charAt(at) === 'ฤ') return [word.charAt(at + 1) === 'ๅ' ? 'rue' : 'ri', at + 1 - start];
  if (!isConsonant(word.charAt(at))) return [foldToAscii(word.charAt(start)), 1];
  const onset = onsetAt(word, at, before);
  at += onset.length;
  const [vowel, vowelLength, isOpen] = vowelAt(word, at, before);
  at += vowelLength;
  if (vowel === undefined) return closeBare(word, at, { start, onset: onset.written, way });
  const final = isOpen && closes(word, at) ? word.charAt(at) : '';
  if (final === '') return [onset.written + vowel, at - start];
  const closed = way.finals.get(final) ?? '';
  return [onset.written + vowel + closed, at + 1 - start];
};

const onsetAt = (word: string, at: number, before: string): { readonly written: string; readonly length: number } => {
  const pair = word.slice(at, at + 2);
  const follows = word.charAt(at + 2);
  const hasVowel = before !== '' || isSign(follows) || follows === 'ว' || follows === 'อ' || isConsonant(follows);
  if (LEADING.has(pair) && hasVowel) return { written: INITIALS.get(pair.charAt(1)) ?? '', length: 2 };
  if (CLUSTERS.has(pair) && hasVowel && (before !== '' || isSign(follows) || isConsonant(follows))) return { written: (INITIALS.get(pair.charAt(0)) ?? '') + (INITIALS.get(pair.charAt(1)) ?? ''), length: 2 };
  return { written: INITIALS.get(word.charAt(at)) ?? '', length: 1 };
};

const SIGNS: Readonly<Record<string, string>> = { 'ะ': 'a', 'า': 'a', 'ำ': 'am', 'ิ': 'i', 'ี': 'i', 'ึ': 'ue', 'ื': 'ue', 'ุ': 'u', 'ู': 'u', 'ั': 'a' };

/** The vowel after a consonant, how many characters it takes, and whether a consonant can close it. */
const vowelAt = (word: string, at: number, before: string): readonly [vowel: string | undefined, length: number, isOpen: boolean] => {
  const sign = word.charAt(at);
  const next = word.charAt(at + 1);
  switch (before) {
    case 'เ':
      if (sign === 'ี' && next === 'ย') return ['ia', 2, true];
      if (sign === 'ื' && next === 'อ') return ['uea', 2, true];
      if (sign === 'า') return next === 'ะ' ? ['o', 2, false] : ['ao', 1, false];
      if (sign === 'ิ' || sign === 'อ') return ['oe', 1, true];
      if (sign === 'ย') return ['oei', 1, false];
      return ['e', sign === 'ะ' ? 1 : 0, true];
    case 'แ': return ['ae', sign === 'ะ' ? 1 : 0, true];
    case 'โ': return ['o', sign === 'ะ' ? 1 : 0, true];
    case 'ไ': case 'ใ': return ['ai', sign === 'ย' ? 1 : 0, false];
    default:
  }
  if (sign === 'ั' && next === 'ว') return ['ua', 2, false];
  if (sign === 'ั' && next === 'ย') return ['ai', 2, false];
  if (sign === 'ื' && next === 'อ') return ['ue', 2, true];
  if (sign === 'ร' && next === 'ร') return [isConsonant(word.charAt(at + 2)) ? 'a' : 'an', 2, isConsonant(word.charAt(at + 2))];
  if (sign === 'อ') return ['o', 1, true];
  if (sign === 'ว' && isConsonant(next) && !isSign(word.charAt(at + 2))) return ['ua', 1, true];
  const vowel = SIGNS[sign];
  return vowel === undefined ? [undefined, 0, true] : [vowel, 1, sign !== 'ะ' && sign !== 'ำ'];
};

/** Two consonants that are a syllable of their own at the end of many names: -thon, -phon, -kon, -chon, -won. */
const SYLLABLES = new Set(['ธร', 'พร', 'พล', 'กร', 'วร', 'ชน', 'ชล', 'มล', 'ผล', 'รถ', 'รส', 'นท', 'พงษ', 'ศร', 'สร', 'คม', 'ดล', 'พจน', 'วน', 'วย', 'รณ']);

/** Whether the consonant here ends a syllable: no vowel of its own comes before or after it. */
const closes = (word: string, at: number): boolean => {
  if (!isConsonant(word.charAt(at)) || word.charAt(at) === 'อ') return false;
  const next = word.charAt(at + 1);
  if (next === 'อ' || next === 'ว') return isSign(word.charAt(at + 2)) || BEFORE.includes(word.charAt(at + 2));
  const startsCluster = CLUSTERS.has(word.slice(at, at + 2)) && at + 2 < word.length;
  const isLastPair = at + 2 === word.length && isConsonant(next) && SYLLABLES.has(word.slice(at));
  return !isSign(next) && !startsCluster && !isLastPair && !(next === 'ร' && word.charAt(at + 2) === 'ร');
};

/** A consonant without a written vowel: o when another one closes the syllable, a when that one has a vowel of its own, nothing at the end of a word. */
const closeBare = (word: string, at: number, { start, onset, way }: { readonly start: number; readonly onset: string; readonly way: Way }): Read => {
  if (at >= word.length) return [start === 0 ? `${onset}o` : way.linked ? onset : '', at - start];
  if (!closes(word, at)) return [`${onset}a`, at - start];
  const isLast = at + 1 >= word.length;
  const afterIsBare = isConsonant(word.charAt(at + 1)) && closes(word, at + 1);
  if (!isLast && afterIsBare && at + 2 >= word.length && start === 0) return [`${onset}a`, at - start];
  return [`${onset}o${way.finals.get(word.charAt(at)) ?? ''}`, at + 1 - start];
};
