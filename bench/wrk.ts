/** Closed-loop load by wrk (Debian's package), beside the server on the same machine. */
import { execFile } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';

export type Load = { readonly url: string; readonly path: string; readonly seconds: number; readonly connections?: number; readonly script?: string };
export type Loaded = { readonly perSecond: number; readonly p50: number; readonly p99: number; readonly failed: number };

const DONE = `
done = function(summary, latency, requests)
  local bad = summary.errors.status + summary.errors.connect + summary.errors.read + summary.errors.write + summary.errors.timeout
  io.write(string.format("RESULT %d %d %d %f %f\\n", summary.requests, summary.duration, bad, latency:percentile(50), latency:percentile(99)))
end
`;

/** Runs wrk. Milliseconds for p50 and p99. @throws when wrk is not installed */
export async function runWrk({ url, path, seconds, connections = 64, script = '' }: Load): Promise<Loaded> {
  const folder = await mkdtemp(join(tmpdir(), 'watchword-wrk-'));
  try {
    const file = join(folder, 'load.lua');
    await writeFile(file, `${script}\n${DONE}`, { mode: 0o600 });
    const { stdout } = await promisify(execFile)('wrk', ['-t1', `-c${connections}`, `-d${seconds}s`, '-s', file, `${url}${path}`]);
    const found = /RESULT (\d+) (\d+) (\d+) ([\d.]+) ([\d.]+)/.exec(stdout);
    if (found === null) throw new Error(`wrk said something else: ${stdout}`);
    const [, requests, duration, failed, p50, p99] = found.map(Number);
    return { perSecond: ((requests ?? 0) / (duration ?? 1)) * 1e6, failed: failed ?? 0, p50: (p50 ?? 0) / 1000, p99: (p99 ?? 0) / 1000 };
  } finally {
    await rm(folder, { recursive: true });
  }
}

/** Checks of documents that are in no database, one database asked, each with its own number. */
export function singleChecks(token: string): string {
  return `
wrk.method = "POST"
wrk.headers["authorization"] = "Bearer ${token}"
wrk.headers["content-type"] = "application/json"
local n = 0
request = function()
  n = n + 1
  return wrk.format("POST", "/v1/checks", nil, '{"purpose":"police-check","subject":{"document":{"number":"Q' .. (10000000 + n) .. '","issuer":"FRA"}},"databases":["travel-documents"]}')
end`;
}

/** Batches of such checks. */
export function batchesOf(size: number, token: string): string {
  return `
wrk.method = "POST"
wrk.headers["authorization"] = "Bearer ${token}"
wrk.headers["content-type"] = "application/json"
local n = 0
local bodies = {}
init = function()
  for b = 1, 64 do
    local items = {}
    for i = 1, ${size} do
      n = n + 1
      items[i] = '{"purpose":"police-check","subject":{"document":{"number":"Q' .. (10000000 + n) .. '","issuer":"FRA"}},"databases":["travel-documents"]}'
    end
    bodies[b] = wrk.format("POST", "/v1/checks/batch", nil, '{"checks":[' .. table.concat(items, ',') .. ']}')
  end
end
local at = 0
request = function()
  at = at % 64 + 1
  return bodies[at]
end`;
}
