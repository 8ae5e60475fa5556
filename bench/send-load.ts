/** Entry of a process that sends a load, as another machine would: so it takes no turns from the process that measures. Prints records a second. */
import { startLoad } from '../api/loads.ts';
import { createClient } from '../sdk/client.ts';
import { documentLines } from './documents.ts';

const [url = '', token = '', from = '0', records = '0', references = ''] = process.argv.slice(2);
const count = Number(records);
const began = performance.now();
const started = await createClient({ url, token }).call(startLoad, { body: { database: 'travel-documents', format: 'ndjson', bytes: count * 150 } });
const response = await fetch(`${url}/v1/loads/${started.id}/content?offset=0`, {
  method: 'PUT', headers: { authorization: `Bearer ${token}`, 'content-type': 'application/x-ndjson' }, duplex: 'half', body: documentLines({ from: Number(from), count, reference: references !== '' }) as never,
} as RequestInit);
const answer = (await response.json()) as { created?: number; rejected?: number; searchable?: number };
if (answer.created !== count || answer.searchable !== count) throw new Error(`the load ended otherwise: ${JSON.stringify(answer)}`);
process.stdout.write(`${count / ((performance.now() - began) / 1000)}\n`);
