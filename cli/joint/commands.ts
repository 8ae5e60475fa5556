import { AWAITED, DUPLICATE_STATES, RELEASABLE } from '@watchword/api/joint/cross-words.ts';
import { MEASURES, RESULT_STATES, TASK_LISTS, TASK_STATES } from '@watchword/api/joint/words.ts';
import type { CommandSpec, OptionSpec, Run } from '../command.ts';

type Name = 'list' | 'show' | 'incident' | 'results' | 'sign' | 'freeze' | 'save';
const load = (name: Name) => async (): Promise<Run> => (await import('./live.ts'))[name];
type CrossName = 'links' | 'release' | 'duplicates' | 'merge' | 'apart' | 'undo' | 'check';
const cross = (name: CrossName) => async (): Promise<Run> => (await import('./cross.ts'))[name];
const reason: OptionSpec = { flags: '-r, --reason <text>', about: 'why; stays with your country' };
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
    examples: ['watchword operation incident TURQUESA --measure arrests --country BRA', 'watchword operation incident TURQUESA inc_0190…', 'watchword operation incident TURQUESA --report field.ndjson', 'watchword operation incident TURQUESA --report shift.csv'],
    options: [{ flags: '-m, --measure <measure>', about: 'behind this number', choices: MEASURES }, { flags: '-c, --country <code>', about: 'counted for this country' }, { flags: '-d, --day <day>', about: 'counted on this day' }, { flags: '-n, --nationality <code>', about: 'persons of this nationality' }, { flags: '--after <id>', about: 'the page after this one' }, { flags: '-l, --limit <count>', about: 'so many (50)' }, { flags: '--report <file>', about: 'report these: NDJSON, or CSV by its name; - for stdin' }, { flags: '--columns', about: 'list the columns that a CSV can have' }],
    more: 'In a CSV, rows with the same text in the column incident are one incident, and each row adds an entry to its lists: --columns lists the columns. With a fault anywhere in it nothing is sent.',
  },
  { name: 'operation results <code>', about: 'live results as you may see them, or frozen ones', load: load('results'), examples: ['watchword operation results TURQUESA', 'watchword operation results TURQUESA --frozen --json'], options: [cutOff, { flags: '--frozen', about: 'every frozen edition' }] },
  {
    name: 'operation report <code>', about: 'make a report, or read one that was made: as PDF in one of four languages, CSV or JSON', load: async (): Promise<Run> => (await import('./reports.ts')).report,
    examples: ['watchword operation report TURQUESA --out report.pdf', 'watchword operation report TURQUESA --final --language ar --out final.pdf', 'watchword operation report TURQUESA --own --number 3 --format csv'],
    options: [{ flags: '-o, --out <file>', about: 'where to write it' }, { flags: '-f, --format <format>', about: 'pdf, csv or json; by the name of the file where left out', choices: ['pdf', 'csv', 'json'] }, { flags: '--language <code>', about: 'of the PDF (en)', choices: ['en', 'fr', 'es', 'ar'] }, { flags: '--final', about: 'on frozen results' }, { flags: '-e, --edition <number>', about: 'of them; the last when left out' }, { flags: '--own', about: 'for your country alone, with its annex' }, cutOff, { flags: '--number <number>', about: 'one that was made' }, { flags: '--list', about: 'list those that were made' }],
  },
  { name: 'operation evidence open <code>', about: 'open incidents of your country to a prosecutor or partner', load: async (): Promise<Run> => (await import('./evidence.ts')).open, examples: ["watchword operation evidence open TURQUESA --to UTO --incident inc_0190… --reference 'JS 4711/26' --until 2027-03-31 --reason 'Request of the prosecutor'"], options: [{ flags: '--to <code>', about: 'country or partner' }, { flags: '--officer <pseudonym>', about: 'this person and nobody else there' }, { flags: '-i, --incident <id>', about: 'which; several with commas', many: true }, { flags: '--reference <text>', about: 'file number of the prosecution' }, { flags: '--until <day>', about: 'last day' }, { flags: '--reason <text>', about: 'on what ground' }] },
  { name: 'operation evidence list [code]', about: 'list cases that are open to you; with a code those that your country opened, and who looked', load: async (): Promise<Run> => (await import('./evidence.ts')).list, examples: ['watchword operation evidence list', 'watchword operation evidence list TURQUESA'], options: [{ flags: '--end <case>', about: 'close this one of yours' }, { flags: '--reason <text>', about: 'why' }] },
  { name: 'operation evidence take <case>', about: 'take the signed file of a case that is open to you', load: async (): Promise<Run> => (await import('./evidence.ts')).take, examples: ['watchword operation evidence take evd_0190… --out case.ndjson'], options: [{ flags: '-o, --out <file>', about: 'where to write it' }] },
  { name: 'operation evidence verify <file>', about: 'verify such a file without any server: signature, proofs, hashes of attachments', load: async (): Promise<Run> => (await import('./evidence.ts')).verify, examples: ['watchword operation evidence verify case.ndjson', 'watchword operation evidence verify case.ndjson --keys hub.keys --extract attachments'], options: [{ flags: '--keys <file>', about: 'whose signature you trust; those that this machine saw first when left out' }, { flags: '--extract <folder>', about: 'write the attachments there' }], more: 'Nothing is sent anywhere. Exit 0 only when all of it is as the hub signed it.' },
  {
    name: 'operation network <code>', about: 'list who and what facilitates across incidents, or take the network away as a file', load: async (): Promise<Run> => (await import('./network.ts')).network,
    examples: ['watchword operation network TURQUESA', 'watchword operation network TURQUESA --format graphml --out turquesa.graphml', 'watchword operation network TURQUESA --format csv --kinds person,phone,incident --from 2026-11-18'],
    options: [{ flags: '-f, --format <format>', about: 'as a file: for Gephi and others, as a table, whole, or one row a link as link-analysis tools take it', choices: ['graphml', 'csv', 'json', 'i2-csv'] }, { flags: '-k, --kinds <kinds>', about: 'only these kinds, with commas between' }, { flags: '--from <day>', about: 'what happened from this day on' }, { flags: '--to <day>', about: 'up to this day' }, { flags: '-o, --out <file>', about: 'where to write it (stdout)' }],
    more: 'What you see is what you may read of the reports. Taking it away stands in the audit log.',
  },
  {
    name: 'operation money <code>', about: 'show transactions, accounts and what is frozen, in US dollars with the rates', load: async (): Promise<Run> => (await import('./network.ts')).money,
    examples: ['watchword operation money TURQUESA', 'watchword operation money TURQUESA --format csv --out money.csv'],
    options: [{ flags: '-f, --format <format>', about: 'as a file', choices: ['csv'] }, { flags: '-o, --out <file>', about: 'where to write it (stdout)' }],
  },
  { name: 'operation signoff <code>', about: "sign your country's figures", load: load('sign'), examples: ['watchword operation signoff TURQUESA --cut-off 2026-11-18T18:00:00Z'], options: [cutOff, yes] },
  { name: 'operation freeze <code>', about: 'freeze results under a hash (coordinator)', load: load('freeze'), examples: ['watchword operation freeze TURQUESA --state final --cut-off 2026-11-22T12:00:00Z'], options: [{ flags: '--state <state>', about: 'preliminary, or final: every country has signed', choices: RESULT_STATES }, cutOff, yes] },
  { name: 'operation save <code>', about: 'save the file of frozen results, to be counted again anywhere', load: load('save'), examples: ['watchword operation save TURQUESA --edition 1 --out turquesa.ndjson'], options: [{ flags: '-e, --edition <number>', about: 'which edition (1)' }, { flags: '-o, --out <file>', about: 'where to write it (stdout)' }] },
  {
    name: 'operation task <code> [id]', about: 'list briefing, tasks and debriefing; add an item, change it, or say that it is done', load: async (): Promise<Run> => (await import('./tasks.ts')).task,
    examples: ['watchword operation task TURQUESA --list briefing', "watchword operation task TURQUESA --add 'Two cars to the bridge' --owner BRA --due 2026-11-17T05:00:00Z --all", 'watchword operation task TURQUESA tsk_0190… --state done'],
    options: [{ flags: '--list <list>', about: 'this list only; with --add, the list to add to (task)', choices: TASK_LISTS }, { flags: '--add <title>', about: 'add an item' }, { flags: '--all', about: 'with --add: for all who take part' }, { flags: '--title <text>', about: 'another title' }, { flags: '--owner <code>', about: 'the country that sees to it' }, { flags: '--desk <text>', about: 'desk or team, no person' }, { flags: '--due <moment>', about: 'until when, in UTC' }, { flags: '--note <text>', about: 'more, in words' }, { flags: '--state <state>', about: 'say where it stands', choices: TASK_STATES }],
  },
  {
    name: 'operation links <code> [id]', about: 'list what your country and another both have, or show one link', load: cross('links'), examples: ['watchword operation links TURQUESA', 'watchword operation links TURQUESA --awaits you', 'watchword operation links TURQUESA lnk_0190…'],
    options: [{ flags: '--awaits <who>', about: 'only those for whose release this waits', choices: AWAITED }, { flags: '--incident <id>', about: 'only those of this incident' }, { flags: '--after <id>', about: 'the page after this one' }, { flags: '-l, --limit <count>', about: 'so many (50)' }],
    more: 'Of the other country you see whom to call, until both have released.',
  },
  {
    name: 'operation release <code> <link>', about: 'release your part of a link to the other country', load: cross('release'), examples: ['watchword operation release TURQUESA lnk_0190… --part event --part entity --reason "Agreed on the phone"', 'watchword operation release TURQUESA lnk_0190… --take-back --reason "By mistake"'],
    options: [{ flags: '--part <part>', about: 'what the other country reads once it has released as well; may be repeated', many: true, choices: RELEASABLE }, { flags: '--take-back', about: 'take your release back' }, reason, yes],
  },
  {
    name: 'operation duplicates <code>', about: 'list what could be there twice', load: cross('duplicates'), examples: ['watchword operation duplicates TURQUESA --state open'],
    options: [{ flags: '--state <state>', about: 'only those that stand so', choices: DUPLICATE_STATES }, { flags: '--after <id>', about: 'the page after this one' }, { flags: '-l, --limit <count>', about: 'so many (50)' }],
  },
  { name: 'operation merge <code> <duplicate>', about: 'say that two entries are one: they count once when both countries say so', load: cross('merge'), examples: ['watchword operation merge TURQUESA dup_0190… --reason "Same photograph"'], options: [reason] },
  { name: 'operation apart <code> <duplicate>', about: 'say that two entries are two', load: cross('apart'), examples: ['watchword operation apart TURQUESA dup_0190… --reason "Brothers"'], options: [reason] },
  { name: 'operation undo <code> <duplicate>', about: 'take back what your country has said of two entries', load: cross('undo'), examples: ['watchword operation undo TURQUESA dup_0190… --reason "Another birth date"'], options: [reason] },
  {
    name: 'operation check <code> <incident>', about: 'show what is compared of a report of your own, or have it compared', load: cross('check'), examples: ['watchword operation check TURQUESA inc_0190…', 'watchword operation check TURQUESA inc_0190… --reason "Named by a witness"'],
    options: [{ flags: '-r, --reason <text>', about: 'compare it: how your country comes to know of this' }],
  },
];
