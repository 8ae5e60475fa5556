import { chmodSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { PrivateKey, TokenKeeping } from '@watchword/sdk/client-keys.ts';
import { stateFolder } from './config.ts';
import { EXIT } from './exit-codes.ts';
import { CommandFailure } from './failures.ts';

/** What a key file holds: who the system is, its private key, and the address that the server calls its own. */
export type KeyFile = { readonly clientId: string; readonly issuer?: string; readonly key: PrivateKey };

/** Reads a key file. @throws CommandFailure; it never says what stands in it */
export function readKeyFile(path: string): KeyFile {
  let value: unknown;
  try {
    value = JSON.parse(readFileSync(path, 'utf8'));
  } catch {
    throw unusable(path, 'it cannot be read, or is no JSON');
  }
  if (!isKeyFile(value)) throw unusable(path, 'it must hold clientId, and key as a private JWK with kid');
  return value;
}

function isKeyFile(value: unknown): value is KeyFile {
  if (typeof value !== 'object' || value === null || !('clientId' in value) || !('key' in value)) return false;
  const { clientId, key } = value;
  return typeof clientId === 'string' && typeof key === 'object' && key !== null && ['kty', 'crv', 'x', 'd', 'kid'].every((name) => typeof (key as Record<string, unknown>)[name] === 'string');
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
