import type { ReactNode } from 'react';
import { Page } from '../ui/page.tsx';
import { useWords } from '../words/words.tsx';
import { Flags } from './flags.tsx';

/** Data protection: how one's own officers use the network. */
export function OversightPage(): ReactNode {
  const { t } = useWords();
  return <Page title={t('oversight.title')}><Flags /></Page>;
}
