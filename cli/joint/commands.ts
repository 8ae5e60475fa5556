import type { CommandSpec, Run } from '../command.ts';

const FIXTURE_NAMES = 'turquesa, turquesa-ii, turquesa-iii, turquesa-iv, turquesa-v';

/** Joint operations, and counting their results again on this machine, without a server. */
export const JOINT_COMMANDS: readonly CommandSpec[] = [
  {
    name: 'operation fixture <name>', about: 'make a signed-off file of invented incidents whose totals are those of an edition', load: async (): Promise<Run> => (await import('./fixture.ts')).makeFixtureFile,
    examples: ['watchword operation fixture turquesa --out turquesa.ndjson', 'watchword operation fixture turquesa-v --out - | watchword operation recount -'],
    options: [{ flags: '-o, --out <file>', about: 'where to write it, - for stdout' }],
    more: `Fixtures: ${FIXTURE_NAMES}. The same bytes every time; nothing is sent anywhere.`,
  },
  {
    name: 'operation recount <file>', about: 'count a file of incidents again, compare its hash, and say which countries have signed', load: async (): Promise<Run> => (await import('./recount.ts')).recountFile,
    examples: ['watchword operation recount turquesa.ndjson', 'watchword operation recount turquesa.ndjson --json', 'watchword operation recount turquesa.ndjson --cut-off 2026-11-18T18:00:00Z', 'watchword operation recount turquesa.ndjson --media'],
    options: [{ flags: '--cut-off <moment>', about: 'count only what was received by then, and compare with nothing' }, { flags: '--media', about: 'print figures for the public: rounded, small ones withheld' }],
    more: 'Nothing is sent anywhere. Exit 0: every frozen edition is intact and counts to the same last digit. Exit 1: one is not, or a country changed what it had signed.',
  },
];
