import { readFileSync } from 'node:fs';

/** The groups of each name, and the names of each group. */
type Groups = { byName: Map<string, number[]>; names: readonly (readonly string[])[] };

let groups: Groups | undefined;

/** Whether two given names, in the letters a to z, are a name and its everyday form or other spelling. */
export function areNicknames(one: string, other: string): boolean {
  const { byName } = (groups ??= load());
  const own = byName.get(one);
  if (own === undefined) return false;
  const others = byName.get(other);
  return others !== undefined && own.some((group) => others.includes(group));
}

/** Whether a name is in the table of everyday forms and spellings. */
export function isInGroups(name: string): boolean {
  return (groups ??= load()).byName.has(name);
}

/** The names that may stand for this one. */
export function listNicknames(name: string): readonly string[] {
  const { byName, names } = (groups ??= load());
  const own = byName.get(name);
  if (own === undefined) return NOBODY;
  const found = new Set(own.flatMap((group) => names[group] ?? []));
  found.delete(name);
  return [...found];
}
const NOBODY: readonly string[] = [];

/** One line, one name and its everyday forms, parted by blanks. Lines with # say the source. */
function load(): Groups {
  const lines = readFileSync(new URL('nicknames.txt', import.meta.url), 'utf8').split('\n').filter((line) => line !== '' && !line.startsWith('#'));
  const names = lines.map((line) => line.split(' '));
  const byName = new Map<string, number[]>();
  names.forEach((group, at) => {
    for (const name of group) {
      const known = byName.get(name);
      if (known === undefined) byName.set(name, [at]);
      else known.push(at);
    }
  });
  return { byName, names };
}
