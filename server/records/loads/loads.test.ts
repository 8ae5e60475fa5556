import assert from 'node:assert/strict';
import { hash } from 'node:crypto';
import { mkdtemp, readFile, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { it } from 'node:test';
import { idBytes, idFromBytes, newId } from '@watchword/api/ids.ts';
import { presentLoad, type LoadOptions } from './load-state.ts';
import { askerOf, AT, openUnderTest, type LoadsUnderTest, type UnderTestOptions } from './loads-under-test.ts';
import { REVIEW } from '../states.ts';
import { rejectsFileOf } from './rejects.ts';

function withLoads(name: string, test: (under: LoadsUnderTest) => Promise<void>, options?: UnderTestOptions): void {
  it(name, async () => {
    const under = await openUnderTest(options);
    try {
      await test(under);
    } finally {
      await under.close();
    }
  });
}

const document = (number: string, more: object = {}) => ({ number, issuer: 'FRA', type: 'passport', fraud: 'stolen', ...more });
const lines = (...values: readonly unknown[]): string => values.map((value) => (typeof value === 'string' ? value : JSON.stringify(value))).join('\n');
const counted = ({ created, amended, unchanged, rejected }: { created: number; amended: number; unchanged: number; rejected: number }) => [created, amended, unchanged, rejected];

/** Loads a file and returns the counts: new, amended, unchanged, rejected. */
async function load(under: LoadsUnderTest, body: string, options: Partial<LoadOptions> = {}, of: { database?: string; organisation?: string } = {}): Promise<number[]> {
  const id = await under.start(options, of);
  const { load: after, failure } = await under.send(id, body, of.organisation === undefined ? {} : { organisation: of.organisation });
  if (failure !== undefined) throw failure;
  assert.equal(after.state, 'finished');
  assert.equal(after.byte_offset, Buffer.byteLength(body));
  const { searchable } = presentLoad(after, undefined);
  assert.equal(searchable, options.dryRun === true ? 0 : after.counts.created + after.counts.amended);
  return counted(after.counts);
}

async function rejectsOf(under: LoadsUnderTest, id: Uint8Array): Promise<string[]> {
  return (await readFile(rejectsFileOf(under.folder + '/loads', { id }), 'utf8')).trimEnd().split('\n');
}

const all = (under: LoadsUnderTest) => under.read.readRows(1, 100_000);

/** Every record is found by each of its keys, in the store and through the filter. */
async function assertFound(under: LoadsUnderTest): Promise<void> {
  const { indexedOf, keysOf } = await import('../record-index.ts');
  const { keyOfIndex53 } = await import('#databases/databases.ts');
  for (const record of await all(under)) {
    for (const key of keysOf(indexedOf(record))) {
      assert.ok((await under.read.findRowsByKeys([key])).includes(record.row), `row ${record.row}`);
      const { hi, lo } = keyOfIndex53(key);
      assert.ok(under.filter.mightContain(hi, lo), `filter, row ${record.row}`);
    }
  }
}

withLoads('good lines become records that are found, in the order of the file', async (under) => {
  const body = lines(document('A1', { reference: 'R1' }), '', { content: document('A2'), expiresOn: '2030-01-31', hiddenFrom: ['DEU'], hiddenFromFrontLine: true, hidingAuthority: 'Court of Utopia, 12/2026' }, document('  a3 '));
  assert.deepEqual(await load(under, body), [3, 0, 0, 0]);
  const [first, second, third] = await all(under);
  assert.deepEqual([first?.reference, second?.reference, fieldsOf(first), fieldsOf(third)], ['R1', null, '["A1","FRA",0,1]', '["a3","FRA",0,1]']);
  assert.deepEqual([first?.version, first?.state, first?.review, first?.created_at, first?.hidden_front, second?.hidden_front], [1, 0, 0, AT, 0, Math.floor(AT / 60_000) + 2880]);
  assert.ok(second !== undefined && second.hidden_from !== null && second.hidden_from.some((byte) => byte > 0));
  await assertFound(under);
});

withLoads('records over several runs are all found, with their references', async (under) => {
  const count = 12_345;
  const body = lines(...Array.from({ length: count }, (_, at) => document(`X${10_000_000 + at}`, at % 3 === 0 ? { reference: `R${at}` } : {})));
  assert.deepEqual(await load(under, body), [count, 0, 0, 0]);
  assert.equal((await all(under)).length, count);
  await assertFound(under);
  assert.equal(await under.read.findReindexSpan(), undefined);
}, { runKeys: 3000 });

withLoads('a reference that is there is amended, with its version kept, or found unchanged', async (under) => {
  await load(under, lines(document('A1', { reference: 'R1', hiddenFrom: ['DEU'] }), document('A2', { reference: 'R2', expiresOn: '2030-05-05' }), document('A3', { reference: 'R3' })));
  const [, second] = await all(under);
  assert.deepEqual(await load(under, lines(document('A9', { reference: 'R1' }), document('A2', { reference: 'R2' }), document('A3', { reference: 'R3', expiresOn: '2031-01-01' }), document('A4', { reference: 'R4' }))), [1, 2, 1, 0]);
  const [first, same, third, fourth] = await all(under);
  assert.deepEqual([fieldsOf(first), first?.version, third?.version, fieldsOf(third), fourth?.reference], ['["A9","FRA",0,1]', 2, 2, '["A3","FRA",0,1]', 'R4']);
  assert.ok(first?.hidden_from !== null, 'a line that says nothing of it does not lift a restriction');
  assert.deepEqual(same, second, 'a line that says nothing of the end leaves it');
  const versions = await under.read.db.selectFrom('record_version').selectAll().execute();
  assert.deepEqual(versions.map(({ row, version, change, actor, content }) => [row, version, change, actor, fieldsOf({ content })]), [
    [first?.row, 1, 'amended', 'FRA tok_test', '["A1","FRA",0,1]'],
    [third?.row, 1, 'amended', 'FRA tok_test', '["A3","FRA",0,1]'],
  ]);
  await assertFound(under);
});

withLoads('of lines with the same reference the later one wins, as an amendment, wherever they stand', async (under) => {
  const rest = Array.from({ length: 9000 }, (_, at) => document(`F${at}`, { reference: `F${at}` }));
  const body = lines(document('A1', { reference: 'R' }), document('A2', { reference: 'R' }), document('A2', { reference: 'R' }), ...rest, document('A3', { reference: 'R' }), document('G7', { reference: 'F7' }), document('G8999', { reference: 'F8999' }));
  assert.deepEqual(await load(under, body), [9001, 4, 1, 0]);
  const records = await all(under);
  assert.equal(records.length, 9001);
  assert.equal(fieldsOf(records.find(({ reference }) => reference === 'R')), '["A3","FRA",0,1]');
  assert.equal(fieldsOf(records.find(({ reference }) => reference === 'F8999')), '["G8999","FRA",0,1]');
  await assertFound(under);
}, { runKeys: 2000 });

withLoads('a reference that somebody writes while the load runs is not entered twice', async (under) => {
  const id = await under.start();
  const create = (reference: string) => under.writer.run('write', {
    operation: 'records.create',
    call: { asker: askerOf('FRA'), at: AT, input: { body: { database: 'travel-documents', reference, content: document('B1') } } },
  });
  const many = Array.from({ length: 3000 }, (_, at) => `${JSON.stringify(document(`C${at}`, { reference: `C${at}` }))}\n`);
  const creating: Promise<unknown>[] = [];
  const { failure } = await under.loads.send({
    load: id, organisation: 'FRA', actor: 'tok_test', offset: 0, last: true,
    body: (async function* body() {
      for (const [at, line] of many.entries()) {
        if (at % 100 === 0) creating.push(create(`C${at + 50}`).catch((error: { code?: string }) => assert.equal(error.code, 'record.reference-taken')));
        if (at % 40 === 0) await new Promise((resolve) => setTimeout(resolve, 1));
        yield Buffer.from(line);
      }
    })(),
  });
  assert.equal(failure, undefined);
  await Promise.all(creating);
  const references = (await all(under)).map(({ reference }) => reference);
  assert.equal(new Set(references).size, references.length);
  assert.equal(references.length, 3000);
});

withLoads('another owner may have the same reference; each amends its own', async (under) => {
  await load(under, lines(document('A1', { reference: 'R' })));
  assert.deepEqual(await load(under, lines(document('B1', { reference: 'R', issuer: 'DEU' })), {}, { organisation: 'DEU' }), [1, 0, 0, 0]);
  assert.deepEqual(await load(under, lines({ reference: 'R', vin: 'UTZZZZ8X4GB000017', type: 'car', status: 'stolen' }), {}, { database: 'vehicles' }), [1, 0, 0, 0]);
  assert.equal((await all(under)).length, 3);
});

withLoads('records on persons wait for review, and wait again when their content is amended', async (under) => {
  const person = (given: string) => ({ reference: 'P', kind: 'wanted', status: 'accused', names: [{ family: 'X', given, kind: 'primary' }] });
  const of = { database: 'persons' };
  const review = async () => (await all(under)).map((record) => record.review);
  await load(under, lines(person('A')), {}, of);
  assert.deepEqual(await review(), [REVIEW.pending]);
  const [record] = await all(under);
  const asker = { ...askerOf('XPO'), permissions: ['record:review'] };
  await under.writer.run('write', { operation: 'records.release', call: { asker, at: AT, version: 1, input: { params: { id: idFromBytes('rec', record?.id ?? new Uint8Array()) }, body: {} } } as never });
  assert.deepEqual(await review(), [REVIEW.released]);
  assert.deepEqual(await load(under, lines(person('A')), {}, of), [0, 0, 1, 0]);
  assert.deepEqual(await review(), [REVIEW.released]);
  assert.deepEqual(await load(under, lines(person('B')), {}, of), [0, 1, 0, 0]);
  assert.deepEqual(await review(), [REVIEW.pending]);
});

withLoads('only the issuer enters a travel document', async (under) => {
  const id = await under.start();
  const { load: after } = await under.send(id, lines(document('A1'), document('A2', { issuer: 'DEU' })));
  assert.deepEqual(counted(after.counts), [1, 0, 0, 1]);
  assert.match((await rejectsOf(under, id))[0] ?? '', /"_line":2,"_column":"issuer","_code":"wrong-issuer"/);
});

withLoads('number ranges are found as ranges, over the skeleton of look-alikes', async (under) => {
  await load(under, lines(document('AB1000', { numberTo: 'AB1999', fraud: 'stolen-blank' }), document('A1')));
  const ranges = await under.read.readRanges({ fromRow: 1, toRow: 10, limit: 10 });
  assert.deepEqual(ranges.map(({ prefix, digits, low, high, row }) => [prefix, digits, low, high, row]), [['A', 5, 81_000, 81_999, 1]]);
});

withLoads('a dry run counts what would happen and writes no record', async (under) => {
  await load(under, lines(document('A1', { reference: 'R1' }), document('A2', { reference: 'R2' })));
  const changes = await under.read.lastChange();
  const body = lines(document('A1', { reference: 'R1' }), document('A3', { reference: 'R2' }), document('A4', { reference: 'R4' }), document('A5', { reference: 'R4' }), document('A6'), '{');
  assert.deepEqual(await load(under, body, { dryRun: true }), [2, 2, 1, 1]);
  assert.deepEqual((await all(under)).map(fieldsOf), ['["A1","FRA",0,1]', '["A2","FRA",0,1]']);
  const kinds = (await under.read.readChanges(changes, 100)).map(({ kind }) => kind);
  assert.ok(!kinds.includes('record.amended') && !kinds.includes('load.published'), String(kinds));
});

withLoads('the load ends when more lines are rejected than it allows; what was good before stays', async (under) => {
  const bad = document('', {});
  const body = lines(document('A1'), bad, document('A2'), bad, document('A3'), bad, document('A4'));
  for (const [options, expected] of [[{ maxErrors: 1 }, [2, 0, 0, 2]], [{ onError: 'stop' }, [1, 0, 0, 1]], [{ maxErrors: 0 }, [1, 0, 0, 1]]] as const) {
    const id = await under.start(options);
    const { load: after, failure } = await under.send(id, body);
    assert.equal((failure as { code: string }).code, 'load.too-many-errors');
    assert.deepEqual([after.state, after.counts.problem], ['failed', 'load.too-many-errors']);
    assert.deepEqual(counted(after.counts), [...expected]);
    await assert.rejects(under.send(id, body), { code: 'load.finished' });
  }
  await assertFound(under);
  assert.deepEqual(await load(under, body, { maxErrors: 3 }), [4, 0, 0, 3]);
});

withLoads('each batch, start and end is in the outbox, with a digest over what was stored', async (under) => {
  await load(under, lines(...Array.from({ length: 700 }, (_, at) => document(`A${at}`, { reference: `R${at}` })), document('')));
  const entries = (await under.read.readOutbox(100)).map(({ entry }) => JSON.parse(new TextDecoder().decode(entry)) as Record<string, unknown>);
  assert.deepEqual(entries.map(({ event, item, count }) => [event, item, count]), [
    ['load.started', undefined, undefined], ['load.batch-committed', 0, 500], ['load.batch-committed', 1, 200], ['load.finished', undefined, 700],
  ]);
  const contents = (await all(under)).map(({ content }) => content);
  assert.deepEqual(entries.slice(1, 3).map(({ digest }) => digest), [hash('sha256', contents.slice(0, 500).join('\n')), hash('sha256', contents.slice(500).join('\n'))]);
  const changes = await under.read.readChanges(0, 100);
  assert.deepEqual(changes.map(({ kind, fromRow, toRow }) => [kind, fromRow, toRow]), [
    ['load.started', null, null], ['load.published', 1, 500], ['load.published', 501, 700], ['load.ended', null, null],
  ]);
});

withLoads('what is sent in parts, cut anywhere, is as if it had been sent at once', async (under) => {
  const values = Array.from({ length: 2000 }, (_, at) => (at % 7 === 3 ? document('') : document(`Ä${at}`, { reference: `R${at % 1500}` })));
  const body = Buffer.from(`${lines(...values)}\n`);
  const id = await under.start();
  let offset = 0;
  for (const size of [0, 1, 5000, 37, 60_000, 60_001]) {
    const { load: after, failure } = await under.send(id, body.subarray(offset, offset + size), { offset, last: false });
    assert.equal(failure, undefined);
    assert.equal(after.state, 'open');
    offset = after.byte_offset;
  }
  // Bytes that were read already are passed over; a gap is refused.
  await assert.rejects(under.send(id, body, { offset: offset + 1 }), { code: 'request.invalid' });
  const { load: after } = await under.send(id, body.subarray(offset - 100), { offset: offset - 100 });
  const whole = await under.start({}, { database: 'travel-documents', organisation: 'FRA' });
  assert.deepEqual([after.state, after.line, after.byte_offset], ['finished', 2000, body.length]);
  const { rejected, created, amended } = after.counts;
  assert.equal(rejected, values.filter(({ number }) => number === '').length);
  const references = new Set(values.flatMap((value) => ('reference' in value ? [value.reference] : [])));
  assert.equal(created, references.size);
  assert.equal(created + amended + rejected, 2000);
  const rejects = (await rejectsOf(under, id)).map((line) => JSON.parse(line)._line as number);
  assert.deepEqual(rejects, values.flatMap(({ number }, at) => (number === '' ? [at + 1] : [])));
  assert.ok(whole.length === 16);
  await assertFound(under);
});

withLoads('a body that breaks off leaves the load open with what was whole', async (under) => {
  const id = await under.start();
  const { load: after, failure } = await under.loads.send({
    load: id, organisation: 'FRA', actor: 'tok_test', offset: 0, last: true,
    body: (async function* body() {
      yield Buffer.from(`${JSON.stringify(document('A1'))}\n{"number":"A2",`);
      throw new Error('the line broke');
    })(),
  });
  assert.match(String(failure), /the line broke/);
  assert.deepEqual([after.state, after.line, counted(after.counts)], ['open', 1, [1, 0, 0, 0]]);
  await assertFound(under);
  const rest = await under.send(id, `${JSON.stringify(document('A2'))}`, { offset: after.byte_offset });
  assert.deepEqual([rest.load.state, counted(rest.load.counts)], ['finished', [2, 0, 0, 0]]);
});

it('a disk that is full stops a load; nothing is stepped over, and the rest goes in when there is room', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'watchword-full-'));
  const body = lines(...Array.from({ length: 30_000 }, (_, at) => (at % 1000 === 7 ? document('') : document(`A${at}`, { reference: `R${at}`, circumstances: 'x'.repeat(80) }))));
  const full = await openUnderTest({ folder, maxPages: 900, runKeys: 4000 });
  const id = await full.start();
  await assert.rejects(full.send(id, body), { code: 'store.unavailable' });
  const { line, state, counts, byte_offset } = await full.get(id);
  assert.ok(line > 0 && line < 30_000, String(line));
  assert.equal(state, 'open');
  assert.equal(counts.created + counts.rejected, line);
  assert.equal(body.slice(0, byte_offset).split('\n').length - 1, line);
  assert.equal((await full.read.readRows(1, 100_000)).length, counts.created);
  await full.close();
  const roomy = await openUnderTest({ folder });
  const { load: after } = await roomy.send(id, body.slice(byte_offset), { offset: byte_offset });
  assert.deepEqual(counted(after.counts), [29_970, 0, 0, 30]);
  assert.equal((await rejectsOf(roomy, id)).length, 30);
  await assertFound(roomy);
  await roomy.close();
  await rm(folder, { recursive: true });
});

let deliveries = 0;
withLoads('a sending that breaks leaves no record unfound, and the rest goes in afterwards', async (under) => {
  const body = lines(...Array.from({ length: 12_000 }, (_, at) => document(`A${at}`, { reference: `R${at}` })));
  const id = await under.start();
  await assert.rejects(under.send(id, body), { code: 'store.unavailable' });
  const { byte_offset: offset, line } = await under.get(id);
  assert.ok(line >= 4000 && line < 12_000, String(line));
  const { load: after, failure } = await under.send(id, body.slice(offset), { offset });
  assert.equal(failure, undefined);
  assert.deepEqual(counted(after.counts), [12_000, 0, 0, 0]);
  assert.equal(await under.read.findReindexSpan(), undefined);
  await assertFound(under);
}, {
  runKeys: 3000,
  wrap: (filter) => ({
    ...filter,
    insertLoaded(loaded) {
      deliveries += 1;
      return deliveries === 10 ? Promise.reject(new Error('no memory')) : filter.insertLoaded(loaded);
    },
  }),
});

withLoads('rejects are readable by this user alone, and a load without any has no file', async (under) => {
  const clean = await under.start();
  await under.send(clean, lines(document('A1')));
  await assert.rejects(stat(rejectsFileOf(under.folder + '/loads', { id: clean })), { code: 'ENOENT' });
  const id = await under.start();
  await under.send(id, lines('{'));
  assert.equal((await stat(rejectsFileOf(under.folder + '/loads', { id }))).mode & 0o777, 0o600);
});

withLoads('loads of several owners and databases at once do not mix', async (under) => {
  const owners = ['FRA', 'DEU', 'ITA', 'ESP', 'PRT'];
  await Promise.all(owners.map((organisation) => under.loads.loadLines((async function* body() {
    for (let at = 0; at < 1500; at += 1) yield Buffer.from(`${JSON.stringify(document(`${organisation}${at}`, { reference: `R${at}`, issuer: organisation }))}\n`);
  })(), { database: 'travel-documents', organisation })));
  assert.equal((await all(under)).length, 7500);
  await assertFound(under);
});

withLoads('nothing is sent to a load that is not there', async (under) => {
  await assert.rejects(under.send(idBytes(newId('load', AT)), 'x'), { code: 'load.finished' });
  assert.deepEqual(await all(under), []);
});

/** What is stored of a record, but for its checksum. */
function fieldsOf(record: { content: string } | undefined): string | undefined {
  return record?.content.slice(0, -8);
}
