import type { CommandSpec, OptionSpec, Run } from '../command.ts';

const load = (name: 'createRecord' | 'showRecord' | 'listRecords' | 'amendRecord' | 'withdrawRecord' | 'showHistory' | 'releaseRecord' | 'blockRecord' | 'listReviews' | 'printTemplate') => async (): Promise<Run> =>
  (await import('./record.ts'))[name];

const WITHDRAWAL_REASONS = ['found', 'purpose-served', 'entered-in-error', 'cancelled', 'located', 'other'];
/** The reasons for a withdrawal, as a sentence names them. */
export const WITHDRAWAL_CHOICES = `one of ${WITHDRAWAL_REASONS.join(', ')}`;

const content: readonly OptionSpec[] = [
  { flags: '-f, --file <file>', about: 'the fields as one JSON object, - for stdin' },
  { flags: '--reference <text>', about: 'your own reference, unique in the database' },
  { flags: '--expires <day>', about: 'last day of the record, YYYY-MM-DD' },
  { flags: '--hidden-from <country>', about: 'country from which it is hidden; the list takes the place of the one before, nobody ends it', many: true },
  { flags: '--hidden-from-front-line', about: 'hide it from front-line users everywhere for 48 hours; needs --authority' },
  { flags: '--authority <reference>', about: 'reference of the authority that orders the hiding; seen by you alone' },
  { flags: '--confidentiality <level>', about: 'how it is classified', choices: ['official-use', 'restricted', 'confidential'] },
];
const version: OptionSpec = { flags: '--if-version <version>', about: 'only if the record is still at this version' };
const yes: OptionSpec = { flags: '-y, --yes', about: 'do not ask' };

/** Records of one's own, and the secretariat's review. */
export const RECORD_COMMANDS: readonly CommandSpec[] = [
  {
    name: 'record create <database> [fields...]', about: 'enter a record', load: load('createRecord'), options: content,
    examples: ['watchword record create travel-documents number=AB123456 issuer=UTO type=passport fraud=stolen occurredOn=2026-11', 'watchword record create persons --file person.json --reference UTO-2026-17'],
    more: 'A field is name=value; several values with commas; anything else as JSON. `watchword record template DATABASE` shows the fields.',
  },
  { name: 'record show <id>', about: 'show a record of your own', load: load('showRecord'), examples: ['watchword record show rec_0190…'] },
  {
    name: 'record list', about: 'list your own records', load: load('listRecords'),
    examples: ['watchword record list --database travel-documents', 'watchword record list --expiring 122', 'watchword record list --all --ndjson > mine.ndjson'],
    options: [
      { flags: '-d, --database <code>', about: 'of this database' }, { flags: '--state <state>', about: 'in this state', choices: ['active', 'withdrawn', 'expired'] },
      { flags: '--reference <text>', about: 'with this reference' }, { flags: '--expiring <days>', about: 'that end within so many days, soonest first' },
      { flags: '-l, --limit <count>', about: 'so many (50)' }, { flags: '-a, --all', about: 'all of them' },
    ],
  },
  {
    name: 'record amend <id> [fields...]', about: 'amend a record', load: load('amendRecord'),
    examples: ['watchword record amend rec_0190… recoveredOn=2026-11-20', 'watchword record amend rec_0190… circumstances= --expires 2031-01-01', 'watchword record amend rec_0190… --verified', 'watchword record amend rec_0190… --hidden-from nobody'],
    options: [...content, { flags: '--shown-to-front-line', about: 'no longer hide it from front-line users' }, { flags: '--verified', about: 'you have verified today that the record stands' }, version],
    more: 'name= without a value removes the field. The version that you name, or the present one, is sent along: if somebody is faster nothing changes (exit 5).',
  },
  {
    name: 'record withdraw <id>', about: 'withdraw a record: it stops matching at once', load: load('withdrawRecord'),
    examples: ['watchword record withdraw rec_0190… --reason found', 'watchword record withdraw rec_0190… --reason other --note "merged" --yes'],
    options: [{ flags: '-r, --reason <reason>', about: 'why', choices: WITHDRAWAL_REASONS }, { flags: '--note <text>', about: 'kept with it' }, version, yes],
  },
  { name: 'record history <id>', about: 'show the versions of a record', load: load('showHistory'), examples: ['watchword record history rec_0190…'] },
  {
    name: 'record reviews', about: 'list records on persons by review (secretariat)', load: load('listReviews'), examples: ['watchword record reviews', 'watchword record reviews --review blocked --json'],
    options: [{ flags: '--review <state>', about: 'pending without it', choices: ['pending', 'released', 'blocked'] }, { flags: '-l, --limit <count>', about: 'so many (50)' }, { flags: '-a, --all', about: 'all of them' }],
  },
  {
    name: 'record release <id>', about: 'release a record on a person (secretariat)', load: load('releaseRecord'), examples: ['watchword record release rec_0190… --note "Complies with Article 3"'],
    options: [{ flags: '--note <text>', about: 'reasons, kept' }, version],
  },
  {
    name: 'record block <id>', about: 'block a record on a person (secretariat)', load: load('blockRecord'),
    examples: ['watchword record block rec_0190… --reason "Predominantly political"', 'watchword record block rec_0190… --scope amendment --reason "No ground for the new warning"'],
    options: [{ flags: '-r, --reason <text>', about: 'why; kept and shown to its owner' }, { flags: '--scope <scope>', about: 'the whole record, or only the amendment that waits: then the version released before goes on standing', choices: ['record', 'amendment'] }, version, yes],
  },
  {
    name: 'record template <database>', about: 'print a file to fill in', load: load('printTemplate'), examples: ['watchword record template vehicles > vehicles.csv', 'watchword record template persons --format ndjson'],
    options: [{ flags: '--format <format>', about: 'csv without it', choices: ['csv', 'ndjson'] }],
  },
];
