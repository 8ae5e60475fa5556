import type { How, NameToken, Spelling } from '../model.ts';
import { costTable } from '../sounds/costs.ts';
import { soundLikeness } from '../sounds/likeness.ts';
import { DIFFERS, type Likeness } from './likeness.ts';
import { budgetOf, ofLikeness, ofSpelling, SCORES } from './scores.ts';
import { spellingDistance } from './spelling.ts';
import { consonantGap, spellingsOf } from './spellings.ts';

/** Words that differ in more than two kinds of consonants are not compared further; short ones in more than one. */
const SHORT = 4;

/** Whether a reading of one word is a reading of the other. */
export function shareReading(asked: NameToken, recorded: NameToken): boolean {
  for (const one of asked.readings) for (const other of recorded.readings) if (one === other) return true;
  return false;
}

/** The best of all readings of both words, by spelling and by sound. None of them is equal. */
export function compareReadings(asked: NameToken, recorded: NameToken): Likeness {
  let spelled = 0;
  let heard = 0;
  for (const one of spellingsOf(asked)) {
    for (const other of spellingsOf(recorded)) {
      if (consonantGap(one.consonants, other.consonants) > (one.text.length > SHORT && other.text.length > SHORT ? 2 : 1)) continue;
      const found = spellingScore(one, other);
      if (found > spelled) spelled = found;
      if (spelled < SCORES.sureSpelling) heard = Math.max(heard, soundScore(one, other));
    }
  }
  if (spelled === 0 && heard === 0) return DIFFERS;
  return heard > spelled ? { how: 'sound', score: heard } : { how: 'spelling', score: spelled };
}

function spellingScore(one: Spelling, other: Spelling): number {
  const stems = one.kind >= 0 && one.kind === other.kind;
  const a = stems ? one.stemLetters : one.letters;
  const b = stems ? other.stemLetters : other.letters;
  const most = a.length > b.length ? a.length : b.length;
  return ofSpelling(spellingDistance(a, b, SCORES.hopeless * budgetOf(most)), most);
}

function soundScore(one: Spelling, other: Spelling): number {
  const stems = one.kind >= 0 && one.kind === other.kind;
  return ofLikeness(soundLikeness(costTable('latin'), stems ? one.stemSounds : one.sounds, stems ? other.stemSounds : other.sounds), 'latin');
}

/** The same, named as it is said when the scripts differ. */
export const named = (found: Likeness, how: How): Likeness => (found.score === 0 ? found : { how, score: found.score });
