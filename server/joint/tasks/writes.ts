/** Writing lists: adding, changing, settling. */
import { parseDay } from '@watchword/api/dates.ts';
import { fail } from '@watchword/api/errors.ts';
import { idBytes, newId, type Id } from '@watchword/api/ids.ts';
import { addTask, changeTask, settleTask, type JointTask, type TaskContent } from '@watchword/api/joint/tasks.ts';
import { jointActed } from '#audit/audit.ts';
import type { Asker } from '#door/calls.ts';
import { writeOf, type WriteHandlers } from '#door/implement.ts';
import { emit } from '#live/live.ts';
import { findOrganisationNumber } from '#organisations/organisations.ts';
import type { JointTaskTable } from '#store/joint-tables.ts';
import type { Write } from '#store/store.ts';
import { getMine, requireRole, requireState, type Mine } from '../access.ts';
import { countTasks, findTask, insertTask, updateTask } from './queries.ts';
import { changesTask, presentTask, seesTask, TASKS_KEPT } from './tasks.ts';

export const TASK_WRITES: WriteHandlers = {
  ...writeOf(addTask, async (tx, { asker, at, input: { params, body: { audience, content } } }) => {
    const mine = await getMine(tx, asker, params.id);
    requireRole(mine, 'coordinator', 'participant');
    requireState(mine, 'planned', 'open', 'ended');
    if ((await countTasks(tx, mine.operation.id)) >= TASKS_KEPT) throw fail('joint.state', { detail: `Its lists have ${TASKS_KEPT} items: that is all they take.` });
    const id = newId('tsk', at);
    const row: JointTaskTable = {
      operation: mine.operation.id, id: idBytes(id), organisation: mine.me.organisation, audience, state: 'open', version: 1, created_at: at, changed_at: at, settled_at: null, settled_by: null, ...written(mine, content),
    };
    await insertTask(tx, row);
    return await done(tx, asker, mine, { id: params.id, act: 'task', row, at });
  }),
  ...writeOf(changeTask, async (tx, { asker, at, version, input: { params, body } }) => {
    const { mine, row } = await seen(tx, asker, params, version);
    if (!changesTask(mine, row)) throw fail('joint.role', { detail: 'The country that wrote it changes it, and the coordinator what is for all.' });
    const changed = { ...row, ...written(mine, body), version: row.version + 1, changed_at: at };
    await updateTask(tx, changed);
    return await done(tx, asker, mine, { id: params.id, act: 'task-change', row: changed, before: row, at });
  }),
  ...writeOf(settleTask, async (tx, { asker, at, version, input: { params, body: { to } } }) => {
    const { mine, row } = await seen(tx, asker, params, version);
    if (!changesTask(mine, row) && row.owner !== mine.me.organisation) throw fail('joint.role', { detail: 'This is for its owner and for the country that wrote it.' });
    const changed = { ...row, state: to, version: row.version + 1, changed_at: at, settled_at: to === 'open' ? null : at, settled_by: to === 'open' ? null : mine.me.organisation };
    await updateTask(tx, changed);
    return await done(tx, asker, mine, { id: params.id, act: `task-${to}`, row: changed, at });
  }),
};

/** An item that the asker sees, as he has read it. What he does not see does not exist for him. */
async function seen(tx: Write, asker: Asker, { id, task }: { id: string; task: string }, version: number | undefined): Promise<{ mine: Mine; row: JointTaskTable }> {
  const mine = await getMine(tx, asker, id);
  requireRole(mine, 'coordinator', 'participant');
  requireState(mine, 'planned', 'open', 'ended');
  const row = await findTask(tx, mine.operation.id, idBytes(task as Id<'tsk'>));
  if (row === undefined || !seesTask(mine, row)) throw fail('joint.task-not-found');
  if (version !== row.version) throw fail('joint.version-conflict', { currentVersion: row.version });
  return { mine, row };
}

/** What of a row is written by somebody. @throws `request.invalid` */
function written({ members }: Mine, content: TaskContent): Pick<JointTaskTable, 'owner' | 'due_at' | 'content'> {
  const owner = content.owner === undefined ? null : findOrganisationNumber(content.owner);
  const isMember = members.some(({ organisation, role, state }) => organisation === owner && role !== 'partner' && (state === 'accepted' || state === 'invited'));
  if (owner !== null && !isMember) throw fail('request.invalid', { errors: [{ pointer: '/content/owner', code: 'member', detail: 'The owner is one of the countries that take part.' }] });
  const due = content.dueAt === undefined ? null : Date.parse(content.dueAt);
  if (due !== null && (Number.isNaN(due) || parseDay(new Date(due).toISOString().slice(0, 10)) === undefined)) throw fail('request.invalid', { errors: [{ pointer: '/content/dueAt', code: 'date', detail: 'There is no such day.' }] });
  return { owner: owner ?? null, due_at: due, content: JSON.stringify(content) };
}

/** Tells those who see it, or saw it before. */
async function done(tx: Write, asker: Asker, { members }: Mine, { id, act, row, before = row, at }: { id: string; act: string; row: JointTaskTable; before?: JointTaskTable; at: number }): Promise<{ answer: JointTask; entry: ReturnType<typeof jointActed> }> {
  await tx.appendChange({ at, kind: 'joint.changed' });
  const told = members.filter((me) => seesTask({ me }, row) || seesTask({ me }, before));
  await emit(tx, ...told.map(({ organisation }) => ({ organisation, kind: 'operation.tasks' as const, subject: id, at })));
  const answer = presentTask(row);
  return { answer, entry: jointActed(asker, { operation: id, subject: answer.id, act }) };
}
