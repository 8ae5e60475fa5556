import { once } from 'node:events';
import { connect, createServer, type Socket } from 'node:net';

/** A line to the database that a test can cut at a chosen moment. */
export interface Line {
  /** The URL that leads over the line. */
  readonly url: string;
  /**
   * Cuts the connection on which the next message with this text goes: before it reaches the database, or after, so that
   * its answer is lost. Returns when it is cut.
   */
  cutAt(text: string, when: 'before' | 'after'): Promise<void>;
  /** Cuts every connection and refuses new ones until `mend`. */
  cut(): void;
  mend(): void;
  close(): Promise<void>;
}

interface Cut {
  readonly text: string;
  readonly when: 'before' | 'after';
  readonly done: () => void;
}

export async function openLine(url: string): Promise<Line> {
  const target = new URL(url);
  const pairs = new Set<readonly [Socket, Socket]>();
  let next: Cut | undefined;
  let down = false;
  const server = createServer((near) => {
    if (down) return void near.destroy();
    const far = connect(Number(target.port), target.hostname);
    const pair = [near, far] as const;
    pairs.add(pair);
    const end = (): void => {
      pairs.delete(pair);
      near.destroy();
      far.destroy();
    };
    for (const socket of pair) socket.on('error', end).on('close', end);
    far.on('data', (chunk) => near.write(chunk));
    near.on('data', (chunk) => {
      const cut = next !== undefined && chunk.includes(next.text) ? next : undefined;
      if (cut === undefined) return void far.write(chunk);
      next = undefined;
      // What is not read any more cannot be answered: the database goes on alone.
      near.destroy();
      if (cut.when === 'after') far.end(chunk);
      else far.destroy();
      cut.done();
    });
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('No port.');
  const near = new URL(url);
  near.port = String(address.port);
  const cutAll = (): void => {
    for (const pair of pairs) for (const socket of pair) socket.destroy();
  };
  return {
    url: near.href,
    cutAt: (text, when) => new Promise((done) => (next = { text, when, done })),
    cut() {
      down = true;
      cutAll();
    },
    mend: () => void (down = false),
    async close() {
      cutAll();
      server.close();
      await once(server, 'close');
    },
  };
}
