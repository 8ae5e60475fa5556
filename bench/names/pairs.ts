/** Pairs of names with labels: how often the matcher says what the label says. */
import { readFileSync } from 'node:fs';
import { analyseName, BANDS, compareNames } from '../../server/names/names.ts';
import type { Figures, Promised } from '../figures.ts';

/** One row of a table: `query candidate label source note`, tabs between. */
export type Pair = { readonly query: string; readonly candidate: string; readonly isMatch: boolean; readonly source: string; readonly note: string };

/** Reads a table; the first line is its header. Rows with another label are left out. */
export function readPairs(file: string | URL): Pair[] {
  return readFileSync(file, 'utf8').split('\n').slice(1).flatMap((line) => {
    const [query = '', candidate = '', label = '', source = '', note = ''] = line.split('\t');
    return label === 'match' || label === 'nomatch' ? [{ query, candidate, isMatch: label === 'match', source, note }] : [];
  });
}

const SCRIPTS = ['Latin', 'Cyrillic', 'Arabic', 'Hebrew', 'Han', 'Hangul', 'Katakana', 'Hiragana', 'Greek', 'Devanagari', 'Thai', 'Georgian', 'Armenian', 'Bengali', 'Ethiopic', 'Myanmar', 'Khmer', 'Tamil'];
const PATTERNS = SCRIPTS.map((script) => new RegExp(`\\p{Script=${script}}`, 'u'));
const scriptsOf = (text: string): string => PATTERNS.map((pattern) => Number(pattern.test(text))).join('');

/** The parts that are judged apart. */
const PARTS: readonly { readonly name: string; readonly has: (pair: Pair) => boolean; readonly promised: Promised }[] = [
  { name: 'neither weak nor nickname', has: ({ note, source }) => !/WEAK|nickname/i.test(note + source), promised: { least: 0.95 } },
  { name: 'across scripts', has: ({ query, candidate }) => scriptsOf(query) !== scriptsOf(candidate), promised: { least: 0.97 } },
  { name: 'name_bench of nomenklatura', has: ({ source }) => source.includes('name_bench'), promised: { least: 0.86 } },
];

/** Notes precision, recall and F1 at the `possible` threshold of two names alone (as `watchword names compare` says), part by part, and the cost of a pair. */
export function measurePairs(figures: Figures, name: string, pairs: readonly Pair[]): void {
  const began = process.cpuUsage();
  const said = pairs.map(({ query, candidate }) => compareNames(analyseName({ text: query }), analyseName({ text: candidate })).score >= BANDS.names.possible);
  const { user, system } = process.cpuUsage(began);
  figures.tell(`${name}: ${pairs.length} pairs`);
  for (const { name: part, has, promised } of PARTS) {
    let [right, wrong, missed] = [0, 0, 0];
    pairs.forEach((pair, at) => {
      if (!has(pair)) return;
      right += Number(said[at] === true && pair.isMatch);
      wrong += Number(said[at] === true && !pair.isMatch);
      missed += Number(said[at] === false && pair.isMatch);
    });
    if (right + missed === 0) continue;
    const [precision, recall] = [right / (right + wrong || 1), right / (right + missed)];
    figures.note(`${name}, ${part}: precision`, precision, '');
    figures.note(`${name}, ${part}: recall`, recall, '');
    figures.note(`${name}, ${part}: F1`, (2 * precision * recall) / (precision + recall || 1), '', promised);
  }
  figures.note(`${name}: analysing both and comparing`, (user + system) / pairs.length, 'us a pair');
}

/** Notes what comparing alone costs, when both names are analysed. */
export function measureComparing(figures: Figures, pairs: readonly Pair[]): void {
  const analysed = pairs.map(({ query, candidate }) => [analyseName({ text: query }), analyseName({ text: candidate })] as const);
  const rounds = Math.ceil(20_000 / Math.max(1, pairs.length));
  for (const [one, other] of analysed) compareNames(one, other);
  const began = process.cpuUsage();
  for (let round = 0; round < rounds; round += 1) for (const [one, other] of analysed) compareNames(one, other);
  const { user, system } = process.cpuUsage(began);
  figures.note('comparing two analysed names', (user + system) / (rounds * pairs.length || 1), 'us a pair');
}
