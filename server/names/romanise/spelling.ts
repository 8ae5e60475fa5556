import anyAscii from 'any-ascii';

/** Writes a word in Latin letters by one set of rules: small ASCII letters only. */
export type Speller = (word: string) => string;

/** What a letter becomes, undefined where only longer beginnings with it have a rule, and those, longest first. */
type Rule = { alone: string | undefined; readonly longer: Longer[] };
/** `length` is how many characters are taken along; the end of the word is not, since another rule may need it. */
type Longer = { readonly text: string; readonly written: string; readonly length: number };
/** The rules by the code of their first letter, for ASCII and for one stretch of other letters. */
type Rules = { readonly ascii: readonly (Rule | undefined)[]; readonly first: number; readonly others: readonly (Rule | undefined)[] };

const START = '^';
const END = '$';
const ASCII = 0x80;

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
  const byLetter = new Map<number, Rule>();
  for (const [text, written] of new Map(tables.flatMap((table) => listRules(table)))) {
    const first = text.charCodeAt(0);
    const rule = byLetter.get(first) ?? { alone: undefined, longer: [] };
    if (text.length === 1) rule.alone = written;
    else rule.longer.push({ text, written, length: text.endsWith(END) ? text.length - 1 : text.length });
    byLetter.set(first, rule);
  }
  for (const rule of byLetter.values()) rule.longer.sort((one, other) => other.text.length - one.text.length);
  const rules = layOut(byLetter);
  return (word) => spell(rules, START + word + END);
};

const layOut = (byLetter: ReadonlyMap<number, Rule>): Rules => {
  const codes = [...byLetter.keys()].filter((code) => code >= ASCII);
  const first = codes.reduce((least, code) => Math.min(least, code), 0xffff);
  const last = codes.reduce((most, code) => Math.max(most, code), first);
  return {
    ascii: Array.from({ length: ASCII }, (_, code) => byLetter.get(code)),
    first,
    others: Array.from({ length: last - first + 1 }, (_, at) => byLetter.get(first + at)),
  };
};

const listRules = (table: string): readonly (readonly [letters: string, written: string])[] =>
  table.trim().split(/\s+/).filter((pair) => pair.includes('=')).map((pair) => [pair.slice(0, pair.indexOf('=')), pair.slice(pair.indexOf('=') + 1)]);

const spell = ({ ascii, first, others }: Rules, word: string): string => {
  let written = '';
  const length = word.length;
  for (let at = 0; at < length;) {
    const code = word.charCodeAt(at);
    const rule = code < ASCII ? ascii[code] : others[code - first];
    if (rule === undefined) {
      if (at > 0 && at < length - 1) written += foldToAscii(word.charAt(at));
      at += 1;
      continue;
    }
    const longer = rule.longer.length === 0 ? undefined : findLonger(rule.longer, word, at);
    if (longer !== undefined) {
      written += longer.written;
      at += longer.length;
      continue;
    }
    if (rule.alone !== undefined) written += rule.alone;
    else if (at > 0) written += foldToAscii(word.charAt(at));
    at += 1;
  }
  return written;
};

const findLonger = (longer: readonly Longer[], word: string, at: number): Longer | undefined => {
  for (const rule of longer) if (word.startsWith(rule.text, at)) return rule;
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
