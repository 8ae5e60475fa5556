/**
 * Prints fictional persons as NDJSON for an import: the same for the same seed, on every machine.
 *
 *     npm run --silent seed:persons -- --count 1000000 --seed 7 > persons.ndjson
 */
import { once } from 'node:events';
import { parseArgs } from 'node:util';
import { createPopulation } from '../demo/people/person.ts';

const LINES_A_PIECE = 500;

const { values } = parseArgs({ options: { count: { type: 'string', default: '1000' }, seed: { type: 'string', default: '7' }, from: { type: 'string', default: '0' } } });
const [count, seed, from] = [Number(values.count), Number(values.seed), Number(values.from)];
if (![count, seed, from].every((number) => Number.isSafeInteger(number) && number >= 0)) {
  process.stderr.write('--count, --seed and --from are whole numbers from 0 on.\n');
  process.exit(2);
}
// A reader that has enough, like `head`, is no failure.
process.stdout.on('error', () => process.exit(0));
const population = createPopulation(seed);
for (let at = from; at < from + count; at += LINES_A_PIECE) {
  let text = '';
  for (let number = at; number < Math.min(at + LINES_A_PIECE, from + count); number += 1) text += population.lineOf(number);
  if (!process.stdout.write(text)) await once(process.stdout, 'drain');
}
