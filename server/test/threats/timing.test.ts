/**
 * What is hidden and what is absent are one answer: as many bytes, the same headers, a receipt of the same shape, no look into the store.
 * How well time tells them apart is measured by `node server/test/threats/timing.ts 20000`; here is what measures it, and what can be counted.
 */
import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { startServer, type House } from '../start-server.ts';
import { compareTimes } from './compare-times.ts';
import { askPairs, enterPairs, type Pair } from './timing.ts';
import type { Answered } from './timing-connection.ts';

describe('the comparison of times', () => {
  const noise = (seed: number): number[] => Array.from({ length: 4000 }, (_, at) => 1 + (((at + 1) * 7919 * (seed + 1)) % 4001) / 4001);
  test('finds nothing in times of one distribution', () => {
    const { rankP, distanceP, guess } = compareTimes(noise(0), noise(1));
    assert.ok(rankP > 0.05 && distanceP > 0.05 && guess < 0.52, `${rankP} ${distanceP} ${guess}`);
  });
  test('finds that all of one are a little longer', () => {
    const { rankP, distanceP, longer } = compareTimes(noise(0).map((time) => time + 0.05), noise(1));
    assert.ok(rankP < 0.001 && distanceP < 0.01 && longer > 0.5, `${rankP} ${distanceP} ${longer}`);
  });
  test('finds that one of them is only wider', () => {
    const { rankP, distanceP } = compareTimes(noise(0).map((time) => 1.5 + (time - 1.5) * 1.3), noise(1));
    assert.ok(rankP > 0.05 && distanceP < 0.001, `${rankP} ${distanceP}`);
  });
  test('knows the tails: 1.96 deviations are passed once in twenty', () => {
    const { rankP } = compareTimes([1, 2, 3, 4, 5, 6, 7, 8, 9, 10], [11, 12, 13, 14, 15, 16, 17, 18, 19, 20]);
    assert.ok(Math.abs(rankP - 0.000157) < 0.00001, String(rankP));
  });
});

describe('hidden and absent', () => {
  let house: House;
  let pairs: Pair[];
  let looks = 0;
  const answers = new Map<Pair, Record<'recorded' | 'absent', { text: Set<string>; headers: Set<string>; looks: Set<number> }>>();

  before(async () => {
    house = await startServer();
    pairs = await enterPairs(house, 4);
    const { read } = house.serving().hub.store;
    // The way in which a check alone looks for records by keys and rows.
    const find = read.findCandidates.bind(read);
    Object.assign(read, { findCandidates: (...asked: Parameters<typeof find>) => ((looks += 1), find(...asked)) });
    let before = 0;
    await askPairs(house, pairs, {
      samples: 12,
      seen(pair, which, answer) {
        const of = answers.get(pair) ?? { recorded: { text: new Set(), headers: new Set(), looks: new Set() }, absent: { text: new Set(), headers: new Set(), looks: new Set() } };
        answers.set(pair, of);
        of[which].text.add(shapeOf(answer.text));
        of[which].headers.add(headersOf(answer));
        of[which].looks.add(looks - before);
        before = looks;
      },
    });
  });
  after(() => house.close());

  const each = (isControl: boolean): [Pair, { recorded: { text: Set<string>; headers: Set<string>; looks: Set<number> }; absent: { text: Set<string>; headers: Set<string>; looks: Set<number> } }][] =>
    [...answers].filter(([pair]) => pair.isControl === isControl);

  test('have one answer, in size and shape, receipt and headers included', () => {
    assert.equal(each(false).length, 7);
    for (const [{ name }, { recorded, absent }] of each(false)) {
      assert.deepEqual(recorded.text, absent.text, name);
      assert.deepEqual(recorded.headers, absent.headers, name);
    }
  });

  test('look into the store as often: for a document or a vehicle never', () => {
    for (const [{ name }, { recorded, absent }] of each(false)) {
      assert.deepEqual(recorded.looks, absent.looks, name);
      assert.deepEqual(recorded.looks, new Set([0]), name);
    }
  });

  test('while a record that was withdrawn, and a hit, cost a look: so the count can tell', () => {
    for (const [{ name }, { recorded, absent }] of each(true)) {
      assert.ok([...recorded.looks].every((count) => count > 0), name);
      assert.deepEqual(absent.looks, new Set([0]), name);
    }
  });

  test('are written into the audit log with entries of one shape and size', async () => {
    const shapes = { hidden: new Set<string>(), absent: new Set<string>() };
    const numberOf = (text: string): string | undefined => /"number":"(H\d+)"/.exec(text)?.[1];
    const [pair] = pairs;
    assert.ok(pair !== undefined);
    const known = new Map([...pair.recorded.map((one) => [numberOf(JSON.stringify(one.body)), shapes.hidden] as const), ...pair.absent.map((one) => [numberOf(JSON.stringify(one.body)), shapes.absent] as const)]);
    for (const entry of await house.entries()) {
      const text = JSON.stringify(entry).replaceAll('\\"', '"');
      const asked = numberOf(text);
      const set = asked === undefined || !text.includes('check') ? undefined : known.get(asked);
      set?.add(shapeOf(text));
    }
    assert.ok(shapes.hidden.size > 0, 'the entries are found');
    assert.deepEqual(shapes.hidden, shapes.absent);
  });
});

/** Digits and what is random in an answer as so many characters; what is said stays as it is. */
function shapeOf(text: string): string {
  return text.replaceAll(/"([^"]*)"(?=[,}\]])/g, (all, value: string) => (/\d/.test(value) ? `"${'x'.repeat(value.length)}"` : all)).replaceAll(/\d+/g, '0');
}

/** Names of headers in their order, and how long their values are; the length of the whole has the number of the entry in it. */
function headersOf({ headers }: Answered): string {
  return headers.map((value, at) => (at % 2 === 0 || headers[at - 1] === 'content-length' ? value.replaceAll(/\d+/g, '0') : String(value.length))).join(' ');
}
