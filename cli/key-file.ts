import { chmodSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseKeyFile, type KeyFile, type TokenKeeping } from '@watchword/sdk/client-keys.ts';
import { stateFolder } from './config.ts';
import { EXIT } from './exit-codes.ts';
import { CommandFailure } from './failures.ts';

/** Reads a key file. @throws CommandFailure; it never says what stands in it */
export function readKeyFile(path: string): KeyFile {
  let text: string;
  try {
    text = readFileSync(path, 'utf8');
  } catch {
    throw unusable(path, 'it cannot be read');
  }
  const found = parseKeyFile(text);
  if (found === undefined) throw unusable(path, 'it must be JSON and hold clientId, and key as a private JWK with kid');
  return found;
}

function unusable(path: string, why: string): CommandFailure {
  return new CommandFailure(EXIT.access, `The key file ${path} cannot be used: ${why}.`, '`watchword client register --out FILE` makes one; `watchword config show --origin` says where its name comes from.');
}

/** Keeps the token that was fetched until it ends, in a file that its user alone can read: a script of a thousand commands fetches one. */
export function keepToken(url: string, clientId: string): TokenKeeping {
  const file = join(stateFolder(), `${clientId.replaceAll(/[^a-z0-9_]/g, '')}.token.json`);
  return {
    read() {
      try {
        const { url: of, token, renewAt } = JSON.parse(readFileSync(file, 'utf8')) as Record<string, unknown>;
        return of === url && typeof token === 'string' && typeof renewAt === 'number' ? { token, renewAt } : undefined;
      } catch {
        return undefined;
      }
    },
    write({ token, renewAt }) {
      try {
        mkdirSync(stateFolder(), { recursive: true, mode: 0o700 });
        writeFileSync(file, JSON.stringify({ url, token, renewAt }), { mode: 0o600 });
        chmodSync(file, 0o600);
      } catch {
        // It is fetched again the next time.
      }
    },
  };
}
