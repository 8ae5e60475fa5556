import type { CommandSpec, OptionSpec } from '../command.ts';

const keys: OptionSpec = { flags: '--keys <file>', about: 'file with the keys that you trust; else those that the hub showed first' };

/** Verifying the audit log. */
export const AUDIT_COMMANDS: readonly CommandSpec[] = [
  {
    name: 'audit verify [folder]', about: 'verify a whole audit log from its files, or a file that `audit export` made', load: async () => (await import('./verify.ts')).verify,
    examples: ['watchword audit verify --data ./demo-data', 'watchword audit verify ./copy-of-the-log --keys hub.keys', 'watchword audit verify november.ndjson --keys hub.keys', 'watchword audit verify --data /var/lib/watchword --json'],
    options: [{ flags: '--data <folder>', about: 'data folder of the server' }, { flags: '--keys <file>', about: 'file with the keys that you trust; else those beside the log' }],
    more: 'Exit code 0 only when all is whole; else the first broken entry or the forged checkpoint is named. Works while the server runs, needs no network and\nchanges nothing. Whoever runs the server can rewrite all files: only witnesses (`audit witness`) and receipts (`audit prove`) show that.',
  },
  {
    name: 'audit log', about: 'show the newest entries of your own log, or who was shown your records', load: async () => (await import('./log.ts')).log,
    examples: ['watchword audit log', 'watchword audit log --shown --last 20', 'watchword audit log --json'],
    options: [{ flags: '--shown', about: 'who was shown your records' }, { flags: '--last <count>', about: 'how many (50)' }],
    more: 'What was asked stands there as a commitment only. Reading it leaves an entry in it. Needs a token with audit:read.',
  },
  {
    name: 'audit search', about: 'look a person, document, vehicle, record or officer up in your own logs', load: async () => (await import('./search.ts')).search,
    examples: ['watchword audit search --name "Anna Maria Eriksson" --born 1974-08-12 --why "Complaint 2026-118"', 'watchword audit search --plate AB-123-CD --country FRA --why "Request of a court" --from 2026-11-01', 'watchword audit search --officer ofc_9f86d081 --why "Flag of last night" --json'],
    options: [
      { flags: '--name <name>', about: 'of a person, in any script and order' }, { flags: '--born <date>', about: 'birth date as far as known' },
      { flags: '--document <number>', about: 'of a document' }, { flags: '--issuer <code>', about: 'country that issued it' },
      { flags: '--plate <number>', about: 'of a vehicle' }, { flags: '--country <code>', about: 'of the plate' }, { flags: '--vin <vin>', about: 'of a vehicle' },
      { flags: '--record <id>', about: 'a record' }, { flags: '--officer <pseudonym>', about: 'only what this officer or token did' },
      { flags: '--from <date>', about: 'first day' }, { flags: '--to <date>', about: 'last day' }, { flags: '--why <reason>', about: 'why you look: it is kept, sealed, with the search' },
    ],
    more: 'Says which time it covered, and how many questions cannot be opened any more: those that found nothing are gone after 30 days.\nThe search leaves an entry in the log, which the next search finds. Needs a token with audit:read.',
  },
  {
    name: 'audit export <file>', about: 'take entries of your own log away as a signed file that anybody can verify', load: async () => (await import('./export.ts')).exportEntries,
    examples: ['watchword audit export case.ndjson --entries 1042,1077 --texts', 'watchword audit export today.ndjson --from 2026-11-24 --to 2026-11-24', 'watchword audit export november.ndjson --all --from 2026-11-01 --to 2026-11-30'],
    options: [
      { flags: '--entries <numbers>', about: 'numbers of entries, with commas between' }, { flags: '--from <date>', about: 'first day' }, { flags: '--to <date>', about: 'last day' },
      { flags: '--shown', about: 'of the log of who was shown your records' }, { flags: '--texts', about: 'with what was asked, and what proves it' }, { flags: '--all', about: 'more than a thousand entries' },
    ],
    more: '`watchword audit verify <file>` verifies it without a network, from the file and the keys that you trust. Leaves an entry in the log.',
  },
  {
    name: 'audit prove [receipt]', about: 'prove that an answered check is in the log', load: async () => (await import('./prove.ts')).prove,
    examples: ['watchword audit prove 1042:9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08', 'watchword audit prove 1042:9f86… --save 1042.tlog-proof', 'watchword audit prove --file 1042.tlog-proof --keys hub.keys'],
    options: [{ flags: '--save <file>', about: 'keep the proof: it can be verified without any network' }, { flags: '--file <file>', about: 'verify a proof that was kept' }, keys, { flags: '--witnesses <file>', about: 'file with keys of witnesses, whose cosignatures are named' }],
    more: 'A receipt stands in every answer: the number of the entry and its hash, here with a colon between. Exit code 0 only when it is proven.',
  },
  {
    name: 'audit witness', about: "be your bureau's witness: refuse a history that does not continue, cosign one that does", load: async () => (await import('./witness.ts')).witness,
    examples: ['watchword audit witness', 'watchword audit witness --follow --every 60', 'watchword audit witness --memory /var/lib/witness/hub.witness --json'],
    options: [{ flags: '--follow', about: 'go on, look after look' }, { flags: '--every <seconds>', about: 'between two looks (60)' }, { flags: '--memory <file>', about: 'where it remembers what it saw and keeps its keys: on your own disk' }, keys],
    more: 'Exit code 0: cosigned. 1: refused, a fork or a roll-back; what the hub showed is kept as evidence. Needs a token with audit:read and audit:witness.',
  },
  {
    name: 'audit reconcile', about: 'hold your own receipts against the log, or requesters\' counts against the log of your records', load: async () => (await import('./reconcile.ts')).reconcile,
    examples: ['watchword audit reconcile --receipts receipts.txt', 'watchword audit reconcile --receipts receipts.txt --save-counts fra.json', 'watchword audit reconcile --counts fra.json --counts deu.json'],
    options: [
      { flags: '--receipts <file>', about: 'receipts that `check` kept (or WATCHWORD_RECEIPTS)' }, { flags: '--part', about: 'others of your bureau keep receipts elsewhere: do not ask for one of every check' },
      { flags: '--save-counts <file>', about: 'write down how often which owner is told, for the owners to compare' }, { flags: '--counts <file>', about: 'counts that a requester gave you', many: true }, keys,
    ],
    more: 'The log that is shown is first made sure to be the signed one. Exit code 0 only when all agree. Checks that owners are not told of are in no count.',
  },
  {
    name: 'audit rotate-keys', about: 'change the keys that sign the checkpoints of a hub, at its machine', load: async () => (await import('./rotate-keys.ts')).rotateKeys,
    examples: ['watchword audit rotate-keys --data /var/lib/watchword', 'watchword audit rotate-keys --data ./demo-data --json'],
    options: [{ flags: '--data <folder>', about: 'data folder of the server' }],
    more: 'Works while the hub runs, as its user. The keys in force sign that the new ones follow them, and the log says so before these sign. Whoever trusts the first\nkeys follows to the newest; a change that the old keys did not sign, or of which the log does not tell, is found by `audit verify`.',
  },
];
