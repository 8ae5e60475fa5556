import assert from 'node:assert/strict';
import { test } from 'node:test';
import { formatPlan, parsePlan } from './plan-file.ts';

const PLAN = { code: 'AURORA', name: 'Aurora', from: '2026-12-07', to: '2026-12-11', days: 'local', checkpoints: [{ code: 'CP-1', name: 'Puente Viejo', country: 'UTO', latitude: -1.5, longitude: 2 }], contacts: [{ country: 'UTO', desk: 'Duty desk', phone: '+99 1' }] } as const;
const plan = { ...PLAN, checkpoints: [...PLAN.checkpoints], contacts: [...PLAN.contacts] };
const member = (organisation: string, role: 'coordinator' | 'participant' | 'partner', state: 'accepted' | 'declined'): Parameters<typeof formatPlan>[1][number] => ({ organisation, role, state, invitedAt: '' });

test('a plan goes through a file and comes back as it was, with whoever is to be invited', () => {
  const text = formatPlan(plan, [member('UTO', 'coordinator', 'accepted'), member('FRA', 'participant', 'accepted'), member('ESP', 'participant', 'declined'), member('QPA', 'partner', 'accepted')]);
  assert.deepEqual(parsePlan(text), { plan, invite: [{ organisation: 'FRA', role: 'participant' }, { organisation: 'QPA', role: 'partner' }] });
});

test('what is no plan is refused, and what a plan lacks is named', () => {
  const faults = (text: string): string[] => {
    try {
      parsePlan(text);
      return [];
    } catch (error) {
      return (error as { details: { errors: { pointer: string }[] } }).details.errors.map(({ pointer }) => pointer);
    }
  };
  assert.deepEqual(faults('no'), ['/format']);
  assert.deepEqual(faults(JSON.stringify({ format: 'watchword-plan/1', plan: { ...plan, code: 'aurora', name: undefined } })), ['/name', '/code']);
  assert.deepEqual(parsePlan(JSON.stringify({ format: 'watchword-plan/1', plan: { ...plan, salt: 'x' }, invite: [{ organisation: 'FRA', role: 'coordinator' }, 1] })), { plan, invite: [] });
});
