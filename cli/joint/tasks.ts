import { addTask, changeTask, listTasks, settleTask, type JointTask, type TaskContent } from '@watchword/api/joint/tasks.ts';
import { TASK_LISTS, TASK_STATES } from '@watchword/api/joint/words.ts';
import type { Run } from '../command.ts';
import { misuse } from '../failures.ts';
import { given } from '../flags.ts';
import { alignRows } from '../terminal/table.ts';
import { print } from '../terminal/terminal.ts';
import { findOperation } from './live.ts';

/** Briefing, tasks and debriefing: listed, added to, changed, settled. */
export const task: Run = async (invocation) => {
  const { args: [, id], flags, signal, terminal } = invocation;
  const { client, operation } = await findOperation(invocation);
  const params = { id: operation.id };
  const { items } = await client.call(listTasks, { params }, { signal });
  const written = { title: flags.text('add') ?? flags.text('title'), note: flags.text('note'), owner: flags.text('owner'), desk: flags.text('desk'), dueAt: dueOf(flags.text('due')) };
  if (flags.text('add') !== undefined) {
    const content = given({ list: TASK_LISTS.find((one) => one === flags.text('list')) ?? 'task', ...written }) as TaskContent;
    const added = await client.call(addTask, { params, body: { audience: flags.is('all') ? 'all' : 'own', content } }, { signal });
    return await print(terminal, added, () => rowsOf([added]));
  }
  if (id === undefined) {
    const shown = items.filter(({ content }) => flags.text('list') === undefined || content.list === flags.text('list'));
    return await print(terminal, { items: shown }, () => (shown.length === 0 ? ['Nothing stands in the lists.'] : rowsOf(shown)));
  }
  const found = items.find((one) => one.id === id);
  if (found === undefined) throw misuse('There is no such item for you.', `watchword operation task ${operation.plan.code}`);
  const to = TASK_STATES.find((one) => one === flags.text('state'));
  const path = { params: { ...params, task: id } };
  const change = given(written);
  if (to === undefined && Object.keys(change).length === 0) return await print(terminal, found, () => rowsOf([found]));
  const changed = Object.keys(change).length === 0 ? found : await client.call(changeTask, { ...path, body: { ...found.content, ...change } as TaskContent }, { version: found.version, signal });
  const settled = to === undefined ? changed : await client.call(settleTask, { ...path, body: { to } }, { version: changed.version, signal });
  await print(terminal, settled, () => rowsOf([settled]));
};

function dueOf(text: string | undefined): string | undefined {
  if (text === undefined) return undefined;
  const ms = Date.parse(text);
  if (Number.isNaN(ms)) throw misuse('Give --due as a moment in UTC, such as 2026-11-24T05:00:00Z.');
  return new Date(ms).toISOString();
}

function rowsOf(items: readonly JointTask[]): string[] {
  return alignRows([
    ['item', 'list', 'stands', 'due', 'owner', 'for', 'by', 'what'],
    ...items.map(({ id, state, audience, country, content: { list, title, owner, desk, dueAt } }) => [id, list, state, dueAt ?? '', [owner, desk].filter((one) => one !== undefined).join(', '), audience, country, title]),
  ]);
}
