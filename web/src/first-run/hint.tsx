import { CloseButton } from '@mantine/core';
import { IconBulb } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { useSession } from '../session/session.ts';
import { setPreferences, usePreferences } from '../settings/preferences.ts';
import { useWords } from '../words/words.tsx';
import { Drawer } from './drawer.tsx';
import classes from './first-run.module.css';

/** What to do next, for whoever sees all this for the first time. Only in the demo world; closed for good by one press. */
export function Hint({ text }: { text: string | undefined }): ReactNode {
  const { t } = useWords();
  const { session } = useSession();
  const { hints } = usePreferences();
  if (session?.demo !== true) return null;
  return (
    <div className={classes['row']}>
      {hints !== false && text !== undefined && (
        <aside className={classes['hint']} aria-label={t('firstRun.hintLabel')}>
          <IconBulb size={20} aria-hidden />
          <span role="status">{text}</span>
          <CloseButton size="md" aria-label={t('firstRun.close')} title={t('firstRun.close')} onClick={() => setPreferences({ hints: false })} />
        </aside>
      )}
      <Drawer />
    </div>
  );
}
