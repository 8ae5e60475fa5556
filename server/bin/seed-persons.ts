/**
 * Prints fictional persons as NDJSON for an import: the same for the same seed, on every machine.
 *
 *     npm run seed:persons -- --count 1000000 --seed 7 --out persons.ndjson
 *     npm run seed:persons --silent -- --count 1000 | head
 *
 * `--from` is the number of the first one. Without `--out` they go to stdout.
 */
import { once } from 'node:events';
import { createWriteStream } from 'node:fs';
import { parseArgs } from 'node:util';
import { createPopulation } from '../demo/people/person.ts';

const LINES_A_PIECE = 500;

const { values } = parseArgs({ options: { count: { type: 'string', default: '1000' }, seed: { type: 'string', default: '7' }, from: { type: 'string', default: '0' }, out: { type: 'string' } } });
const [count, seed, from] = [Number(values.count), Number(values.seed), Number(values.from)];
if (![count, seed, from].every((number) => Number.isSafeInteger(number) && number >= 0)) {
  process.stderr.write('--count, --seed and --from are whole numbers from 0 on.\n');
  process.exit(2);
}
// A reader that has enough, like `head`, is no failure.
process.stdout.on('error', () => process.exit(0));
const out = values.out === undefined ? process.stdout : createWriteStream(values.out);
const population = createPopulation(seed);
for (let at = from; at < from + count; at += LINES_A_PIECE) {
  let text = '';
  for (let number = at; number < Math.min(at + LINES_A_PIECE, from + count); number += 1) text += population.lineOf(number);
  if (!out.write(text)) await once(out, 'drain');
}
if (out !== process.stdout) out.end();
