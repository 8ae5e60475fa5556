import { readFileSync } from 'node:fs';

let groups: Map<string, number[]> | undefined;

/** Whether two given names, in the letters a to z, are a name and its everyday form, or two everyday forms of one name. */
export function areNicknames(one: string, other: string): boolean {
  groups ??= load();
  const own = groups.get(one);
  if (own === undefined) return false;
  const others = groups.get(other);
  return others !== undefined && own.some((group) => others.includes(group));
}

/** Whether a name is in the table of everyday forms and spellings. */
export function isInGroups(name: string): boolean {
  groups ??= load();
  return groups.has(name);
}

/** The names that may stand for this one. */
export function listNicknames(name: string): string[] {
  groups ??= load();
  const own = new Set(groups.get(name));
  if (own.size === 0) return [];
  const found: string[] = [];
  for (const [other, theirs] of groups) if (other !== name && theirs.some((group) => own.has(group))) found.push(other);
  return found;
}

/** One line, one name and its everyday forms, parted by blanks. Lines with # say the source. */
function load(): Map<string, number[]> {
  const byName = new Map<string, number[]>();
  readFileSync(new URL('nicknames.txt', import.meta.url), 'utf8').split('\n').forEach((line, group) => {
    if (line.startsWith('#')) return;
    for (const name of line.split(' ')) {
      if (name === '') continue;
      const known = byName.get(name);
      if (known === undefined) byName.set(name, [group]);
      else known.push(group);
    }
  });
  return byName;
}
