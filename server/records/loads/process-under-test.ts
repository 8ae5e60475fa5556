/**
 * A process that loads a file slowly and is killed by a test. Arguments: the folder, the id of the load in hexadecimal,
 * empty for a new one, and `persons` for a file of persons. It says the id, and then a line whenever more of the file is durable.
 */
import { writeSync } from 'node:fs';
import { setTimeout } from 'node:timers/promises';
import { fileOfLines, fileOfPersons } from './killed-file-under-test.ts';
import { openUnderTest } from './loads-under-test.ts';

const [folder = '', given = '', what = ''] = process.argv.slice(2);
// Written at once and whole: what is in the pipe when the process dies has been said.
const say = (line: string): void => void writeSync(1, `${line}\n`);
const under = await openUnderTest({ folder, runKeys: 3000 });
const id = given === '' ? await under.start({}, what === 'persons' ? { database: what } : {}) : Buffer.from(given, 'hex');
say(`load ${Buffer.from(id).toString('hex')}`);
const { byte_offset: offset } = await under.get(id);
const file = what === 'persons' ? fileOfPersons() : fileOfLines();

async function* pieces(): AsyncGenerator<Uint8Array> {
  for (let at = offset; at < file.length; at += 20_000) {
    yield file.subarray(at, at + 20_000);
    await setTimeout(1);
  }
  await setTimeout(60_000);
}

async function sayProgress(): Promise<never> {
  for (let last = offset; ; await setTimeout(1)) {
    const { byte_offset: now } = await under.get(id);
    if (now > last) say(`durable ${now}`);
    last = now;
  }
}

await Promise.race([sayProgress(), under.loads.send({ load: id, organisation: 'FRA', actor: 'tok_test', body: pieces(), offset, last: true })]);
