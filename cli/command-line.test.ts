import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, describe, test } from 'node:test';
import { DATABASES } from '@watchword/api/databases/databases.ts';
import { WITHDRAWAL_REASONS } from '@watchword/api/records.ts';
import { ROLES } from '@watchword/api/organisations.ts';
import { COMMANDS, GLOBAL_OPTIONS } from './commands.ts';
import { DATABASE_CODES } from './help/completion.ts';
import { run } from './run-under-test.ts';

const folder = mkdtempSync(join(tmpdir(), 'watchword-cli-'));
after(() => { rmSync(folder, { recursive: true, force: true }); });

const PASSPORT = 'P<UTOERIKSSON<<ANNA<MARIA<<<<<<<<<<<<<<<<<<<|L898902C36UTO7408122F1204159ZE184226B<<<<<10';

describe('the command line', () => {
  test('says which version of program and API it is', async () => {
    const { code, out } = await run(['--version']);
    assert.equal(code, 0);
    assert.match(out, /^watchword \d+\.\d+\.\d+ \(API \d+\.\d+\.\d+, Node \d+/);
  });

  test('shows examples first, at every level', async () => {
    for (const words of [['--help'], ['check', '--help'], ['check', 'document', '--help'], ['help', 'check', 'document'], []]) {
      const { code, out } = await run(words);
      assert.equal(code, 0, words.join(' '));
      assert.match(out, /^Examples:\n {2}watchword /, words.join(' '));
    }
  });

  test('a word or an option that is not there is usage, with the nearest one and the help to read', async () => {
    const wrong = [
      { line: ['chek', 'document', 'X'], say: /Did you mean check\?\nNext: watchword --help/ },
      { line: ['check', 'docment', 'X'], say: /Did you mean document\?\nNext: watchword check --help/ },
      { line: ['check', 'document', 'X', '--isuer', 'UTO'], say: /Did you mean --issuer\?\nNext: watchword check document --help/ },
      { line: ['check', 'document'], say: /Missing required argument 'number'/ },
      { line: ['check', 'document', 'X', '--purpose', 'fun'], say: /Allowed choices are border-control/ },
      { line: ['record', 'list', '--limit', 'many'], say: /--limit takes a whole number from 1, not "many"/ },
      { line: ['completion', 'tcsh'], say: /one of bash, zsh, fish, powershell/ },
      { line: ['help', 'nothing'], say: /watchword help exit-codes/ },
    ];
    for (const { line, say } of wrong) {
      const { code, out, err } = await run(line);
      assert.equal(code, 2, line.join(' '));
      assert.match(err, say);
      assert.equal(out, '', 'data and complaints are apart');
    }
  });

  test('a check without a purpose is not sent', async () => {
    const { code, err } = await run(['check', 'document', 'L898902C3']);
    assert.equal(code, 2);
    assert.match(err, /--purpose is missing[^]*border-control[^]*WATCHWORD_PURPOSE/);
  });

  test('a server that is not there is exit 6, for programs as JSON', async () => {
    const { code, err } = await run(['check', 'document', 'L898902C3', '--purpose', 'asylum', '--json', '--url', 'http://127.0.0.1:47']);
    assert.equal(code, 6);
    const { error } = JSON.parse(err) as { error: { code: string; exit: number } };
    assert.deepEqual([error.code, error.exit], ['server.unreachable', 6]);
  });

  test('topics of help are there', async () => {
    assert.match((await run(['help', 'exit-codes'])).out, /10 +HIT/);
    assert.match((await run(['help', 'config'])).out, /WATCHWORD_TOKEN_FILE/);
    assert.match((await run(['help', 'formats'])).out, /travel-documents/);
  });

  test('closed lists are those of the contract', () => {
    assert.deepEqual(DATABASE_CODES, DATABASES.map((database) => database.code));
    const choices = (name: string, flag: string) => COMMANDS.find((spec) => spec.name.startsWith(name))?.options?.find((option) => option.flags.includes(flag))?.choices;
    assert.deepEqual(choices('record withdraw', '--reason'), [...WITHDRAWAL_REASONS]);
    assert.deepEqual(choices('token issue', '--role'), [...ROLES]);
    assert.deepEqual(GLOBAL_OPTIONS.find((option) => option.flags.startsWith('--as'))?.choices, [...ROLES]);
  });
});

describe('reading zones', () => {
  test('prints format, valid, fields and checks, one line for each line in; an empty one says so, and what follows the last line break is none', async () => {
    const { code, out } = await run(['mrz'], { input: `${PASSPORT}\n\n  \r\nno zone\r\n${PASSPORT}` });
    assert.equal(code, 0);
    const [first, empty, blank, second, third, ...rest] = out.trimEnd().split('\n').map((line) => JSON.parse(line) as Record<string, unknown>);
    assert.deepEqual(rest, []);
    assert.deepEqual(Object.keys(first ?? {}), ['format', 'valid', 'fields', 'checks']);
    assert.deepEqual([first?.['format'], first?.['valid']], ['TD3', true]);
    assert.deepEqual(second, { format: null, valid: false, fields: {}, checks: {} });
    assert.deepEqual(third, first);
    for (const one of [empty, blank]) assert.deepEqual(one, { format: null, valid: false, fields: {}, checks: {}, empty: true });
    assert.equal((await run(['mrz'], { input: '\n\n' })).out.split('\n').length, 3);
    assert.equal((await run(['mrz'], { input: '' })).out, '');
  });

  test('keeps up with a hundred thousand rows', async () => {
    const { out } = await run(['mrz'], { input: `${PASSPORT}\n`.repeat(100_000) });
    assert.equal(out.split('\n').length, 100_001);
  });

  test('a VIN is read with its check digit', async () => {
    const { out } = await run(['vin', '1M8GDM9AXKP042788']);
    assert.deepEqual(JSON.parse(out), { folded: '1M8GDM9AXKP042788', isComplete: true, region: 'north-america', checkDigit: { verdict: 'fits', expected: 'X' } });
  });
});

describe('settings', () => {
  const config = (name: string, text: string): Record<string, string> => {
    const home = join(folder, name);
    mkdirSync(join(home, 'watchword'), { recursive: true });
    writeFileSync(join(home, 'watchword', 'config.json'), text);
    writeFileSync(join(home, 'watchword', 'demo.json'), JSON.stringify({ url: 'http://127.0.0.1:8123', token: 'wwt_demo_secret', purpose: 'police-check' }));
    return { XDG_CONFIG_HOME: home, XDG_STATE_HOME: home };
  };
  const show = async (args: readonly string[], env: Record<string, string>) =>
    JSON.parse((await run(['config', 'show', '--origin', '--json', ...args], { env })).out) as Record<string, { value: string | null; origin: string }>;

  test('flags go before the environment, that before the file, that before a running demo', async () => {
    const env = config('order', '{"url":"http://file.example","purpose":"asylum"}');
    assert.deepEqual((await show([], env))['url'], { value: 'http://file.example', origin: 'config file' });
    assert.deepEqual((await show([], { ...env, WATCHWORD_URL: 'http://env.example' }))['url'], { value: 'http://env.example', origin: 'environment' });
    assert.deepEqual((await show(['--url', 'http://flag.example'], { ...env, WATCHWORD_URL: 'http://env.example' }))['url'], { value: 'http://flag.example', origin: 'flag' });
    assert.deepEqual((await show([], { ...env, XDG_CONFIG_HOME: '/nonexistent' }))['purpose'], { value: 'police-check', origin: 'demo' });
  });

  test('the token of the demo goes to the demo only, and no token is shown whole', async () => {
    const env = { ...config('demo', '{}'), XDG_CONFIG_HOME: '/nonexistent' };
    assert.deepEqual((await show([], env))['token'], { value: 'wwt_de…', origin: 'demo' });
    assert.deepEqual((await show(['--url', 'http://elsewhere.example'], env))['token'], { value: null, origin: 'nowhere' });
  });

  test('the purpose of the demo is not given to another server: there a check without one is not asked', async () => {
    const env = { ...config('demo-purpose', '{}'), XDG_CONFIG_HOME: '/nonexistent' };
    assert.deepEqual((await show(['--url', 'http://elsewhere.example'], env))['purpose'], { value: null, origin: 'nowhere' });
    const { code, err } = await run(['check', 'document', 'A123', '--url', 'http://elsewhere.example'], { env: { ...env, WATCHWORD_TOKEN: 'wwt_x' } });
    assert.equal(code, 2);
    assert.match(err, /--purpose is missing/);
  });

  test('a setting that is not there is named', async () => {
    const { code, err } = await run(['config', 'show'], { env: config('wrong', '{"tokn":"x"}') });
    assert.equal(code, 2);
    assert.match(err, /there is no setting "tokn"[^]*tokenFile/);
  });

  test('a token that others can read is pointed out', { skip: process.platform === 'win32' }, async () => {
    const file = join(folder, 'open.token');
    writeFileSync(file, 'wwt_x', { mode: 0o644 });
    assert.match((await run(['config', 'show'], { env: { WATCHWORD_TOKEN_FILE: file } })).err, /chmod 600/);
  });
});

describe('completion', () => {
  const complete = async (...words: string[]): Promise<string[]> => (await run(['complete', '--', ...words])).out.split('\n').map((line) => line.split('\t')[0] ?? '');

  test('offers commands, databases, purposes and options', async () => {
    assert.ok((await complete('check', '')).includes('document'));
    assert.ok((await complete('import', '')).includes('travel-documents'));
    assert.ok((await complete('check', 'document', 'X', '--purpose', '')).includes('border-control'));
    assert.ok((await complete('check', 'document', 'X', '--iss')).includes('--issuer'));
    assert.ok((await complete('check', 'document', 'X', '--issuer', 'UT')).includes('UTO'));
  });

  test('there is a script for each shell', async () => {
    for (const shell of ['bash', 'zsh', 'fish', 'powershell']) assert.match((await run(['completion', shell])).out, /watchword complete/, shell);
  });

  test('works in a bash without the package bash-completion', { skip: spawnSync('bash', ['--version']).status !== 0 }, async () => {
    const { out } = await run(['completion', 'bash']);
    const typed = 'watchword() { printf "%s\\n" border-control "$3-asked"; }; COMP_WORDS=(watchword chec); COMP_CWORD=1; __watchword_complete; echo "offered ${COMPREPLY[*]}"';
    const shell = spawnSync('bash', ['--norc', '--noprofile', '-c', `${out}\n${typed}`], { encoding: 'utf8' });
    assert.match(shell.stdout, /^offered chec-asked$/m, shell.stderr);
  });
});
