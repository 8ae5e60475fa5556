import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Keep } from '@watchword/sdk/mailbox.ts';

/** Remembers keys that were seen and how far was read in files of a folder; without a folder for as long as the command runs. */
export function folderKeep(folder: string | undefined): Keep {
  const kept = new Map<string, string>();
  if (folder === undefined) return { read: async (name) => kept.get(name), write: async (name, text) => void kept.set(name, text) };
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const fileOf = (name: string): string => join(folder, `${name.replaceAll(/[^\w-]/g, '_')}.txt`);
  return {
    async read(name) {
      try {
        return readFileSync(fileOf(name), 'utf8');
      } catch {
        return undefined;
      }
    },
    async write(name, text) {
      writeFileSync(`${fileOf(name)}.new`, text, { mode: 0o600 });
      renameSync(`${fileOf(name)}.new`, fileOf(name));
    },
  };
}
