/** The small version of `node tools/message-storm.ts`. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { messageStorm } from '../message-storm.ts';

test('while the server is killed twice no message that was acknowledged is lost, none comes twice, and each line keeps its order', { timeout: 170_000 }, async () => {
  const { acknowledged, lost, twice, disordered, late, kills } = await messageStorm({ organisations: ['FRA', 'DEU', 'ITA', 'ESP', 'PRT', 'POL'], desks: 12, messages: 120, kills: 2 });
  assert.deepEqual({ acknowledged, lost, twice, disordered, late, kills }, { acknowledged: 120, lost: 0, twice: 0, disordered: 0, late: 0, kills: 2 });
});
