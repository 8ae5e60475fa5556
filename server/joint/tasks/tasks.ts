/** Briefing, debriefing and task lists: who sees an item, who changes it, and who is told. */
import { idFromBytes } from '@watchword/api/ids.ts';
import type { JointTask, TaskContent } from '@watchword/api/joint/tasks.ts';
import { organisationCode } from '#organisations/organisations.ts';
import type { JointTaskTable } from '#store/joint-tables.ts';
import type { Mine } from '../access.ts';

/** So many items an operation has at most. */
export const TASKS_KEPT = 2000;

/** Whether a member sees an item: its country and its owner do, and all who take part where it is for all. A partner sees none. */
export function seesTask({ me }: Pick<Mine, 'me'>, { organisation, owner, audience }: Pick<JointTaskTable, 'organisation' | 'owner' | 'audience'>): boolean {
  return me.role !== 'partner' && me.state === 'accepted' && (audience === 'all' || organisation === me.organisation || owner === me.organisation);
}

/** Whether a member may write an item anew. */
export function changesTask({ me }: Pick<Mine, 'me'>, { organisation, audience }: Pick<JointTaskTable, 'organisation' | 'audience'>): boolean {
  return organisation === me.organisation || (audience === 'all' && me.role === 'coordinator');
}

/** An item as its readers see it. */
export function presentTask(row: JointTaskTable): JointTask {
  const { id, version, organisation, audience, state, content, created_at, changed_at, settled_at, settled_by } = row;
  return {
    id: idFromBytes('tsk', id), version, country: organisationCode(organisation), audience: audience as JointTask['audience'], state: state as JointTask['state'], content: JSON.parse(content) as TaskContent,
    createdAt: iso(created_at), changedAt: iso(changed_at), ...(settled_at !== null && { settledAt: iso(settled_at) }), ...(settled_by !== null && { settledBy: organisationCode(settled_by) }),
  };
}

/** What is open and due first comes first; what has no time comes after it, and what is settled last. */
export function byDue(one: JointTaskTable, other: JointTaskTable): number {
  const rank = ({ state, due_at }: JointTaskTable): number => (state === 'open' ? (due_at ?? Number.MAX_SAFE_INTEGER - 1) : Number.MAX_SAFE_INTEGER);
  return rank(one) - rank(other) || one.created_at - other.created_at;
}

function iso(ms: number): string {
  return new Date(ms).toISOString();
}
