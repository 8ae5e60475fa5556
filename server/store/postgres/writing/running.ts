import { MessageChannel, type MessagePort } from 'node:worker_threads';
import { AppError, fail } from '@watchword/api/errors.ts';
import type { Handlers, Write, Writer, Written } from '../../store.ts';
import type { Loader } from '../../writer/connect-loader.ts';
import { packFailure, type Reply, type Request } from '../../writer/protocol.ts';
import type { Groups } from './groups.ts';

/** A loader in the thread of the server. It copies nothing, so there is nothing to transfer. */
export type InProcessLoader<H extends Handlers> = Loader<H>;

/** The ways to run handlers by their names. */
export interface Running<H extends Handlers> {
  readonly run: Writer<H>['run'];
  openLoader(): InProcessLoader<H>;
  openLoaderPort(): MessagePort;
  /** From now on everything is refused: the store is closing. */
  refuse(): void;
  /** Tells loading threads that nobody answers any more. */
  closePorts(): void;
}

export function openRunning<H extends Handlers>(handlers: H, groups: Groups, waitingMost: number): Running<H> {
  let gone: AppError | undefined;
  const ports = new Set<MessagePort>();
  const run = async (kind: 'single' | 'slice', name: string, payload: unknown): Promise<Written<unknown>> => {
    if (gone !== undefined) throw gone;
    if (kind === 'single' && groups.size() >= waitingMost) throw fail('server.busy');
    const handler = Object.hasOwn(handlers, name) ? (handlers[name] as (tx: Write, payload: unknown) => unknown) : undefined;
    if (handler === undefined) throw fail('server.internal', {}, new Error(`There is no write named ${name}.`));
    try {
      return await new Promise((resolve, reject) => {
        groups.add({ kind, work: (tx) => handler(tx, payload), resolve, reject, tries: 0 });
      });
    } catch (error) {
      throw error instanceof AppError ? error : fail('server.internal', {}, error);
    }
  };
  const openLoader = (): InProcessLoader<H> => {
    let closed = false;
    return {
      async run(name, payload) {
        if (closed) throw fail('store.unavailable', {}, new Error('The loader is closed.'));
        return (await run('slice', name, payload)).result as never;
      },
      close: () => void (closed = true),
    };
  };
  return {
    run: (name, payload) => run('single', name, payload) as never,
    openLoader,
    openLoaderPort() {
      const { port1, port2 } = new MessageChannel();
      ports.add(port1);
      port1.on('message', (request: Request) => void answer(port1, request, run('slice', request.name, request.payload)));
      port1.on('close', () => ports.delete(port1));
      return port2;
    },
    refuse() {
      gone ??= fail('store.unavailable', { detail: 'The store is closing.' });
    },
    closePorts() {
      for (const port of ports) port.close();
    },
  };
}

async function answer(port: MessagePort, { id }: Request, written: Promise<Written<unknown>>): Promise<void> {
  let reply: Reply;
  try {
    const { result, changes } = await written;
    reply = { id, result, changes, outbox: [] };
  } catch (error) {
    reply = { id, failure: packFailure(error) };
  }
  try {
    port.postMessage(reply);
  } catch (error) {
    port.postMessage({ id, failure: packFailure(error) } satisfies Reply);
  }
}
