import { MEASURES, RESULT_STATES, TASK_LISTS, TASK_STATES } from '@watchword/api/joint/words.ts';
import type { CommandSpec, OptionSpec, Run } from '../command.ts';

type Name = 'list' | 'show' | 'incident' | 'results' | 'sign' | 'freeze' | 'save';
const load = (name: Name) => async (): Promise<Run> => (await import('./live.ts'))[name];
const cutOff: OptionSpec = { flags: '--cut-off <moment>', about: 'what was received by then, in UTC' };
const yes: OptionSpec = { flags: '-y, --yes', about: 'do not ask' };

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
  { name: 'operation list', about: 'list joint operations that you take part in', load: load('list'), examples: ['watchword operation list'] },
  { name: 'operation show <code>', about: 'show the plan, who takes part, and what you share', load: load('show'), examples: ['watchword operation show TURQUESA'] },
  {
    name: 'operation incident <code> [id]', about: 'list incidents, those behind a number, one with its history, or report a file of them', load: load('incident'),
    examples: ['watchword operation incident TURQUESA --measure arrests --country BRA', 'watchword operation incident TURQUESA inc_0190…', 'watchword operation incident TURQUESA --report field.ndjson'],
    options: [{ flags: '-m, --measure <measure>', about: 'behind this number', choices: MEASURES }, { flags: '-c, --country <code>', about: 'counted for this country' }, { flags: '-d, --day <day>', about: 'counted on this day' }, { flags: '-n, --nationality <code>', about: 'persons of this nationality' }, { flags: '--after <id>', about: 'the page after this one' }, { flags: '-l, --limit <count>', about: 'so many (50)' }, { flags: '--report <file>', about: 'report these: NDJSON, - for stdin' }],
  },
  { name: 'operation results <code>', about: 'live results as you may see them, or frozen ones', load: load('results'), examples: ['watchword operation results TURQUESA', 'watchword operation results TURQUESA --frozen --json'], options: [cutOff, { flags: '--frozen', about: 'every frozen edition' }] },
  { name: 'operation signoff <code>', about: "sign your country's figures", load: load('sign'), examples: ['watchword operation signoff TURQUESA --cut-off 2026-11-18T18:00:00Z'], options: [cutOff, yes] },
  { name: 'operation freeze <code>', about: 'freeze results under a hash (coordinator)', load: load('freeze'), examples: ['watchword operation freeze TURQUESA --state final --cut-off 2026-11-22T12:00:00Z'], options: [{ flags: '--state <state>', about: 'preliminary, or final: every country has signed', choices: RESULT_STATES }, cutOff, yes] },
  { name: 'operation save <code>', about: 'save the file of frozen results, to be counted again anywhere', load: load('save'), examples: ['watchword operation save TURQUESA --edition 1 --out turquesa.ndjson'], options: [{ flags: '-e, --edition <number>', about: 'which edition (1)' }, { flags: '-o, --out <file>', about: 'where to write it (stdout)' }] },
  {
    name: 'operation task <code> [id]', about: 'list briefing, tasks and debriefing; add an item, change it, or say that it is done', load: async (): Promise<Run> => (await import('./tasks.ts')).task,
    examples: ['watchword operation task TURQUESA --list briefing', "watchword operation task TURQUESA --add 'Two cars to the bridge' --owner BRA --due 2026-11-17T05:00:00Z --all", 'watchword operation task TURQUESA tsk_0190… --state done'],
    options: [{ flags: '--list <list>', about: 'this list only; with --add, the list to add to (task)', choices: TASK_LISTS }, { flags: '--add <title>', about: 'add an item' }, { flags: '--all', about: 'with --add: for all who take part' }, { flags: '--title <text>', about: 'another title' }, { flags: '--owner <code>', about: 'the country that sees to it' }, { flags: '--desk <text>', about: 'desk or team, no person' }, { flags: '--due <moment>', about: 'until when, in UTC' }, { flags: '--note <text>', about: 'more, in words' }, { flags: '--state <state>', about: 'say where it stands', choices: TASK_STATES }],
  },
];
