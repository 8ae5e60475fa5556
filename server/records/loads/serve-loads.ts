import { parentPort } from 'node:worker_threads';
import { loadHasher, type Hasher } from '#databases/databases.ts';
import { connectLoader } from '#store/writer/connect-loader.ts';
import { lowerPriority } from '#store/thread-priority.ts';
import { packFailure } from '#store/writer/protocol.ts';
import type { StoredLoad } from './load-state.ts';
import type { LoadWriter } from './load-writer.ts';
import type { KeySink } from './publish-runs.ts';
import { rejectsFileOf } from './rejects.ts';
import { UNDER_WAY } from './send-slices.ts';
import { runLoad, type Block, type BlockSource, type Ended } from './run-load.ts';
import type { FromThread, Task, ToThread } from './thread-messages.ts';
import type { LoadSlices } from './slices.ts';

/** Whether a key may be in a filter that lies in shared memory; false is certain. */
export type AskFilter = (hi: number, lo: number) => boolean;

/** What the entry file of a loading thread gives. */
export type ServeLoadsOptions = {
  /** Takes over the filter that lies in this buffer. */
  readonly attach: (filter: SharedArrayBuffer) => AskFilter;
};

/** Checks go before loads: the thread asks for so much less of the processor than the others of this process. */
const NICER = 10;

/** Serves sendings of loads in this worker thread. To be called once, by the entry file. */
export function serveLoads({ attach }: ServeLoadsOptions): void {
  const port = parentPort;
  if (port === null) throw new Error('Loads run in a worker thread.');
  lowerPriority(NICER);
  const hasher = loadHasher();
  const tell = (message: FromThread, transfer: ArrayBuffer[] = []): void => port.postMessage(message, transfer);
  let writer: LoadWriter | undefined;
  /** Until the filter is known, everything may be in it. */
  let ask: AskFilter = () => true;
  let inbox = createInbox(tell, (filter) => (ask = attach(filter)));
  port.on('message', (message: ToThread) => {
    if (message.kind === 'port') writer = connectLoader<LoadSlices>(message.port, UNDER_WAY);
    else if (message.kind !== 'begin') inbox.take(message);
    else if (writer !== undefined) {
      inbox = createInbox(tell, (filter) => (ask = attach(filter)));
      void serve({ task: message.task, writer, hasher, inbox, tell, mightContain: (hi, lo) => ask(hi, lo) });
    }
  });
}

type Tell = (message: FromThread, transfer?: ArrayBuffer[]) => void;

type Serving = { task: Task; writer: LoadWriter; hasher: Promise<Hasher>; inbox: Inbox; tell: Tell; mightContain: AskFilter };

async function serve({ task, writer, hasher, inbox, tell, mightContain }: Serving): Promise<void> {
  try {
    const load = task.load instanceof Uint8Array ? await writer.run('loads.resume', task.load) : await writer.run('loads.open', task.load);
    tell({ kind: 'begun', load });
    let numbers = 0;
    const ended = await runLoad({
      load, writer, mightContain, owner: task.owner, actor: task.actor, blocks: inbox.blocks, runKeys: task.runKeys,
      sink: sinkOf(inbox, tell), hasher: await hasher,
      rejectsFile: rejectsFileOf(task.rejectsFolder, load),
      nextNumber: () => -(task.number * NUMBERS_A_TASK + (numbers += 1)),
    });
    tell({ kind: 'ended', ended, load: await endLoad(writer, { load, task, ended, at: inbox.lastAt() }) });
  } catch (error) {
    tell({ kind: 'broke', failure: packFailure(error) });
  }
}

/** More than the slices of one sending that are found at once. */
const NUMBERS_A_TASK = 100;

function endLoad(writer: LoadWriter, { load, task, ended, at }: { load: StoredLoad; task: Task; ended: Ended; at: number }): Promise<StoredLoad> {
  const problem = ended.state === 'failed' ? { problem: ended.problem } : {};
  return writer.run('loads.end', { load: load.id, actor: task.actor, at: Math.max(at, load.started_at), state: ended.state, ...problem });
}

/** What the main thread sends during a sending. */
type Inbox = { take(message: ToThread): void; readonly blocks: BlockSource; awaitDelivered(run: number): Promise<void>; lastAt(): number };

function createInbox(tell: Tell, useFilter: (filter: SharedArrayBuffer) => void): Inbox {
  const waiting: Extract<ToThread, { kind: 'block' | 'end' }>[] = [];
  const delivering = new Map<number, () => void>();
  let wake: (() => void) | undefined;
  let at = 0;
  return {
    take(message) {
      if (message.kind === 'delivered') delivering.get(message.run)?.();
      else if (message.kind === 'block' || message.kind === 'end') waiting.push(message);
      wake?.();
    },
    blocks: {
      async next(): Promise<Block | 'last' | 'rest'> {
        for (;;) {
          const message = waiting.shift();
          if (message?.kind === 'end') return message.how;
          if (message === undefined) await new Promise<void>((resolve) => (wake = resolve));
          else {
            if (message.filter !== undefined) useFilter(message.filter);
            at = message.at;
            tell({ kind: 'taken' });
            return message;
          }
        }
      },
    },
    awaitDelivered: (run) => new Promise((resolve) => delivering.set(run, () => {
      delivering.delete(run);
      resolve();
    })),
    lastAt: () => at,
  };
}

function sinkOf(inbox: Inbox, tell: Tell): KeySink {
  return {
    opened: (run) => tell({ kind: 'run-opened', run }),
    async deliver(run, keys) {
      const delivered = inbox.awaitDelivered(run);
      tell({ kind: 'keys', run, keys }, [keys.buffer]);
      await delivered;
    },
    published: (run, records) => tell({ kind: 'published', run, records }),
    forget: (run) => tell({ kind: 'forget', run }),
  };
}
