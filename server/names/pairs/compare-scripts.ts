import type { NameToken, Script } from '../model.ts';
import { asciiOf } from '../read.ts';
import { costTable, type CostScript } from '../sounds/costs.ts';
import { latinSounds } from '../sounds/latin-sounds.ts';
import { letterSounds, soundLikeness } from '../sounds/likeness.ts';
import { compareReadings, named, shareReading } from './compare-readings.ts';
import { DIFFERS, type Likeness } from './likeness.ts';
import { budgetOf, ofLikeness, ofSpelling, SCORES } from './scores.ts';
import { spellingDistance } from './spelling.ts';
import { spellingsOf } from './spellings.ts';

const TABLES: Readonly<Partial<Record<Script, CostScript>>> = { arabic: 'arabic', hebrew: 'hebrew', cyrillic: 'cyrillic', hangul: 'hangul', kana: 'kana', han: 'han' };
const SAME: Likeness = { how: 'script', score: SCORES.script };

/** Compares words of two scripts: a reading that is equal, else the sounds of the letters, else the nearest readings. */
export function compareScripts(asked: NameToken, recorded: NameToken): Likeness {
  if (shareReading(asked, recorded)) return SAME;
  if (asked.native || recorded.native) return compareNative(asked, recorded);
  // Shared endings sound alike and tell nothing: then the stems are read.
  const ending = spellingsOf(asked)[0]?.kind ?? -1;
  if (ending >= 0 && ending === spellingsOf(recorded)[0]?.kind) return named(compareReadings(asked, recorded), 'script');
  const heard = hear(asked, recorded);
  // Letters that speak clearly against each other are not read in other ways to make them fit.
  if (heard !== undefined && heard < SCORES.unlike) return DIFFERS;
  const sound = heard === undefined ? 0 : ofLikeness(heard, 'script');
  if (sound >= SCORES.sureSpelling) return { how: 'script', score: sound };
  const read = named(compareReadings(asked, recorded), 'script');
  return sound > read.score ? { how: 'script', score: sound } : read;
}

/** How the letters of both sound together; undefined when no table tells. */
function hear(asked: NameToken, recorded: NameToken): number | undefined {
  const [latin, other] = asked.script === 'latin' ? [asked, recorded] : [recorded, asked];
  const script = latin.script === 'latin' ? TABLES[other.script] : undefined;
  if (script === undefined) return undefined;
  const letters = lettersOf(other, script);
  const sounds = spellingsOf(latin)[0]?.sounds;
  return letters === undefined || sounds === undefined ? undefined : soundLikeness(costTable(script), sounds, letters);
}

/** Kana and Han are heard by how they are read, the others by their letters. */
function lettersOf(token: NameToken, script: CostScript): Uint8Array | undefined {
  if (token.heard === undefined) {
    const text = token.text.toLowerCase();
    const letters = script === 'kana' || script === 'han' ? latinSounds(asciiOf(text.replaceAll('ー', ''))) : letterSounds(costTable(script), script === 'hangul' ? text.normalize('NFD') : text);
    token.heard = letters ?? 'unknown';
  }
  return token.heard === 'unknown' ? undefined : token.heard;
}

/** The syllables of a native name are told apart by single letters, so less is forgiven. */
function compareNative(asked: NameToken, recorded: NameToken): Likeness {
  let best = 0;
  for (const { letters: one } of spellingsOf(asked)) {
    for (const { letters: other } of spellingsOf(recorded)) {
      const most = Math.max(one.length, other.length);
      // What is farther is another name, however far.
      const nearest = budgetOf(most) / SCORES.nativeStrictness;
      const distance = spellingDistance(one, other, nearest);
      if (distance <= nearest) best = Math.max(best, ofSpelling(SCORES.nativeStrictness * distance, most));
    }
  }
  return best === 0 ? DIFFERS : { how: 'script', score: best * SCORES.script };
}
