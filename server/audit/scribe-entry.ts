/** Entry file of the thread in which the audit log is written. */
import { parentPort, workerData } from 'node:worker_threads';
import { KEEPS } from './entry.ts';
import type { FilledGroup } from './group.ts';
import { OwnScribe } from './scribe.ts';
import type { Begun, Written } from './scribe.ts';
import type { FromScribe, SentGroup, ThreadOptions, ToScribe } from './scribe-thread.ts';
import { openThreadFile } from './segments.ts';

const scribe = new OwnScribe({ ...(workerData as ThreadOptions), openFile: openThreadFile });
const groups = new Map<number, FilledGroup>();

parentPort?.on('message', (message: ToScribe) => {
  run(message).then(
    (done) => parentPort?.postMessage({ done } satisfies FromScribe),
    (error: unknown) => parentPort?.postMessage({ failed: error instanceof Error ? error.message : 'unknown' } satisfies FromScribe),
  );
});

async function run(message: ToScribe): Promise<Begun | Written | undefined> {
  if (message.kind === 'write') return scribe.write(groupOf(message.group), message.at);
  if (message.kind === 'begin') return scribe.begin(message.tail);
  await scribe.close(message.isWell);
  return undefined;
}

/** The group that was sent, around the memory that it shares with this thread. */
function groupOf(sent: SentGroup): FilledGroup {
  const { id, buffers, first, count, outbox } = sent;
  if (buffers !== undefined) {
    const { to, plains, answers, marks } = buffers;
    groups.set(id, {
      to: { bytes: bufferOf(to), at: 0 }, answers: { bytes: bufferOf(answers), at: 0 }, marks, first, count, outbox,
      plains: KEEPS.map((keep, at) => ({ keep, bytes: bufferOf(plains[at] ?? new Uint8Array()), at: 0 })),
    });
  }
  const group = groups.get(id);
  if (group === undefined) throw new Error('the scribe was sent a group that it does not know');
  group.to.at = sent.to;
  group.answers.at = sent.answers;
  for (const [at, plain] of group.plains.entries()) plain.at = sent.plains[at] ?? 0;
  return Object.assign(group, { first, count, outbox });
}

function bufferOf(bytes: Uint8Array): Buffer {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
}
