import assert from 'node:assert/strict';
import { test } from 'node:test';
import { isKnown, nextLink, tagOf } from './conditional.ts';
import { fail } from '@watchword/api/errors.ts';
import { problemOf } from './problem.ts';
import { traceLine } from './trace.ts';

const leave = (body: string, version?: number) => ({ status: 200, type: 'application/json', body, ...(version !== undefined && { version }) });

test('the tag of an answer changes with its text and with its version, and a stream has none', () => {
  const tags = [tagOf(leave('{"a":1}')), tagOf(leave('{"a":2}')), tagOf(leave('{"a":1}', 3)), tagOf(leave('{"a":1}', 4))];
  assert.equal(new Set(tags).size, 4);
  assert.match(tags[2] ?? '', /^"3\.[\w-]{22}"$/);
  assert.equal(tagOf(leave('{"a":1}')), tags[0]);
  assert.equal(tagOf({ ...leave(''), body: (async function* () { yield 'a'; })() }), undefined);
  assert.equal(tagOf({ ...leave(''), body: new Uint8Array(3), tag: 'sum' }), '"sum"');
});

test('If-None-Match names an answer by its tag, in a list, weak or strong, or any by a star', () => {
  for (const header of ['"a"', 'W/"a"', '"x", W/"a"', ' "x" ,"a"', '*']) assert.equal(isKnown(header, '"a"'), true, header);
  for (const header of [undefined, '', '"x"', 'a', '"a', '"A"']) assert.equal(isKnown(header, '"a"'), false);
});

test('the link to the next page keeps the question and takes the new cursor', () => {
  assert.equal(nextLink('/v1/records?limit=2&reference=a%26b&cursor=old', 'n_w-1'), '</v1/records?limit=2&reference=a%26b&cursor=n_w-1>; rel="next"');
  assert.equal(nextLink('/v1/reviews', 'c'), '</v1/reviews?cursor=c>; rel="next"');
});

test('the trace of a well-formed traceparent is taken, and of no other', () => {
  const id = '4bf92f3577b34da6a3ce929d0e0e4736';
  assert.deepEqual(traceLine(`00-${id}-00f067aa0ba902b7-01`), { trace: id });
  assert.deepEqual(traceLine(`01-${id}-00f067aa0ba902b7-01-later`), { trace: id });
  const others: (string | undefined)[] = [
    undefined, '', id, `ff-${id}-00f067aa0ba902b7-01`, `00-${'0'.repeat(32)}-00f067aa0ba902b7-01`, `00-${id}-${'0'.repeat(16)}-01`, `00-${id.toUpperCase()}-00f067aa0ba902b7-01`, `00-${id}-00f067aa0ba902b7-01\nx`,
  ];
  for (const text of others) assert.deepEqual(traceLine(text), {});
});

test('whoever may come again is told when, and whoever was too slow is not', () => {
  for (const code of ['server.busy', 'request.in-flight', 'audit.unavailable', 'store.unavailable'] as const) assert.equal(problemOf(fail(code), 'req').retryAfter, 1, code);
  for (const code of ['request.too-slow', 'access.forbidden', 'record.not-found'] as const) assert.equal(problemOf(fail(code), 'req').retryAfter, undefined, code);
});
