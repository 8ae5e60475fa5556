import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { stateFolder } from '../config.ts';

/** What makes a load the same load again: server, database, file with its size and time, and how it is loaded. */
export type LoadKey = { url: string; database: string; path: string; format: string; dryRun: boolean };

/** Remembers which load a file belongs to, so that the same command goes on after an interruption. */
export type Checkpoint = { find(): string | undefined; keep(load: string): void; forget(): void };

/** The checkpoint of a file. How far it is stands on the server, not here. */
export function checkpointOf(key: LoadKey): Checkpoint {
  const { size, mtimeMs } = statSync(key.path);
  const digest = createHash('sha256').update(JSON.stringify([key.url, key.database, resolve(key.path), key.format, key.dryRun, size, mtimeMs])).digest('hex');
  const file = join(stateFolder(), 'imports', `${digest.slice(0, 32)}.json`);
  return {
    find: () => (existsSync(file) ? readLoad(file) : undefined),
    keep(load) {
      mkdirSync(dirname(file), { recursive: true, mode: 0o700 });
      writeFileSync(file, `${JSON.stringify({ load })}\n`, { mode: 0o600 });
    },
    forget: () => { rmSync(file, { force: true }); },
  };
}

function readLoad(file: string): string | undefined {
  try {
    const { load } = JSON.parse(readFileSync(file, 'utf8')) as { load?: unknown };
    return typeof load === 'string' ? load : undefined;
  } catch {
    return undefined;
  }
}
