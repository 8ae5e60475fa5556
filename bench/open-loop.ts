/** Load at a steady rate, whatever the answers do: a request that has to wait counts from the moment it was due. */
import { Agent, request } from 'node:http';
import { documentNumber } from './documents.ts';

export type OpenLoop = { readonly url: string; readonly token: string; readonly perSecond: number; readonly seconds: number; readonly records: number; readonly hitEvery: number };
export type Timed = { readonly p50: number; readonly p99: number; readonly most: number; readonly hits: number; readonly wrong: number; readonly sent: number };

const WARM_SECONDS = 2;

/** Checks at a steady rate, one in `hitEvery` of a document that is there. Times in ms, from the moment each was due. */
export async function runOpenLoop({ url, token, perSecond, seconds, records, hitEvery }: OpenLoop): Promise<Timed> {
  const agent = new Agent({ keepAlive: true, maxSockets: 256 });
  const { hostname, port } = new URL(url);
  const times: number[] = [];
  const outcome = { hits: 0, wrong: 0 };
  const ask = (n: number, due: number): Promise<void> =>
    new Promise((resolve) => {
      const isHit = n % hitEvery === 0;
      const number = isHit ? documentNumber(Math.floor(Math.random() * records)) : `Q${10_000_000 + n}`;
      const body = JSON.stringify({ purpose: 'police-check', subject: { document: { number, issuer: 'FRA' } }, databases: ['travel-documents'] });
      const headers = { authorization: `Bearer ${token}`, 'content-type': 'application/json', 'content-length': Buffer.byteLength(body) };
      const failed = (): void => {
        outcome.wrong += 1;
        resolve();
      };
      const sent = request({ hostname, port, path: '/v1/checks', method: 'POST', agent, headers }, (response) => {
        let text = '';
        response.setEncoding('utf8');
        response.on('data', (piece: string) => (text += piece));
        response.on('error', failed);
        response.on('end', () => {
          times.push(performance.now() - due);
          if (response.statusCode !== 200 || text.includes('"outcome":"hit"') !== isHit) outcome.wrong += 1;
          else if (isHit) outcome.hits += 1;
          resolve();
        });
      });
      sent.on('error', failed);
      sent.end(body);
    });
  const run = async (forSeconds: number, numberOf: (at: number) => number): Promise<number> => {
    const began = performance.now();
    const open: Promise<void>[] = [];
    let sent = 0;
    while (performance.now() - began < forSeconds * 1000) {
      const due = Math.floor(((performance.now() - began) / 1000) * perSecond);
      for (; sent < due; sent += 1) open.push(ask(numberOf(sent), began + (sent / perSecond) * 1000));
      await new Promise((resolve) => setImmediate(resolve));
    }
    await Promise.all(open);
    return sent;
  };
  // Connections are made and code is compiled before anything counts; no record is asked for, so that the store stays as cold as it is.
  await run(WARM_SECONDS, (at) => at * hitEvery + 1);
  times.length = 0;
  const sent = await run(seconds, (at) => at);
  agent.destroy();
  times.sort((a, b) => a - b);
  const at = (share: number): number => times[Math.min(times.length - 1, Math.floor(times.length * share))] ?? Number.NaN;
  return { p50: at(0.5), p99: at(0.99), most: times.at(-1) ?? Number.NaN, ...outcome, sent };
}
