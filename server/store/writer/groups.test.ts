import assert from 'node:assert/strict';
import { it } from 'node:test';
import { fail } from '@watchword/api/errors.ts';
import type { Writing } from '../sqlite/writing.ts';
import type { Write } from '../store.ts';
import { createGroups } from './groups.ts';
import type { Reply } from './protocol.ts';
import { createQueue } from './queue.ts';

/** A store whose disk fails at will: `error` is what SQLite gives at the next commits. */
function failingStore() {
  const disk: { error: Error | undefined; commits: number } = { error: undefined, commits: 0 };
  const writing: Writing = {
    begin: () => undefined,
    operate: async (work) => ({ result: await work({} as Write), outbox: [], changes: undefined }),
    commit() {
      if (disk.error !== undefined) throw fail('store.unavailable', {}, disk.error);
      disk.commits += 1;
    },
    rollback: () => undefined,
    tidy: () => false,
    runs: () => 1,
    close: () => undefined,
  };
  const replies: Reply[] = [];
  const queue = createQueue();
  const groups = createGroups({
    writing,
    queue,
    handlers: { note: () => 'noted' },
    receive: () => undefined,
    send: (commit) => replies.push(...commit.replies),
  });
  const run = async (...ids: number[]): Promise<string[]> => {
    queue.addSingles(ids.map((id) => ({ id, name: 'note', payload: undefined })));
    await groups.run();
    return replies.splice(0).map((reply) => `${reply.id} ${'failure' in reply ? reply.failure.code : String(reply.result)}`);
  };
  return { disk, run };
}

const sqliteError = (errcode: number): Error => Object.assign(new Error('disk'), { errcode });

it('a commit that fails is no answer: everyone in it is refused', async () => {
  const { disk, run } = failingStore();
  assert.deepEqual(await run(1, 2), ['1 noted', '2 noted']);
  disk.error = sqliteError(10);
  assert.deepEqual(await run(3, 4), ['3 store.unavailable', '4 store.unavailable']);
});

it('after an error of the disk nothing is written any more, even when the disk answers again', async () => {
  const { disk, run } = failingStore();
  disk.error = sqliteError(10);
  await run(1);
  disk.error = undefined;
  assert.deepEqual(await run(2, 3), ['2 store.unavailable', '3 store.unavailable']);
  assert.equal(disk.commits, 0);
});

it('after a full disk got room again, writes go on', async () => {
  const { disk, run } = failingStore();
  disk.error = sqliteError(13);
  assert.deepEqual(await run(1), ['1 store.unavailable']);
  disk.error = undefined;
  assert.deepEqual(await run(2), ['2 noted']);
});
