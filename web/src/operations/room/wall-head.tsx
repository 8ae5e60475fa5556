import { ActionIcon } from '@mantine/core';
import { IconArrowsMinimize } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { useNow } from '../../ui/use-now.ts';
import { useWords } from '../../words/words.tsx';
import { useThisOperation } from '../frame.tsx';
import classes from './room.module.css';

/** The head of the wall: which operation, and what time it is, in Greenwich and here. */
export function WallHead({ onLeave }: { onLeave: () => void }): ReactNode {
  const { t } = useWords();
  const { plan, state } = useThisOperation();
  const now = useNow();
  const time = (timeZone?: string): string => new Intl.DateTimeFormat('en-GB', { hour: '2-digit', minute: '2-digit', ...(timeZone !== undefined && { timeZone }) }).format(now);
  return (
    <div className={classes['wallHead']}>
      <h2>{plan.name} <bdi dir="ltr" className="mono">{plan.code}</bdi></h2>
      <span className={classes['wallState']}>{t(`operations.state.${state}`)}</span>
      {plan.handlingCode !== undefined && <span className={classes['wallState']}>{plan.handlingCode}</span>}
      <bdi dir="ltr" className={classes['wallClock']}>{time('UTC')} UTC{time() !== time('UTC') && ` · ${time()}`}</bdi>
      <ActionIcon variant="subtle" color="gray" c="inherit" size="xl" aria-label={t('operations.room.leaveWall')} title={t('operations.room.leaveWall')} onClick={onLeave}><IconArrowsMinimize aria-hidden /></ActionIcon>
    </div>
  );
}
