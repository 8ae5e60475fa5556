import './quiet.ts';
import { appendFileSync, existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { AuditKeys } from '@watchword/api/audit.ts';
import { firstKeys, followKeys } from '@watchword/sdk/proofs/trust.ts';
import type { Invocation } from '../command.ts';
import { stateFolder } from '../config.ts';
import { EXIT } from '../exit-codes.ts';
import { CommandFailure, misuse } from '../failures.ts';

/** Reads key lines from a file; lines that begin with # are remarks. */
export function readKeyFile(path: string): string[] {
  if (!existsSync(path)) throw new CommandFailure(EXIT.usage, `There is no file ${path}.`, 'give the file with the keys that you trust');
  return readFileSync(path, 'utf8').split('\n').map((line) => line.trim()).filter((line) => line !== '' && !line.startsWith('#'));
}

/** Where the keys of a hub are kept that were shown first. */
export function keyFileOf(url: string): string {
  return join(stateFolder(), 'audit', `${new URL(url).host.replaceAll(/[^\w.-]/g, '_')}.keys`);
}

/**
 * The keys to believe in, oldest first: those of `--keys`, or those that this hub showed first, and whichever these vouch for. What follows from the
 * keys that are kept is kept as well, so that no other keys can take its place later.
 * @throws CommandFailure when the hub shows keys that do not follow from them
 */
export async function trustKeys({ flags, terminal }: Pick<Invocation, 'flags' | 'terminal'>, url: string, { origin, keys }: AuditKeys): Promise<string[]> {
  const given = flags.text('keys');
  const file = given ?? keyFileOf(url);
  if (given === undefined && !existsSync(file)) {
    const lines = await firstKeys(origin, keys);
    if (lines === undefined) throw new CommandFailure(EXIT.failure, 'FORGED  The hub shows keys that do not vouch for each other.', 'ask another bureau which keys it was shown.');
    mkdirSync(dirname(file), { recursive: true, mode: 0o700 });
    writeFileSync(file, `# Keys of ${origin}, as this hub showed them first\n${lines.join('\n')}\n`, { mode: 0o600, flush: true });
    terminal.say(`First look at this hub: its keys are kept in ${file}. Compare them with another bureau: ${keys.map(({ ed25519 }) => ed25519.split('+').slice(0, 2).join('+')).join(', ')}`);
    return lines;
  }
  const known = readKeyFile(file);
  const followed = await followKeys(origin, known, keys);
  if (followed === undefined) throw new CommandFailure(EXIT.failure, `FORGED  The hub shows other keys than those in ${file}, and these do not vouch for them.`, 'keep that file, and ask another bureau which keys it was shown.');
  const added = followed.filter((line) => !known.includes(line));
  if (given === undefined && added.length > 0) {
    appendFileSync(file, `# Vouched for by those before them\n${added.join('\n')}\n`, { flush: true });
    terminal.say(`The keys of this hub were changed; those in ${file} vouch for the new ones, which are kept there too.`);
  }
  return followed;
}

/** The keys to hold a file of the log against: those of `--keys`, or those that were kept when this machine first looked at the hub that made it. */
export async function trustExport({ flags }: Pick<Invocation, 'flags'>, lines: AsyncIterable<string>): Promise<string[]> {
  const given = flags.text('keys');
  if (given !== undefined) return readKeyFile(given);
  let first = '';
  for await (const line of lines) {
    first = line;
    break;
  }
  const origin = originOf(first);
  const folder = join(stateFolder(), 'audit');
  const files = existsSync(folder) ? readdirSync(folder).filter((name) => name.endsWith('.keys')).map((name) => join(folder, name)) : [];
  const known = files.find((file) => origin !== undefined && readKeyFile(file).some((line) => line.startsWith(`${origin}+`)));
  if (known === undefined) throw misuse('--keys is missing: whose signature do you trust?', 'watchword audit verify november.ndjson --keys hub.keys');
  return readKeyFile(known);
}

function originOf(line: string): string | undefined {
  try {
    const { origin } = JSON.parse(line) as { origin?: unknown };
    return typeof origin === 'string' ? origin : undefined;
  } catch {
    return undefined;
  }
}
