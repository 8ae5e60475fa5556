/** Planning: who takes part in what, and what each shares. */
import { fail } from '@watchword/api/errors.ts';
import { idBytes, newId, type Id } from '@watchword/api/ids.ts';
import { PARTNER_CODES } from '@watchword/api/organisations/numbers.ts';
import { amendJoint, answerJoint, copyJoint, createJoint, inviteToJoint, moveJoint } from '@watchword/api/joint/operations.ts';
import type { JointOperation, JointPlan, Shares } from '@watchword/api/joint/plans.ts';
import { jointActed } from '#audit/audit.ts';
import type { Asker } from '#door/calls.ts';
import { writeOf, type WriteHandlers } from '#door/implement.ts';
import { emit } from '#live/live.ts';
import { findOrganisationNumber } from '#organisations/organisations.ts';
import type { JointMemberTable } from '#store/joint-tables.ts';
import type { Write } from '#store/store.ts';
import { getMine, requireRole, requireState, type Mine } from './access.ts';
import { presentOperation } from './present.ts';
import { findOperationByCode, insertOperation, listMembers, putMember, updateOperation } from './queries.ts';

/** What a coordinator shares unless it says otherwise: its counts with all. */
const COORDINATOR: Shares = { counts: 'all', incidents: 'nobody' };
const MOVES: Readonly<Record<string, readonly ('planned' | 'open' | 'ended' | 'closed')[]>> = { open: ['planned', 'ended'], ended: ['open'], closed: ['ended'] };

export const PLAN_WRITES: WriteHandlers = {
  ...writeOf(createJoint, async (tx, { asker, at, input: { body: { plan, shares } } }) => {
    const id = await create(tx, asker, { plan, shares: shares ?? COORDINATOR, at });
    return { answer: await show(tx, asker, id), entry: jointActed(asker, { operation: id, act: 'create' }) };
  }),
  ...writeOf(copyJoint, async (tx, { asker, at, input: { params, body: { invite, ...named } } }) => {
    const mine = await getMine(tx, asker, params.id);
    requireRole(mine, 'coordinator', 'participant');
    const { phases: _, ...template } = JSON.parse(mine.operation.plan) as JointPlan;
    const id = await create(tx, asker, { plan: { ...template, ...named }, shares: COORDINATOR, at });
    const others = invite === true ? mine.members.filter(({ organisation, state, role }) => organisation !== asker.number && role !== 'partner' && (state === 'accepted' || state === 'invited')) : [];
    for (const { organisation } of others) await putMember(tx, invited(idBytes(id), organisation, 'participant', at));
    await tell(tx, id, others.map(({ organisation }) => organisation), at);
    return { answer: await show(tx, asker, id), entry: jointActed(asker, { operation: id, act: 'copy', count: others.length }) };
  }),
  ...writeOf(amendJoint, async (tx, { asker, at, version, input: { params, body } }) => {
    const mine = await getMine(tx, asker, params.id);
    requireRole(mine, 'coordinator');
    if (version !== mine.operation.version) throw fail('joint.version-conflict', { currentVersion: mine.operation.version });
    requireState(mine, 'planned', 'open', 'ended');
    await requirePlan(tx, body, mine.operation.code);
    await updateOperation(tx, mine.operation.id, { plan: JSON.stringify(body), code: body.code, version: mine.operation.version + 1 });
    return await done(tx, asker, mine, { id: params.id, act: 'amend', at });
  }),
  ...writeOf(moveJoint, async (tx, { asker, at, input: { params, body: { to } } }) => {
    const mine = await getMine(tx, asker, params.id);
    requireRole(mine, 'coordinator');
    requireState(mine, ...(MOVES[to] ?? []));
    await updateOperation(tx, mine.operation.id, { state: to, version: mine.operation.version + 1 });
    return await done(tx, asker, mine, { id: params.id, act: to, at });
  }),
  ...writeOf(inviteToJoint, async (tx, { asker, at, input: { params, body: { organisations, role } } }) => {
    const mine = await getMine(tx, asker, params.id);
    requireRole(mine, 'coordinator');
    requireState(mine, 'planned', 'open', 'ended');
    const asked = organisations.map((code, place) => {
      const organisation = findOrganisationNumber(code);
      if (organisation === undefined || (role === 'participant' && PARTNER_CODES.includes(code))) throw fail('request.invalid', { errors: [{ pointer: `/organisations/${place}`, code: 'organisation', detail: 'There is no such country; a partner takes part as one.' }] });
      return organisation;
    });
    // Whoever takes part already, or is asked, stays as he is.
    const there = new Set(mine.members.filter(({ state }) => state === 'accepted' || state === 'invited').map(({ organisation }) => organisation));
    const added = asked.filter((organisation) => !there.has(organisation));
    for (const organisation of added) await putMember(tx, invited(mine.operation.id, organisation, role, at));
    return await done(tx, asker, mine, { id: params.id, act: `invite ${role}`, at, also: added });
  }),
  ...writeOf(answerJoint, async (tx, { asker, at, input: { params, body: { answer, shares } } }) => {
    const mine = await getMine(tx, asker, params.id);
    if (mine.me.role === 'partner') throw fail('joint.role', { detail: 'This is for: participant.' });
    if (mine.me.role === 'coordinator' && answer !== 'accept') throw fail('joint.role', { detail: 'The coordinator cannot leave.' });
    if ((answer === 'accept') !== (shares !== undefined)) throw fail('request.invalid', { errors: [{ pointer: '/shares', code: 'with-accept', detail: 'Say what you share when you accept, and only then.' }] });
    requireState(mine, 'planned', 'open', 'ended');
    const state = ({ accept: 'accepted', decline: 'declined', leave: 'left' } as const)[answer];
    if ((answer === 'decline') !== (mine.me.state === 'invited') && answer !== 'accept') throw fail('joint.state', { detail: `Your membership is ${mine.me.state}.` });
    await putMember(tx, { ...mine.me, state, answered_at: at, ...(shares !== undefined && { shares: JSON.stringify(shares) }) });
    return await done(tx, asker, mine, { id: params.id, act: answer, at });
  }),
};

async function create(tx: Write, asker: Asker, { plan, shares, at }: { plan: JointPlan; shares: Shares; at: number }): Promise<Id<'opn'>> {
  await requirePlan(tx, plan);
  const id = newId('opn', at);
  const salt = Buffer.from(crypto.getRandomValues(new Uint8Array(24))).toString('base64url');
  await tx.appendChange({ at, kind: 'joint.changed' });
  await insertOperation(tx, { id: idBytes(id), code: plan.code, organisation: asker.number, state: 'planned', version: 1, plan: JSON.stringify(plan), salt, seq: 0, created_at: at });
  await putMember(tx, { ...invited(idBytes(id), asker.number, 'coordinator', at), state: 'accepted', shares: JSON.stringify(shares), answered_at: at });
  return id;
}

/** @throws `joint.code-taken`, `request.invalid` */
async function requirePlan(tx: Write, { code, from, to, phases = [] }: JointPlan, own?: string): Promise<void> {
  if (to < from) throw fail('request.invalid', { errors: [{ pointer: '/to', code: 'order', detail: 'The last day is before the first.' }] });
  const wrong = phases.findIndex((phase) => phase.to < phase.from);
  if (wrong >= 0) throw fail('request.invalid', { errors: [{ pointer: `/phases/${wrong}/to`, code: 'order', detail: 'The last day is before the first.' }] });
  if (code !== own && (await findOperationByCode(tx, code)) !== undefined) throw fail('joint.code-taken');
}

/** A partner has nothing to share, so it has nothing to answer. */
function invited(operation: Uint8Array, organisation: number, role: 'coordinator' | 'participant' | 'partner', at: number): JointMemberTable {
  return { operation, organisation, role, state: role === 'partner' ? 'accepted' : 'invited', shares: null, invited_at: at, answered_at: null, last_report_at: null };
}

async function show(tx: Write, asker: Asker, id: string): Promise<JointOperation> {
  return presentOperation(await getMine(tx, asker, id));
}

/** Tells everybody who takes part, and answers with the operation as it is now. */
async function done(tx: Write, asker: Asker, { members, operation }: Mine, { id, act, at, also = [] }: { id: string; act: string; at: number; also?: readonly number[] }): Promise<{ answer: JointOperation; entry: ReturnType<typeof jointActed> }> {
  await tell(tx, id, [...new Set([...members.filter(({ state }) => state !== 'declined' && state !== 'left').map(({ organisation }) => organisation), ...also])], at);
  await tx.appendChange({ at, kind: 'joint.changed' });
  const now = await listMembers(tx, operation.id);
  const me = now.find(({ organisation }) => organisation === asker.number);
  const read = await getMineOrLast(tx, asker, id, me);
  return { answer: read, entry: jointActed(asker, { operation: id, act, ...(also.length > 0 && { count: also.length }) }) };
}

/** Whoever has just declined sees once more what it was. */
async function getMineOrLast(tx: Write, asker: Asker, id: string, me: JointMemberTable | undefined): Promise<JointOperation> {
  if (me?.state !== 'declined') return await show(tx, asker, id);
  await putMember(tx, { ...me, state: 'invited' });
  const last = await show(tx, asker, id);
  await putMember(tx, me);
  return { ...last, you: { ...last.you, state: 'declined' }, members: last.members.map((member) => (member.organisation === asker.organisation ? { ...member, state: 'declined' as const } : member)) };
}

async function tell(tx: Write, subject: string, organisations: readonly number[], at: number): Promise<void> {
  await emit(tx, ...organisations.map((organisation) => ({ organisation, kind: 'operation.changed' as const, subject, at })));
}
