/** A server that is killed at any moment, again and again, under load: what a client was answered is in the log, what was acknowledged is found. */
import assert from 'node:assert/strict';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { BATCH_LIMIT, type CheckRequest } from '@watchword/api/checks/checks.ts';
import { AppError } from '@watchword/api/errors.ts';
import { PERMISSIONS } from '@watchword/api/operation.ts';
import type { RecordAnswer } from '@watchword/api/records.ts';
import { createClient, type Client } from '@watchword/sdk/client.ts';
import { readAuditLog, verifyAuditLog } from '#audit/audit.ts';
import { makeData, spawnServer } from '../spawn-server.ts';
import { passport } from '../start-server.ts';

const question = (number: string): CheckRequest => ({ purpose: 'border-control', subject: { document: { number } }, databases: ['travel-documents'] });

/** What was promised to clients, over all rounds. */
type Promised = {
  readonly receipts: { entry: number; hash: string }[];
  /** By number: whether a check must find it. `either`: a request about it was not answered. */
  readonly numbers: Map<string, 'found' | 'gone' | 'either'>;
  /** Numbers of which one must be found, for an amendment that was not answered. */
  readonly pairs: [string, string][];
  /** Ids and versions that the log must name. */
  readonly writes: string[];
  /** Creations that were not answered: they are sent again under their key. */
  readonly open: { key: string; number: string }[];
};

let count = 0;
const number = (): string => `K${1_000_000 + (count += 1)}`;

/** Runs until the server dies. Whatever is thrown must be that it died. */
async function untilDeath(work: () => Promise<void>): Promise<void> {
  try {
    for (;;) await work();
  } catch (error) {
    assert.ok(error instanceof AppError && error.code === 'server.unreachable', String(error));
  }
}

function keepReceipts({ receipts }: Promised, answers: readonly { receipt: { entry: number; hash: string } }[]): void {
  for (const { receipt } of answers) receipts.push(receipt);
}

async function checkSingly(client: Client, promised: Promised): Promise<void> {
  keepReceipts(promised, [await client.checks.run(question('L898902C3'))]);
}

async function checkMany(client: Client, promised: Promised): Promise<void> {
  const items = await client.checks.batch(Array.from({ length: 60 }, () => question(number())));
  keepReceipts(promised, items.flatMap(({ answer }) => answer ?? []));
}

async function checkStream(client: Client, promised: Promised): Promise<void> {
  for await (const { answer } of client.checks.stream(Array.from({ length: 40 }, () => question(number())))) if (answer !== undefined) keepReceipts(promised, [answer]);
}

async function enter(client: Client, { numbers, writes, open }: Promised): Promise<RecordAnswer & { number: string }> {
  const [mine, key] = [number(), `kill-${count}`];
  numbers.set(mine, 'either');
  open.push({ key, number: mine });
  const record = await client.records.create({ database: 'travel-documents', reference: mine, content: passport(mine) }, { idempotencyKey: key });
  open.splice(open.findIndex((one) => one.key === key), 1);
  numbers.set(mine, 'found');
  writes.push(`${record.id} 1`);
  return { ...record, number: mine };
}

async function enterAndChange(client: Client, promised: Promised): Promise<void> {
  const { numbers, pairs, writes } = promised;
  const record = await enter(client, promised);
  const next = number();
  const pair: [string, string] = [record.number, next];
  numbers.set(record.number, 'either').set(next, 'either');
  pairs.push(pair);
  const amended = await client.records.amend(record, { content: { number: next } });
  pairs.splice(pairs.indexOf(pair), 1);
  numbers.set(record.number, 'gone').set(next, 'found');
  writes.push(`${amended.id} 2`);
  if (count % 3 !== 0) return;
  numbers.set(next, 'either');
  await client.records.withdraw(amended, { reason: 'found' });
  numbers.set(next, 'gone');
  writes.push(`${amended.id} 3`);
}

/** Asks for every number by now, and compares with what was promised. */
async function requireKept(client: Client, { numbers, pairs }: Promised): Promise<void> {
  const found = new Set<string>();
  const all = [...numbers.keys()];
  for (let from = 0; from < all.length; from += BATCH_LIMIT) {
    const some = all.slice(from, from + BATCH_LIMIT);
    const items = await client.checks.batch(some.map(question));
    for (const { index, answer } of items) {
      assert.ok(answer !== undefined && answer.outcome !== 'unavailable');
      if (answer.outcome === 'hit') found.add(some[index] ?? '');
    }
  }
  const wrong = [...numbers].filter(([one, state]) => state !== 'either' && (state === 'found') !== found.has(one));
  assert.deepEqual(wrong, []);
  for (const [before, after] of pairs) assert.equal(Number(found.has(before)) + Number(found.has(after)), 1, 'an amendment was half done');
}

/** Sends again what was not answered, under its key: then it is there, once. */
async function finishOpen(client: Client, promised: Promised): Promise<void> {
  for (const { key, number: mine } of promised.open.splice(0)) {
    const record = await client.records.create({ database: 'travel-documents', reference: mine, content: passport(mine) }, { idempotencyKey: key });
    assert.deepEqual((await Array.fromAsync(client.records.list({ reference: mine }))).map(({ id }) => id), [record.id]);
    promised.numbers.set(mine, 'found');
    promised.writes.push(`${record.id} 1`);
  }
}

/** `rounds`: how often it is killed; `onRound`: called after each, with what was promised until then. */
export type Killing = { readonly rounds: number; readonly onRound?: (killed: Killed) => void };
/** How often it was killed, and how many answers of checks and writes were promised until then. */
export type Killed = { readonly rounds: number; readonly answers: number; readonly writes: number };

/**
 * Kills a server at random moments under load and looks after each kill, with the server that comes next, and at the end in the files, whether anything that was
 * promised is missing. Throws when something is.
 */
export async function killAtRandom({ rounds, onRound }: Killing): Promise<Killed> {
  const { data, tokens, remove } = await makeData({ UTO: PERMISSIONS });
  try {
    const promised: Promised = { receipts: [], numbers: new Map(), pairs: [], writes: [], open: [] };
    const clientOf = (url: string): Client => createClient({ url, token: tokens['UTO'] ?? '', retries: 0 });
    for (let round = 1; round <= rounds; round += 1) {
      await killOnce(data, promised, clientOf);
      onRound?.({ rounds: round, answers: promised.receipts.length, writes: promised.writes.length });
    }
    const server = await spawnServer(data);
    await finishOpen(clientOf(server.url), promised);
    await requireKept(clientOf(server.url), promised);
    assert.equal(await server.end(), 0);
    await requireLogged(join(data, 'hub', 'audit'), promised);
    return { rounds, answers: promised.receipts.length, writes: promised.writes.length };
  } finally {
    remove();
  }
}

async function killOnce(data: string, promised: Promised, clientOf: (url: string) => Client): Promise<void> {
  const server = await spawnServer(data);
  const client = clientOf(server.url);
  await finishOpen(client, promised);
  await requireKept(client, promised);
  const working = [
    ...Array.from({ length: 6 }, () => untilDeath(() => checkSingly(client, promised))),
    untilDeath(() => checkMany(client, promised)),
    untilDeath(() => checkStream(client, promised)),
    ...Array.from({ length: 3 }, () => untilDeath(async () => void (await enter(client, promised)))),
    ...Array.from({ length: 3 }, () => untilDeath(() => enterAndChange(client, promised))),
  ];
  await wait(150 + Math.random() * 500);
  await server.kill();
  await Promise.all(working);
}

/** The log is whole and holds the entry of every answer, and of every write one. */
async function requireLogged(audit: string, promised: Promised): Promise<void> {
  assert.equal((await verifyAuditLog(audit)).brokenAt, undefined);
  const hashes = new Map<number, string>();
  const written = new Map<string, number>();
  for await (const { seq, hash, event, subject, version } of readAuditLog(audit)) {
    hashes.set(seq, hash);
    if (event.startsWith('record.')) written.set(`${subject} ${version}`, (written.get(`${subject} ${version}`) ?? 0) + 1);
  }
  assert.deepEqual(promised.receipts.filter(({ entry, hash }) => hashes.get(entry) !== hash), []);
  for (const write of promised.writes) assert.equal(written.get(write), 1, write);
}
