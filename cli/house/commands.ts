import type { CommandSpec, OptionSpec } from '../command.ts';

const listening: readonly OptionSpec[] = [
  { flags: '--port <port>', about: 'port (8080); 0 for any that is free' },
  { flags: '--host <address>', about: 'address to listen on (127.0.0.1: this machine only)' },
];

/** Running and looking after a server. */
export const HOUSE_COMMANDS: readonly CommandSpec[] = [
  {
    name: 'demo', about: 'start the demo world: fictional data, no questions', load: async () => (await import('./serve.ts')).demo,
    examples: ['watchword demo', 'watchword demo --port 8123 --data ./elsewhere', 'watchword demo --reset'],
    options: [...listening, { flags: '--data <folder>', about: 'where the demo world lives (./demo-data)' }, { flags: '--reset', about: 'throw the demo world away and make it anew' }],
  },
  {
    name: 'serve', about: 'start a server', load: async () => (await import('./serve.ts')).serve,
    examples: ['watchword serve --data /var/lib/watchword', 'watchword serve --data ./data --port 8443'],
    options: [...listening, { flags: '--data <folder>', about: 'data folder (./data)' }],
    more: 'The first token: `watchword token issue --data FOLDER --organisation XPO …` while the server is stopped. SIGTERM and Ctrl+C close in order.',
  },
  {
    name: 'audit archive', about: 'move finished segments of the audit log to cheap storage', load: async () => (await import('./archive.ts')).archive,
    examples: ['watchword audit archive --data /var/lib/watchword --to /mnt/archive', 'watchword audit archive --data ./data --to /mnt/archive --before 2026-11-01', 'watchword audit archive --data ./data --moved-to /mnt/other', 'watchword audit archive --verify /mnt/archive'],
    options: [
      { flags: '--data <folder>', about: 'data folder of the server' },
      { flags: '--bureau <code>', about: 'the log of this bureau in that folder, and not the hub\'s' },
      { flags: '--to <folder>', about: 'where to (or WATCHWORD_AUDIT_ARCHIVE); it must be there' },
      { flags: '--before <day>', about: 'only what is all older than this day (UTC)' },
      { flags: '--moved-to <folder>', about: 'move nothing: the archive is in this folder now' },
      { flags: '--verify <folder>', about: 'move nothing: walk the segments in this folder, without the log that they came from' },
    ],
    more: 'Works while the server runs. A segment goes compressed (zstd), is read back there, and only then is removed here; what was cut short goes on\nat the next run. `audit verify` and the server read the segments where they are.',
  },
  {
    name: 'audit adopt <server>', about: 'take over the audit entries of a server on PostgreSQL whose data folder is lost', load: async () => (await import('./audit.ts')).adopt,
    examples: ['WATCHWORD_STORE=postgres WATCHWORD_DATABASE_URL_FILE=/etc/watchword/database WATCHWORD_SERVER=lyon-2 watchword audit adopt lyon-1'],
    options: [{ flags: '-y, --yes', about: 'do not ask' }],
    more: 'Both servers must be stopped: the lost one for ever, the one that WATCHWORD_SERVER names until this is done. Its entries that were written to the\ndatabase and reached no log go into the log of the other when that starts. What was in the lost log itself is lost.',
  },
  {
    name: 'doctor', about: 'look for what is wrong, and say how to mend it', load: async () => (await import('./doctor.ts')).doctor,
    examples: ['watchword doctor', 'watchword doctor --data ./data', 'watchword doctor --data ./data --full', 'watchword doctor --json'],
    options: [{ flags: '--data <folder>', about: 'look into this data folder too' }, { flags: '--full', about: 'read every page, index and record of its store: minutes at many millions' }],
  },
  {
    name: 'config show', about: 'show the settings', load: async () => (await import('./settings.ts')).showConfig, examples: ['watchword config show --origin'],
    options: [{ flags: '--origin', about: 'and where each one comes from' }],
  },
  {
    name: 'completion <shell>', about: 'print completion for bash, zsh, fish or powershell', load: async () => (await import('../help/completion.ts')).printCompletion,
    examples: ['source <(watchword completion bash)', 'watchword completion zsh > ~/.zfunc/_watchword', 'watchword completion fish > ~/.config/fish/completions/watchword.fish'],
  },
  {
    name: 'help [topic...]', about: 'help on a command, or on exit-codes, config, formats', load: async () => (await import('../help/topics.ts')).help,
    examples: ['watchword help exit-codes', 'watchword help config', 'watchword help formats', 'watchword help check document'],
  },
];
