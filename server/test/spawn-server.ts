/** A server as a process, for what can only be done to one from outside. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import type { Permission } from '@watchword/api/operation.ts';
import { issueToken } from '../bin/admin.ts';
import type { Config } from '../config.ts';

const CHILD = fileURLToPath(new URL('process-under-test.ts', import.meta.url));

export type Spawned = {
  readonly url: string;
  readonly pid: number;
  /** Everything it has logged so far. */
  logged(): string;
  kill(): Promise<void>;
  /** Ends it in order and returns its exit code. */
  end(): Promise<number | null>;
};

export type SpawnOptions = { readonly settings?: Partial<Config>; /** What runs before the command, as `unshare -m`. */ readonly through?: readonly string[] };

/** Starts a server on a data folder. @throws Error with what it said when it refuses to start */
export async function spawnServer(data: string, { settings = {}, through = [] }: SpawnOptions = {}): Promise<Spawned> {
  const [command, ...parameters] = [...through, process.execPath, CHILD, data, JSON.stringify({ logLevel: 'silent', ...settings })];
  // A start need not compile what one before it did.
  const child = spawn(command, parameters, { stdio: ['ignore', 'pipe', 'pipe'], env: { ...process.env, NODE_COMPILE_CACHE: process.env['NODE_COMPILE_CACHE'] ?? `${data}.compiled` } });
  let log = '';
  child.stderr.on('data', (chunk: Buffer) => (log += String(chunk)));
  const exited = once(child, 'exit');
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
  const { value: url = '' } = (await lines.next()) as { value?: string };
  if (!url.startsWith('http')) {
    await exited;
    throw new Error(`${url} ${log}`.trim());
  }
  return {
    url,
    pid: child.pid ?? 0,
    logged: () => log,
    async kill() {
      child.kill('SIGKILL');
      await exited;
    },
    async end() {
      child.kill('SIGTERM');
      await exited;
      return child.exitCode;
    },
  };
}

/** A data folder and tokens in it, made at the machine as an operator would, before any server runs. */
export async function makeData(tokens: Readonly<Record<string, readonly Permission[]>>): Promise<{ data: string; tokens: Record<string, string>; remove: () => void }> {
  const folder = mkdtempSync(join(tmpdir(), 'watchword-process-'));
  const data = join(folder, 'data');
  const secrets: Record<string, string> = {};
  for (const [organisation, permissions] of Object.entries(tokens)) {
    secrets[organisation] = (await issueToken({ data, organisation, name: 'test', role: 'system', permissions })).secret;
  }
  return { data, tokens: secrets, remove: () => rmSync(folder, { recursive: true, force: true }) };
}
