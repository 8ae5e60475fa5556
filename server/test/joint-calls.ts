/** One call that succeeds for each operation of joint operations: what has to be there before it. */
import { freezeResults, signOff } from '@watchword/api/joint/counting.ts';
import type { IncidentContent } from '@watchword/api/joint/incidents.ts';
import { answerJoint, createJoint, inviteToJoint, moveJoint, reportIncident, type Incident } from '@watchword/api/joint/operations.ts';
import { addTask, type TaskContent } from '@watchword/api/joint/tasks.ts';
import type { JointOperation, JointPlan, Shares } from '@watchword/api/joint/plans.ts';
import { PERMISSIONS } from '@watchword/api/operation.ts';
import type { Client } from '@watchword/sdk/client.ts';
import type { Ready } from './ready-call.ts';
import { unique, type House } from './start-server.ts';

type Make = (house: House) => Promise<Ready> | Ready;

/** A client that may do everything. */
export const of = (house: House, organisation: string): Promise<Client> => house.client(organisation, { permissions: PERMISSIONS });

export const planOf = (more: Partial<JointPlan> = {}): JointPlan => ({ code: unique('OP'), name: 'Aurora', from: '2026-11-23', to: '2026-11-27', days: 'utc', ...more });
/** An arrest, this morning. */
export const arrestOf = (more: Partial<IncidentContent> = {}): IncidentContent => ({ kind: 'arrest', at: '2026-11-24T06:20:00-03:00', place: { name: 'Puente Viejo' }, persons: [{ role: 'suspect', arrested: true, sex: 'male', age: 'adult', nationality: 'UTO' }], ...more });

/** An open operation that UTO coordinates, and in which these take part; they share with whom it says. */
export async function openJoint(house: House, others: Readonly<Record<string, Shares>> = { FRA: { counts: 'all', incidents: 'nobody' } }, more: Partial<JointPlan> = {}): Promise<JointOperation> {
  const uto = await of(house, 'UTO');
  const { id } = await uto.call(createJoint, { body: { plan: planOf(more) } });
  await uto.call(inviteToJoint, { params: { id }, body: { organisations: Object.keys(others), role: 'participant' } });
  for (const [organisation, shares] of Object.entries(others)) await (await of(house, organisation)).call(answerJoint, { params: { id }, body: { answer: 'accept', shares } });
  return await uto.call(moveJoint, { params: { id }, body: { to: 'open' } });
}

/** A report of an organisation's. */
export async function report(house: House, { id, organisation, content = arrestOf() }: { id: string; organisation: string; content?: IncidentContent }): Promise<Incident> {
  return (await of(house, organisation)).call(reportIncident, { params: { id }, body: { content } });
}

const reported = async (house: House): Promise<{ params: { id: string; incident: string }; version: number }> => {
  const { id } = await openJoint(house);
  const incident = await report(house, { id, organisation: 'UTO' });
  return { params: { id, incident: incident.id }, version: incident.version };
};
const now = (house: House): string => new Date(house.clock.now()).toISOString();
const ofOne = async (house: House): Promise<{ id: string }> => ({ id: (await openJoint(house)).id });

async function signed(house: House): Promise<{ id: string }> {
  const { id } = await openJoint(house);
  for (const organisation of ['UTO', 'FRA']) await (await of(house, organisation)).call(signOff, { params: { id }, body: { cutOff: now(house) } });
  return { id };
}

/** Something that FRA sees to by the evening. */
export const taskOf = (more: Partial<TaskContent> = {}): TaskContent => ({ list: 'task', title: 'Two cars to the bridge', owner: 'FRA', desk: 'Mobile team', dueAt: '2026-11-24T18:00:00Z', ...more });
const listed = async (house: House): Promise<{ params: { id: string; task: string }; version: number }> => {
  const { id } = await openJoint(house);
  const { id: task, version } = await (await of(house, 'UTO')).call(addTask, { params: { id }, body: { audience: 'all', content: taskOf() } });
  return { params: { id, task }, version };
};

/** By the id of the operation. */
export const JOINT_CALLS: Readonly<Record<string, Make>> = {
  'joint.list': async (house) => {
    await openJoint(house);
    return { organisation: 'UTO' };
  },
  'joint.create': () => ({ organisation: 'UTO', body: { plan: planOf() } }),
  'joint.copy': async (house) => ({ organisation: 'FRA', params: await ofOne(house), body: { code: unique('COPY'), name: 'Aurora II', from: '2027-11-22', to: '2027-11-26', invite: true } }),
  'joint.get': async (house) => ({ organisation: 'FRA', params: await ofOne(house) }),
  'joint.amend': async (house) => {
    const { id, version, plan } = await openJoint(house);
    return { organisation: 'UTO', params: { id }, version, body: { ...plan, name: 'Borealis' } };
  },
  'joint.move': async (house) => ({ organisation: 'UTO', params: await ofOne(house), body: { to: 'ended' } }),
  'joint.invite': async (house) => ({ organisation: 'UTO', params: await ofOne(house), body: { organisations: ['ESP'], role: 'participant' } }),
  'joint.answer': async (house) => ({ organisation: 'FRA', params: await ofOne(house), body: { answer: 'leave' } }),
  'incidents.report': async (house) => ({ organisation: 'FRA', params: await ofOne(house), body: { content: arrestOf() } }),
  'incidents.load': async (house) => ({ organisation: 'FRA', params: await ofOne(house), body: { items: [{ content: arrestOf() }, { content: { kind: 'arrest' } }] } }),
  'incidents.correct': async (house) => ({ organisation: 'UTO', ...(await reported(house)), body: { content: arrestOf({ place: { name: 'Puente Nuevo' } }), reason: 'Another bridge.' } }),
  'incidents.withdraw': async (house) => ({ organisation: 'UTO', ...(await reported(house)), body: { reason: 'An exercise.' } }),
  'incidents.list': async (house) => ({ organisation: 'UTO', params: { id: (await reported(house)).params.id }, query: { measure: 'arrests', limit: 2 } }),
  'incidents.get': async (house) => ({ organisation: 'UTO', params: (await reported(house)).params }),
  'joint.link': async (house) => {
    const { params } = await reported(house);
    const other = await report(house, { id: params.id, organisation: 'FRA' });
    return { organisation: 'UTO', params: { id: params.id }, body: { one: { incident: params.incident, person: 0 }, other: { incident: other.id, person: 0 } } };
  },
  'joint.rates': async (house) => ({ organisation: 'UTO', params: await ofOne(house), body: { rates: [{ currency: 'BRL', on: '2026-11-23', usd: '0.1864', source: 'Central bank' }] } }),
  'joint.results': async (house) => ({ organisation: 'FRA', params: { id: (await reported(house)).params.id } }),
  'joint.room': async (house) => ({ organisation: 'FRA', params: { id: (await reported(house)).params.id }, query: { country: 'UTO' } }),
  'joint.map': async (house) => ({ organisation: 'FRA', params: { id: (await reported(house)).params.id } }),
  'joint.feed': async (house) => ({ organisation: 'FRA', params: { id: (await reported(house)).params.id }, query: { limit: 5 } }),
  'joint.sign': async (house) => ({ organisation: 'UTO', params: { id: (await reported(house)).params.id }, body: { cutOff: now(house) } }),
  'joint.freeze': async (house) => ({ organisation: 'UTO', params: await signed(house), body: { state: 'final', cutOff: now(house) } }),
  'joint.frozen': async (house) => ({ organisation: 'FRA', params: await signed(house) }),
  'joint.field': async (house) => {
    await openJoint(house);
    return { organisation: 'FRA' };
  },
  'incidents.search': async (house) => ({ organisation: 'UTO', params: { id: (await reported(house)).params.id }, body: { text: 'puente', limit: 2 } }),
  'incidents.own': async (house) => ({ organisation: 'UTO', params: (await reported(house)).params }),
  'tasks.list': async (house) => ({ organisation: 'FRA', params: { id: (await listed(house)).params.id } }),
  'tasks.add': async (house) => ({ organisation: 'FRA', params: await ofOne(house), body: { audience: 'own', content: taskOf() } }),
  'tasks.change': async (house) => ({ organisation: 'UTO', ...(await listed(house)), body: taskOf({ title: 'Three cars' }) }),
  'tasks.settle': async (house) => ({ organisation: 'FRA', ...(await listed(house)), body: { to: 'done' } }),
  'joint.file': async (house) => {
    const { id } = await signed(house);
    await (await of(house, 'UTO')).call(freezeResults, { params: { id }, body: { state: 'preliminary', cutOff: now(house) } });
    return { organisation: 'FRA', params: { id }, query: { edition: 1 } };
  },
};
