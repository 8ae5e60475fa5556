/** Entry of the measured server: a hub on a data folder, with a token for the load. Prints one line when it is ready. */
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { issueDirectly } from '../server/bin/issue.ts';
import { serve } from '../server/bin/serve.ts';

const [data = ''] = process.argv.slice(2);
const serving = await serve({ data, port: 0, host: '127.0.0.1', demo: false, say: () => undefined });
const file = join(data, 'bench.token');
let token = await readFile(file, 'utf8').catch(() => undefined);
if (token === undefined) {
  token = (await issueDirectly(serving.hub.writer, { organisation: 'FRA', name: 'bench', role: 'system', permissions: ['check', 'check:batch', 'record:read', 'record:write', 'record:load'], at: Date.now() })).secret;
  await writeFile(file, token, { mode: 0o600 });
}
process.stdout.write(`${JSON.stringify({ url: serving.url, token })}\n`);
process.on('SIGTERM', () => void serving.close('bench').then(() => process.exit(0)));
