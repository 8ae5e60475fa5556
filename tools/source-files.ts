import { globSync } from 'node:fs';
import { join } from 'node:path';

/** The folder of the whole project. */
export const ROOT = join(import.meta.dirname, '..');

/** The folders that hold our code. */
export const FOLDERS = ['api', 'sdk', 'server', 'cli', 'web', 'bench', 'tools'] as const;

/** Every TypeScript file of ours below `root`, as a path from there with `/`, sorted. What is installed or built is left out. */
export function listSourceFiles(root: string = ROOT): string[] {
  const skipped = new Set(['node_modules', 'dist', 'demo-data', 'data', 'results']);
  const patterns = FOLDERS.map((folder) => `${folder}/**/*.{ts,tsx}`);
  return globSync(patterns, { cwd: root, exclude: (name) => skipped.has(name.split(/[/\\]/).at(-1) ?? '') })
    .map((path) => path.replaceAll('\\', '/'))
    .sort();
}
