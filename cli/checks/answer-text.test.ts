import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { CheckAnswer } from '@watchword/api/checks/answers.ts';
import { answerLine, answerText } from './answer-text.ts';

const NOTE = { code: 'vin-check-digit', field: 'vin', text: 'The check digit of this VIN does not fit.' } as const;
const answer: CheckAnswer = {
  id: 'chk_01a210e091cb762e9ae040b88b3c6d52', at: '2026-11-25T04:04:42.571Z', outcome: 'none',
  databases: [{ database: 'vehicles', outcome: 'none', asOf: '2026-11-25T04:04:42.571Z' }], matches: [], notes: [NOTE],
  receipt: { entry: 1, hash: '0'.repeat(64) },
};

test('what to read again in the question is said beside an answer of no record, alone and in a list', () => {
  const lines = answerText(answer, { paint: (_style, text) => text, sentence: 'fixed' });
  assert.match(lines[0] ?? '', /^NO HIT /);
  assert.ok(lines.includes(NOTE.text), lines.join('\n'));
  assert.ok(answerLine(answer).endsWith(`in: vehicles · ${NOTE.text}`));
});
