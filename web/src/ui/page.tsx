import { Title } from '@mantine/core';
import { type ReactNode, useEffect } from 'react';
import { useWords } from '../words/words.tsx';
import { setTitle } from './title.ts';
import classes from './ui.module.css';

type PageProps = { title: string; children: ReactNode; actions?: ReactNode; wide?: boolean; hideTitle?: boolean };

/** One page: its title (also that of the window), what can be done on it, and its content. */
export function Page({ title, children, actions, wide = false, hideTitle = false }: PageProps): ReactNode {
  const { t } = useWords();
  useEffect(() => {
    setTitle(`${title} · ${t('app.name')}`);
  }, [title, t]);
  return (
    <main className={classes['page']} data-wide={wide} id="content">
      <div className={hideTitle ? classes['unseen'] : classes['head']}>
        <Title order={1}>{title}</Title>
        {actions !== undefined && <div className={classes['actions']}>{actions}</div>}
      </div>
      {children}
    </main>
  );
}
