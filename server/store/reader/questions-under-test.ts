import { setImmediate } from 'node:timers/promises';
import { fail } from '@watchword/api/errors.ts';
import type { Questions, Read } from '../store.ts';

/** The questions that the tests of the reading threads ask. */
export const questions = {
  countUnder: async (read: Read, keys: readonly number[]) => (await read.findRowsByKeys(keys)).length,
  refuses: () => {
    throw fail('record.not-owner', { detail: 'not yours' });
  },
  mistake: () => {
    throw new TypeError('a mistake');
  },
  uncopyable: () => () => undefined,
  die: () => process.exit(1),
  /** Works for so many milliseconds, and lets others in between. */
  work: async (_: Read, milliseconds: number) => {
    for (const until = performance.now() + milliseconds; performance.now() < until; ) await setImmediate();
  },
} satisfies Questions;

export type QuestionsUnderTest = typeof questions;
