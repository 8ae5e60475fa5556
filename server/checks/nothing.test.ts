import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import fc from 'fast-check';
import type { CheckRequest } from '@watchword/api/checks/checks.ts';
import { runCheck } from '@watchword/api/checks/checks.ts';
import type { Subject } from '@watchword/api/checks/subjects.ts';
import { compileAnswer } from '#door/answers.ts';
import { NOW, openWorld } from './checks-under-test.ts';
import { toQuestion } from './entry.ts';

describe('an answer that finds nothing', () => {
  const { serialise } = compileAnswer(runCheck);
  const subjects: Subject[] = [{ document: { number: 'ZZ1' } }, { document: { number: 'ZZ1' }, artwork: { inventoryNumber: 'Nobody "Nil" Ödland' } }, { firearm: { serialNumber: 'ZZ1' } }];
  const requests: Partial<CheckRequest>[] = [{}, { databases: ['travel-documents'] }, { databases: ['travel-documents', 'administrative-documents'] }];

  test('is the text that the serialiser makes of it, whatever was asked and named, at any moment', async (t) => {
    const world = openWorld();
    t.after(() => world.close());
    const texts = new Set<string>();
    for (const subject of subjects) {
      for (const request of requests) {
        if (request.databases !== undefined && subject.document === undefined) continue;
        for (const at of [NOW, NOW, NOW + 1, NOW - 5]) {
          const reply = await world.reply(subject, { request, at });
          assert.equal(reply.text, serialise(reply.answer));
          assert.equal(reply.answer.at, new Date(at).toISOString());
          texts.add(reply.text ?? '');
        }
      }
    }
    assert.equal(texts.size, 7 * 4, 'each has an id of its own');
  });

  test('counts the databases that were asked, and shares nothing that a later one could change', async (t) => {
    const world = openWorld();
    t.after(() => world.close());
    const one = await world.reply({ document: { number: 'ZZ1' } }, { request: { databases: ['travel-documents'] } });
    const two = await world.reply({ document: { number: 'ZZ1' } });
    assert.deepEqual([one, two].map(({ entry }) => entry?.('ab'.repeat(32)).outcomes?.none), [1, 3]);
  });
});

/** The question as it was once written: slowly, and without doubt. */
function slowly(value: unknown): string {
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  if (Array.isArray(value)) return `[${value.map(slowly).join(',')}]`;
  const fields = Object.entries(value).filter(([, inner]) => inner !== undefined).toSorted(([a], [b]) => (a < b ? -1 : 1));
  return `{${fields.map(([name, inner]) => `${JSON.stringify(name)}:${slowly(inner)}`).join(',')}}`;
}

test('the question that is kept has its names in order and its texts as JSON has them', () => {
  const texts = fc.string({ unit: 'binary', maxLength: 80 });
  fc.assert(
    fc.property(fc.dictionary(fc.string({ maxLength: 6 }), fc.oneof(texts, fc.array(texts, { maxLength: 3 }), fc.dictionary(texts, fc.oneof(texts, fc.double(), fc.boolean(), fc.constant(undefined)), { maxKeys: 5 })), { maxKeys: 6 }), (subject) => {
      assert.equal(toQuestion({ purpose: 'border-control', subject: subject as Subject }), `{"subject":${slowly(subject)}}`);
    }),
  );
});
