import { ANSWER_WAYS, HIT_OUTCOMES, HIT_QUEUES } from '@watchword/api/hits.ts';
import { URGENCIES } from '@watchword/api/hits/policy.ts';
import { DOUBTS } from '@watchword/api/hits/reviews.ts';
import { WITHDRAWAL_REASONS } from '@watchword/api/records.ts';
import type { CommandSpec, OptionSpec, Run } from '../command.ts';

type Name = 'listHits' | 'showHit' | 'showRecord' | 'ask' | 'confirm' | 'decline' | 'heard' | 'needTime' | 'release' | 'withdraw' | 'outcome' | 'clear' | 'keep' | 'protect' | 'note' | 'take' | 'giveBack' | 'done' | 'merge';
const load = (name: Name) => async (): Promise<Run> => (await import('./hit.ts'))[name];
type DeskName = 'showDesk' | 'handOver' | 'answerTimes' | 'doubt' | 'listDoubts' | 'decideDoubt' | 'clearHolder';
const loadDesk = (name: DeskName) => async (): Promise<Run> => (await import('./desk.ts'))[name];

const despite: OptionSpec = { flags: '--despite', about: 'although a colleague has taken it' };
const yes: OptionSpec = { flags: '-y, --yes', about: 'do not ask' };
const limit: OptionSpec = { flags: '-l, --limit <count>', about: 'so many (50)' };
const urgency: OptionSpec = { flags: '-u, --urgency <urgency>', about: 'urgent: 10 minutes, routine: an hour, other: 12 hours', choices: URGENCIES };
const callback: OptionSpec = { flags: '--callback <number>', about: 'where you can be called' };

/** Hits: what became of a check that showed a record. */
export const HIT_COMMANDS: readonly CommandSpec[] = [
  {
    name: 'hit list', about: 'list the hits of your desk with their clocks', load: load('listHits'), examples: ['watchword hit list', 'watchword hit list --queue to-answer --json'],
    options: [{ flags: '-Q, --queue <queue>', about: 'of this list', choices: HIT_QUEUES }, { flags: '--mine', about: 'taken by you' }, limit],
  },
  { name: 'hit show <id>', about: 'open a hit: what matched, the clock, every step', load: load('showHit'), examples: ['watchword hit show hit_0190…'] },
  { name: 'hit record <id>', about: 'read the record of a hit, as you must before you confirm a person', load: load('showRecord'), examples: ['watchword hit record hit_0190…'] },
  { name: 'hit ask <id>', about: 'ask the owner to confirm; its clock runs', load: load('ask'), examples: ['watchword hit ask hit_0190… --urgency urgent --callback "+33 1 00 00 00 17"'], options: [urgency, callback, { flags: '-m, --message <text>', about: 'to the owner' }] },
  { name: 'hit confirm <id>', about: 'answer: the record is valid, and it is the same', load: load('confirm'), examples: ['watchword hit confirm hit_0190… --instruction "Keep in view; a warrant follows."'], options: [{ flags: '--instruction <text>', about: 'to whoever asked' }, despite] },
  {
    name: 'hit decline <id>', about: 'answer: it is not, or the record is no longer valid', load: load('decline'), examples: ['watchword hit decline hit_0190… --not-same', 'watchword hit decline hit_0190… --not-valid --withdraw found'],
    options: [{ flags: '--not-same', about: 'another person or object' }, { flags: '--cannot-tell', about: 'it cannot be told whether it is the same' }, { flags: '--not-valid', about: 'the record is no longer valid' }, { flags: '--withdraw <reason>', about: 'with --not-valid: withdraw the record in the same step', choices: WITHDRAWAL_REASONS }, { flags: '--instruction <text>', about: 'to whoever asked' }, despite, yes],
  },
  {
    name: 'hit heard <id>', about: 'note an answer of the owner that came another way; its clock stops (finder)', load: load('heard'), examples: ['watchword hit heard hit_0190… --valid yes --same yes --note "The duty officer, 14:07."'],
    options: [{ flags: '--way <way>', about: 'telephone', choices: ANSWER_WAYS }, { flags: '--valid <answer>', about: 'is the record still valid', choices: ['yes', 'no'] }, { flags: '--same <answer>', about: 'is it the same', choices: ['yes', 'no', 'cannot-tell'] }, { flags: '--from <country>', about: 'who answered, if not the owner' }, { flags: '--note <text>', about: 'what was said; the owner reads it too' }],
  },
  { name: 'hit need-time <id>', about: 'say until when you need time', load: load('needTime'), examples: ['watchword hit need-time hit_0190… --until 2026-11-24T14:00:00Z --reason "The court is asked."'], options: [{ flags: '--until <moment>', about: 'UTC, within 72 hours' }, { flags: '-r, --reason <text>', about: 'why' }, despite] },
  { name: 'hit release <id>', about: 'let the owner of the record know (finder)', load: load('release'), examples: ['watchword hit release hit_0190… --ask urgent'], options: [{ flags: '--ask <urgency>', about: 'and ask it to confirm', choices: URGENCIES }, callback, yes] },
  { name: 'hit withdraw <id>', about: 'ask no more (finder)', load: load('withdraw'), examples: ['watchword hit withdraw hit_0190… --reason "Not the same: the face."'], options: [{ flags: '-r, --reason <text>', about: 'for your own desk' }] },
  { name: 'hit outcome <id> <finding>', about: `report what became of it: ${HIT_OUTCOMES.join(', ')} (finder)`, load: load('outcome'), examples: ['watchword hit outcome hit_0190… seized'], options: [{ flags: '--note <text>', about: 'to the owner, where it knows' }] },
  { name: 'hit clear <id>', about: 'end your record, which was located', load: load('clear'), examples: ['watchword hit clear hit_0190…'], options: [{ flags: '--note <text>', about: 'kept with the record' }, yes] },
  { name: 'hit keep <id>', about: 'keep your record although it was located', load: load('keep'), examples: ['watchword hit keep hit_0190… --note "The driver is not found."'], options: [{ flags: '--note <text>', about: 'why' }] },
  { name: 'hit protect <id>', about: 'the person asks for protection: everything stops, the compliance desk decides (finder)', load: load('protect'), examples: ['watchword hit protect hit_0190…'], options: [{ flags: '--note <text>', about: 'not where the person is' }] },
  { name: 'hit note <id> <text>', about: 'add a note for your own desk', load: load('note'), examples: ['watchword hit note hit_0190… "Called, rings back at 14:30."'] },
  { name: 'hit take <id>', about: 'take it: it rings no more', load: load('take'), examples: ['watchword hit take hit_0190…'], options: [despite] },
  { name: 'hit return <id>', about: 'return it to the queue', load: load('giveBack'), examples: ['watchword hit return hit_0190…'], options: [despite] },
  { name: 'hit done <id>', about: 'off your list until something changes', load: load('done'), examples: ['watchword hit done hit_0190…'], options: [despite] },
  { name: 'hit merge <id> [others...]', about: 'work on several as one case; without others it leaves its case', load: load('merge'), examples: ['watchword hit merge hit_0190… hit_0191…'] },
  { name: 'hit desk', about: 'settings of your duty desk, or set them from a file', load: loadDesk('showDesk'), examples: ['watchword hit desk', 'watchword hit desk --set desk.json'], options: [{ flags: '--set <file>', about: 'all settings as one JSON object, - for stdin' }] },
  { name: 'hit handover', about: 'what the next shift has to know; --note hands over, --take signs', load: loadDesk('handOver'), examples: ['watchword hit handover', 'watchword hit handover --note "UTO rings back at 22:30."', 'watchword hit handover --take hov_0190…'], options: [{ flags: '--note <text>', about: 'hand over with this note' }, { flags: '--take <id>', about: 'sign a handover that you take' }] },
  { name: 'hit times <month>', about: 'how fast bureaus answered in a month that is over', load: loadDesk('answerTimes'), examples: ['watchword hit times 2026-10'] },
  { name: 'doubt raise <record>', about: 'flag a record for review by the compliance desk', load: loadDesk('doubt'), examples: ['watchword doubt raise rec_0190… --why political --reason "The charge is an article."'], options: [{ flags: '-w, --why <doubt>', about: 'why it is doubted', choices: DOUBTS }, { flags: '-r, --reason <text>', about: 'in words; name no person' }] },
  { name: 'doubt list', about: 'list flagged records: yours, or all for the compliance desk', load: loadDesk('listDoubts'), examples: ['watchword doubt list'], options: [limit] },
  { name: 'doubt decide <id> <finding>', about: 'decide: stands, or ended (secretariat)', load: loadDesk('decideDoubt'), examples: ['watchword doubt decide dbt_0190… stands --reason "The warrant is for fraud."'], options: [{ flags: '-r, --reason <text>', about: 'reasons, kept' }] },
  {
    name: 'clearance issue <record>', about: 'let the rightful holder of your recovered document travel once', load: loadDesk('clearHolder'), examples: ['watchword clearance issue rec_0190… --compared --until 2026-11-26T22:00:00Z --from FRA --to UTO --carrier "UT 402"'],
    options: [{ flags: '--compared', about: 'you have compared the holder with the file' }, { flags: '--until <moment>', about: 'end of the journey, UTC' }, { flags: '--from <country>', about: 'where it begins' }, { flags: '--to <country>', about: 'where it ends' }, { flags: '--carrier <name>', about: 'flight, ship or train' }],
  },
];
