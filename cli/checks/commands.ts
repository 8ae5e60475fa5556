import { PURPOSES } from '@watchword/api/checks/purposes.ts';
import type { CommandSpec, OptionSpec, Run } from '../command.ts';

const asking: readonly OptionSpec[] = [
  { flags: '-p, --purpose <purpose>', about: 'why you ask; stands in the audit log (or WATCHWORD_PURPOSE, or the config file)', choices: PURPOSES },
  { flags: '-d, --database <code>', about: 'ask only this database', many: true },
  { flags: '--place <text>', about: 'where the check is made, e.g. a booth' },
  { flags: '--operation <code>', about: 'a joint operation that you take part in: the check is counted for it' },
  { flags: '--receipts <file>', about: 'keep the receipt of the answer there, for `audit reconcile` (or WATCHWORD_RECEIPTS)' },
];
const issuer: OptionSpec = { flags: '-i, --issuer <country>', about: 'who issued it: three letters as in the zone, e.g. UTO' };
const load = (name: 'checkDocument' | 'checkVehicle' | 'checkPerson' | 'checkMrz' | 'checkFirearm' | 'checkVessel' | 'checkArtwork') => async (): Promise<Run> => (await import('./check.ts'))[name];
const more = 'Exit codes: 0 NO HIT, 10 HIT, 11 POSSIBLE, 6 NOT CHECKED. A hit is never an order: the owner must confirm.';

/** Checks. */
export const CHECK_COMMANDS: readonly CommandSpec[] = [
  {
    name: 'check document <number>', about: 'ask about a travel or identity document', more, load: load('checkDocument'),
    examples: ['watchword check document L898902C3 --issuer UTO', 'watchword check document "AB 123456" --purpose border-control --json'],
    options: [issuer, { flags: '-t, --type <kind>', about: 'kind of document, e.g. passport' }, ...asking],
  },
  {
    name: 'check vehicle', about: 'ask about a vehicle by VIN, plate or engine number', more, load: load('checkVehicle'),
    examples: ['watchword check vehicle --vin 1M8GDM9AXKP042788', 'watchword check vehicle --plate AB-123-CD --country FRA'],
    options: [
      { flags: '--vin <vin>', about: 'VIN, or its last eight characters' }, { flags: '--plate <number>', about: 'registration plate' },
      { flags: '--country <country>', about: 'country of the plate' }, { flags: '--engine <number>', about: 'engine number' },
      { flags: '--gearbox <number>', about: 'gearbox number' }, ...asking,
    ],
  },
  {
    name: 'check person [name]', about: 'ask about a person by name', more, load: load('checkPerson'),
    examples: ['watchword check person "Anna Maria Eriksson" --born 1974-08-12', 'watchword check person "محمد علي" --born 1980 --nationality EGY', 'watchword check person --family Eriksson --given "Anna Maria" --born 1974'],
    options: [
      { flags: '--family <name>', about: 'family name, where you can tell it; in place of the whole name' },
      { flags: '--given <name>', about: 'given names' },
      { flags: '-b, --born <date>', about: 'birth date as far as known: 1974, 1974-08 or 1974-08-12' },
      { flags: '-n, --nationality <country>', about: 'nationality, three letters' },
      { flags: '-s, --sex <sex>', about: 'sex as in the document', choices: ['M', 'F', 'X'] }, ...asking,
    ],
  },
  {
    name: 'check mrz [lines...]', about: 'ask about the document and the person of a machine-readable zone', more, load: load('checkMrz'),
    examples: ["watchword check mrz 'P<UTOERIKSSON<<ANNA<MARIA<<<<<<<<<<<<<<<<<<<' 'L898902C36UTO7408122F1204159ZE184226B<<<<<10'", 'pbpaste | watchword check mrz'],
    options: asking,
  },
  {
    name: 'check firearm <serial>', about: 'ask about a firearm by its serial number', more, load: load('checkFirearm'),
    examples: ['watchword check firearm AB12345 --make Example'],
    options: [{ flags: '--make <text>', about: 'make' }, { flags: '--calibre <text>', about: 'calibre' }, ...asking],
  },
  {
    name: 'check vessel', about: 'ask about a vessel or its engine', more, load: load('checkVessel'),
    examples: ['watchword check vessel --hull UTO12345D404', 'watchword check vessel --imo 9074729'],
    options: [
      { flags: '--hull <number>', about: 'hull identification number' }, { flags: '--imo <number>', about: 'IMO number' }, { flags: '--mmsi <number>', about: 'MMSI' },
      { flags: '--registration <number>', about: 'registration' }, { flags: '--engine <number>', about: 'engine number' }, ...asking,
    ],
  },
  {
    name: 'check artwork', about: 'ask about a work of art', more, load: load('checkArtwork'),
    examples: ['watchword check artwork --inventory INV-1204', 'watchword check artwork --title "View of a harbour" --artist "A. Painter"'],
    options: [{ flags: '--inventory <number>', about: 'inventory number' }, { flags: '--title <text>', about: 'title' }, { flags: '--artist <text>', about: 'artist' }, ...asking],
  },
  {
    name: 'check batch <file>', about: 'check a list, one subject a line: NDJSON or CSV, - for stdin', load: async () => (await import('./batch.ts')).checkBatch,
    examples: ['watchword check batch passengers.csv --purpose border-control', 'watchword check batch - --ndjson < list.ndjson > answers.ndjson', 'watchword check batch list.csv --hits --errors rejects.ndjson'],
    options: [
      { flags: '--hits', about: 'print only HIT, POSSIBLE and NOT CHECKED' },
      { flags: '--format <format>', about: 'of the file, when its name does not say', choices: ['csv', 'ndjson'] },
      { flags: '--errors <file>', about: 'write the lines that could not be asked here, as NDJSON with _line, _code, _message, _hint' },
      { flags: '--max-errors <count>', about: 'stop after more bad lines than this' },
      ...asking,
    ],
    more: 'Columns of a CSV: mrz | number, issuer, type | vin, plate, country, engine | name, born, nationality, sex; and reference, place, purpose.\nExit codes: 10 with a HIT in it, 11 with a POSSIBLE, 6 with a NOT CHECKED, 7 when lines were rejected, 0 otherwise.',
  },
];
