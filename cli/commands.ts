import { ACCESS_COMMANDS } from './access/commands.ts';
import { AUDIT_COMMANDS } from './audit/commands.ts';
import { CHECK_COMMANDS } from './checks/commands.ts';
import type { CommandSpec, OptionSpec } from './command.ts';
import { COMPARISON_COMMANDS } from './comparisons/commands.ts';
import { EVENT_COMMANDS } from './events/commands.ts';
import { HIT_COMMANDS } from './hits/commands.ts';
import { HOUSE_COMMANDS } from './house/commands.ts';
import { JOINT_COMMANDS } from './joint/commands.ts';
import { KEY_COMMANDS } from './keys/commands.ts';
import { LOAD_COMMANDS } from './loads/commands.ts';
import { MESSAGE_COMMANDS } from './messages/commands.ts';
import { NAME_COMMANDS } from './names/commands.ts';
import { OVERSIGHT_COMMANDS } from './oversight/commands.ts';
import { PEOPLE_COMMANDS } from './people/commands.ts';
import { READING_COMMANDS } from './reading-commands.ts';
import { PHOTO_COMMANDS } from './records/photo-commands.ts';
import { WEBHOOK_COMMANDS } from './webhooks/commands.ts';
import { RECORD_COMMANDS } from './records/commands.ts';
import { REQUEST_COMMANDS } from './requests/commands.ts';

/** Every command, in the order of the help. */
export const COMMANDS: readonly CommandSpec[] = [...CHECK_COMMANDS, ...COMPARISON_COMMANDS, ...HIT_COMMANDS, ...JOINT_COMMANDS, ...RECORD_COMMANDS, ...PHOTO_COMMANDS, ...LOAD_COMMANDS, ...READING_COMMANDS, ...REQUEST_COMMANDS, ...NAME_COMMANDS, ...ACCESS_COMMANDS, ...PEOPLE_COMMANDS, ...MESSAGE_COMMANDS, ...KEY_COMMANDS, ...AUDIT_COMMANDS, ...OVERSIGHT_COMMANDS, ...EVENT_COMMANDS, ...WEBHOOK_COMMANDS, ...HOUSE_COMMANDS];

/** What the first words stand for. */
export const GROUPS: Readonly<Record<string, string>> = {
  check: 'ask: HIT or NO HIT', comparison: 'is the person found the traveller?', hit: 'what became of a check that hit', doubt: 'records flagged for review', clearance: 'rightful holders of recovered documents', operation: 'joint operations, and counting their results again', record: 'your own records', 'record photo': 'photographs of persons', load: 'bulk loads', request: 'requests of persons, for the Commission', correction: 'what the Commission asks you to correct', names: 'comparing names, without a server', token: 'tokens of systems', client: 'systems with keys of their own', people: 'people of a bureau', message: 'messages between bureaus', keys: 'keys of a mailbox', audit: 'the audit log', webhook: 'systems that are told of events', config: 'settings of this command',
};

/** Options that every command takes. */
export const GLOBAL_OPTIONS: readonly OptionSpec[] = [
  { flags: '--json', about: 'print one JSON value' },
  { flags: '--ndjson', about: 'print JSON lines' },
  { flags: '-q, --quiet', about: 'print data only, say nothing about it' },
  { flags: '--no-color', about: 'no colours (or NO_COLOR)' },
  { flags: '--no-input', about: 'never ask' },
  { flags: '--url <url>', about: 'server (or WATCHWORD_URL)' },
  { flags: '--token-file <file>', about: 'file with the token (or WATCHWORD_TOKEN_FILE, WATCHWORD_TOKEN)' },
  { flags: '--key-file <file>', about: 'file with the key of a registered system (or WATCHWORD_KEY_FILE)' },
  { flags: '--officer <pseudonym>', about: 'ask for this officer: ofc_ and 4 to 40 letters or digits, with --as (systems with act-for-officer)' },
  { flags: '--as <role>', about: 'the role of that officer', choices: ['front-line', 'desk', 'system', 'reviewer', 'administrator', 'data-protection', 'commission', 'security', 'partner'] },
  { flags: '--timeout <seconds>', about: 'give up after so long (30)' },
];
