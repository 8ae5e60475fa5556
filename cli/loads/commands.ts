import type { CommandSpec, OptionSpec } from '../command.ts';

const out: OptionSpec = { flags: '-o, --out <file>', about: 'write to this file' };

/** Bulk loads and exports. */
export const LOAD_COMMANDS: readonly CommandSpec[] = [
  {
    name: 'import <database> <file>', about: 'load a file of records: NDJSON or CSV, .gz and .zst too, - for stdin', load: async () => (await import('./import.ts')).importFile,
    examples: ['watchword import travel-documents documents.ndjson', 'watchword import vehicles stolen.csv.gz --dry-run', 'watchword import persons people.csv --errors rejects.csv --max-errors 100'],
    options: [
      { flags: '-n, --dry-run', about: 'only say what would happen' },
      { flags: '--format <format>', about: 'of the file, when its name does not say', choices: ['csv', 'ndjson'] },
      { flags: '--errors <file>', about: 'write the rejected lines here, in the format of the file, with _line, _column, _code, _message and _hint' },
      { flags: '--max-errors <count>', about: 'end after more rejected lines than this' },
      { flags: '--stop-on-error', about: 'end at the first bad line' },
      { flags: '--resume <load>', about: 'go on with this load (found by itself for files)' },
      { flags: '--restart', about: 'start anew, though an interrupted load of this file is there' },
    ],
    more: 'A line with the reference of one of your records amends it. Good lines stay when others are rejected (exit 7).\nInterrupted? Type the same command again: it goes on where the server stopped.',
  },
  {
    name: 'export <database>', about: 'export your own records', load: async () => (await import('./export.ts')).exportDatabase,
    examples: ['watchword export vehicles --out vehicles.ndjson', 'watchword export travel-documents --format csv > documents.csv'],
    options: [{ flags: '--format <format>', about: 'ndjson without it, or as --out is named', choices: ['csv', 'ndjson'] }, out],
    more: 'In CSV, cells that a spreadsheet could read as a formula are prefixed with an apostrophe. Names ending in .gz or .zst are compressed.',
  },
  { name: 'load list', about: 'list your last loads', load: async () => (await import('./load.ts')).listLoads, examples: ['watchword load list'] },
  { name: 'load show <id>', about: 'show how far a load is', load: async () => (await import('./load.ts')).showLoad, examples: ['watchword load show load_0190… --json'] },
  {
    name: 'load cancel <id>', about: 'end a load before its time; what it has stored stays', load: async () => (await import('./load.ts')).cancelLoad, examples: ['watchword load cancel load_0190…'],
    options: [{ flags: '-y, --yes', about: 'do not ask' }],
  },
  { name: 'load rejects <id>', about: 'print the rejected lines of a load', load: async () => (await import('./load.ts')).printRejects, examples: ['watchword load rejects load_0190… --out rejects.csv'], options: [out] },
];
