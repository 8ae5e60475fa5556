/**
 * How long after its answer a hit can be read at the owner's desk, while so many other checks are answered, and what hearing of checks costs the thread that answers.
 * Run: node bench/hits.ts [--per-second 2000] [--hits 20] [--seconds 15] [--json]
 */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { getHit } from '../api/hits.ts';
import { createClient, type Client } from '../sdk/client.ts';
import { issueToken } from '../server/bin/admin.ts';
import { runOpenLoop } from './open-loop.ts';

const { values } = parseArgs({ options: { 'per-second': { type: 'string', default: '2000' }, hits: { type: 'string', default: '20' }, seconds: { type: 'string', default: '15' }, json: { type: 'boolean', default: false } } });
const [PER_SECOND, HITS, SECONDS] = [Number(values['per-second']), Number(values.hits), Number(values.seconds)];
const CARS = 400;

const folder = await mkdtemp(join(tmpdir(), 'watchword-hits-'));
const data = join(folder, 'data');
const issue = async (organisation: string, permissions: readonly string[]): Promise<string> => (await issueToken({ data, organisation, name: 'bench', role: 'system', permissions: permissions as never })).secret;
const tokens = { FRA: await issue('FRA', ['check']), UTO: await issue('UTO', ['record:write', 'record:read', 'hit:read']) };
const server = spawn(process.execPath, [fileURLToPath(new URL('./measured-server.ts', import.meta.url)), data], { stdio: ['ignore', 'pipe', 'inherit'] });
const [line] = (await once(createInterface({ input: server.stdout }), 'line')) as [string];
const { url } = JSON.parse(line) as { url: string };
const [fra, uto]: [Client, Client] = [createClient({ url, token: tokens.FRA, retries: 0 }), createClient({ url, token: tokens.UTO, retries: 0 })];

const plates: string[] = [];
for (let each = 0; each < CARS; each += 1) {
  plates.push(`BENCH${each}`);
  await uto.records.create({ database: 'vehicles', content: { type: 'car', status: 'stolen', plate: `BENCH${each}`, plateCountry: 'UTO' } });
}

const answered = new Map<string, number>();
const readable: number[] = [];
let opened = 0;

/** The owner's desk: hears of a hit, reads it, and has it. */
async function listen(signal: AbortSignal): Promise<void> {
  const response = await fetch(`${url}/v1/events`, { headers: { authorization: `Bearer ${tokens.UTO}`, accept: 'text/event-stream' }, signal });
  let text = '';
  for await (const piece of response.body ?? []) {
    text += Buffer.from(piece).toString();
    for (let end = text.indexOf('\n\n'); end >= 0; end = text.indexOf('\n\n')) {
      const [, subject] = /"subject":"(hit_[0-9a-f]+)"/.exec(text.slice(0, end)) ?? [];
      text = text.slice(end + 2);
      if (subject !== undefined) void read(subject);
    }
  }
}

async function read(id: string): Promise<void> {
  const { all } = await uto.call(getHit, { params: { id } });
  const at = performance.now();
  for (const check of all) {
    const since = answered.get(check.id);
    if (since === undefined) continue;
    answered.delete(check.id);
    readable.push(at - since);
  }
}

const listening = new AbortController();
const heard = listen(listening.signal).catch(() => undefined);
await new Promise((resolve) => setTimeout(resolve, 500));
const others = runOpenLoop({ url, token: tokens.FRA, perSecond: PER_SECOND, seconds: SECONDS, records: 1, hitEvery: 1e12 });
const until = performance.now() + (SECONDS + 1) * 1000;
while (performance.now() < until) {
  const plate = plates[opened % plates.length] ?? '';
  opened += 1;
  void fra.checks.run({ purpose: 'police-check', subject: { vehicle: { plate: { number: plate, country: 'UTO' } } } }).then(({ id }) => answered.set(id, performance.now()), () => undefined);
  await new Promise((resolve) => setTimeout(resolve, 1000 / HITS));
}
const checks = await others;
await new Promise((resolve) => setTimeout(resolve, 1500));
listening.abort();
await heard;
server.kill('SIGTERM');
await once(server, 'exit');
await rm(folder, { recursive: true, force: true });

readable.sort((a, b) => a - b);
const share = (part: number): number => readable[Math.min(readable.length - 1, Math.floor(readable.length * part))] ?? Number.NaN;
const figures = { checksPerSecond: PER_SECOND, checkP50: checks.p50, checkP99: checks.p99, wrong: checks.wrong, hits: readable.length, unread: answered.size, hitP50: share(0.5), hitP99: share(0.99), hitMost: readable.at(-1) ?? Number.NaN };
process.stdout.write(values.json ? `${JSON.stringify(figures)}\n` : `${Object.entries(figures).map(([name, value]) => `${name.padEnd(16)} ${Math.round(value * 10) / 10}`).join('\n')}\n`);
