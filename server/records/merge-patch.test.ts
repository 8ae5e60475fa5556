import assert from 'node:assert/strict';
import { it } from 'node:test';
import { mergePatch } from './merge-patch.ts';

/** The examples of RFC 7396, appendix A. */
const EXAMPLES: readonly (readonly [string, string, string])[] = [
  ['{"a":"b"}', '{"a":"c"}', '{"a":"c"}'],
  ['{"a":"b"}', '{"b":"c"}', '{"a":"b","b":"c"}'],
  ['{"a":"b"}', '{"a":null}', '{}'],
  ['{"a":"b","b":"c"}', '{"a":null}', '{"b":"c"}'],
  ['{"a":["b"]}', '{"a":"c"}', '{"a":"c"}'],
  ['{"a":"c"}', '{"a":["b"]}', '{"a":["b"]}'],
  ['{"a":{"b":"c"}}', '{"a":{"b":"d","c":null}}', '{"a":{"b":"d"}}'],
  ['{"a":[{"b":"c"}]}', '{"a":[1]}', '{"a":[1]}'],
  ['["a","b"]', '["c","d"]', '["c","d"]'],
  ['{"a":"b"}', '["c"]', '["c"]'],
  ['{"a":"foo"}', 'null', 'null'],
  ['{"a":"foo"}', '"bar"', '"bar"'],
  ['{"e":null}', '{"a":1}', '{"e":null,"a":1}'],
  ['[1,2]', '{"a":"b","c":null}', '{"a":"b"}'],
  ['{}', '{"a":{"bb":{"ccc":null}}}', '{"a":{"bb":{}}}'],
];

it('the examples of RFC 7396', () => {
  for (const [target, patch, result] of EXAMPLES) assert.deepEqual(mergePatch(JSON.parse(target), JSON.parse(patch)), JSON.parse(result));
});

it('changes neither of the two, and no parent of any object', () => {
  const target = Object.freeze({ a: Object.freeze({ b: 1 }) });
  const merged = mergePatch(target, JSON.parse('{"a":{"c":2},"__proto__":{"bad":true}}')) as object;
  assert.deepEqual(Object.keys(merged), ['a', '__proto__']);
  assert.equal(Reflect.get(Object.prototype, 'bad'), undefined);
});

it('takes a patch as deep as a request can be', () => {
  const deep = JSON.parse(`${'{"a":'.repeat(100_000)}1${'}'.repeat(100_000)}`);
  assert.ok(mergePatch({}, deep));
});
