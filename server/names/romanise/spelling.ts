import anyAscii from 'any-ascii';

/** Writes a word in Latin letters by one set of rules: small ASCII letters only. */
export type Speller = (word: string) => string;

/** What a letter becomes, and the longer beginnings with it, longest first. */
type Rule = { alone: string; readonly longer: [text: string, written: string][] };

const START = '^';
const END = '$';

/** Small ASCII letters of a text that may have others: marks and signs go, what is left is read letter by letter. */
export const foldToAscii = (text: string): string => {
  let folded = '';
  for (const character of anyAscii(text.normalize('NFC')).toLowerCase()) if (character >= 'a' && character <= 'z') folded += character;
  return folded;
};

/**
 * A speller from tables of `letters=written` pairs, with blanks between them; a later pair replaces an earlier one. `^` stands for the beginning of a
 * word and `$` for its end: `^е=ye ий$=y`. The longest that fits is taken. Letters outside the tables are read by any-ascii.
 */
export const makeSpeller = (...tables: readonly string[]): Speller => {
  const rules = new Map<string, Rule>();
  for (const [letters, written] of new Map(tables.flatMap((table) => listRules(table)))) {
    const first = letters.charAt(0);
    const rule = rules.get(first) ?? { alone: UNKNOWN, longer: [] };
    if (letters.length === 1) rule.alone = written;
    else rule.longer.push([letters, written]);
    rules.set(first, rule);
  }
  for (const rule of rules.values()) rule.longer.sort(([one], [other]) => other.length - one.length);
  return (word) => spell(rules, `${START}${word}${END}`);
};

/** Stands for a letter that has longer rules only. */
const UNKNOWN = '?';

const listRules = (table: string): readonly (readonly [letters: string, written: string])[] =>
  table.trim().split(/\s+/).filter((pair) => pair.includes('=')).map((pair) => [pair.slice(0, pair.indexOf('=')), pair.slice(pair.indexOf('=') + 1)]);

const spell = (rules: ReadonlyMap<string, Rule>, word: string): string => {
  let written = '';
  for (let at = 0; at < word.length;) {
    const first = word.charAt(at);
    const rule = rules.get(first);
    const longer = rule === undefined ? undefined : findLonger(rule.longer, word, at);
    if (longer !== undefined) {
      written += longer[1];
      // The end of the word may have to end another rule, so it is not taken along.
      at += longer[0].endsWith(END) ? longer[0].length - 1 : longer[0].length;
      continue;
    }
    if (rule !== undefined && rule.alone !== UNKNOWN) written += rule.alone;
    else if (first !== START && first !== END) written += foldToAscii(first);
    at += 1;
  }
  return written;
};

const findLonger = (longer: Rule['longer'], word: string, at: number): Rule['longer'][number] | undefined => {
  for (const pair of longer) if (word.startsWith(pair[0], at)) return pair;
  return undefined;
};

/** Different, non-empty readings in the order given, at most `most` of them. */
export const listDifferent = (readings: Iterable<string>, most: number): readonly string[] => {
  const different: string[] = [];
  for (const reading of readings) {
    if (reading !== '' && !different.includes(reading)) different.push(reading);
    if (different.length === most) break;
  }
  return different;
};
