import type { RecallPair, Recalled, RecalledPair } from '@watchword/server/bin/name-recall.ts';
import type { Run } from '../command.ts';
import { misuse } from '../failures.ts';
import { readStdin } from '../terminal/input.ts';
import { formatCount, startProgress } from '../terminal/progress.ts';
import { readPairRows } from './recall-rows.ts';

const PERSONS = 100_000;
const SEED = 7;

/** `watchword names recall`: one row out for each pair in, and the sums to stderr. */
export const recall: Run = async ({ flags, terminal, signal }) => {
  const rows = readPairRows(await readStdin());
  if (rows.length === 0) throw misuse('There are no pairs on stdin. Each line has a query, a tab and a candidate.');
  const [persons, seed, folder] = [flags.count('persons', { most: 10_000_000 }) ?? PERSONS, flags.count('seed') ?? SEED, flags.text('folder')];
  const { recallPairs } = await import('@watchword/server/bin/name-recall.ts');
  const bar = startProgress(terminal, { title: 'Making persons', unit: 'persons' });
  const onProgress = (what: 'making' | 'searching', done: number): void => {
    bar.update(done, Math.floor(done * (what === 'making' ? persons : rows.length)), what === 'making' ? 'Making persons' : 'Searching');
  };
  const recalled: RecalledPair[] = [];
  if (terminal.format === 'text') await terminal.out(['query', 'candidate', 'name_found', 'name_rank', 'year_found', 'year_rank'].join('\t'));
  for await (const one of recallPairs(rows.map(({ query, candidate }): RecallPair => ({ query, candidate })), { persons, seed, onProgress, ...(folder !== undefined && { folder }) })) {
    signal.throwIfAborted();
    recalled.push(one);
    if (terminal.format === 'ndjson') await terminal.out(JSON.stringify(one));
    if (terminal.format === 'text') await terminal.out([one.query, one.candidate, ...columnsOf(one.name), ...columnsOf(one.year)].join('\t'));
  }
  bar.stop();
  const meant = recalled.filter((_, at) => rows[at]?.isMatch !== false);
  const summary = { persons, pairs: meant.length, name: sumOf(meant.map(({ name }) => name)), year: sumOf(meant.map(({ year }) => year)) };
  if (terminal.format === 'json') await terminal.out(JSON.stringify({ ...summary, rows: recalled }, null, 2));
  terminal.say(`${formatCount(summary.pairs)} pairs among ${formatCount(persons)} persons`);
  for (const [how, sum] of [['name only', summary.name], ['with birth year', summary.year]] as const) terminal.say(`  ${how}: found ${percent(sum.found)}, first ten ${percent(sum.ten)}, first ${percent(sum.first)}`);
};

function columnsOf({ found, rank }: Recalled): string[] {
  return [found ? 'yes' : 'no', rank === 0 ? '' : String(rank)];
}

/** Shares of pairs, 0 to 1. */
function sumOf(all: readonly Recalled[]): { found: number; ten: number; first: number } {
  const share = (has: (one: Recalled) => boolean): number => (all.length === 0 ? 0 : all.filter(has).length / all.length);
  return { found: share(({ found }) => found), ten: share(({ rank }) => rank > 0 && rank <= 10), first: share(({ rank }) => rank === 1) };
}

function percent(share: number): string {
  return `${(share * 100).toFixed(1)} %`;
}
