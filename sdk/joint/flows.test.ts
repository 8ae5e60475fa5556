import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import fc from 'fast-check';
import { flowsOf, gatherSmall } from './flows.ts';

const paid = (from: string | undefined, to: string | undefined, cents?: number): { from?: string; to?: string; cents?: number; currency: string } => ({ currency: 'USD', ...(from !== undefined && { from }), ...(to !== undefined && { to }), ...(cents !== undefined && { cents }) });

describe('flows of money', () => {
  test('go by hop from those who only send, and what comes back is at a later hop', () => {
    const { nodes, flows, hops } = flowsOf([paid('a', 'b', 10), paid('a', 'b', 5), paid('b', 'c', 12), paid('c', 'a', 1)]);
    assert.deepEqual(flows.map(({ from, to, cents, transactions }) => [from, to, cents, transactions]), [['0 a', '1 b', 15, 2], ['1 b', '2 c', 12, 1], ['2 c', '3 a', 1, 1]]);
    assert.deepEqual([nodes.length, hops], [4, 3]);
    assert.deepEqual(flowsOf([paid('a', 'b', 10), paid('b', 'c', 12)], 'b').flows.map(({ to }) => to), ['1 c']);
  });

  test('say nothing of who is not known, and count what has no rate', () => {
    const { nodes, unconverted } = flowsOf([paid('a', undefined, 3), paid(undefined, 'b', 4), paid('a', 'b')]);
    assert.deepEqual([nodes.filter(({ account }) => account === '').length, unconverted], [2, 1]);
  });

  test('never go back, and sum to the total, also where the small ones are one', () => {
    const account = fc.constantFrom('a', 'b', 'c', 'd', 'e', undefined);
    fc.assert(fc.property(fc.array(fc.tuple(account, account, fc.integer({ min: 1, max: 99 })), { maxLength: 30 }), (all) => {
      const total = all.reduce((sum, [, , cents]) => sum + cents, 0);
      const made = flowsOf(all.map(([from, to, cents]) => paid(from, to, cents)));
      for (const { nodes, flows } of [made, gatherSmall(made, 2)]) {
        const hops = new Map(nodes.map(({ id, hop }) => [id, hop]));
        assert.equal(flows.reduce((sum, { cents }) => sum + cents, 0), total);
        for (const { from, to } of flows) assert.equal(hops.get(to), (hops.get(from) ?? 0) + 1);
      }
    }), { numRuns: 100 });
  });
});
