/** The operations of lists. */
import { addTask, changeTask, listTasks, settleTask } from '@watchword/api/joint/tasks.ts';
import { jointRead } from '#audit/audit.ts';
import { onRead, onWrite, type Implementation } from '#door/implement.ts';
import type { Read } from '#store/store.ts';
import { getMine, requireRole } from '../access.ts';
import { listTaskRows } from './queries.ts';
import { byDue, presentTask, seesTask } from './tasks.ts';

/** All of them. */
export function taskRoutes({ read }: { readonly read: Read }): Implementation[] {
  return [
    onRead(listTasks, async ({ asker, input: { params } }) => {
      const mine = await getMine(read, asker, params.id);
      requireRole(mine, 'coordinator', 'participant');
      const items = (await listTaskRows(read, mine.operation.id)).filter((row) => seesTask(mine, row)).toSorted(byDue).map(presentTask);
      return { answer: { items }, entry: (response) => jointRead(asker, { subject: params.id, what: 'tasks', count: items.length, response }) };
    }),
    ...[addTask, changeTask, settleTask].map((operation) => onWrite(operation)),
  ];
}
