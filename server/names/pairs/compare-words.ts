import type { NameToken } from '../model.ts';
import { isWithoutMarks } from '../read.ts';
import { koreanSound } from '../words/korean.ts';
import { compareReadings, shareReading } from './compare-readings.ts';
import { compareScripts } from './compare-scripts.ts';
import { DIFFERS, EQUAL, type Likeness } from './likeness.ts';
import { areNicknames } from './nicknames.ts';
import { areTwoNames } from './other-names.ts';
import { ofSpelling, SCORES } from './scores.ts';
import { spellingDistance } from './spelling.ts';
import { ownLettersOf, spellingsOf } from './spellings.ts';

const SPELLED: Likeness = { how: 'spelling', score: SCORES.spelling };
const GENDER: Likeness = { how: 'spelling', score: SCORES.gender };
const NICKNAME: Likeness = { how: 'nickname', score: SCORES.nickname };
const SYLLABLE: Likeness = { how: 'sound', score: SCORES.syllable };
const TWO_NAMES: Likeness = { how: 'differs', score: SCORES.otherName };

/** How well two words agree as one word of one name, 0 to 1. Below a half they are two words. */
export function compareWords(asked: NameToken, recorded: NameToken): Likeness {
  if (!asked.cut) return compareWhole(asked, recorded);
  const begun = compareBeginnings(asked, recorded);
  const whole = compareWhole(asked, recorded);
  return begun.score > whole.score ? begun : whole;
}

/** A word whose end may be missing is the beginning of the other, and tells the more the longer it is. */
function compareBeginnings(asked: NameToken, recorded: NameToken): Likeness {
  let letters = 0;
  for (const one of asked.readings) for (const other of recorded.readings) if (one.length > letters && other.startsWith(one)) letters = one.length;
  return letters === 0 ? DIFFERS : { how: letters === 1 ? 'initial' : 'spelling', score: letters >= LONG_BEGINNING ? SCORES.beginning : letters === 1 ? SCORES.initial : SCORES.shortBeginning };
}
const LONG_BEGINNING = 4;

function compareWhole(asked: NameToken, recorded: NameToken): Likeness {
  const found = compareKinds(asked, recorded);
  if (found.score <= SCORES.otherName || found.score >= SCORES.gender || found.how === 'nickname') return found;
  // Sergei is not Sergeevich; a patronymic with a slip of the pen is.
  if ((asked.role === 'patronymic') !== (recorded.role === 'patronymic') && found.score < SCORES.slip) return DIFFERS;
  return areTwoNames(asked, recorded, found.score) ? TWO_NAMES : found;
}

function compareKinds(asked: NameToken, recorded: NameToken): Likeness {
  if (asked.role === 'initial' || recorded.role === 'initial') return compareInitials(asked, recorded);
  if (asked.stem !== undefined && recorded.stem !== undefined) return compareAbd(asked.stem, recorded.stem, asked.text === recorded.text);
  const whole = asked.script === recorded.script ? compareSameScript(asked, recorded) : compareScripts(asked, recorded);
  if (asked.stem === recorded.stem || whole.score >= SCORES.withoutAbd) return whole;
  return compareWithoutAbd(asked, recorded, whole);
}

function compareInitials(asked: NameToken, recorded: NameToken): Likeness {
  const both = asked.role === 'initial' && recorded.role === 'initial';
  if (asked.own === recorded.own && both) return EQUAL;
  for (const one of asked.readings) for (const other of recorded.readings) if (one.charCodeAt(0) === other.charCodeAt(0)) return { how: 'initial', score: both ? 1 : SCORES.initial };
  return DIFFERS;
}

function compareAbd(asked: NameToken, recorded: NameToken, equal: boolean): Likeness {
  const stems = compareWords(asked, recorded);
  return stems.how === 'equal' && !equal ? SPELLED : stems;
}

function compareWithoutAbd(asked: NameToken, recorded: NameToken, whole: Likeness): Likeness {
  const stems = compareWords(asked.stem ?? asked, recorded.stem ?? recorded);
  const score = stems.score * SCORES.withoutAbd;
  return score > whole.score ? { how: stems.how === 'equal' ? 'spelling' : stems.how, score } : whole;
}

function compareSameScript(asked: NameToken, recorded: NameToken): Likeness {
  if (asked.own === recorded.own) return asked.script !== 'latin' || asked.text.length === recorded.text.length ? EQUAL : SPELLED;
  if (asked.script === 'latin') return compareLatin(asked, recorded);
  if (asked.script === 'han' || asked.script === 'hangul') return compareSyllables(asked, recorded);
  if (shareReading(asked, recorded)) return SPELLED;
  const spelled = ofSpelling(spellingDistance(ownLettersOf(asked), ownLettersOf(recorded), 4) * SCORES.ownLetter, Math.max(asked.own.length, recorded.own.length));
  const read = compareReadings(asked, recorded);
  return spelled > read.score ? { how: 'spelling', score: spelled } : read;
}

function compareLatin(asked: NameToken, recorded: NameToken): Likeness {
  if (asked.role === 'syllable' && recorded.role === 'syllable') return koreanSound(asked.folded) === koreanSound(recorded.folded) ? SYLLABLE : DIFFERS;
  if (shareReading(asked, recorded) || isWithoutMarks(asked.text, recorded.text)) return SPELLED;
  if (areOneFamily(asked, recorded)) return GENDER;
  if (areNicknames(asked.folded, recorded.folded)) {
    const read = compareReadings(asked, recorded);
    return read.score < SCORES.nickname ? NICKNAME : read;
  }
  return compareReadings(asked, recorded);
}

/** Whether they are one but for the endings of women and men; such words begin alike. */
function areOneFamily(asked: NameToken, recorded: NameToken): boolean {
  return asked.folded.charCodeAt(0) === recorded.folded.charCodeAt(0) && spellingsOf(asked)[0]?.neutral === spellingsOf(recorded)[0]?.neutral;
}

/** Characters are compared, not readings: many names are read alike. */
function compareSyllables(asked: NameToken, recorded: NameToken): Likeness {
  const [one, other] = [[...asked.own], [...recorded.own]];
  const same = one.filter((letter) => other.includes(letter)).length;
  const most = Math.max(one.length, other.length);
  if (same === most) return { how: 'spelling', score: SCORES.swapped };
  if (asked.folded === recorded.folded) return areVariants(asked, recorded) ? { how: 'spelling', score: SCORES.variant } : { how: 'sound', score: SCORES.sameReading };
  return same === 0 ? DIFFERS : { how: 'spelling', score: (SCORES.sharedSyllable * same) / (most - 1) };
}

/** Traditional and simplified characters are read alike in every language that is known. */
const areVariants = (asked: NameToken, recorded: NameToken): boolean => asked.readings.length > 2 && asked.readings.join() === recorded.readings.join();
