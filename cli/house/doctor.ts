import { AppError } from '@watchword/api/errors.ts';
import type { Client } from '@watchword/sdk/client.ts';
import type { Invocation, Run } from '../command.ts';
import { configFile, listenSettings, readSettings, type Settings } from '../config.ts';
import { connect } from '../connection.ts';
import { EXIT } from '../exit-codes.ts';
import { tellError } from '../failures.ts';
import { alignRows, plain } from '../terminal/table.ts';
import { print } from '../terminal/terminal.ts';

/** One thing that was looked at. `fix` says what to do when it is not well. */
export type Finding = { what: string; state: 'well' | 'warning' | 'bad'; detail: string; fix?: string };

const SIGNS: Readonly<Record<Finding['state'], string>> = { well: '✓', warning: '!', bad: '✗' };
/** A clock that is further off than this makes times in answers and logs hard to compare. */
const MOST_CLOCK_SECONDS = 30;

/** Looks for what is wrong. Exit 0 when nothing is bad. */
export const doctor: Run = async (invocation) => {
  const { flags, terminal } = invocation;
  const data = flags.text('data') ?? listenSettings(flags).data;
  const findings = [checkNode(), ...(await checkSettings(invocation)), ...(data === undefined ? [] : await checkFolder(data, flags.is('full')))];
  const bad = findings.filter((finding) => finding.state === 'bad').length;
  await print(terminal, { well: bad === 0, findings }, () => alignRows(findings.flatMap(({ what, state, detail, fix }) => [
    [terminal.paint(state === 'bad' ? 'bad' : state === 'well' ? 'good' : 'warn', SIGNS[state]), what, plain(detail)], ...(fix === undefined ? [] : [['', '', `→ ${fix}`]]),
  ])));
  return bad === 0 ? EXIT.ok : EXIT.failure;
};

function checkNode(): Finding {
  return { what: 'Node', state: 'well', detail: `${process.versions.node} on ${process.platform}-${process.arch}` };
}

async function checkSettings(invocation: Invocation): Promise<Finding[]> {
  let settings: Settings;
  try {
    settings = readSettings(invocation.flags);
  } catch (error) {
    return [{ what: 'settings', state: 'bad', detail: tellError(error).lines.join(' '), fix: `Look at ${configFile()} and the variables WATCHWORD_…` }];
  }
  const findings: Finding[] = [{ what: 'settings', state: 'well', detail: `server ${settings.url.value} (${settings.url.origin})` }];
  for (const warning of settings.warnings) findings.push({ what: 'token file', state: 'warning', detail: warning });
  if (settings.purpose === undefined) findings.push({ what: 'purpose', state: 'warning', detail: 'no default, so each check needs --purpose', fix: 'export WATCHWORD_PURPOSE=police-check, or "purpose" in the config file' });
  return [...findings, ...(await checkServer(invocation, settings))];
}

async function checkServer(invocation: Invocation, settings: Settings): Promise<Finding[]> {
  const { client } = connect(invocation);
  const options = { signal: invocation.signal, timeout: 5000, retries: 0 };
  const version = await client.health.version(options).catch((error: unknown) => error);
  if (version instanceof Error) return [{ what: 'server', state: 'bad', detail: version instanceof AppError ? (version.details.detail ?? version.message) : version.message, fix: 'Start one with `npm start`, or name another with --url or WATCHWORD_URL.' }];
  const about = version as Awaited<ReturnType<Client['health']['version']>>;
  const findings: Finding[] = [{ what: 'server', state: 'well', detail: `${about.name} ${about.version}, API ${about.api}${about.training ? ', training: all data is fictional' : ''}` }];
  findings.push(await client.health.ready(options).then(
    ({ parts }): Finding => {
      const detail = Object.entries(parts).map(([part, word]) => `${part} ${word}`).join(', ');
      // Its other answers can be trusted, so it calls itself ready.
      if (parts['records']?.startsWith('damaged') === true) return { what: 'ready', state: 'bad', detail, fix: 'Look at the log of the server for the rows, stop it, and restore the store from a backup.' };
      return { what: 'ready', state: parts['records']?.includes('mended') === true ? 'warning' : 'well', detail };
    },
    (error: unknown): Finding => ({ what: 'ready', state: 'bad', detail: tellError(error).lines.join(' '), fix: 'Look at the log of the server.' }),
  ));
  findings.push(await checkToken(client, settings, options), ...(await checkClock(settings)));
  return findings;
}

async function checkToken(client: Client, settings: Settings, options: { timeout: number }): Promise<Finding> {
  const { token, key } = settings;
  const signIn = key ?? token;
  if (signIn === undefined) return { what: 'token', state: 'bad', detail: 'there is none', fix: 'Set WATCHWORD_KEY_FILE to the key file of a registered system, or WATCHWORD_TOKEN_FILE to a file that holds a token; your secretariat or whoever runs the server issues one. The first of all: stop the server, then `watchword token issue --data FOLDER`.' };
  try {
    const { organisation, name, role, permissions } = await client.me(options);
    return { what: 'token', state: 'well', detail: `${name}, ${organisation}, ${role}: ${permissions.join(', ')}` };
  } catch (error) {
    return { what: 'token', state: 'bad', detail: `from ${signIn.origin}: ${error instanceof Error ? error.message : 'unknown'}`, fix: 'It was revoked, has ended, or is of another server. `watchword config show --origin`' };
  }
}

async function checkClock(settings: Settings): Promise<Finding[]> {
  const said = await fetch(new URL('/livez', settings.url.value)).then((response) => Date.parse(response.headers.get('date') ?? ''), () => Number.NaN);
  if (Number.isNaN(said)) return [];
  const seconds = Math.abs(Date.now() - said) / 1000;
  if (seconds <= MOST_CLOCK_SECONDS) return [{ what: 'clock', state: 'well', detail: 'as the server has it' }];
  return [{ what: 'clock', state: 'warning', detail: `${Math.round(seconds)} s away from the server's`, fix: 'Let the system keep its time (chrony, timesyncd).' }];
}

async function checkFolder(data: string, full: boolean): Promise<readonly Finding[]> {
  const { checkData } = await import('@watchword/server/bin/admin.ts');
  return checkData(data, { full });
}
