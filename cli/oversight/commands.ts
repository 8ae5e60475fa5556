import { FLAG_STATES } from '@watchword/api/oversight.ts';
import type { CommandSpec } from '../command.ts';

/** Unusual use in one's own organisation, and what is published of the use of the network. */
export const OVERSIGHT_COMMANDS: readonly CommandSpec[] = [
  { name: 'flag list', about: 'list unusual use by your officers: somebody should look', load: async () => (await import('./flag.ts')).listFlags, examples: ['watchword flag list', 'watchword flag list --state explained --json'], options: [{ flags: '--state <state>', about: 'of this state (open)', choices: FLAG_STATES }, { flags: '-l, --limit <count>', about: 'so many (50)' }] },
  { name: 'flag answer <id> <finding>', about: 'say what came of a flag: explained, or passed-on', load: async () => (await import('./flag.ts')).answerFlag, examples: ['watchword flag answer flg_0190… explained --note "Ferry with 900 passengers, one booth open."'], options: [{ flags: '--note <text>', about: 'what was found; name nobody' }] },
  { name: 'statistics <month>', about: 'how the network was used in a month that is over: published, needs no token', load: async () => (await import('./statistics.ts')).showStatistics, examples: ['watchword statistics 2026-10', 'watchword statistics 2026-10 --json'] },
];
