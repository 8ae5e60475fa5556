import { readFileSync } from 'node:fs';
import { isInGroups } from './nicknames.ts';

let known: Map<string, number> | undefined;

/** Whether both words are given names that people bear, so that one is hardly a slip of the pen for the other. */
export function areGivenNames(one: string, other: string): boolean {
  known ??= load();
  return (known.has(one) || isInGroups(one)) && (known.has(other) || isInGroups(other));
}

/** Three lines: names of men, of women, of both. Lines with # say the source. */
function load(): Map<string, number> {
  const lines = readFileSync(new URL('given-names.txt', import.meta.url), 'utf8').split('\n').filter((line) => line !== '' && !line.startsWith('#'));
  return new Map(lines.flatMap((line, at) => line.split(' ').map((name): [string, number] => [name, at])));
}
