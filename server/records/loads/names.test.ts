import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { it } from 'node:test';
import { fileURLToPath } from 'node:url';
import { parsePartialDate } from '@watchword/api/dates.ts';
import { searchPersons } from '#name-index/name-index.ts';
import { analyseName } from '#names/names.ts';
import type { Read } from '#store/store.ts';
import { fileOfPersons, PERSONS, personOf } from './killed-file-under-test.ts';
import { openUnderTest } from './loads-under-test.ts';

const CHILD = fileURLToPath(new URL('process-under-test.ts', import.meta.url));

/** References of those who bear a name. */
async function findReferences(read: Read, { name, born }: { name: string; born: string }): Promise<(string | null)[]> {
  const date = parsePartialDate(born);
  const search = await searchPersons(read, { name: analyseName({ text: name }), born: date === undefined ? [] : [date] }, { judge: ({ reference }) => ({ reference }), isGood: () => false });
  assert.equal(search.state, 'answered');
  return search.state === 'answered' ? search.found.map(({ reference }) => reference) : [];
}

/** The person that the last line of each reference up to this line has made. */
function lastPersons(lines: number): Map<string, { name: string; born: string }> {
  const last = new Map<string, { name: string; born: string }>();
  for (let at = 0; at < lines; at += 1) last.set(personOf(at).reference, personOf(at));
  return last;
}

async function assertAllFound(read: Read, lines: number): Promise<void> {
  for (const [reference, person] of lastPersons(lines)) assert.ok((await findReferences(read, person)).includes(reference), `${reference} of ${lines}`);
}

it('every person of a load is found by name, those that it amends by what they are now', async () => {
  const under = await openUnderTest({ runKeys: 4000 });
  const load = await under.start({}, { database: 'persons' });
  const { load: sent, failure } = await under.send(load, fileOfPersons());
  assert.equal(failure, undefined);
  assert.equal(sent.counts.created + sent.counts.amended, PERSONS);
  await assertAllFound(under.read, PERSONS);
  const amended = Array.from({ length: PERSONS }, (_, at) => at).filter((at) => at % 50 === 9 && lastPersons(PERSONS).get(personOf(at).reference)?.name === personOf(at).name);
  for (const at of amended) {
    const { reference, born } = personOf(at);
    const first = personOf(Number(reference.slice(1)));
    if (Number(reference.slice(1)) % 50 !== 9) assert.ok(!(await findReferences(under.read, { name: first.name, born })).includes(reference), `the first name of ${reference}`);
  }
  await under.close();
});

it('after kill -9 in the middle of a load every person that is stored is found by name', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'watchword-killed-'));
  let id = '';
  for (let round = 0; round < 3; round += 1) {
    const child = spawn(process.execPath, [CHILD, folder, id, 'persons'], { stdio: ['ignore', 'pipe', 'inherit'] });
    const exited = once(child, 'exit');
    let said = 0;
    for await (const line of createInterface({ input: child.stdout })) {
      if (line.startsWith('load ')) id = line.slice(5);
      else said += 1;
      if (said === 3 + round) child.kill('SIGKILL');
    }
    await exited;
    const opened = await openUnderTest({ folder, runKeys: 3000 });
    const { line } = await opened.get(Buffer.from(id, 'hex'));
    assert.ok(line > 0 && line < PERSONS, `line ${line} in round ${round}`);
    await assertAllFound(opened.read, line);
    await opened.close();
  }
  await rm(folder, { recursive: true });
});
