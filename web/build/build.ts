import { createHash } from 'node:crypto';
import { readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join, relative } from 'node:path';
import { build } from 'vite';

const WEB = join(import.meta.dirname, '..');
const ROOT = join(WEB, '..');
const DIST = join(WEB, 'dist');
const STAMP = join(DIST, '.stamp');

/** What the pages are made from: a change in any of these makes a new build. */
const SOURCES = ['web/src', 'web/build', 'web/index.html', 'web/vite.config.ts', 'web/package.json', 'api', 'sdk', 'package-lock.json'];

/** Builds the pages into `web/dist`, unless what is there was made from the same sources (compared by content). */
export async function buildWeb(): Promise<void> {
  const stamp = await stampOf();
  if (stamp === (await readFile(STAMP, 'utf8').catch(() => ''))) return;
  // Built aside and moved at the end: somebody may be serving what is there, and two starts may build at once.
  const aside = join(WEB, `dist.${process.pid}`);
  await build({ configFile: join(WEB, 'vite.config.ts'), logLevel: 'warn', build: { outDir: aside } });
  await writeFile(join(aside, '.stamp'), stamp);
  await rm(DIST, { recursive: true, force: true });
  await rename(aside, DIST).catch(() => rm(aside, { recursive: true, force: true }));
}

/** Whether `web/dist` was made from the sources as they are. */
export async function isWebBuilt(): Promise<boolean> {
  return (await stampOf()) === (await readFile(STAMP, 'utf8').catch(() => ''));
}

async function stampOf(): Promise<string> {
  const hash = createHash('sha256');
  for (const file of (await Promise.all(SOURCES.map((path) => listFiles(join(ROOT, path))))).flat().toSorted()) {
    hash.update(`${relative(ROOT, file)}\0`);
    hash.update(await readFile(file));
  }
  return hash.digest('hex');
}

async function listFiles(path: string): Promise<string[]> {
  const entries = await readdir(path, { withFileTypes: true }).catch(() => undefined);
  if (entries === undefined) return [path];
  const nested = await Promise.all(entries.filter((entry) => entry.name !== 'node_modules' && !entry.name.includes('.test.')).map((entry) => listFiles(join(path, entry.name))));
  return nested.flat();
}

if (import.meta.main) await buildWeb();
