import { Switch } from '@mantine/core';
import type { ReactNode } from 'react';
import { setPreferences, usePreferences } from '../settings/preferences.ts';
import { Dialog } from '../ui/dialog.tsx';
import { useWords } from '../words/words.tsx';
import classes from './desk.module.css';

const KEYS = [
  ['j  k  ↓  ↑', 'desk.keyMove'], ['Enter', 'desk.keyOpen'], ['a', 'desk.keyTake'], ['u', 'desk.keyReturn'], ['n', 'desk.keyNote'], ['r', 'desk.keyReply'], ['e', 'desk.keyDone'],
  ['x  Shift+x', 'desk.keySelect'], ['m', 'desk.keyMerge'], ['1  2  3', 'desk.keyAnswer'], ['Ctrl+Enter', 'desk.keySend'], ['?', 'desk.keyHelp'],
] as const;

/** The keys of the desk, and the switch that turns its letters off. */
export function DeskHelp({ onClose }: { onClose: () => void }): ReactNode {
  const { t } = useWords();
  const { deskKeys } = usePreferences();
  return (
    <Dialog title={t('desk.keys')} onClose={onClose}>
      <dl className={classes['keyList']}>{KEYS.map(([keys, id]) => <div key={id}><dt><kbd dir="ltr">{keys}</kbd></dt><dd>{t(id)}</dd></div>)}</dl>
      <Switch mt="md" label={t('desk.lettersOn')} description={t('desk.lettersOnHint')} checked={deskKeys !== false} onChange={(event) => setPreferences({ deskKeys: event.currentTarget.checked ? undefined : false })} />
    </Dialog>
  );
}
