import { Text } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { useWords } from '../words/words.tsx';
import { Page } from './page.tsx';

/** For addresses that lead nowhere. */
export function NotFoundPage(): ReactNode {
  const { t } = useWords();
  return <Page title={t('notFound.title')}><Text size="lg">{t('notFound.text')} <Link to="/">{t('notFound.home')}</Link></Text></Page>;
}
