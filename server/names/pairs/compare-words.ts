import type { How, NameToken, Script } from '../model.ts';
import { asciiOf } from '../read.ts';
import { costTable, type CostScript } from '../sounds/costs.ts';
import { letterSounds, soundLikeness } from '../sounds/likeness.ts';
import { latinSounds } from '../sounds/latin-sounds.ts';
import { haveOtherEndings } from '../words/endings.ts';
import { areGivenNames } from './given-names.ts';
import { areNicknames } from './nicknames.ts';
import { ofLikeness, ofSpelling, SCORES } from './scores.ts';
import { spellingDistance } from './spelling.ts';
import { sharedEnding, withoutGender } from './stems.ts';

const TABLES: Readonly<Partial<Record<Script, CostScript>>> = { arabic: 'arabic', hebrew: 'hebrew', cyrillic: 'cyrillic', hangul: 'hangul', kana: 'kana', han: 'han' };

type Likeness = { how: How; score: number };
const EQUAL: Likeness = { how: 'equal', score: 1 };
const NONE: Likeness = { how: 'differs', score: 0 };

/** How well two words agree as one word of one name, 0 to 1. Below a half they are two words. */
export function compareWords(asked: NameToken, recorded: NameToken): Likeness {
  const found = compareKinds(asked, recorded);
  if (found.score <= SCORES.otherName || found.score >= SCORES.gender || found.how === 'nickname') return found;
  if ((asked.role === 'patronymic') !== (recorded.role === 'patronymic')) return NONE;
  if (asked.pinyin && recorded.pinyin) return { how: 'differs', score: SCORES.otherName };
  if (asked.readings.some((one) => recorded.readings.some((other) => haveOtherEndings(one, other)))) return { how: 'differs', score: SCORES.otherName };
  // Family names are spelled in more ways than any list knows; given names are known.
  if (!asked.family && !recorded.family && areOtherNames(asked, recorded)) return { how: 'differs', score: SCORES.otherName };
  return found;
}

function compareKinds(asked: NameToken, recorded: NameToken): Likeness {
  if (asked.role === 'initial' || recorded.role === 'initial') return compareInitials(asked, recorded);
  if (asked.abd !== undefined && recorded.abd !== undefined) return compareAbd(asked, recorded);
  const whole = asked.script === recorded.script ? compareSameScript(asked, recorded) : compareScripts(asked, recorded);
  if ((asked.abd === undefined) === (recorded.abd === undefined) || whole.score >= SCORES.withoutAbd) return whole;
  return compareWithoutAbd(asked, recorded, whole);
}

function compareInitials(asked: NameToken, recorded: NameToken): Likeness {
  const both = asked.role === 'initial' && recorded.role === 'initial';
  if (asked.own === recorded.own && both) return EQUAL;
  for (const one of asked.readings) for (const other of recorded.readings) if (one.charCodeAt(0) === other.charCodeAt(0)) return { how: 'initial', score: both ? 1 : SCORES.initial };
  return NONE;
}

function compareAbd(asked: NameToken, recorded: NameToken): Likeness {
  const stems = compareWords(stemOf(asked), stemOf(recorded));
  return stems.how === 'equal' && asked.text !== recorded.text ? { how: 'spelling', score: SCORES.spelling } : stems;
}

function compareWithoutAbd(asked: NameToken, recorded: NameToken, whole: Likeness): Likeness {
  const stems = compareWords(asked.abd === undefined ? asked : stemOf(asked), recorded.abd === undefined ? recorded : stemOf(recorded));
  const score = stems.score * SCORES.withoutAbd;
  return score > whole.score ? { how: stems.how === 'equal' ? 'spelling' : stems.how, score } : whole;
}

const stemOf = (token: NameToken): NameToken => (token.abd === undefined ? token : { ...token, ...token.abd, abd: undefined, sounds: undefined, letters: undefined, codes: undefined });

function compareSameScript(asked: NameToken, recorded: NameToken): Likeness {
  if (asked.own === recorded.own) return asked.text.length === recorded.text.length || asked.script !== 'latin' ? EQUAL : { how: 'spelling', score: SCORES.spelling };
  if (asked.script === 'latin') return compareLatin(asked, recorded);
  if (asked.script === 'han' || asked.script === 'hangul') return compareSyllables(asked, recorded);
  const most = Math.max(asked.own.length, recorded.own.length);
  const spelled = ofSpelling(spellingDistance(asked.own, recorded.own, 4) * 0.85, most);
  const latin = compareReadings(asked, recorded, 'spelling');
  return spelled > latin.score ? { how: 'spelling', score: spelled } : latin;
}

/** Traditional and simplified characters are read alike in every language that is known. */
const areVariants = (asked: NameToken, recorded: NameToken): boolean => asked.readings.length > 2 && asked.readings.join() === recorded.readings.join();

/** Characters are compared, not readings: many names are read alike. */
function compareSyllables(asked: NameToken, recorded: NameToken): Likeness {
  const [one, other] = [[...asked.own], [...recorded.own]];
  const same = one.filter((letter) => other.includes(letter)).length;
  const most = Math.max(one.length, other.length);
  if (same === most) return { how: 'spelling', score: SCORES.swapped };
  if (asked.folded === recorded.folded) return areVariants(asked, recorded) ? { how: 'spelling', score: SCORES.variant } : { how: 'sound', score: SCORES.sameReading };
  return same === 0 ? NONE : { how: 'spelling', score: (SCORES.sharedSyllable * same) / (most - 1) };
}

function compareLatin(asked: NameToken, recorded: NameToken): Likeness {
  const read = compareReadings(asked, recorded, 'spelling');
  if (read.score >= SCORES.gender) return read;
  if (withoutGender(asked.folded) === withoutGender(recorded.folded)) return { how: 'spelling', score: SCORES.gender };
  if (areNicknames(asked.folded, recorded.folded)) return read.score < SCORES.nickname ? { how: 'nickname', score: SCORES.nickname } : read;
  return read;
}

/** Scripts that cannot write every sound, and those that leave vowels out and are read by lists of names. */
const LOSSY: ReadonlySet<Script> = new Set(['hangul', 'kana', 'han']);
const UNVOWELLED: ReadonlySet<Script> = new Set(['arabic', 'hebrew']);

/** Two given names that are both borne are two names, unless they are spellings of one: Simon and Simone, but not Erik and Eric. */
function areOtherNames(asked: NameToken, recorded: NameToken): boolean {
  if (LOSSY.has(asked.script) || LOSSY.has(recorded.script)) return false;
  const near = asked.script === recorded.script || UNVOWELLED.has(asked.script) || UNVOWELLED.has(recorded.script) ? SCORES.sameNameDistance : SCORES.sameNameRead;
  let both = false;
  for (const one of asked.readings) {
    for (const other of recorded.readings) {
      if (!areGivenNames(one, other)) continue;
      if (areNicknames(one, other) || spellingDistance(one, other, 1) <= near) return false;
      both = true;
    }
  }
  return both;
}

/** The best of all spellings of both, by spelling and by sound. */
function compareReadings(asked: NameToken, recorded: NameToken, equal: How): Likeness {
  let best = NONE;
  for (const one of asked.readings) {
    for (const other of recorded.readings) {
      if (one === other) return { how: equal, score: equal === 'script' ? SCORES.script : SCORES.spelling };
      const found = compareSpellings(one, other);
      if (found.score > best.score) best = found;
    }
  }
  return best;
}

function compareSpellings(one: string, other: string): Likeness {
  const shared = sharedEnding(one, other);
  const [a, b] = shared === 0 ? [one, other] : [one.slice(0, -shared), other.slice(0, -shared)];
  const most = Math.max(a.length, b.length);
  const spelled = ofSpelling(spellingDistance(a, b, 0.8 * most), most);
  if (spelled >= SCORES.sureSpelling) return { how: 'spelling', score: spelled };
  const heard = ofLikeness(soundLikeness(costTable('latin'), latinSounds(a), latinSounds(b)), 'latin');
  return heard > spelled ? { how: 'sound', score: heard } : { how: 'spelling', score: spelled };
}

function compareScripts(asked: NameToken, recorded: NameToken): Likeness {
  const read = compareReadings(asked, recorded, 'script');
  if (read.score >= SCORES.script) return read;
  if (asked.native || recorded.native) return compareNative(asked, recorded);
  const [latin, other] = asked.script === 'latin' ? [asked, recorded] : [recorded, asked];
  const script = latin.script === 'latin' ? TABLES[other.script] : undefined;
  if (script === undefined) return read;
  const table = costTable(script);
  const letters = lettersOf(other, script);
  if (letters === undefined) return read;
  const heard = ofLikeness(soundLikeness(table, soundsOf(latin), letters), script);
  return heard > read.score ? { how: 'script', score: heard } : { how: 'script', score: read.score };
}

/** The syllables of a native name are told apart by single letters, so less is forgiven. */
function compareNative(asked: NameToken, recorded: NameToken): Likeness {
  let best = 0;
  for (const one of asked.readings) {
    for (const other of recorded.readings) {
      const most = Math.max(one.length, other.length);
      best = Math.max(best, ofSpelling(SCORES.nativeStrictness * spellingDistance(one, other, most), most));
    }
  }
  return { how: 'script', score: best * SCORES.script };
}

function soundsOf(token: NameToken): Uint8Array {
  return (token.sounds ??= latinSounds(token.folded));
}

/** Kana and Han are heard by how they are read, the others by their letters. */
function lettersOf(token: NameToken, script: CostScript): Uint8Array | undefined {
  if (token.letters !== undefined) return token.letters;
  if (script === 'kana' || script === 'han') return (token.letters = latinSounds(asciiOf(token.text.replaceAll('ー', ''))));
  const text = token.text.toLowerCase();
  return (token.letters = letterSounds(costTable(script), script === 'hangul' ? text.normalize('NFD') : text));
}
