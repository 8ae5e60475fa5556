import { PURPOSES } from '@watchword/api/checks/purposes.ts';
import { FINDINGS, NOT_SAME_REASONS } from '@watchword/api/comparisons.ts';
import type { CommandSpec } from '../command.ts';

/** What came of comparing a traveller with a person found. */
export const COMPARISON_COMMANDS: readonly CommandSpec[] = [
  {
    name: 'comparison record <record...>', about: 'say whether persons found are the one asked about', load: async () => (await import('./comparison.ts')).recordComparison,
    examples: ["watchword comparison record rec_0197… --finding not-same --reason face --mrz 'P<UTO…|L898902C3…'", 'watchword comparison record rec_0197… --finding same --name "Anna Maria Eriksson" --born 1974-08-12'],
    options: [
      { flags: '-f, --finding <finding>', about: 'what you found', choices: FINDINGS },
      { flags: '-r, --reason <reason>', about: 'why they are not the same', choices: NOT_SAME_REASONS },
      { flags: '--mrz <lines>', about: 'the zone that was checked, its lines joined by |' },
      { flags: '--name <name>', about: 'the name that was checked' },
      { flags: '-b, --born <date>', about: 'the birth date that was checked' },
      { flags: '--number <number>', about: "the number of the traveller's document" },
      { flags: '-i, --issuer <country>', about: 'who issued it' },
      { flags: '-p, --purpose <purpose>', about: 'why you asked; stands in the audit log', choices: PURPOSES },
    ],
    more: 'It is remembered for the document of the traveller as a keyed hash, for a year, and told to the next officer. It hides nothing.',
  },
  {
    name: 'comparison counts', about: 'count false matches by owner and rule', load: async () => (await import('./comparison.ts')).countComparisons,
    examples: ['watchword comparison counts', 'watchword comparison counts --since 2026-01-01 --json'],
    options: [{ flags: '--since <day>', about: 'from the month of this day on' }],
  },
];
