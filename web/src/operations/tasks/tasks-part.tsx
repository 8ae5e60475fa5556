import { Button, Skeleton } from '@mantine/core';
import { IconPlus } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { listTasks, type JointTask } from '@watchword/api/joint/tasks.ts';
import { TASK_LISTS, type TaskList } from '@watchword/api/joint/words.ts';
import { type ReactNode, useEffect, useState } from 'react';
import { asAppError, client, queries } from '../../api.ts';
import { onHeard } from '../../live/feed.ts';
import { useSession } from '../../session/session.ts';
import { Problem } from '../../ui/problem.tsx';
import { useWords } from '../../words/words.tsx';
import { useThisOperation } from '../frame.tsx';
import { operationKey, useRefetchEvery } from '../queries.ts';
import { TaskForm } from './task-form.tsx';
import { TaskRow } from './task-row.tsx';
import classes from './tasks.module.css';

/** Briefing, tasks and debriefing of an operation, with who sees to what until when. */
export function TasksPart(): ReactNode {
  const { t } = useWords();
  const { session } = useSession();
  const operation = useThisOperation();
  const [adding, setAdding] = useState<TaskList>();
  const key = operationKey(operation.id, 'tasks');
  const found = useQuery({ queryKey: key, queryFn: async () => (await client.call(listTasks, { params: { id: operation.id } })).items, refetchInterval: useRefetchEvery() });
  const refresh = (): void => void queries.invalidateQueries({ queryKey: operationKey(operation.id, 'tasks') });
  useEffect(() => onHeard((event) => {
    if (event === undefined || (event.kind === 'operation.tasks' && event.subject === operation.id)) void queries.invalidateQueries({ queryKey: operationKey(operation.id, 'tasks') });
  }), [operation.id]);
  const mayWrite = session?.caller?.permissions.includes('operation:manage') === true && operation.state !== 'closed';
  if (found.error !== null) return <Problem error={asAppError(found.error)} retry={() => void found.refetch()} />;
  if (found.data === undefined) return <Skeleton height={240} />;
  const section = (list: TaskList, items: readonly JointTask[]): ReactNode => (
    <section key={list} className={classes['section']} aria-label={t(`operations.tasks.${list}`)}>
      <div className={classes['head']}>
        <h2>{t(`operations.tasks.${list}`)} <span className={classes['count']}>{t('operations.tasks.open', { count: items.filter(({ state }) => state === 'open').length })}</span></h2>
        {mayWrite && adding !== list && <Button variant="default" leftSection={<IconPlus size={18} aria-hidden />} onClick={() => setAdding(list)}>{t(`operations.tasks.add.${list}`)}</Button>}
      </div>
      {adding === list && <TaskForm operation={operation} first={{ list, title: '' }} onDone={() => { setAdding(undefined); refresh(); }} onCancel={() => setAdding(undefined)} />}
      {items.length === 0 ? <p className={classes['empty']}>{t('operations.tasks.empty')}</p> : <ul className={classes['list']}>{items.map((task) => <li key={task.id} data-state={task.state}><TaskRow operation={operation} task={task} mayWrite={mayWrite} onDone={refresh} /></li>)}</ul>}
    </section>
  );
  return <div className={classes['tasks']}>{TASK_LISTS.map((list) => section(list, found.data.filter(({ content }) => content.list === list)))}</div>;
}
