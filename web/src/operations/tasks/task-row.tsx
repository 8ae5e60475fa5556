import { Button } from '@mantine/core';
import { IconAlertTriangle, IconCheck, IconCircle, IconCircleX } from '@tabler/icons-react';
import type { JointOperation } from '@watchword/api/joint/plans.ts';
import { settleTask, type JointTask } from '@watchword/api/joint/tasks.ts';
import type { TaskState } from '@watchword/api/joint/words.ts';
import { type ReactNode, useState } from 'react';
import { asAppError, client } from '../../api.ts';
import { useSession } from '../../session/session.ts';
import { CountryName } from '../../ui/country-name.tsx';
import { Problem } from '../../ui/problem.tsx';
import { useNow } from '../../ui/use-now.ts';
import { sayMoment } from '../../words/say-dates.ts';
import { useWords } from '../../words/words.tsx';
import { TaskForm } from './task-form.tsx';
import classes from './tasks.module.css';

const SIGNS = { open: IconCircle, done: IconCheck, dropped: IconCircleX } as const;

/** An item of a list: what, whose, until when, and what can be done with it. */
export function TaskRow({ operation, task, mayWrite, onDone }: { operation: JointOperation; task: JointTask; mayWrite: boolean; onDone: () => void }): ReactNode {
  const { t, locale } = useWords();
  const { session } = useSession();
  const now = useNow();
  const [isChanging, setChanging] = useState(false);
  const [error, setError] = useState<unknown>();
  const { id, version, country, audience, state, settledAt, settledBy, content: { title, note, owner, desk, dueAt } } = task;
  const own = session?.caller?.organisation;
  const mayChange = mayWrite && (country === own || (audience === 'all' && operation.you.role === 'coordinator'));
  const maySettle = mayChange || (mayWrite && owner === own);
  const isLate = state === 'open' && dueAt !== undefined && Date.parse(dueAt) < now;
  const settle = (to: TaskState): void => {
    setError(undefined);
    client.call(settleTask, { params: { id: operation.id, task: id }, body: { to } }, { version }).then(onDone, (failed: unknown) => {
      setError(failed);
      onDone();
    });
  };
  const Sign = SIGNS[state];
  if (isChanging) return <TaskForm operation={operation} first={task.content} task={task} onDone={() => { setChanging(false); onDone(); }} onCancel={() => setChanging(false)} />;
  return (
    <>
      {error !== undefined && <Problem error={asAppError(error)} />}
      <p className={classes['title']}><Sign size={18} aria-hidden /><bdi>{title}</bdi></p>
      <p className={classes['facts']}>
        <span>{t(`operations.tasks.state.${state}`)}{settledAt !== undefined && ` · ${sayMoment(settledAt, locale)}`}{settledBy !== undefined && <> · <CountryName code={settledBy} /></>}</span>
        {dueAt !== undefined && <span data-late={isLate}>{isLate && <IconAlertTriangle size={16} aria-hidden />} {t(isLate ? 'operations.tasks.late' : 'operations.tasks.until', { time: sayUtc(dueAt, locale) })}</span>}
        {owner !== undefined && <span>{t('operations.tasks.owner')}: <CountryName code={owner} /></span>}
        {desk !== undefined && <bdi>{desk}</bdi>}
        <span>{t(`operations.tasks.by.${audience}`)} <CountryName code={country} /></span>
      </p>
      {note !== undefined && <p className={classes['note']}><bdi>{note}</bdi></p>}
      {(maySettle || mayChange) && (
        <div className={classes['buttons']}>
          {maySettle && state === 'open' && <Button size="sm" aria-label={t('operations.tasks.doneOf', { title })} onClick={() => settle('done')}>{t('operations.tasks.done')}</Button>}
          {maySettle && state === 'open' && <Button size="sm" variant="default" aria-label={t('operations.tasks.dropOf', { title })} onClick={() => settle('dropped')}>{t('operations.tasks.drop')}</Button>}
          {maySettle && state !== 'open' && <Button size="sm" variant="default" aria-label={t('operations.tasks.againOf', { title })} onClick={() => settle('open')}>{t('operations.tasks.again')}</Button>}
          {mayChange && <Button size="sm" variant="default" aria-label={t('operations.tasks.changeOf', { title })} onClick={() => setChanging(true)}>{t('operations.tasks.change')}</Button>}
        </div>
      )}
    </>
  );
}

/** A moment in UTC, which is the same for everybody who takes part. */
function sayUtc(moment: string, locale: string): string {
  return `${new Intl.DateTimeFormat(locale, { timeZone: 'UTC', day: 'numeric', month: 'short', hour: '2-digit', minute: '2-digit', hourCycle: 'h23' }).format(Date.parse(moment))} UTC`;
}
