/**
 * The hub lies. Each lie is found by a named command, with what it says. The hub here has its own keys and may rewrite every file; what it cannot
 * do is change what countries keep: receipts, the memory of their witnesses, the keys that they were shown first.
 */
import assert from 'node:assert/strict';
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { run, type Ran } from '../../../cli/run-under-test.ts';
import { forgeLog, forgeNextKeys, forgetTrees, noHash, rewriteEntry, signNewestAgain, unseal, type ForgedGroup } from './malicious-hub.ts';
import { car, startServer, unique, type House } from '../start-server.ts';

const folder = mkdtempSync(join(tmpdir(), 'watchword-malicious-'));
const house: House = await startServer();
const permissions = ['check', 'record:write', 'record:read', 'audit:read', 'audit:witness'] as const;
const tokens = new Map<string, string>();
const audit = join(house.data, 'hub', 'audit');
const honest = join(folder, 'honest');
const vin = '1M8GDM9AXKP042788';
let receipts: string[] = [];

/** The command of a country, with a disk of its own. */
function of(country: string, line: readonly string[]): Promise<Ran> {
  const env = { WATCHWORD_URL: house.url(), WATCHWORD_TOKEN: tokens.get(country) ?? '', WATCHWORD_PURPOSE: 'police-check', XDG_STATE_HOME: join(folder, country), WATCHWORD_RECEIPTS: join(folder, `${country}.receipts`) };
  return run(line, { env });
}

const proveLine = (at: number): string[] => ['audit', 'prove', receipts[at] ?? ''];
/** The keys of the hub as a country keeps them. */
const keysOf = (country: string): string => join(folder, country, 'watchword', 'audit', `${new URL(house.url()).host.replace(':', '_')}.keys`);
const readReceipts = (): string[] => readFileSync(join(folder, 'FRA.receipts'), 'utf8').trim().split('\n').map((line) => line.split(' ').slice(0, 2).join(':'));
const entryOf = (at: number): number => Number(receipts[at]?.split(':')[0]);

/** Waits until a checkpoint covers the newest check of a country. */
async function covered(country: string): Promise<void> {
  const newest = readFileSync(join(folder, `${country}.receipts`), 'utf8').trim().split('\n').at(-1)?.split(' ').slice(0, 2).join(':');
  assert.equal((await of(country, ['audit', 'prove', newest ?? ''])).code, 0);
}

async function said(ran: Promise<Ran>, sentence: RegExp): Promise<void> {
  const { code, out, err } = await ran;
  assert.match(out, sentence, err);
  assert.equal(code, 1, out);
}

/** Lets the hub do something to its folder while it is stopped, from the honest state on, and answer again. */
async function lies(how: () => Promise<void> | void): Promise<void> {
  await house.stop();
  restore();
  await how();
  await house.start();
}

function restore(): void {
  for (const name of ['hub', 'lock']) rmSync(join(house.data, name), { recursive: true, force: true });
  cpSync(join(honest, 'hub'), join(house.data, 'hub'), { recursive: true });
  for (const country of ['FRA', 'UTO', 'DEU']) {
    rmSync(join(folder, country), { recursive: true, force: true });
    cpSync(join(honest, country), join(folder, country), { recursive: true });
  }
  cpSync(join(honest, 'FRA.receipts'), join(folder, 'FRA.receipts'));
}

const forge = (change: (groups: ForgedGroup[]) => ForgedGroup[]) => (): Promise<void> => forgeLog(audit, change);
/** Rewrites the log and signs all anew with its own keys: from its files alone nobody can tell. */
const forgeAll = (change: (groups: ForgedGroup[]) => ForgedGroup[]) => async (): Promise<void> => {
  await forgeLog(audit, change);
  forgetTrees(audit);
};
const dropping = (seq: number) => (groups: ForgedGroup[]): ForgedGroup[] => {
  let at = 0;
  return groups.filter(({ entries }) => {
    at += entries.length;
    return !(at - entries.length < seq && seq <= at);
  });
};

before(async () => {
  for (const country of ['FRA', 'UTO', 'DEU']) tokens.set(country, await house.token(country, { role: 'desk', permissions }));
  await (await house.client('UTO', { role: 'desk', permissions })).records.create({ database: 'vehicles', content: car({ vin }) });
  for (let n = 0; n < 4; n += 1) assert.equal((await of('FRA', ['check', 'document', unique()])).code, 0);
  assert.equal((await of('FRA', ['check', 'vehicle', '--vin', vin])).code, 10);
  for (const country of ['FRA', 'UTO', 'DEU']) assert.match((await of(country, ['audit', 'witness'])).out, /^WITNESSED {2}Checkpoint \d+ over \d+ entries is the first/);
  receipts = readReceipts();
  assert.match((await of('FRA', ['audit', 'reconcile', '--save-counts', join(folder, 'fra.json')])).out, /^AGREES {2}5 receipts/);
  await house.stop();
  for (const country of ['FRA', 'UTO', 'DEU']) cpSync(join(folder, country), join(honest, country), { recursive: true });
  cpSync(join(folder, 'FRA.receipts'), join(honest, 'FRA.receipts'));
  cpSync(join(house.data, 'hub'), join(honest, 'hub'), { recursive: true });
  await house.start();
});
after(async () => {
  await house.close();
  rmSync(folder, { recursive: true, force: true });
});

describe('an honest hub', () => {
  test('is found whole, proven, witnessed and in agreement, offline as well', async () => {
    assert.match((await of('FRA', ['audit', 'verify', '--data', house.data])).out, /^WHOLE {2}\d+ entries, up to the last that was acknowledged; \d+ of them under \d+ signed checkpoints until .*, and of the witnesses (\w{3} saw \d+(, )?){3}/);
    const file = join(folder, 'entry.tlog-proof');
    assert.match((await of('FRA', [...proveLine(0), '--save', file])).out, /^PROVEN {2}Entry \d+ is in the log and in the own log of FRA, under checkpoint \d+ of \S+ over \d+ entries\.$/m);
    const keys = join(folder, 'FRA', 'watchword', 'audit', `${new URL(house.url()).host.replace(':', '_')}.keys`);
    assert.equal((await of('DEU', ['audit', 'prove', '--file', file, '--keys', keys])).code, 0);
    assert.match((await of('FRA', ['audit', 'witness'])).out, /^WITNESSED {2}Checkpoint \d+ over \d+ entries continues checkpoint \d+; \d+ entries of FRA, 0 checks of its records\. Cosigned\.$/m);
    assert.match((await of('UTO', ['audit', 'reconcile', '--counts', join(folder, 'fra.json')])).out, /^AGREES/);
  });
});

describe('the hub', () => {
  test('rewrites an entry with all hashes: `audit verify` and `audit prove` find it', async () => {
    const seq = entryOf(1);
    await house.stop();
    restore();
    await forge((groups) => rewriteEntry(groups, seq, ['police-check', 'policy-check']))();
    await said(of('FRA', ['audit', 'verify', '--data', house.data]), /^BROKEN {2}History was rewritten: checkpoint \d+ was signed over \d+ other entries than those in the log\./);
    forgetTrees(audit);
    await house.start();
    await said(of('FRA', proveLine(1)), new RegExp(`^NOT PROVEN  The hub has no entry ${seq} with this hash: it was dropped or rewritten, or the answer was never logged\\.`));
    await said(of('FRA', ['audit', 'reconcile']), new RegExp(`^DIFFERS  Your check with receipt ${seq} was rewritten: the log holds another entry ${seq}\\.`, 'm'));
  });

  test('drops an entry: `audit verify` finds it, and `audit reconcile` when all is signed anew', async () => {
    const seq = entryOf(2);
    await house.stop();
    restore();
    await forge((groups) => dropping(seq)(unseal(groups)))();
    await said(of('FRA', ['audit', 'verify', '--data', house.data]), /^BROKEN {2}(History was rewritten|Checkpoint \d+ (was signed over|ends within))/);
    forgetTrees(audit);
    await house.start();
    await said(of('FRA', ['audit', 'reconcile']), /^DIFFERS {2}(Of your check with receipt \d+ there is nothing in your log: it was dropped, or never logged|Your check with receipt \d+ was rewritten)/m);
    await said(of('FRA', ['audit', 'witness']), /^REFUSED {2}(FORK|ROLLED BACK): /);
  });

  test('moves entries: `audit prove` and `audit witness` find it', async () => {
    await lies(forgeAll((groups) => {
      const [one, other] = [groups.length - 4, groups.length - 3];
      return unseal(groups).map((group, at, all) => (at === one ? all[other] : at === other ? all[one] : group)).filter((group) => group !== undefined);
    }));
    const proofs = await Promise.all(receipts.map((_, at) => of('FRA', proveLine(at))));
    assert.ok(proofs.some(({ code, out }) => code === 1 && /^NOT PROVEN {2}The hub has no entry \d+ with this hash/.test(out)));
    await said(of('FRA', ['audit', 'witness']), /^REFUSED {2}(FORK|ROLLED BACK): /);
  });

  test('tells two histories to two countries: the witness of the one that saw the other finds it, and keeps the evidence', async () => {
    await lies(() => undefined);
    for (let n = 0; n < 3; n += 1) await of('FRA', ['check', 'document', unique()]);
    await covered('FRA');
    assert.equal((await of('FRA', ['audit', 'witness'])).code, 0);
    const memory = join(folder, 'seen');
    cpSync(join(folder, 'FRA'), memory, { recursive: true });
    await lies(() => undefined);
    for (let n = 0; n < 6; n += 1) await of('DEU', ['check', 'document', unique()]);
    await covered('DEU');
    assert.equal((await of('DEU', ['audit', 'witness'])).code, 0, 'who saw only one of them sees nothing');
    rmSync(join(folder, 'FRA'), { recursive: true });
    cpSync(memory, join(folder, 'FRA'), { recursive: true });
    const { code, out, err } = await of('FRA', ['audit', 'witness']);
    assert.equal(code, 1);
    assert.match(out, /^REFUSED {2}FORK: checkpoint \d+ over \d+ entries does not continue checkpoint \d+ over \d+ entries, which this witness saw\. History was rewritten, or two histories are told\.|^REFUSED {2}FORK: the hub shows another checkpoint/m);
    assert.match(err, /Nothing was cosigned\. What the hub showed is kept in .*evidence/);
  });

  test('answers without logging: `audit prove` and `audit reconcile` find it', async () => {
    await lies(() => undefined);
    const seq = (await house.entries()).length + 40;
    await said(of('FRA', ['audit', 'prove', `${seq}:${noHash}`]), new RegExp(`^NOT PROVEN  The hub has no entry ${seq} with this hash`));
    writeFileSync(join(folder, 'FRA.receipts'), `${seq} ${noHash} 2026-11-24 -\n`, { flag: 'a' });
    await said(of('FRA', ['audit', 'reconcile']), new RegExp(`^DIFFERS  Of your check with receipt ${seq} there is nothing in your log: it was dropped, or never logged\\.`, 'm'));
  });

  test('logs a check that was not made: `audit reconcile` finds it', async () => {
    await lies(() => undefined);
    const client = await house.client('FRA', { role: 'desk', permissions });
    const { receipt } = await client.checks.run({ purpose: 'police-check', subject: { document: { number: unique() } } });
    assert.equal((await of('FRA', ['audit', 'prove', `${receipt.entry}:${receipt.hash}`])).code, 0);
    await said(of('FRA', ['audit', 'reconcile']), new RegExp(`^DIFFERS  The log holds 1 check in your name of which you have no receipt, the first as entry ${receipt.entry}: invented, or made by a system that keeps none here\\.`, 'm'));
  });

  test("swaps the log of an owner: `audit verify`, `audit reconcile` and the owner's witness find it", async () => {
    await house.stop();
    restore();
    const leaves = join(audit, 'trees', 'owners', 'UTO');
    rmSync(leaves, { recursive: true });
    await said(of('UTO', ['audit', 'verify', '--data', house.data]), /^BROKEN {2}The log of the owner UTO is not the right one: entry \d+ is missing in it\./);
    for (const name of ['checkpoints']) rmSync(join(audit, 'trees', name), { recursive: true });
    await forgeLog(audit, (groups) => groups);
    await house.start();
    await said(of('UTO', ['audit', 'witness']), /^REFUSED {2}(FORK|ROLLED BACK|SWAPPED): /);
    writeFileSync(join(folder, 'more.json'), JSON.stringify({ requester: 'FRA', days: { '2026-11-24': { UTO: 2 } } }));
    await said(of('UTO', ['audit', 'reconcile', '--counts', join(folder, 'more.json')]), /^DIFFERS {2}FRA counts 2 of its checks of 2026-11-24 that showed your records, your log holds 1: they were kept from you\./m);
  });

  test('rolls back to yesterday: the witness finds it', async () => {
    await lies(() => undefined);
    for (let n = 0; n < 3; n += 1) await of('FRA', ['check', 'document', unique()]);
    await covered('FRA');
    assert.equal((await of('FRA', ['audit', 'witness'])).code, 0);
    const memory = join(folder, 'today');
    cpSync(join(folder, 'FRA'), memory, { recursive: true });
    await lies(() => undefined);
    rmSync(join(folder, 'FRA'), { recursive: true });
    cpSync(memory, join(folder, 'FRA'), { recursive: true });
    await said(of('FRA', ['audit', 'witness']), /^REFUSED {2}ROLLED BACK: the hub (shows checkpoint \d+ over \d+ entries, older than checkpoint \d+ over \d+ entries, which this witness saw|has no longer what this witness saw)/);
  });

  test('forges a checkpoint: `audit verify` finds a changed one, and every command other keys', async () => {
    await house.stop();
    restore();
    const path = join(audit, 'trees', 'checkpoints', 'latest.json');
    const latest = JSON.parse(readFileSync(path, 'utf8')) as { note: string };
    writeFileSync(path, JSON.stringify({ ...latest, note: latest.note.replace(/time \d/, 'time 2') }));
    await said(of('FRA', ['audit', 'verify', '--data', house.data]), /^BROKEN {2}Checkpoint \d+ is forged: it is not signed by a key of this log\./);
    restore();
    rmSync(join(audit, 'trees', 'signing'), { recursive: true });
    await house.start();
    for (const line of [['audit', 'witness'], proveLine(0), ['audit', 'reconcile']]) {
      const { code, err } = await of('FRA', line);
      assert.equal(code, 1);
      assert.match(err, /FORGED {2}The hub shows other keys than those in .*, and these do not vouch for them\./);
    }
    const keys = join(honest, 'FRA', 'watchword', 'audit', `${new URL(house.url()).host.replace(':', '_')}.keys`);
    await said(of('FRA', ['audit', 'verify', '--data', house.data, '--keys', keys]), /^BROKEN {2}The keys beside the log are not those that you trust: the checkpoints are forged, or you gave the keys of another log\./);
  });

  test('puts keys of its own in the place of the next: every command finds that those before them did not sign it', async () => {
    await house.stop();
    restore();
    forgeNextKeys(audit, { by: 'itself' });
    await said(of('FRA', ['audit', 'verify', '--data', house.data]), /^BROKEN {2}The keys of generation 2 are not vouched for by those before them\./);
    await house.start();
    for (const line of [['audit', 'witness'], proveLine(0), ['audit', 'reconcile']]) {
      const { code, err } = await of('FRA', line);
      assert.equal(code, 1);
      assert.match(err, /FORGED {2}The hub shows other keys than those in .*, and these do not vouch for them\./);
    }
  });

  test('lets stolen keys vouch for others without a word in the log: `audit verify` finds it', async () => {
    await house.stop();
    restore();
    forgeNextKeys(audit, { by: 'the old keys' });
    await said(of('FRA', ['audit', 'verify', '--data', house.data]), /^BROKEN {2}The log does not say that the keys of generation 2 are to sign it: whoever had those before them made them, and not this server\./);
  });
});

describe('keys that were changed', () => {
  const memory = join(folder, 'changed');

  test('are followed from the first ones by every command, old proofs stay good, and the log tells of the change', async () => {
    await lies(() => undefined);
    const proof = join(folder, 'before.tlog-proof');
    assert.equal((await of('FRA', [...proveLine(0), '--save', proof])).code, 0);
    const first = join(folder, 'first.keys');
    cpSync(keysOf('FRA'), first);
    const { code, out } = await of('FRA', ['audit', 'rotate-keys', '--data', house.data]);
    assert.equal(code, 0);
    assert.match(out, /^CHANGED {2}Keys of generation 2 sign the checkpoints from now on/);
    assert.equal((await of('FRA', ['check', 'document', unique()])).code, 0);
    receipts = readReceipts();
    const after = join(folder, 'after.tlog-proof');
    assert.match((await of('FRA', [...proveLine(receipts.length - 1), '--save', after])).out, /^PROVEN/);
    assert.match((await of('FRA', ['audit', 'witness'])).out, /^WITNESSED {2}Checkpoint \d+ over \d+ entries continues checkpoint/);
    assert.match((await of('FRA', ['audit', 'reconcile'])).out, /^AGREES/);
    for (const file of [proof, after]) assert.match((await of('DEU', ['audit', 'prove', '--file', file, '--keys', first])).out, /^PROVEN/, file);
    for (const keys of [first, keysOf('FRA')]) assert.match((await of('FRA', ['audit', 'verify', '--data', house.data, '--keys', keys])).out, /^WHOLE/);
    assert.equal(readFileSync(keysOf('FRA'), 'utf8').match(/^watchword\//gm)?.length, 4, 'the new ones are kept with the first');
    assert.deepEqual((await house.entries()).filter(({ event }) => event === 'audit.keys-changed').map(({ subject }) => subject), ['keys_2']);
    cpSync(join(folder, 'FRA'), memory, { recursive: true });
  });

  test('are changed a second time, also while the hub is stopped', async () => {
    await house.stop();
    assert.match((await of('FRA', ['audit', 'rotate-keys', '--data', house.data])).out, /^CHANGED {2}Keys of generation 3/);
    assert.match((await of('FRA', ['audit', 'verify', '--data', house.data, '--keys', join(folder, 'first.keys')])).out, /^WHOLE/);
    await house.start();
    await of('FRA', ['check', 'document', unique()]);
    await covered('FRA');
    assert.equal((await of('FRA', ['audit', 'witness'])).code, 0);
    assert.match((await of('FRA', ['audit', 'verify', '--data', house.data, '--keys', join(folder, 'first.keys')])).out, /^WHOLE/);
  });

  test('cannot be exchanged for others by whoever stole the old ones: who saw the true ones finds it', async () => {
    await lies(() => forgeNextKeys(audit, { by: 'the old keys' }));
    rmSync(join(folder, 'FRA'), { recursive: true });
    cpSync(memory, join(folder, 'FRA'), { recursive: true });
    for (const line of [['audit', 'witness'], proveLine(0), ['audit', 'reconcile']]) {
      const { code, err } = await of('FRA', line);
      assert.equal(code, 1);
      assert.match(err, /FORGED {2}The hub shows other keys than those in .*, and these do not vouch for them\./);
    }
    await said(of('FRA', ['audit', 'verify', '--data', house.data, '--keys', keysOf('FRA')]), /^BROKEN {2}The keys beside the log are not those that you trust/);
  });

  test('do not sign again when others have replaced them: `audit verify` finds it', async () => {
    await house.stop();
    restore();
    assert.equal((await of('FRA', ['audit', 'rotate-keys', '--data', house.data])).code, 0);
    await house.start();
    await of('FRA', ['check', 'document', unique()]);
    await covered('FRA');
    await house.stop();
    signNewestAgain(audit, 1);
    await said(of('FRA', ['audit', 'verify', '--data', house.data]), /^BROKEN {2}Checkpoint \d+ is forged: it is signed with keys of generation 1, which those of generation 2 had replaced\./);
    await house.start();
  });
});
