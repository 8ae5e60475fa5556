import { MEASURES, REQUEST_KINDS, REQUEST_OUTCOMES, REQUEST_STATES } from '@watchword/api/requests.ts';
import type { CommandSpec, OptionSpec, Run } from '../command.ts';

type Name = 'receiveRequest' | 'listRequests' | 'showRequest' | 'admitRequest' | 'examineRequest' | 'extendRequest' | 'consentRequest' | 'decideRequest' | 'noteReceipt' | 'eraseTexts' | 'concludeRequest' | 'closeRequest';
const load = (name: Name) => async (): Promise<Run> => (await import('./request.ts'))[name];

const version: OptionSpec = { flags: '--if-version <version>', about: 'only if the request is still at this version' };
const note: OptionSpec = { flags: '--note <text>', about: 'kept sealed to the Commission' };
const reasons: OptionSpec = { flags: '-r, --reasons <text>', about: 'kept sealed to the Commission' };
const yes: OptionSpec = { flags: '-y, --yes', about: 'do not ask' };
const limit: OptionSpec = { flags: '-l, --limit <count>', about: 'so many (50)' };
const acts = MEASURES.filter((act) => act !== 'correct').map((act): OptionSpec => ({ flags: `--${act} <record>`, about: `${act} this record`, many: true }));

/** Requests of the persons on whom data are held: for the Commission. Corrections: for owners. */
export const REQUEST_COMMANDS: readonly CommandSpec[] = [
  {
    name: 'request receive', about: 'receive a request of a person (Commission)', load: load('receiveRequest'), examples: ['watchword request receive --file plea.json --identity passport.jpg', 'watchword request receive --file - < plea.json'],
    options: [{ flags: '-f, --file <file>', about: 'the request as one JSON object, - for stdin' }, { flags: '--identity <file>', about: 'copy of the identity document: its SHA-256 is sent, the copy is not' }],
    more: 'Personal data does not belong on a command line, so the request comes from a file: kind, subject (names and born, documents), asks, contact, evidence, and via or consent.',
  },
  {
    name: 'request list', about: 'list requests with their clocks (Commission)', load: load('listRequests'), examples: ['watchword request list', 'watchword request list --overdue --json'],
    options: [{ flags: '--state <state>', about: 'in this state', choices: REQUEST_STATES }, { flags: '-k, --kind <kind>', about: 'of this kind', choices: REQUEST_KINDS }, { flags: '--overdue', about: 'whose clock has run out' }, limit],
  },
  { name: 'request show <id>', about: 'show a request, what was done, and how far each measure has come (Commission)', load: load('showRequest'), examples: ['watchword request show cas_0190…'] },
  {
    name: 'request admit <id>', about: 'find a request admissible, or not (Commission)', load: load('admitRequest'), examples: ['watchword request admit cas_0190…', 'watchword request admit cas_0190… --inadmissible --reasons "Nobody signed it."'],
    options: [{ flags: '--inadmissible', about: 'it is not; needs reasons' }, reasons, version],
  },
  { name: 'request examine <id>', about: 'begin to examine a request (Commission)', load: load('examineRequest'), examples: ['watchword request examine cas_0190… --note "The owner was asked for the warrant."'], options: [note, version] },
  { name: 'request extend <id>', about: 'extend its time (Commission)', load: load('extendRequest'), examples: ['watchword request extend cas_0190… --until 2027-05-31 --reasons "The court answers in April."'], options: [{ flags: '--until <day>', about: 'the new last day' }, reasons, version] },
  {
    name: 'request consent <id>', about: 'record whether owners may be told of it (Commission)', load: load('consentRequest'), examples: ['watchword request consent cas_0190… --given yes --on 2026-11-20'],
    options: [{ flags: '--given <answer>', about: 'whether the person agrees', choices: ['yes', 'no'] }, { flags: '--on <day>', about: 'day on which they said so' }, note, version],
  },
  {
    name: 'request decide <id>', about: 'decide a request; blocks and erasures take effect at once (Commission)', load: load('decideRequest'),
    examples: ['watchword request decide cas_0190… --outcome granted --reasons "Not needed any more." --erase rec_0190…', 'watchword request decide cas_0190… --outcome granted --reasons "…" --correct rec_0190… --asks "The birth date is wrong." --due 2026-12-31'],
    options: [{ flags: '-o, --outcome <outcome>', about: 'what was decided', choices: REQUEST_OUTCOMES }, reasons, ...acts, { flags: '--correct <record>', about: 'ask its owner to correct this record', many: true }, { flags: '--asks <text>', about: 'what is to be corrected; the owner reads it' }, { flags: '--due <day>', about: 'until when (30 days)' }, version, yes],
  },
  { name: 'request receipt <id> <measure>', about: 'note that a copy has followed (Commission)', load: load('noteReceipt'), examples: ['watchword request receipt cas_0190… msr_0190… --holder FRA --note "By letter"'], options: [{ flags: '--holder <country>', about: 'bureau that keeps the copy' }, note, version] },
  { name: 'request erase-texts <id>', about: 'erase what the audit log says of the person (Commission)', load: load('eraseTexts'), examples: ['watchword request erase-texts cas_0190… --reasons "The record is erased."'], options: [reasons, version, yes] },
  { name: 'request conclude <id>', about: 'say that a decision is carried out (Commission)', load: load('concludeRequest'), examples: ['watchword request conclude cas_0190…'], options: [{ flags: '--despite', about: 'although an owner has not answered; needs a note' }, note, version] },
  { name: 'request close <id>', about: 'close a request after the person was answered (Commission)', load: load('closeRequest'), examples: ['watchword request close cas_0190… --note "Letter sent."'], options: [note, version] },
  {
    name: 'request package <id>', about: 'gather everything held on the person (Commission)', load: async () => (await import('./package.ts')).gatherPackage, examples: ['watchword request package cas_0190…', 'watchword request package cas_0190… --json > held.json', 'watchword request package cas_0190… --pdf held.pdf --language fr'],
    options: [{ flags: '--pdf <file>', about: 'as a PDF into this file' }, { flags: '--language <language>', about: 'of the PDF (en)', choices: ['en', 'fr', 'es', 'ar'] }], more: 'It takes up to a minute, and stands in the audit log.',
  },
  {
    name: 'correction list', about: 'list what the Commission asks you to correct', load: async () => (await import('./corrections.ts')).listCorrections, examples: ['watchword correction list --state asked'],
    options: [{ flags: '--state <state>', about: 'asked, done or refused', choices: ['asked', 'done', 'refused'] }, limit],
  },
  {
    name: 'correction answer <id>', about: 'answer a correction: amend the record first', load: async () => (await import('./corrections.ts')).answerCorrection, examples: ['watchword correction answer msr_0190… --done', 'watchword correction answer msr_0190… --refused --note "The court confirmed it."'],
    options: [{ flags: '--done', about: 'the record was corrected' }, { flags: '--refused', about: 'it stands; needs a note' }, { flags: '--note <text>', about: 'what was done, or why not; the Commission reads it' }],
  },
  { name: 'record ending', about: 'how long records are kept, and how many of yours end soon', load: async () => (await import('./corrections.ts')).showRetention, examples: ['watchword record ending', 'watchword record list --expiring 122'] },
];
