import assert from 'node:assert/strict';
import { test } from 'node:test';
import { serverStarted, type AuditEntry } from '#audit/audit.ts';
import { downloadText, linesOf, whileAllowed } from './streams.ts';

/** A download of these pieces, and what happened in which order. Its entry says how many pieces were made. */
function download(pieces: readonly string[], isWell = true) {
  const events: string[] = [];
  let made = 0;
  async function* text(): AsyncGenerator<string> {
    for (const piece of pieces) {
      made += 1;
      yield piece;
    }
  }
  const audit = {
    async append({ subject = '' }: AuditEntry) {
      if (!isWell) throw new Error('no room');
      events.push(`entry ${subject}`);
      return { seq: 1, time: 0, hash: '' };
    },
  };
  const answer = downloadText({ text: text(), entry: () => serverStarted({ version: String(made) }) }, audit);
  return { answer, events, async readAll() {
    for await (const piece of answer) events.push(piece);
    return events;
  } };
}

test('nothing of a download leaves before an entry tells of it, and its end not before one that tells all', async () => {
  assert.deepEqual(await download([]).readAll(), ['entry 0']);
  assert.deepEqual(await download(['a']).readAll(), ['entry 1', 'a']);
  assert.deepEqual(await download(['a', 'b']).readAll(), ['entry 2', 'a', 'b']);
  assert.deepEqual(await download(['a', 'b', 'c', 'd']).readAll(), ['entry 2', 'a', 'b', 'c', 'entry 4', 'd']);
});

test('whoever breaks a download off is in the log with what was made for him', async () => {
  const { answer, events } = download(['a', 'b', 'c', 'd']);
  assert.equal((await answer.next()).value, 'a');
  assert.equal((await answer.next()).value, 'b');
  await answer.return(undefined);
  assert.deepEqual(events, ['entry 2', 'entry 3']);
});

test('while the log cannot be written nothing of a download leaves', async () => {
  for (const pieces of [[], ['a'], ['a', 'b']]) {
    const { readAll, events } = download(pieces, false);
    await assert.rejects(readAll());
    assert.deepEqual(events, []);
  }
});

test('a stream ends at the piece before which it is no longer allowed', async () => {
  const seen: number[] = [];
  const pieces = whileAllowed((async function* () { yield* [1, 2, 3]; })(), async () => {
    if (seen.length === 2) throw new Error('revoked');
  });
  await assert.rejects(async () => {
    for await (const piece of pieces) seen.push(piece);
  }, { message: 'revoked' });
  assert.deepEqual(seen, [1, 2]);
});

test('lines are whole, however they arrive, also where a letter is cut in two', async () => {
  const bytes = new TextEncoder().encode('a\r\n\n é\nlast');
  for (let size = 1; size <= bytes.length; size += 1) {
    const pieces = (async function* () { for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size); })();
    assert.deepEqual((await Array.fromAsync(linesOf(pieces))).flat(), ['a\r', ' é', 'last']);
  }
});
