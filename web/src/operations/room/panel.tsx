import { Button } from '@mantine/core';
import { IconChartBar, IconTable } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { useWords } from '../../words/words.tsx';
import { useRoomView } from './use-room-view.ts';
import classes from './room.module.css';

type PanelProps = { title: string; name: string; children: ReactNode; actions?: ReactNode; picture?: boolean };

/** A part of the room. `picture`: it has a table in its place, on key T. */
export function Panel({ title, name, children, actions, picture = false }: PanelProps): ReactNode {
  const { t } = useWords();
  const { search, set } = useRoomView();
  const isTable = search.tables === true;
  return (
    <section className={classes['panel']} data-panel={name} aria-labelledby={`panel-${name}`}>
      <div className={classes['panelHead']}>
        <h2 id={`panel-${name}`}>{title}</h2>
        {actions}
        {picture && search.wall !== true && <Button variant="subtle" color="gray" c="inherit" size="compact-sm" className={classes['twin'] ?? ''} leftSection={isTable ? <IconChartBar size={16} aria-hidden /> : <IconTable size={16} aria-hidden />} onClick={() => set({ tables: isTable ? undefined : true })}>{isTable ? t('operations.room.asPicture') : t('operations.room.asTable')}</Button>}
      </div>
      {children}
    </section>
  );
}
