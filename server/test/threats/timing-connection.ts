/** One connection that is kept, as an attacker would keep it: what is left of the time of a request is the server's. */
import { Agent, request } from 'node:http';

/** An answer as it came: names and values of headers in their order. */
export type Answered = { readonly headers: readonly string[]; readonly text: string };
export type Connection = { ask(path: string, body: unknown): Promise<Answered>; close(): void };

/** Opens it. `ask` posts a question and waits for the whole answer. @throws when it is refused */
export function openConnection(url: string, token: string): Connection {
  const agent = new Agent({ keepAlive: true, maxSockets: 1 });
  const { hostname, port } = new URL(url);
  return {
    ask: (path, asked) =>
      new Promise((resolve, reject) => {
        const body = JSON.stringify(asked);
        const headers = { authorization: `Bearer ${token}`, 'content-type': 'application/json', 'content-length': Buffer.byteLength(body) };
        const sent = request({ agent, hostname, port, method: 'POST', path, headers }, (response) => {
          let text = '';
          response.setEncoding('utf8').on('data', (piece: string) => (text += piece));
          response.on('error', reject);
          response.on('end', () => (response.statusCode === 200 ? resolve({ headers: response.rawHeaders, text }) : reject(new Error(`status ${response.statusCode ?? 0}`))));
        });
        sent.on('error', reject);
        sent.end(body);
      }),
    close: () => agent.destroy(),
  };
}
