import { existsSync, readFileSync, statSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { CommandFailure, misuse } from './failures.ts';
import { EXIT } from './exit-codes.ts';
import type { Flags } from './flags.ts';

/** A setting and where it came from. */
export type Setting = { value: string; origin: string };
export const SETTING_NAMES = ['url', 'token', 'key', 'purpose', 'officer', 'role'] as const;
export type SettingName = (typeof SETTING_NAMES)[number];
export type Settings = Partial<Record<SettingName, Setting>> & { url: Setting; warnings: readonly string[] };

const DEFAULT_URL = 'http://127.0.0.1:8080';
const FILE_KEYS = ['url', 'token', 'tokenFile', 'keyFile', 'purpose', 'officer', 'role'] as const;
type Values = Partial<Record<(typeof FILE_KEYS)[number], string>>;
type Source = { origin: string; values: Values };

const env = (name: string): string | undefined => process.env[name] || undefined;

/** The key file of this system's device in a mailbox, from the environment. */
export function deviceVariable(): string | undefined {
  return env('WATCHWORD_DEVICE_FILE');
}

/** The file in which receipts are kept, from WATCHWORD_RECEIPTS. */
export function receiptsVariable(): string | undefined {
  return env('WATCHWORD_RECEIPTS');
}

/** The file of lasting settings. */
export function configFile(): string {
  return join(env('XDG_CONFIG_HOME') ?? join(homedir(), '.config'), 'watchword', 'config.json');
}

/** The folder for what the command remembers by itself. */
export function stateFolder(): string {
  return join(env('XDG_STATE_HOME') ?? join(homedir(), '.local', 'state'), 'watchword');
}

/** The file in which a running demo says where it is and which token opens it. */
export function demoFile(): string {
  return join(stateFolder(), 'demo.json');
}

/** Whether colours are wanted: not into a file, not with NO_COLOR. */
export function wantsColor(isTty: boolean): boolean {
  if (env('NO_COLOR') !== undefined) return false;
  return env('FORCE_COLOR') !== undefined || (isTty && process.env['TERM'] !== 'dumb');
}

/** Whether a program and not a person is at the terminal. */
export function isAutomatic(): boolean {
  return env('CI') !== undefined;
}

/**
 * The settings: flags, then environment, then the config file, then a running demo, then defaults. A token of the file or
 * of the demo goes only to the server that is named with it, so that --url cannot carry it elsewhere.
 */
export function readSettings(flags: Flags): Settings {
  const warnings: string[] = [];
  const file = readSource(configFile(), 'config file');
  const demo = readSource(demoFile(), 'demo');
  const sources: readonly Source[] = [
    { origin: 'flag', values: pick({ url: flags.text('url'), tokenFile: flags.text('token-file'), keyFile: flags.text('key-file'), purpose: flags.text('purpose'), officer: flags.text('officer'), role: flags.text('as') }) },
    { origin: 'environment', values: pick({ url: env('WATCHWORD_URL'), token: env('WATCHWORD_TOKEN'), tokenFile: env('WATCHWORD_TOKEN_FILE'), keyFile: env('WATCHWORD_KEY_FILE'), purpose: env('WATCHWORD_PURPOSE'), officer: env('WATCHWORD_OFFICER'), role: env('WATCHWORD_ROLE') }) },
    file, demo,
  ];
  const find = (name: 'url' | 'purpose' | 'officer' | 'role', counts: (source: Source) => boolean = () => true): Setting | undefined => {
    for (const { origin, values } of sources.filter(counts)) if (values[name] !== undefined) return { value: values[name], origin };
    return undefined;
  };
  const url = find('url') ?? { value: DEFAULT_URL, origin: 'default' };
  if (!/^https?:\/\//.test(url.value) || !URL.canParse(url.value)) throw misuse(`The address of the server (${url.origin}) is not one: ${JSON.stringify(url.value)}.`, 'for example --url http://127.0.0.1:8080');
  const belongs = (source: Source): boolean => source.origin === 'flag' || source.origin === 'environment' || (source === file && file.values.url === undefined) || sameOrigin(source.values.url, url.value);
  const signIn = sources.filter(belongs).find(({ values }) => values.keyFile !== undefined || values.tokenFile !== undefined || values.token !== undefined);
  const key = signIn?.values.keyFile === undefined ? undefined : { value: signIn.values.keyFile, origin: signIn.origin };
  const token = signIn === undefined || key !== undefined ? undefined : tokenOf(signIn, warnings);
  if (key !== undefined && existsSync(key.value)) warnIfOpen(key.value, warnings);
  // Why somebody asks the demo world is no reason to ask another server.
  const rest = { token, key, ...Object.fromEntries((['purpose', 'officer', 'role'] as const).map((name) => [name, find(name, (source) => source !== demo || belongs(source))])) };
  return { url, ...Object.fromEntries(Object.entries(rest).filter(([, setting]) => setting !== undefined)), warnings };
}

function sameOrigin(one: string | undefined, other: string): boolean {
  return one !== undefined && URL.canParse(one) && new URL(one).origin === new URL(other).origin;
}

function tokenOf({ origin, values }: Source, warnings: string[]): Setting | undefined {
  if (values.tokenFile !== undefined) return { value: readTokenFile(values.tokenFile, warnings), origin: `${origin}, ${values.tokenFile}` };
  if (values.token === undefined) return undefined;
  if (origin === 'config file') warnIfOpen(configFile(), warnings);
  return { value: values.token, origin };
}

function warnIfOpen(path: string, warnings: string[]): void {
  if (process.platform !== 'win32' && (statSync(path).mode & 0o077) !== 0) warnings.push(`Others can read what is secret in ${path}. Next: chmod 600 ${path}`);
}

function readTokenFile(path: string, warnings: string[]): string {
  try {
    warnIfOpen(path, warnings);
    const token = readFileSync(path, 'utf8').trim();
    if (token === '') throw new Error('it is empty');
    return token;
  } catch (error) {
    throw new CommandFailure(EXIT.access, `The token file ${path} cannot be used: ${error instanceof Error ? error.message : 'unreadable'}.`, '`watchword config show --origin` says where its name comes from.');
  }
}

function readSource(path: string, origin: string): Source {
  if (!existsSync(path)) return { origin, values: {} };
  const values = parseJson(path);
  for (const [name, value] of Object.entries(values)) {
    if (!FILE_KEYS.some((key) => key === name)) throw misuse(`${path}: there is no setting ${JSON.stringify(name)}.`, `one of ${FILE_KEYS.join(', ')}. See \`watchword help config\`.`);
    if (typeof value !== 'string') throw misuse(`${path}: ${name} must be a text.`);
  }
  return { origin, values: values as Values };
}

function parseJson(path: string): object {
  try {
    const value: unknown = JSON.parse(readFileSync(path, 'utf8'));
    if (typeof value === 'object' && value !== null && !Array.isArray(value)) return value;
  } catch {
    // Said below: what is wrong with a JSON file is best seen in an editor.
  }
  throw misuse(`${path} is not a JSON object.`, 'see `watchword help config`.');
}

function pick(values: Record<string, string | undefined>): Values {
  return Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined));
}

/** Where a server listens: flags, then the variables that the server itself knows. `data` is the variable only. */
export function listenSettings(flags: Flags): { host: string; port: number; data: string | undefined } {
  const most = 65_535;
  const port = flags.count('port', { most }) ?? Number(env('WATCHWORD_PORT') ?? 8080);
  if (!Number.isInteger(port) || port < 0 || port > most) throw misuse(`WATCHWORD_PORT is no port from 0 to ${most}.`);
  return { host: flags.text('host') ?? env('WATCHWORD_HOST') ?? '127.0.0.1', port, data: env('WATCHWORD_DATA') };
}
