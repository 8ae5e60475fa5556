import type { CommandSpec } from '../command.ts';

/** What is published of the use of the network. */
export const OVERSIGHT_COMMANDS: readonly CommandSpec[] = [
  { name: 'statistics <month>', about: 'how the network was used in a month that is over: published, needs no token', load: async () => (await import('./statistics.ts')).showStatistics, examples: ['watchword statistics 2026-10', 'watchword statistics 2026-10 --json'] },
];
