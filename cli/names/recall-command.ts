import type { CommandSpec } from '../command.ts';

/** How well names are found, for whoever tunes the search. */
export const RECALL_COMMAND: CommandSpec = {
  name: 'names recall', about: 'is a name found by another one, among many fictional persons?', load: async () => (await import('./recall.ts')).recall,
  examples: ['watchword names recall < pairs.tsv', 'watchword names recall --persons 1000000 --folder /tmp/persons < pairs.tsv > found.tsv', 'watchword names recall --ndjson < pairs.tsv'],
  options: [
    { flags: '--persons <count>', about: 'fictional persons around them (100,000)' },
    { flags: '--seed <number>', about: 'which persons (7)' },
    { flags: '--folder <folder>', about: 'keep the persons here for the next time; a million take some minutes and a gigabyte' },
  ],
  more: 'Reads a TSV of query and candidate; a header and more columns may be there, and where the third says nomatch the pair is left out of the sum. Each candidate is recorded once, and asked for by the name alone and with the\nbirth year. Prints query, candidate, name_found, name_rank, year_found, year_rank: whether the record was judged, and its place among those shown.',
};
