import type { AnalysedName, Join, NameToken } from '../model.ts';
import { makeToken } from '../words/token.ts';

const LONGEST = 3;
const MOST_READINGS = 6;

/** Every two or three neighbouring words of one script, written together; made once a name. */
export function joinsOf(name: AnalysedName): readonly Join[] {
  return (name.joins ??= list(name.words));
}

/**
 * The same, without those that are too long or too short to be any of some words, by their letters. Most names of a record need none of their
 * joins then, and making them costs more than all else of a comparison.
 */
export function fittingJoins(name: AnalysedName, others: readonly NameToken[], gap: number): readonly Join[] {
  if (name.joins !== undefined) return name.joins;
  const { words } = name;
  for (let first = 0; first + 1 < words.length; first++) {
    let letters = words[first]?.folded.length ?? 0;
    for (let length = 2; length <= LONGEST && first + length <= words.length; length++) {
      letters += words[first + length - 1]?.folded.length ?? 0;
      const script = words[first]?.script;
      for (const other of others) if (other.script !== script || Math.abs(other.folded.length - letters) <= gap) return joinsOf(name);
    }
  }
  return NO_JOINS;
}
const NO_JOINS: readonly Join[] = [];

function list(words: readonly NameToken[]): Join[] {
  const joins: Join[] = [];
  for (let first = 0; first + 1 < words.length; first++) {
    for (let length = 2; length <= LONGEST && first + length <= words.length; length++) {
      const word = join(words.slice(first, first + length));
      if (word !== undefined) joins.push({ first, length, word });
    }
  }
  return joins;
}

function join(parts: readonly NameToken[]): NameToken | undefined {
  const [first] = parts;
  if (first === undefined || parts.at(-1)?.role === 'particle' || parts.some((part) => part.script !== first.script || part.role === 'initial')) return undefined;
  const token = makeToken({ text: parts.map((part) => part.text).join(''), readings: readTogether(parts), own: parts.map((part) => part.own).join(''), script: first.script, part: first.part });
  token.pinyin = first.pinyin;
  return token;
}

function readTogether(parts: readonly NameToken[]): string[] {
  let readings = [''];
  for (const part of parts) {
    const some = part.readings.length === 0 ? [''] : part.readings;
    readings = some.flatMap((reading) => readings.map((before) => before + reading)).slice(0, MOST_READINGS);
  }
  return readings;
}
