import type { Run } from '../command.ts';
import { configFile, demoFile } from '../config.ts';
import { EXIT_MEANINGS } from '../exit-codes.ts';
import { misuse } from '../failures.ts';
import { alignRows } from '../terminal/table.ts';

const TOPICS: Readonly<Record<string, () => string[] | Promise<string[]>>> = {
  'exit-codes': () => ['How a command ends, for scripts:', '', ...alignRows(EXIT_MEANINGS.map(([code, meaning]) => [`  ${code}`, meaning]))],
  config: () => [
    'Settings come from flags, then the environment, then the config file, then a running demo, then the default.', '',
    ...alignRows([
      ['  --url', 'WATCHWORD_URL', 'url', 'server (http://127.0.0.1:8080)'],
      ['  --token-file', 'WATCHWORD_TOKEN_FILE', 'tokenFile', 'file with the token'],
      ['  --key-file', 'WATCHWORD_KEY_FILE', 'keyFile', 'file with the key of a registered system, in place of a token'],
      ['', 'WATCHWORD_TOKEN', 'token', 'the token itself; never a flag, which others can see'],
      ['  --purpose', 'WATCHWORD_PURPOSE', 'purpose', 'why you ask, where a check does not say'],
      ['  --officer', 'WATCHWORD_OFFICER', 'officer', 'pseudonym of the officer for whom you ask'],
      ['  --as', 'WATCHWORD_ROLE', 'role', 'the role of that officer'],
    ]), '',
    `Config file:  ${configFile()}`, '  { "url": "https://watchword.example", "tokenFile": "/etc/watchword/border.token", "purpose": "border-control" }',
    `Demo:         ${demoFile()}, written by \`npm start\``, '',
    'A token of the file or of the demo goes only to the server that is named with it.', 'Also: NO_COLOR, FORCE_COLOR, CI (never ask), XDG_CONFIG_HOME, XDG_STATE_HOME.', 'What applies now: watchword config show --origin',
  ],
  formats: async () => {
    const { DATABASES } = await import('@watchword/api/databases/databases.ts');
    return [
      'Files of records (import, export) and of checks (check batch) are NDJSON or CSV, packed as .gz or .zst or not.', '',
      '  NDJSON  one JSON object a line.',
      '  CSV     UTF-8 with a header; comma, semicolon or tab; a BOM is tolerated.', '',
      'A file to fill in: watchword record template DATABASE', 'Databases:', ...alignRows(DATABASES.map(({ code, title }) => [`  ${code}`, title])), '',
      'Answers: --json prints one JSON value, --ndjson one object a line; fields are those of the API. Data goes to stdout,', 'what is said about it to stderr; an error with --json is {"error":{code,message,errors,requestId,exit}} on stderr.',
    ];
  },
};

/** `watchword help`: a topic, or the help of a command. */
export const help: Run = async ({ args, terminal }) => {
  const topic = args.length === 1 ? TOPICS[args[0] ?? ''] : undefined;
  const { findHelp } = await import('../program.ts');
  const lines = topic === undefined ? findHelp(args)?.trimEnd().split('\n') : await topic();
  if (lines === undefined) throw misuse(`There is no help on ${JSON.stringify(args.join(' '))}.`, `watchword help ${Object.keys(TOPICS).join(' | ')}, or watchword --help`);
  for (const line of lines) await terminal.out(line);
  if (args.length === 0) await terminal.out(`\nTopics: watchword help ${Object.keys(TOPICS).join(' | ')}`);
};
