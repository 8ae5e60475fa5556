/** The command as scripts and people use it, in a process of its own, against a whole server: what is printed, and the exit code. */
import assert from 'node:assert/strict';
import { cpSync, mkdtempSync, readFileSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gunzipSync, gzipSync, zstdCompressSync } from 'node:zlib';
import { after, describe, test } from 'node:test';
import { NOT_AN_ORDER } from '@watchword/api/checks/steps.ts';
import { run, type Ran, type RunOptions } from '../../../cli/run-under-test.ts';
import { pictureOf } from '../operation-calls.ts';
import { passport, startServer, unique, wanted } from '../start-server.ts';

const house = await startServer();
const folder = mkdtempSync(join(tmpdir(), 'watchword-command-'));
after(async () => {
  await house.close();
  rmSync(folder, { recursive: true, force: true });
});
const system = { role: 'system', permissions: ['check', 'check:batch', 'record:read', 'record:write', 'record:load', 'record:export', 'token:manage'] } as const;
const env: Record<string, string> = { WATCHWORD_URL: house.url(), WATCHWORD_TOKEN: await house.token('UTO', system), WATCHWORD_PURPOSE: 'police-check', XDG_STATE_HOME: join(folder, 'state') };
const utopia = await house.client('UTO', system);

const watchword = (line: readonly string[], options: RunOptions = {}): Promise<Ran> => run(line, { ...options, env: { ...env, ...options.env } });
const at = (name: string): string => join(folder, name);
const enter = async (number: string): Promise<string> => (await utopia.records.create({ database: 'travel-documents', content: passport(number) })).id;
const lines = (numbers: readonly string[], more = {}): string => numbers.map((number) => `${JSON.stringify({ reference: number, content: passport(number, more) })}\n`).join('');

describe('a check', () => {
  test('that hits says so first, what to do, why, how fresh, and that nobody is held on it alone; exit 10', async () => {
    const number = unique('H');
    const id = await enter(number);
    const { code, out, err } = await watchword(['check', 'document', number, '--issuer', 'uto']);
    assert.equal(code, 10);
    assert.equal(err, '');
    const text = out.split('\n');
    assert.equal(text[0], 'HIT  Possible match — not confirmed');
    assert.equal(text[2], 'Stolen passport · travel-documents · owner UTO, Utopia (specimen)');
    assert.match(out, /What to do now:\n {2}1\. Go to second line\./);
    assert.match(out, new RegExp(`= {2}number +${number} +${number}\n`));
    assert.match(out, /– {2}type +– +passport\n/);
    assert.match(out, new RegExp(`Record ${id} version 1 · entered 2026-11-24 · 0 days old · ends 2036-11-24`));
    assert.ok(text.includes(NOT_AN_ORDER));
    assert.doesNotMatch(out.replace(NOT_AN_ORDER, ''), /arrest|detain|clear|safe/i);
  });

  test('without a hit names what was asked, and when; exit 0', async () => {
    const { code, out } = await watchword(['check', 'document', unique('N')]);
    assert.equal(code, 0);
    assert.match(out, /^NO HIT {2}No record shown to you in: travel-documents, administrative-documents, persons · as of 2026-11-24T12:00:00.000Z\n/);
  });

  test('of a number with look-alikes is possible; exit 11', async () => {
    const number = unique('L').replace(/^L/, 'LO');
    await enter(number);
    const { code, out } = await watchword(['check', 'document', number.replace('LO', 'L0')]);
    assert.equal(code, 11);
    assert.match(out, /^POSSIBLE {2}1 similar record — compare\n/);
    assert.match(out, /≈ {2}number .* look-alike/);
  });

  test('as JSON is the answer of the API', async () => {
    const number = unique('J');
    const id = await enter(number);
    const { code, out } = await watchword(['check', 'document', number, '--json']);
    const answer = JSON.parse(out) as { outcome: string; matches: { record: string }[]; receipt: { entry: number } };
    assert.deepEqual([code, answer.outcome, answer.matches[0]?.record], [10, 'hit', id]);
    assert.ok(answer.receipt.entry > 0);
  });

  test('of a zone from stdin asks for document and person', async () => {
    const zone = 'P<UTOERIKSSON<<ANNA<MARIA<<<<<<<<<<<<<<<<<<<\nL898902C36UTO7408122F1204159ZE184226B<<<<<10\n';
    const { code, out } = await watchword(['check', 'mrz'], { input: zone });
    assert.equal(code, 0);
    assert.match(out, /travel-documents.*persons/);
    assert.equal((await watchword(['check', 'mrz'], { input: 'nothing\n' })).code, 2);
  });

  test('of vehicles, persons and things reaches their databases', async () => {
    await utopia.records.create({ database: 'persons', content: wanted('Nadia Testova') });
    const person = await watchword(['check', 'person', 'nadia', 'testova', '--born', '1974-08-12']);
    assert.equal(person.code, 2, 'a name of two words is quoted');
    assert.equal((await watchword(['check', 'person', 'nadia testova', '--born', '1974-08-12'])).code, 10, 'the owner finds it before its release');
    assert.match((await watchword(['check', 'vehicle', '--plate', 'AB-1', '--country', 'fra'])).out, /in: vehicles/);
    assert.match((await watchword(['check', 'vessel', '--hull', 'UTO12345D404'])).out, /in: vessels/);
    assert.match((await watchword(['check', 'firearm', 'XK1234'])).out, /in: firearms/);
    assert.match((await watchword(['check', 'artwork', '--inventory', 'INV-9'])).out, /in: works-of-art/);
  });

  test('is refused without a token, and without the right; exit 4', async () => {
    const nobody = await watchword(['check', 'document', 'AB12'], { env: { WATCHWORD_TOKEN: 'wwt_nobody' } });
    assert.equal(nobody.code, 4);
    assert.match(nobody.err, /access\.unauthenticated · request req_/);
    assert.equal((await watchword(['record', 'reviews'])).code, 4);
  });
});

describe('a list of checks', () => {
  test('is answered line by line; bad lines are written down and stop nothing', async () => {
    const number = unique('B');
    await enter(number);
    writeFileSync(at('list.csv'), `\ufeffreference;number;issuer\nP1;${number};uto\nP2;ZZ111222;\n;;\nP4;Q;\n`);
    const { code, out, err } = await watchword(['check', 'batch', at('list.csv'), '--errors', at('bad.ndjson')]);
    assert.equal(code, 10);
    assert.match(out, /^HIT +line 2 \(P1\): Stolen passport · travel-documents, owner UTO\nNO HIT +line 3 \(P2\): no record shown to you in: [^\n]+\n$/);
    assert.match(err, /1 HIT, 1 NO HIT, 2 rejected/);
    const bad = readFileSync(at('bad.ndjson'), 'utf8').trimEnd().split('\n').map((line) => JSON.parse(line) as { _line: number; _code: string });
    assert.deepEqual(bad.map((one) => [one._line, one._code]), [[4, 'no-subject'], [5, 'request.invalid']]);
  });

  test('without a hit is exit 7 when a line was rejected, 0 when none was', async () => {
    const good = '{"document":{"number":"ZZ333444"}}\n{"reference":"r","subject":{"vehicle":{"vin":"1M8GDM9AXKP042788"}}}\n';
    assert.equal((await watchword(['check', 'batch', '-'], { input: good })).code, 0);
    const { code, out } = await watchword(['check', 'batch', '-', '--ndjson'], { input: `${good}nonsense\n` });
    assert.equal(code, 7);
    assert.deepEqual(out.trimEnd().split('\n').map((line) => (JSON.parse(line) as { index: number }).index), [0, 1]);
  });

  test('with a column that nobody knows is not begun', async () => {
    const { code, err } = await watchword(['check', 'batch', '-', '--format', 'csv'], { input: 'numbr\nX1\n' });
    assert.equal(code, 2);
    assert.match(err, /There is no column "numbr"/);
  });
});

describe('records', () => {
  test('are entered, amended, read and withdrawn', async () => {
    const number = unique('R');
    const entered = await watchword(['record', 'create', 'travel-documents', `number=${number}`, 'issuer=UTO', 'type=passport', 'fraud=stolen', 'circumstances=by mistake', '--reference', `ref-${number}`, '--json']);
    const { id, version } = JSON.parse(entered.out) as { id: string; version: number };
    assert.deepEqual([entered.code, version], [0, 1]);
    const amended = JSON.parse((await watchword(['record', 'amend', id, 'circumstances=', 'fraud=lost', '--json'])).out) as { version: number; content: object };
    assert.deepEqual([amended.version, amended.content], [2, passport(number, { fraud: 'lost' })]);
    const late = await watchword(['record', 'amend', id, 'fraud=stolen', '--if-version', '1']);
    assert.equal(late.code, 5);
    assert.match(late.err, /at version 2 now[^]*record\.version-conflict/);
    assert.match((await watchword(['record', 'list', '--reference', `ref-${number}`])).out, new RegExp(`${id} +travel-documents +active`));
    assert.equal((await watchword(['record', 'withdraw', id, '--reason', 'found'])).code, 2, 'nobody is there to be asked');
    assert.equal((await watchword(['record', 'withdraw', id, '--reason', 'found', '--yes'])).code, 0);
    assert.match((await watchword(['record', 'history', id])).out, /^VERSION[^]*\n3 [^]*\n2 [^]*\n1 /);
    assert.equal((await watchword(['check', 'document', number])).code, 0);
  });

  test('with a field that is wrong name the field; a record that is not there is exit 3', async () => {
    const wrong = await watchword(['record', 'create', 'travel-documents', 'numbr=X']);
    assert.match(wrong.err, /no field "numbr"\. Did you mean number\?/);
    const invalid = await watchword(['record', 'create', 'travel-documents', 'number=X12345', 'issuer=UTO', 'type=passport', 'fraud=nix']);
    assert.equal(invalid.code, 2);
    assert.match(invalid.err, /content fraud: /);
    assert.equal((await watchword(['record', 'show', `rec_${'0'.repeat(32)}`])).code, 3);
  });
});

describe('restrictions of a record', () => {
  test('are set, and taken back', async () => {
    const id = await enter(unique('R'));
    const unordered = await watchword(['record', 'amend', id, '--hidden-from-front-line']);
    assert.deepEqual([unordered.code, /hidingAuthority|authority/.test(unordered.err)], [2, true], unordered.err);
    const hidden = await watchword(['record', 'amend', id, '--hidden-from', 'fra,deu', '--hidden-from-front-line', '--authority', 'Court of Utopia 12/26']);
    assert.match(hidden.out, /hidden from +DEU, FRA/);
    const shown = await watchword(['record', 'amend', id, '--hidden-from', 'nobody', '--shown-to-front-line']);
    assert.equal(shown.code, 0);
    assert.doesNotMatch(shown.out, /hidden/);
    assert.match((await watchword(['record', 'amend', id, '--hidden-from', 'nobody'])).err, /Nothing to amend/);
    assert.equal((await watchword(['record', 'amend', id, '--hidden-from', 'nobody,FRA'])).code, 2);
  });
});

describe('a load', () => {
  test('with a header that is wrong names its columns', async () => {
    writeFileSync(at('header.csv'), 'nummer,issuer,type,fraud\nX12345,UTO,passport,stolen\n');
    const { code, err } = await watchword(['import', 'travel-documents', at('header.csv')]);
    assert.equal(code, 1);
    assert.match(err, /nummer: Column 1: there is no such field[^]*number: Every record needs this column/);
  });

  test('never writes its rejected lines over the file itself', async () => {
    const text = `${lines([unique('O')])}{broken\n`;
    writeFileSync(at('own.ndjson'), text);
    const { code, err } = await watchword(['import', 'travel-documents', at('own.ndjson'), '--errors', join(folder, '.', 'own.ndjson')]);
    assert.equal(code, 2);
    assert.match(err, /is the file that is loaded/);
    assert.equal(readFileSync(at('own.ndjson'), 'utf8'), text);
  });

  test('says what became of each line, and gives the bad ones back to be mended; exit 7', async () => {
    const [one, two] = [unique('I'), unique('I')];
    writeFileSync(at('docs.ndjson'), `${lines([one])}{broken\n${lines([two], { fraud: 'nix' })}`);
    const dry = await watchword(['import', 'travel-documents', at('docs.ndjson'), '--dry-run']);
    assert.match(dry.out, /3 lines: 1 new, 0 changed, 0 unchanged, 2 rejected \(dry run: nothing was written\)/);
    assert.equal((await watchword(['check', 'document', one])).code, 0);
    const { code, out } = await watchword(['import', 'travel-documents', at('docs.ndjson'), '--errors', at('rejects.ndjson')]);
    assert.equal(code, 7);
    assert.match(out, /^3 lines: 1 new/);
    assert.equal((await watchword(['check', 'document', one])).code, 10);
    assert.match(readFileSync(at('rejects.ndjson'), 'utf8'), /"_line":2[^]*"_line":3/);
    assert.equal((await watchword(['import', 'travel-documents', at('nothing.csv')])).code, 2);
  });

  test('takes packed files and stdin, and an export comes back as it went', async () => {
    const numbers = Array.from({ length: 50 }, () => unique('Z'));
    writeFileSync(at('a.ndjson.gz'), gzipSync(lines(numbers)));
    writeFileSync(at('a.ndjson.zst'), zstdCompressSync(lines(numbers)));
    assert.match((await watchword(['import', 'travel-documents', at('a.ndjson.gz')])).out, /50 new/);
    assert.match((await watchword(['import', 'travel-documents', at('a.ndjson.zst')])).out, /50 unchanged/);
    assert.match((await watchword(['import', 'travel-documents', '-'], { input: lines(numbers, { fraud: 'lost' }) })).out, /50 changed/);
    assert.equal((await watchword(['export', 'travel-documents', '--out', at('mine.csv.gz')])).code, 0);
    const csv = gunzipSync(readFileSync(at('mine.csv.gz'))).toString();
    for (const number of numbers) assert.match(csv, new RegExp(`^${number},.*lost`, 'm'));
    writeFileSync(at('mine.csv'), csv);
    assert.match((await watchword(['import', 'travel-documents', at('mine.csv')])).out, / \d new, 0 changed, 5\d unchanged, 0 rejected/);
  });

  test('of a file without any record says so and fails', async () => {
    writeFileSync(at('empty.ndjson'), '');
    writeFileSync(at('blank.ndjson'), '\n \n');
    writeFileSync(at('blank.csv'), '\r\n');
    writeFileSync(at('header-only.csv'), 'number,issuer,type,fraud\n');
    const imported = async (name: string): Promise<string> => {
      const { code, err } = await watchword(['import', 'travel-documents', at(name)]);
      return `${code} ${err}`;
    };
    assert.match(await imported('empty.ndjson'), /^1 [^]*empty\.ndjson is empty: nothing was loaded/);
    assert.match(await imported('blank.ndjson'), /^1 [^]*There is no record in blank\.ndjson/);
    assert.match(await imported('blank.csv'), /^1 [^]*load\.format/);
    assert.match(await imported('header-only.csv'), /^1 [^]*There is no record in header-only\.csv/);
    assert.equal((await watchword(['import', 'travel-documents', '-'], { input: '' })).code, 1);
  });

  test('knows what comes on stdin by its first line', async () => {
    const [one, two] = [unique('S'), unique('S')];
    assert.match((await watchword(['import', 'travel-documents', '-'], { input: `\ufeff\nnumber;issuer;type;fraud\n${one};UTO;passport;stolen\n` })).out, /1 new.* 0 rejected/);
    assert.match((await watchword(['import', 'travel-documents', '-'], { input: `\n${lines([two])}` })).out, /1 new.* 0 rejected/);
    assert.equal((await watchword(['check', 'document', one])).code, 10);
  });

  test('that was interrupted goes on with the same command, also when it was killed', async () => {
    const count = 100_000;
    writeFileSync(at('long.ndjson'), lines(Array.from({ length: count }, (_, i) => `LG${String(i).padStart(6, '0')}`)));
    const line = ['import', 'travel-documents', at('long.ndjson')];
    const interrupted = await importUntilUnderWay(line, 'SIGINT');
    assert.equal(interrupted.code, 130);
    assert.match(interrupted.err, /type the same command again/);
    assert.equal((await importUntilUnderWay(line, 'SIGKILL')).code, -1);
    const { code, out, err } = await watchword(line);
    assert.equal(code, 0, err);
    assert.match(err, /^Going on with load_/);
    assert.match(out, /100,000 lines: 100,000 new, 0 changed, 0 unchanged, 0 rejected/);
    assert.doesNotMatch((await watchword(line)).err, /Going on/);
  });
});

/** Starts an import and sends the signal once the server has some lines more than before. */
function importUntilUnderWay(line: readonly string[], signal: NodeJS.Signals): Promise<Ran> {
  const onStart = async (kill: (signal: NodeJS.Signals) => void): Promise<void> => {
    const before = (await utopia.loads.list()).find((load) => load.name === 'long.ndjson')?.lines ?? 0;
    for (let now = 0; now <= before; now = (await utopia.loads.list()).find((load) => load.name === 'long.ndjson')?.lines ?? 0) await new Promise((resolve) => { setTimeout(resolve, 10); });
    kill(signal);
  };
  return watchword(line, { onStart: (kill) => void onStart(kill) });
}

describe('tokens and the audit log', () => {
  test('a token is written into a file of its own, works, and does not once it is revoked', async () => {
    const file = at('system.token');
    const issued = await watchword(['token', 'issue', '--name', 'Gate 7', '--permission', 'check', '--out', file, '--json']);
    const { token } = JSON.parse(issued.out) as { token: { id: string } };
    assert.doesNotMatch(issued.out + issued.err, /wwt_/);
    assert.equal(statSync(file).mode & 0o777, 0o600);
    const asGate = { env: { WATCHWORD_TOKEN: '', WATCHWORD_TOKEN_FILE: file } };
    assert.equal((await watchword(['check', 'document', 'AB123'], asGate)).code, 0);
    assert.equal((await watchword(['token', 'list'], asGate)).code, 4);
    assert.match((await watchword(['token', 'list'])).out, /Gate 7/);
    assert.equal((await watchword(['token', 'revoke', token.id, '--yes'])).code, 0);
    assert.equal((await watchword(['check', 'document', 'AB123'], asGate)).code, 4);
  });

  test('the log is whole while the server runs, and a bit that was turned in a copy is found', async () => {
    const whole = await watchword(['audit', 'verify', '--data', house.data]);
    assert.equal(whole.code, 0, whole.out + whole.err);
    assert.match(whole.out, /^WHOLE {2}\d/);
    cpSync(join(house.data, 'hub', 'audit'), join(at('copy'), 'hub', 'audit'), { recursive: true });
    const log = join(at('copy'), 'hub', 'audit', readdirSync(join(at('copy'), 'hub', 'audit')).find((name) => name.endsWith('.log')) ?? '');
    const bytes = readFileSync(log);
    bytes.writeUInt8(bytes.readUInt8(bytes.length >> 1) ^ 1, bytes.length >> 1);
    writeFileSync(log, bytes);
    const broken = await watchword(['audit', 'verify', '--data', at('copy')]);
    assert.equal(broken.code, 1);
    assert.match(broken.out, /^BROKEN {2}at entry \d+ in \S+: /);
    assert.equal((await watchword(['audit', 'verify', '--data', at('nowhere')])).code, 2);
  });

  test('the doctor finds a running server well, and says what to do where there is none', async () => {
    const well = await watchword(['doctor', '--json']);
    const { findings } = JSON.parse(well.out) as { findings: { what: string; state: string }[] };
    assert.deepEqual(findings.filter(({ what }) => ['server', 'ready', 'token'].includes(what)).map(({ state }) => state), ['well', 'well', 'well']);
    const ill = await watchword(['doctor', '--url', 'http://127.0.0.1:47']);
    assert.equal(ill.code, 1);
    assert.match(ill.out, /✗ +server[^]*npm start/);
  });
});

describe('photographs', () => {
  test('are added with what they show, listed, saved and erased', async () => {
    const { id } = await utopia.records.create({ database: 'persons', content: wanted(unique('Ida Test')) });
    writeFileSync(at('face.png'), pictureOf());
    const added = await watchword(['record', 'photo', 'add', id, at('face.png'), '--caption', 'On leaving custody', '--taken-on', '2024-06', '--json']);
    assert.equal(added.code, 0, added.err);
    assert.match(added.err, /after the secretariat has released/);
    const photo = JSON.parse(added.out) as { id: string; caption: string; takenOn: string; main: boolean };
    assert.deepEqual([photo.caption, photo.takenOn, photo.main], ['On leaving custody', '2024-06', true]);
    assert.match((await watchword(['record', 'photo', 'list', id])).out, new RegExp(`${photo.id} +main +32×40 .* 2024-06 +waiting +On leaving custody`));
    const saved = await watchword(['record', 'photo', 'get', id, photo.id, '--output', at('face.jpg')]);
    assert.equal(saved.code, 0, saved.err);
    assert.deepEqual([...readFileSync(at('face.jpg')).subarray(0, 3)], [0xff, 0xd8, 0xff]);
    assert.equal((await watchword(['record', 'photo', 'describe', id, photo.id])).code, 2, 'nothing to say');
    assert.equal((await watchword(['record', 'photo', 'remove', id, photo.id])).code, 2, 'nobody to ask');
    assert.equal((await watchword(['record', 'photo', 'remove', id, photo.id, '--yes'])).code, 0);
    assert.equal((await watchword(['record', 'photo', 'list', id, '--json'])).out.replaceAll(/\s/g, ''), '{"items":[]}');
    const wrong = await watchword(['record', 'photo', 'add', id, at('face.jpg.none')]);
    assert.deepEqual([wrong.code, wrong.out], [2, '']);
  });
});
