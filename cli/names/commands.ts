import type { CommandSpec } from '../command.ts';
import { RECALL_COMMAND } from './recall-command.ts';

/** Comparing names on this machine, without a server: for who tunes the matcher, or wants to know why two names met. */
export const NAME_COMMANDS: readonly CommandSpec[] = [
  {
    name: 'names explain <asked> <recorded>', about: 'say why two names agree or not, word by word', load: async () => (await import('./explain.ts')).explainNames,
    examples: ['watchword names explain "Mohamed al-Rashid" "محمد الراشد"', 'watchword names explain "ERIKSSON, Anna Maria" "Ana Eriksen" --json'],
    more: 'Nothing is sent anywhere. = equal, ≈ alike, ✗ another, – on one side only. From names alone the band is `possible` at most: a hit needs the birth date.',
  },
  {
    name: 'names compare', about: 'compare pairs of names from stdin: TSV in, TSV with score and band out', load: async () => (await import('./compare.ts')).comparePairs,
    examples: ['watchword names compare < pairs.tsv > scored.tsv', "printf 'Olaf Scholz\\tOlaf Schulz\\n' | watchword names compare", 'watchword names compare --ndjson < pairs.tsv'],
    more: 'A row is `query TAB candidate`; more columns are passed over, and a first row that says exactly that is the header. One row out for each row in:\nquery, candidate, score (0 to 1), band (possible or none: a hit needs the birth date). With --ndjson one object a row, with the reasons.',
  },
  {
    name: 'names romanise <name...>', about: 'say how a name is read in Latin letters, and how it stands in a machine-readable zone', load: async () => (await import('./romanise.ts')).romaniseName,
    examples: ['watchword names romanise "Юлия Щеглова"', 'watchword names romanise محمود', 'watchword names romanise MXHMWD', 'watchword names romanise "Юлия Щеглова" --icao russian'],
    options: [{ flags: '--icao <table>', about: 'print the form of ICAO Doc 9303-3 alone: latin, russian, ukrainian, belarusian, bulgarian, serbian, macedonian, greek, hebrew, arabic' }],
  },
  RECALL_COMMAND,
];
