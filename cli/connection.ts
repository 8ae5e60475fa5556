import { createClient, type Client } from '@watchword/sdk/client.ts';
import { readSettings, type Settings } from './config.ts';
import type { Invocation } from './command.ts';
import { keepToken, readKeyFile } from './key-file.ts';

/** A client of the server that the settings name, and these. */
export function connect({ flags, terminal }: Pick<Invocation, 'flags' | 'terminal'>): { client: Client; settings: Settings } {
  const settings = readSettings(flags);
  for (const warning of settings.warnings) terminal.say(`watchword: ${warning}`);
  const seconds = flags.count('timeout', { least: 1, most: 3600 });
  const key = settings.key === undefined ? undefined : readKeyFile(settings.key.value);
  const client = createClient({
    url: settings.url.value, token: settings.token?.value, officer: settings.officer?.value, role: settings.role?.value, retries: 2,
    ...(key !== undefined && { clientId: key.clientId, privateKey: key.key, issuer: key.issuer, keep: keepToken(settings.url.value, key.clientId) }),
    ...(seconds !== undefined && { timeout: seconds * 1000 }),
  });
  return { client, settings };
}
