/** Reads unvowelled Arabic letters: which of w and y are vowels, and where a short vowel must have been. */

/** One sound: a consonant (its text may be empty for a throat letter) or a vowel. */
type Sound = { readonly text: string; readonly isVowel: boolean };

/** How a language fills in. `consonants` gives what each letter is; `short` are the vowels that are put in, by the place where they stand. */
export type Filling = {
  readonly consonants: ReadonlyMap<string, string>;
  /** The usual short vowel. */
  readonly short: string;
  /** The short vowel after a long one, as in khalid. */
  readonly afterLong: string;
  /** Long w and y. */
  readonly w: string;
  readonly y: string;
  /** Which vowel an initial m takes before two consonants: mustafa. */
  readonly prefix: string;
  /** The feminine ending. */
  readonly feminine: string;
  /** w as a consonant. */
  readonly glide: string;
  /** A foreign name keeps its clusters: no vowel between two consonants, only one between three. */
  readonly clusters: boolean;
  /** Whether two consonants at the end are parted: fahad, not fahd. */
  readonly parted: boolean;
};

const ALIF = 'ا';
const WAW = 'و';
const YEH = 'ي';

/** A word of normalised letters in Latin letters. */
export const fillVowels = (letters: string, filling: Filling): string => join(listSounds(letters, filling), filling);

const isLong = (letter: string): boolean => letter === ALIF || letter === WAW || letter === YEH || letter === 'آ' || letter === 'ى';

const listSounds = (letters: string, filling: Filling): readonly Sound[] => {
  const sounds: Sound[] = [];
  const add = (text: string, isVowel: boolean): void => {
    sounds.push({ text, isVowel });
  };
  for (let at = 0; at < letters.length; at += 1) {
    const letter = letters.charAt(at);
    const next = letters.charAt(at + 1);
    const afterVowel = sounds.at(-1)?.isVowel === true;
    switch (letter) {
      case ALIF:
        if (at === 0 && (next === WAW || next === YEH)) {
          const isDiphthong = isLong(letters.charAt(at + 2)) || letters.length === 2;
          if (isDiphthong) add('a', true);
          else {
            add(next === WAW ? filling.w : filling.y, true);
            at += 1;
          }
        } else if (!(afterVowel && sounds.at(-1)?.text === 'a')) add('a', true);
        break;
      case 'أ':
        if (at === 0 && (next === WAW || next === YEH) && letters.length > 3 && !isLong(letters.charAt(at + 2))) {
          add(next === WAW ? filling.w : filling.clusters ? 'e' : 'ay', true);
          at += 1;
        } else add('a', true);
        break;
      case 'آ': case 'ى': add('a', true); break;
      case 'ے': add('e', true); break;
      case 'ھ': addBreath(sounds); break;
      case 'إ': add('i', true); if (next === YEH) at += 1; break;
      case 'ؤ': add('u', true); break;
      case 'ئ': if (!afterVowel && next !== YEH) add('i', true); break;
      case 'ة': add(filling.feminine, true); break;
      case 'ه':
        if (next === '' && at > 1 && !afterVowel) add(filling.feminine, true);
        else add('h', false);
        break;
      case WAW: addGlide(sounds, letters, at, filling); break;
      case YEH: addGlide(sounds, letters, at, filling); break;
      default: add(filling.consonants.get(letter) ?? '', false);
    }
  }
  return sounds;
};

/** The h of Indian letters belongs to the consonant before it: th, bh. */
const addBreath = (sounds: Sound[]): void => {
  const before = sounds.at(-1);
  if (before === undefined || before.isVowel) sounds.push({ text: 'h', isVowel: false });
  else sounds[sounds.length - 1] = { text: `${before.text}h`, isVowel: false };
};

/** w or y: a consonant at the beginning, between vowels and before one; else the long vowel, or the second half of a diphthong. */
const addGlide = (sounds: Sound[], letters: string, at: number, filling: Filling): void => {
  const isWaw = letters.charAt(at) === WAW;
  const next = letters.charAt(at + 1);
  const nextIsVowel = next === ALIF || next === 'آ' || next === 'ة' || next === 'ى' || (isWaw ? next === YEH : next === WAW) || (next === 'ه' && letters.length === at + 2);
  const before = sounds.at(-1);
  const consonant = isWaw ? filling.glide : 'y';
  if (before === undefined) sounds.push({ text: isWaw && filling.clusters ? 'w' : consonant, isVowel: false });
  else if (before.isVowel && !nextIsVowel) {
    // After a long vowel: daud, sayegh, baidoun. The last letter of a word closes it: hadaoui.
    sounds.push({ text: isWaw ? (filling.parted ? 'u' : 'w') : filling.parted || next !== '' ? 'i' : 'y', isVowel: true });
  } else if (nextIsVowel && !before.isVowel && !isWaw) {
    sounds.push({ text: filling.y, isVowel: true }, { text: 'y', isVowel: false });
  } else if (nextIsVowel && filling.clusters && isWaw && next === YEH && !before.isVowel) sounds.push({ text: 'o', isVowel: true });
  else if (nextIsVowel) sounds.push({ text: consonant, isVowel: false });
  else sounds.push({ text: isWaw ? filling.w : next === '' ? 'i' : filling.y, isVowel: true });
};

const join = (sounds: readonly Sound[], filling: Filling): string => {
  let text = '';
  let open = false;
  let lastLong = false;
  let run = 0;
  for (let at = 0; at < sounds.length; at += 1) {
    const sound = sounds[at];
    if (sound === undefined) break;
    if (sound.isVowel) {
      text += text.endsWith(sound.text) && sound.text.length === 1 ? '' : sound.text;
      open = true;
      lastLong = true;
      run = 0;
      continue;
    }
    text += sound.text;
    run += 1;
    const next = sounds[at + 1];
    const vowel: string = next === undefined || next.isVowel ? '' : shortAfter(sounds, at, { open, lastLong, run }, filling);
    text += vowel;
    open = vowel !== '';
    if (vowel !== '') run = 0;
    if (vowel !== '' || next?.isVowel !== true) lastLong = false;
  }
  return text;
};

type Place = { readonly open: boolean; readonly lastLong: boolean; readonly run: number };

/** Consonants that can stand before another one at the end of a word: -nd, -rs, -lt. */
const RINGING = /^[rlnms]$/;

/** The short vowel after a consonant that another one follows, or nothing when the two can stand together. */
const shortAfter = (sounds: readonly Sound[], at: number, place: Place, filling: Filling): string => {
  const afterNext = sounds[at + 2];
  const isNextLast = afterNext === undefined;
  const canClose = afterNext?.isVowel === true;
  if (filling.clusters) {
    const isStart = at === 0;
    if (canClose || (isNextLast && place.run < 2 && !isStart)) return '';
    if (!isStart && place.run === 1 && sounds[at + 3] === undefined && !isNextLast) return RINGING.test(sounds[at + 1]?.text ?? '') && !RINGING.test(afterNext.text) ? filling.short : '';
    return isStart || place.run >= 2 || !place.open ? filling.short : '';
  }
  if (at === 0) return sounds[0]?.text === 'm' && !canClose && afterNext !== undefined && sounds.length > 3 ? filling.prefix : filling.short;
  if (!place.open) return filling.short;
  if (canClose) return '';
  if (isNextLast) {
    if (place.lastLong) return filling.afterLong;
    return filling.parted ? filling.short : '';
  }
  return filling.short;
};
