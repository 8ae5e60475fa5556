/** Files that were cut or changed: reported, and never served as truth. */
import assert from 'node:assert/strict';
import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { setTimeout } from 'node:timers/promises';
import { after, describe, test } from 'node:test';
import { AppError, type ErrorCode } from '@watchword/api/errors.ts';
import type { BatchItem, CheckRequest } from '@watchword/api/checks/checks.ts';
import { createClient, type Client } from '@watchword/sdk/client.ts';
import { readAuditLog, verifyAuditLog } from '#audit/audit.ts';
import { checkData } from '../../bin/admin.ts';
import { serve, type Serving } from '../../bin/serve.ts';
import { movableClock, passport, startServer, unique } from '../start-server.ts';

const PAGE = 8192;
/** Bits that are turned, one at a time; more with `FLIPS=200`. */
const FLIPS = Number(process.env['FLIPS'] ?? 12);
const folder = mkdtempSync(join(tmpdir(), 'watchword-damage-'));
after(() => rmSync(folder, { recursive: true, force: true }));

/** A data folder with records and checks in it: as it is after an orderly stop, and as a crash leaves it. */
const { stopped, crashed, numbers, token } = await (async () => {
  const house = await startServer();
  const [owner, secret] = [await house.client('UTO'), await house.token('FRA', { role: 'system' })];
  const known = Array.from({ length: 120 }, () => unique('D'));
  await Promise.all(known.map((number) => owner.records.create({ database: 'travel-documents', content: passport(number, { circumstances: 'x'.repeat(1500) }) })));
  for (let at = 0; at < 40; at += 1) await house.clientOf(secret).checks.run(question(known[at] ?? ''));
  const [inOrder, inPieces] = [join(folder, 'stopped'), join(folder, 'crashed')];
  cpSync(house.data, inPieces, { recursive: true });
  await house.stop();
  cpSync(house.data, inOrder, { recursive: true });
  await house.close();
  return { stopped: inOrder, crashed: inPieces, numbers: known, token: secret };
})();

function question(number: string): CheckRequest {
  return { purpose: 'border-control', subject: { document: { number } }, databases: ['travel-documents'] };
}

let copies = 0;

/** A copy of a data folder, to be damaged. */
function copyOf(data: string): { data: string; audit: string; log: string; store: string; filter: string } {
  const copy = join(folder, `copy-${(copies += 1)}`);
  cpSync(data, copy, { recursive: true });
  const audit = join(copy, 'hub', 'audit');
  return { data: copy, audit, log: join(audit, readdirSync(audit).find((name) => name.endsWith('.log')) ?? ''), store: join(copy, 'hub', 'store.db'), filter: join(copy, 'hub', 'filter') };
}

const start = (data: string, walkPercent = 5): Promise<Serving> => serve({ data, port: 0, host: '127.0.0.1', demo: false, say: () => undefined, clock: movableClock(), settings: { logLevel: 'silent', walkPercent } });

async function withServer(data: string, work: (client: Client, serving: Serving) => Promise<void>): Promise<void> {
  const serving = await start(data);
  try {
    await work(createClient({ url: serving.url, token, retries: 0 }), serving);
  } finally {
    await serving.close('test');
  }
}

/** Starting must be refused with this code; returns what it says. */
async function refusesToStart(data: string, code: ErrorCode): Promise<string> {
  const serving = await start(data).catch((error: unknown) => error);
  if (!(serving instanceof AppError)) {
    await (serving as Serving).close('test');
    assert.fail('it started');
  }
  assert.equal(serving.code, code);
  return serving.details.detail ?? '';
}

function change(file: string, work: (bytes: Buffer) => void): void {
  const bytes = readFileSync(file);
  work(bytes);
  writeFileSync(file, bytes);
}
const flip = (file: string, at: number): void => change(file, (bytes) => (bytes[at] = (bytes[at] ?? 0) ^ (1 << (at % 8))));

describe('the audit log', () => {
  test('that is whole verifies, and the server goes on after it', async () => {
    const { data, audit } = copyOf(stopped);
    const before = await verifyAuditLog(audit);
    assert.deepEqual([before.brokenAt, before.mark], [undefined, 'reached']);
    await withServer(data, async (client) => assert.equal((await client.checks.run(question(numbers[0] ?? ''))).outcome, 'hit'));
    assert.ok((await verifyAuditLog(audit)).entries > before.entries);
  });

  test('with a bit flipped anywhere is broken, and verify names an entry; near its end the server does not start', async () => {
    const { size } = statSync(copyOf(stopped).log);
    let refused = 0;
    for (let step = 0; step < 40; step += 1) {
      const { data, audit, log } = copyOf(stopped);
      const at = step === 39 ? size - 20 : Math.floor((size / 40) * step) + (step % 7);
      flip(log, at);
      const { brokenAt } = await verifyAuditLog(audit);
      assert.ok(brokenAt !== undefined, `bit at ${at} of ${size}`);
      if (at > size - 60 || at < 20) {
        assert.match(await refusesToStart(data, 'audit.broken'), new RegExp(`\\b${brokenAt.file}\\b.*entry ${brokenAt.seq}\\b`));
        refused += 1;
      }
    }
    assert.ok(refused >= 2);
  });

  test('cut short after an orderly stop is broken: what was durable is missing', async () => {
    for (const [file, less] of [['log', 1], ['log', 200], ['log', 3000]] as const) {
      const copy = copyOf(stopped);
      truncateSync(copy[file], statSync(copy[file]).size - less);
      assert.match(await refusesToStart(copy.data, 'audit.broken'), /entry \d+/);
      assert.notEqual((await verifyAuditLog(copy.audit)).brokenAt, undefined);
    }
  });

  test('without its segment, or with a damaged mark, is broken', async () => {
    const [gone, marked] = [copyOf(stopped), copyOf(stopped)];
    rmSync(gone.log);
    await refusesToStart(gone.data, 'audit.broken');
    flip(join(marked.audit, 'mark'), 12);
    await refusesToStart(marked.data, 'audit.broken');
  });

  test('torn at its end by a crash is cut there, and an entry says so', async () => {
    for (const less of [1, 30, 90]) {
      const { data, audit, log } = copyOf(crashed);
      truncateSync(log, statSync(log).size - less);
      const torn = await verifyAuditLog(audit);
      assert.match(torn.brokenAt?.reason ?? '', /cut short/);
      await withServer(data, async (client) => {
        const recovered = (await Array.fromAsync(readAuditLog(audit))).find(({ event }) => event === 'audit.recovered');
        assert.deepEqual([recovered?.reason, recovered?.seq], ['torn-tail', torn.entries + 1]);
        assert.equal((await client.checks.run(question(numbers[1] ?? ''))).outcome, 'hit');
      });
      assert.equal((await verifyAuditLog(audit)).brokenAt, undefined);
    }
  });

  test('whose key of the day is damaged answers nothing, for nothing could be recorded', async () => {
    const { data, audit } = copyOf(stopped);
    for (const name of readdirSync(join(audit, 'keys'))) writeFileSync(join(audit, 'keys', name), 'damaged');
    const answersNothing = withServer(data, async (client) => {
      await assert.rejects(client.checks.run(question(numbers[0] ?? '')), { code: 'audit.unavailable' });
      await assert.rejects(client.health.ready(), { code: 'audit.unavailable' });
    });
    // Where hits were not yet handed over when it was stopped, their entries must be read at the start: then it does not start, and names the file.
    await answersNothing.catch((error: unknown) => assert.ok(error instanceof AppError && error.code === 'audit.broken' && /\.key is damaged/.test(error.details.detail ?? ''), String(error)));
  });
});

/** Asks for every number that is in the store. Whatever is damaged: a hit, or that there is no answer. Returns how often there was none. */
async function askAll(client: Client): Promise<number> {
  const items = await client.checks.batch(numbers.map(question)).catch((error: unknown) => error);
  if (items instanceof AppError) {
    assert.ok(['store.broken', 'store.unavailable'].includes(items.code), items.code);
    return numbers.length;
  }
  const outcomes = (items as BatchItem[]).map(({ answer, problem }) => answer?.outcome ?? problem?.code ?? '');
  assert.deepEqual(outcomes.filter((outcome) => !['hit', 'unavailable', 'store.broken', 'store.unavailable'].includes(outcome)), [], 'for numbers that are in the store');
  return outcomes.filter((outcome) => outcome !== 'hit').length;
}

describe('the store', () => {
  test('with damaged pages finds its records or says that it cannot, and never that there are none', async () => {
    const { size } = statSync(copyOf(stopped).store);
    const pages = Math.floor(size / PAGE);
    assert.ok(pages > 40, `${pages} pages`);
    let reported = 0;
    for (let step = 0; step < 8; step += 1) {
      const { data, store } = copyOf(stopped);
      change(store, (bytes) => {
        for (let page = 1 + step; page < pages; page += 8) bytes.fill(step % 2 === 0 ? 0xa5 : 0, page * PAGE, (page + 1) * PAGE);
      });
      const serving = await start(data).catch((error: unknown) => error);
      if (serving instanceof AppError) {
        assert.ok(['store.broken', 'store.unavailable'].includes(serving.code), serving.code);
        reported += 1;
        continue;
      }
      try {
        if ((await askAll(createClient({ url: (serving as Serving).url, token, retries: 0 }))) > 0) reported += 1;
      } finally {
        await (serving as Serving).close('test');
      }
    }
    assert.ok(reported >= 6, `reported ${reported} of 8 times`);
  });

  test('with a bit turned in the content of a record says that it cannot answer for it, and answers for all others', async () => {
    const { data, store } = copyOf(stopped);
    const turned = numbers.slice(10, 14);
    change(store, (bytes) => {
      for (const number of turned) {
        assert.ok(bytes.includes(number), 'the content is in the file as it is');
        // Also in pages that were divided and still hold what moved elsewhere.
        for (let at = bytes.indexOf(number); at >= 0; at = bytes.indexOf(number, at)) bytes[at + 3] = (bytes[at + 3] ?? 0) ^ 1;
      }
    });
    await withServer(data, async (client) => {
      const items = await client.checks.batch(numbers.map(question));
      assert.deepEqual(items.map(({ answer }) => answer?.outcome), numbers.map((number) => (turned.includes(number) ? 'unavailable' : 'hit')));
    });
  });

  test('with one bit turned anywhere never says none for a record that is there, once the walk has gone over it', async () => {
    const bits = statSync(join(stopped, 'hub', 'store.db')).size * 8;
    const told = { well: 0, unanswered: 0, mended: 0, refused: 0 };
    const causes: string[] = [];
    for (let drill = 0; drill < FLIPS; drill += 1) {
      const { data, store } = copyOf(stopped);
      // Spread evenly, and not in step with pages or rows.
      const bit = Math.floor((bits / FLIPS) * drill + ((drill * 7919) % (bits / FLIPS)));
      change(store, (bytes) => (bytes[bit >> 3] = (bytes[bit >> 3] ?? 0) ^ (1 << (bit & 7))));
      const serving = await start(data, 100).catch((error: unknown) => error);
      if (serving instanceof AppError) {
        assert.ok(['store.broken', 'store.unavailable'].includes(serving.code), `bit ${bit}: ${serving.code}`);
        told.refused += 1;
        causes.push(serving.cause instanceof Error ? serving.cause.message.slice(0, 60) : serving.code);
      } else {
        const { url, hub, close } = serving as Serving;
        try {
          // A walk that cannot go on has told so as well.
          for (let looks = 0; hub.watch.state().rounds === 0 && !hub.watch.state().halted && looks < 500; looks += 1) await setTimeout(20);
          const unanswered = await askAll(createClient({ url, token, retries: 0 })).catch((cause: unknown) => {
            throw new Error(`bit ${bit}`, { cause });
          });
          if (unanswered > 0) told.unanswered += 1;
          else if (hub.watch.state().mended > 0) told.mended += 1;
          else told.well += 1;
        } finally {
          await close('test');
        }
      }
      rmSync(data, { recursive: true });
    }
    assert.equal(told.well + told.unanswered + told.mended + told.refused, FLIPS);
    if (process.env['FLIPS'] !== undefined) process.stdout.write(`${JSON.stringify({ ...told, causes: Object.fromEntries(Map.groupBy(causes, (cause) => cause).entries().map(([cause, all]) => [cause, all.length])) })}\n`);
  });

  test('that a newer program wrote is no damage: the doctor says to start that one', async () => {
    const { data, store } = copyOf(stopped);
    const connection = new DatabaseSync(store);
    connection.exec("INSERT INTO migration SELECT max(number) + 1, 'from the future', 6 FROM migration");
    connection.close();
    const findings = await checkData(data, { full: true });
    const { state, fix } = findings.find(({ what }) => what === 'store') ?? {};
    assert.equal(state, 'bad');
    assert.match(fix ?? '', /start the newer program/);
    assert.equal(findings.some(({ what }) => what === 'records'), false);
    rmSync(data, { recursive: true });
  });

  test('that has lost keys is told by the doctor, and mended by the walk of a running server, which says so', async () => {
    const { data, store } = copyOf(stopped);
    const connection = new DatabaseSync(store);
    for (const { run } of connection.prepare('SELECT run FROM key_run').all()) connection.exec(`DELETE FROM key_run_${Number(run)} WHERE row IN (5, 6, 7)`);
    connection.close();
    const records = async () => (await checkData(data, { full: true })).find(({ what }) => what === 'records');
    assert.match(JSON.stringify(await records()), /"bad".*keys: 3 of 120; the first in rows 5, 6, 7/);
    const serving = await start(data, 100);
    await serving.hub.watch.firstRound();
    const client = createClient({ url: serving.url, token, retries: 0 });
    assert.equal((await client.health.ready()).parts['records'], 'whole, mended: 3');
    assert.equal(await askAll(client), 0);
    await serving.close('test');
    assert.match(JSON.stringify(await records()), /"well".*120, each whole/);
  });

  test('cut short, empty or no store at all is not served', async () => {
    for (const work of [(file: string) => truncateSync(file, 3 * PAGE), (file: string) => truncateSync(file, PAGE / 2), (file: string) => writeFileSync(file, 'no store '.repeat(5000))]) {
      const { data, store } = copyOf(stopped);
      work(store);
      await refusesToStart(data, 'store.broken');
    }
  });
});

describe('the filter', () => {
  test('cut or changed in any place is built anew, and hides nothing', async () => {
    const { size } = statSync(copyOf(stopped).filter);
    for (const work of [(file: string) => truncateSync(file, size - 1), (file: string) => truncateSync(file, 10), (file: string) => flip(file, 40), (file: string) => flip(file, size >> 1), (file: string) => flip(file, size - 3), (file: string) => change(file, (bytes) => bytes.fill(0, 4096, size - 4096))]) {
      const { data, filter } = copyOf(stopped);
      work(filter);
      await withServer(data, async (client, { hub }) => {
        assert.equal(await askAll(client), 0);
        await hub.filter.settled();
        assert.equal(hub.filter.state().state, 'complete');
        assert.equal(await askAll(client), 0);
      });
    }
  });

  test('of another store is not believed', async () => {
    const house = await startServer();
    const data = house.data;
    await house.client('UTO').then((owner) => owner.records.create({ database: 'travel-documents', content: passport(unique()) }));
    await house.stop();
    const copy = copyOf(stopped);
    cpSync(join(data, 'hub', 'filter'), copy.filter);
    await house.close();
    await withServer(copy.data, async (client) => assert.equal(await askAll(client), 0));
  });
});
