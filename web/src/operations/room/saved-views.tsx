import { Button, TextInput } from '@mantine/core';
import { IconBookmark, IconX } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import { type ReactNode, useState } from 'react';
import { useWords } from '../../words/words.tsx';
import { useThisOperation } from '../frame.tsx';
import { useRoomView } from './use-room-view.ts';
import { forgetView, saveView, useViews } from './views.ts';
import classes from './room.module.css';

/** Views that were given a name on this device, and the way to name this one. */
export function SavedViews(): ReactNode {
  const { t } = useWords();
  const { id } = useThisOperation();
  const { search } = useRoomView();
  const views = useViews(id);
  const [name, setName] = useState<string>();
  const save = (): void => {
    if (name !== undefined && name.trim() !== '') saveView({ operation: id, name: name.trim(), search });
    setName(undefined);
  };
  return (
    <div className={classes['views']}>
      {views.map((view) => (
        <span key={view.name} className={classes['view']}>
          <Link to="/operations/$id" params={{ id }} search={view.search}>{view.name}</Link>
          <button type="button" aria-label={t('operations.room.forgetView', { name: view.name })} onClick={() => forgetView(view)}><IconX size={14} aria-hidden /></button>
        </span>
      ))}
      {name === undefined
        ? <Button variant="subtle" size="compact-sm" leftSection={<IconBookmark size={16} aria-hidden />} onClick={() => setName('')}>{t('operations.room.saveView')}</Button>
        : <form className={classes['viewForm']} onSubmit={(event) => { event.preventDefault(); save(); }}>
            <TextInput size="xs" autoFocus aria-label={t('operations.room.viewName')} placeholder={t('operations.room.viewName')} value={name} maxLength={40} onChange={(event) => setName(event.currentTarget.value)} />
            <Button type="submit" size="xs">{t('operations.room.keepView')}</Button>
            <Button size="xs" variant="default" onClick={() => setName(undefined)}>{t('form.cancel')}</Button>
          </form>}
    </div>
  );
}
