/** One connection that is kept, as an attacker would keep it: what is left of the time of a request is the server's. */
import { Agent, request } from 'node:http';

export type Connection = { check(number: string): Promise<void>; close(): void };

/** Opens it. Each `check` asks for one document number at a border and waits for the whole answer. */
export async function openConnection(url: string, token: string): Promise<Connection> {
  const agent = new Agent({ keepAlive: true, maxSockets: 1 });
  const { hostname, port } = new URL(url);
  const check = (number: string): Promise<void> =>
    new Promise((resolve, reject) => {
      const body = JSON.stringify({ purpose: 'border-control', subject: { document: { number } } });
      const headers = { authorization: `Bearer ${token}`, 'content-type': 'application/json', 'content-length': Buffer.byteLength(body) };
      const sent = request({ agent, hostname, port, method: 'POST', path: '/v1/checks', headers }, (response) => {
        response.on('error', reject);
        response.on('end', () => (response.statusCode === 200 ? resolve() : reject(new Error(`status ${response.statusCode ?? 0}`))));
        response.resume();
      });
      sent.on('error', reject);
      sent.end(body);
    });
  await check('WARM0');
  return { check, close: () => agent.destroy() };
}
