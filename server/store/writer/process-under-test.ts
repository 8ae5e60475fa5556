/**
 * A process that writes without end and says what was acknowledged, to be killed by a test. Arguments: the file and the
 * first number. Each line it prints is a number whose record is stored, or `load FROM TO` for a load that is published.
 */
import { writeSync } from 'node:fs';
import type { SqliteOptions } from '../sqlite.ts';
import { connectLoader } from './connect-loader.ts';
import type { HandlersUnderTest } from './handlers-under-test.ts';
import { startWriter } from './start-writer.ts';

const [file = '', first = '1'] = process.argv.slice(2);
const data: SqliteOptions = { file, cache: 8, openLimit: 64 };
const writer = await startWriter<HandlersUnderTest>({ entry: new URL('writer-under-test.ts', import.meta.url), data });
const loader = connectLoader<HandlersUnderTest>(writer.openLoaderPort());
// Written at once and whole: what is in the pipe when the process dies has been acknowledged.
const say = (line: string): void => void writeSync(1, `${line}\n`);
const numbersFrom = (from: number, count: number): number[] => Array.from({ length: count }, (_, at) => from + at);

async function enterWithoutEnd(from: number): Promise<void> {
  for (let number = from; ; number += 4) {
    await writer.run('enter', { number });
    say(String(number));
  }
}

async function loadWithoutEnd(from: number): Promise<void> {
  for (let at = from; ; at += 200) {
    const run = await loader.run('beginRun', undefined);
    const row = await loader.run('slice', { run, numbers: numbersFrom(at, 200) });
    await loader.run('finish', { run, keys: Float64Array.from(numbersFrom(at, 200)), rows: Float64Array.from(numbersFrom(row, 200)) });
    say(`load ${at} ${at + 199}`);
  }
}

say('ready');
await Promise.all([0, 1, 2, 3].map((lane) => enterWithoutEnd(Number(first) + lane)).concat(loadWithoutEnd(Number(first) + 1_000_000_000)));
