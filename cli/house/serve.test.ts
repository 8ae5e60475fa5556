import assert from 'node:assert/strict';
import { test } from 'node:test';
import { startedText } from './serve.ts';

test('a start says where to go, and that whoever runs the machine can read what is asked', () => {
  for (const demo of [false, true]) {
    const text = startedText({ url: 'http://127.0.0.1:8123', data: './d', demo, seconds: '5 s' }).join('\n');
    assert.match(text, /:8123/);
    assert.match(text, /whoever runs this machine can read/);
  }
});
