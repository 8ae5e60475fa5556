import { ActionIcon, Button, Menu } from '@mantine/core';
import { IconArrowBackUp, IconArrowForwardUp, IconArrowMerge, IconArrowsMaximize, IconEye, IconEyeOff, IconLasso, IconPin, IconPinnedOff, IconPlus, IconMinus, IconRefresh, IconRoute, IconSchema, IconSelectAll, IconTable, IconTrash } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { useWords, type WordId } from '../../words/words.tsx';
import type { Actions } from './use-actions.ts';
import classes from './network.module.css';

type ToolProps = { word: WordId; keys?: string; icon: ReactNode; onClick: () => void; disabled?: boolean; pressed?: boolean };

/** One tool: its name and key are told on hover and to those who listen. */
function Tool({ word, keys, icon, onClick, disabled = false, pressed }: ToolProps): ReactNode {
  const { t } = useWords();
  const name = keys === undefined ? t(word) : `${t(word)} (${keys})`;
  return (
    <ActionIcon size="lg" variant={pressed === true ? 'filled' : 'default'} title={name} aria-label={name} aria-pressed={pressed} disabled={disabled} onClick={onClick} {...(keys !== undefined && { 'aria-keyshortcuts': keys })}>{icon}</ActionIcon>
  );
}

/** What can be done with the chart. Everything here goes by keys as well. */
export function Toolbar({ actions: { can, ...actions }, isTable, isLasso, children }: { actions: Actions; isTable: boolean; isLasso: boolean; children: ReactNode }): ReactNode {
  const { t } = useWords();
  return (
    <div className={classes['tools']} role="toolbar" aria-label={t('operations.network.tools')}>
      <div className={classes['group']}>
        <Tool word="operations.network.undo" keys="Control+Z" icon={<IconArrowBackUp size={18} className="mirrored" aria-hidden />} onClick={actions.undo} disabled={!can.undo} />
        <Tool word="operations.network.redo" keys="Control+Y" icon={<IconArrowForwardUp size={18} className="mirrored" aria-hidden />} onClick={actions.redo} disabled={!can.redo} />
      </div>
      <div className={classes['group']}>
        <Tool word="operations.network.lasso" keys="L" icon={<IconLasso size={18} aria-hidden />} onClick={actions.lasso} pressed={isLasso} disabled={isTable} />
        <Tool word="operations.network.neighbours" keys="N" icon={<IconSchema size={18} aria-hidden />} onClick={actions.neighbours} disabled={!can.some} />
        <Tool word="operations.network.selectAll" keys="Control+A" icon={<IconSelectAll size={18} aria-hidden />} onClick={actions.selectAll} />
      </div>
      <div className={classes['group']}>
        <Tool word="operations.network.expand" keys="E" icon={<IconPlus size={18} aria-hidden />} onClick={actions.expand} disabled={!can.one} />
        <Tool word="operations.network.path" keys="P" icon={<IconRoute size={18} aria-hidden />} onClick={actions.path} disabled={!can.two} />
        <Tool word={can.unpin ? 'operations.network.unpin' : 'operations.network.pin'} keys="I" icon={can.unpin ? <IconPinnedOff size={18} aria-hidden /> : <IconPin size={18} aria-hidden />} onClick={actions.pin} disabled={!can.some} />
        <Tool word="operations.network.merge" keys="M" icon={<IconArrowMerge size={18} aria-hidden />} onClick={actions.merge} disabled={!can.merge} />
        <Tool word="operations.network.hide" keys="H" icon={<IconEyeOff size={18} aria-hidden />} onClick={actions.hide} disabled={!can.some} />
        <Tool word="operations.network.showHidden" keys="Shift+H" icon={<IconEye size={18} aria-hidden />} onClick={actions.showHidden} disabled={!can.showHidden} />
        <Tool word="operations.network.remove" keys="Delete" icon={<IconTrash size={18} aria-hidden />} onClick={actions.remove} disabled={!can.some} />
      </div>
      <div className={classes['group']}>
        <Tool word="operations.network.zoomIn" keys="+" icon={<IconPlus size={18} aria-hidden />} onClick={actions.zoomIn} disabled={isTable} />
        <Tool word="operations.network.zoomOut" keys="-" icon={<IconMinus size={18} aria-hidden />} onClick={actions.zoomOut} disabled={isTable} />
        <Tool word="operations.network.fit" keys="F" icon={<IconArrowsMaximize size={18} aria-hidden />} onClick={actions.fit} disabled={isTable} />
        <Tool word="operations.network.arrange" icon={<IconRefresh size={18} aria-hidden />} onClick={actions.arrange} disabled={isTable} />
        <Tool word="operations.network.table" keys="T" icon={<IconTable size={18} aria-hidden />} onClick={actions.table} pressed={isTable} />
      </div>
      <div className={classes['menus']}>{children}</div>
    </div>
  );
}

/** A menu of the toolbar. */
export function ToolMenu({ label, children }: { label: string; children: ReactNode }): ReactNode {
  return (
    <Menu position="bottom-end" withinPortal={false}>
      <Menu.Target><Button variant="default" size="compact-md" className={classes['menu'] ?? ''}>{label}</Button></Menu.Target>
      <Menu.Dropdown>{children}</Menu.Dropdown>
    </Menu>
  );
}
