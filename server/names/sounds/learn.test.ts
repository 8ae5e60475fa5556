import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { costTable, parseTable } from './costs.ts';
import { latinSounds } from './latin-sounds.ts';
import { learnTable, type SoundPair } from './learn.ts';
import { letterSounds, soundLikeness } from './likeness.ts';

/** Names of Greece with what stands in Greek passports. */
const PAIRS: SoundPair[] = [
  ['nikos', 'νικος'], ['petros', 'πετρος'], ['kostas', 'κοστας'], ['panos', 'πανος'], ['nikita', 'νικιτα'], ['ioannis', 'ιοαννις'], ['eirini', 'ειρινι'], ['katerina', 'κατερινα'],
  ['stratos', 'στρατος'], ['antonis', 'αντονις'], ['takis', 'τακις'], ['sakis', 'σακις'], ['rania', 'ρανια'], ['tasos', 'τασος'], ['ares', 'αρες'], ['kiriakos', 'κιριακος'],
];

describe('sounds are learned', () => {
  test('from pairs of names: what stands together speaks for one name, what does not against', () => {
    const table = parseTable(learnTable(PAIRS));
    const likeness = (latin: string, greek: string): number => soundLikeness(table, latinSounds(latin), letterSounds(table, greek) ?? new Uint8Array(0));
    assert.ok(likeness('kostis', 'κοστις') > 0.7);
    assert.ok(likeness('kostis', 'παρασα') < 0);
  });

  test('the tables that are kept tell names apart in all scripts', () => {
    const likeness = (script: 'arabic' | 'hebrew' | 'cyrillic', latin: string, other: string): number => {
      const table = costTable(script);
      return soundLikeness(table, latinSounds(latin), letterSounds(table, other) ?? new Uint8Array(0));
    };
    assert.ok(likeness('arabic', 'hoffmann', 'هوفمان') > 0.5 && likeness('arabic', 'hoffmann', 'كيرميت') < 0);
    assert.ok(likeness('hebrew', 'lindemann', 'לינדמן') > 0.5 && likeness('hebrew', 'lindemann', 'אגילאר') < 0);
    assert.ok(likeness('cyrillic', 'schumacher', 'шумахер') > 0.5 && likeness('cyrillic', 'schumacher', 'иванов') < 0);
  });

  test('a letter that a table does not know makes it silent', () => {
    assert.equal(letterSounds(costTable('hebrew'), 'אx'), undefined);
  });
});
