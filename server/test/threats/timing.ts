/**
 * Whether time tells what is hidden from what is absent. Both are asked in turn, in random order, so that whatever else the machine does
 * falls on both; then the two sets of times are compared. `node server/test/threats/timing.ts 20000` does it with so many samples of each.
 */
import { fileURLToPath } from 'node:url';
import { performance } from 'node:perf_hooks';
import { openConnection } from './timing-connection.ts';
import { passport, startServer, unique } from '../start-server.ts';

/** Times in ms at the tenth, the half and the nine tenths, and what the two sets differ by. */
export type Compared = {
  readonly samples: number;
  readonly hidden: Spread;
  readonly absent: Spread;
  /** Difference of the medians, ms. */
  readonly gap: number;
  /** The largest distance of the two distributions (Kolmogorov-Smirnov), and what chance alone exceeds once in a thousand. */
  readonly distance: number;
  readonly chance: number;
  /** How often whoever guesses "hidden" from one slow answer is right: 0.5 is guessing blindly. */
  readonly guess: number;
};
export type Spread = { readonly tenth: number; readonly median: number; readonly ninth: number };

/** Asks `samples` times for a document that is hidden from the asker, and for one that is not there. */
export async function compareTimes(samples: number): Promise<Compared> {
  const house = await startServer();
  try {
    const owner = await house.client('UTO');
    const [hidden, absent] = [unique('H'), unique('H')];
    await owner.records.create({ database: 'travel-documents', content: passport(hidden), hiddenFrom: ['FRA'] });
    const connection = await openConnection(house.url(), await house.token('FRA', { role: 'front-line' }));
    const times: Record<'hidden' | 'absent', number[]> = { hidden: [], absent: [] };
    const askFor = async (which: 'hidden' | 'absent'): Promise<void> => {
      house.clock.moveMs(100);
      const began = performance.now();
      await connection.check(which === 'hidden' ? hidden : absent);
      times[which].push(performance.now() - began);
    };
    for (let at = 0; at < 200; at += 1) await askFor(at % 2 === 0 ? 'hidden' : 'absent');
    times.hidden.length = 0;
    times.absent.length = 0;
    for (let at = 0; at < samples; at += 1) for (const which of Math.random() < 0.5 ? (['hidden', 'absent'] as const) : (['absent', 'hidden'] as const)) await askFor(which);
    connection.close();
    return compare(times.hidden, times.absent);
  } finally {
    await house.close();
  }
}

/** Compares two sets of as many times. */
export function compare(hidden: readonly number[], absent: readonly number[]): Compared {
  const [one, other] = [hidden.toSorted((a, b) => a - b), absent.toSorted((a, b) => a - b)];
  const [h, a] = [spreadOf(one), spreadOf(other)];
  const distance = largestDistance(one, other);
  return { samples: one.length, hidden: h, absent: a, gap: h.median - a.median, distance, chance: 1.95 * Math.sqrt(2 / one.length), guess: 0.5 + distance / 2 };
}

function spreadOf(sorted: readonly number[]): Spread {
  const at = (part: number): number => sorted[Math.floor(sorted.length * part)] ?? 0;
  return { tenth: at(0.1), median: at(0.5), ninth: at(0.9) };
}

function largestDistance(one: readonly number[], other: readonly number[]): number {
  let [i, j, most] = [0, 0, 0];
  while (i < one.length && j < other.length) {
    const next = Math.min(one[i] ?? 0, other[j] ?? 0);
    while (one[i] === next) i += 1;
    while (other[j] === next) j += 1;
    most = Math.max(most, Math.abs(i / one.length - j / other.length));
  }
  return most;
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const compared = await compareTimes(Number(process.argv[2] ?? 5000));
  process.stdout.write(`${JSON.stringify(compared, undefined, 1)}\n`);
}
