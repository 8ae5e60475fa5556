/** What the lists of joint operations ask of the store. */
import type { JointTaskTable } from '#store/joint-tables.ts';
import type { Read, Write } from '#store/store.ts';

/** PostgreSQL gives large integers as text. */
function numbers(row: JointTaskTable): JointTaskTable {
  const large = (value: number | null): number | null => (value === null ? null : Number(value));
  return { ...row, due_at: large(row.due_at), created_at: Number(row.created_at), changed_at: Number(row.changed_at), settled_at: large(row.settled_at) };
}

/** All items of an operation; at most `TASKS_KEPT` are ever there. */
export async function listTaskRows(read: Read, operation: Uint8Array): Promise<JointTaskTable[]> {
  return (await read.db.selectFrom('joint_task').selectAll().where('operation', '=', operation).orderBy('id').execute()).map(numbers);
}

export async function findTask(read: Read, operation: Uint8Array, id: Uint8Array): Promise<JointTaskTable | undefined> {
  const row = await read.db.selectFrom('joint_task').selectAll().where('operation', '=', operation).where('id', '=', id).executeTakeFirst();
  return row === undefined ? undefined : numbers(row);
}

export async function countTasks(read: Read, operation: Uint8Array): Promise<number> {
  const { count } = await read.db.selectFrom('joint_task').select((all) => all.fn.countAll().as('count')).where('operation', '=', operation).executeTakeFirstOrThrow();
  return Number(count);
}

export async function insertTask(tx: Write, row: JointTaskTable): Promise<void> {
  await tx.db.insertInto('joint_task').values(row).execute();
}

export async function updateTask(tx: Write, { operation, id, ...change }: JointTaskTable): Promise<void> {
  await tx.db.updateTable('joint_task').set(change).where('operation', '=', operation).where('id', '=', id).execute();
}
