import { Tabs } from '@mantine/core';
import { type ReactNode, useState } from 'react';
import { useSession } from '../session/session.ts';
import { Page } from '../ui/page.tsx';
import { useWords } from '../words/words.tsx';
import { OwnEntries, OwnerEntries } from './entries.tsx';
import { Flags } from './flags.tsx';
import { LogState } from './log-state.tsx';
import { LogSearch } from './search.tsx';
import { Statistics } from './statistics.tsx';

/** Data protection: how one's own officers use the network, who was shown one's records, and whether the log is whole. */
export function OversightPage(): ReactNode {
  const { t } = useWords();
  const { session } = useSession();
  const [tab, setTab] = useState<string | null>('flags');
  const reads = session?.caller?.permissions.includes('audit:read') === true;
  if (!reads) return <Page title={t('oversight.title')}><Flags /><Statistics /></Page>;
  return (
    <Page title={t('oversight.title')} wide>
      <LogState />
      <Tabs value={tab} onChange={setTab} keepMounted={false} mt="lg">
        <Tabs.List>
          <Tabs.Tab value="flags">{t('flags.title')}</Tabs.Tab>
          <Tabs.Tab value="search">{t('search.tab')}</Tabs.Tab>
          <Tabs.Tab value="own">{t('entries.own')}</Tabs.Tab>
          <Tabs.Tab value="shown">{t('entries.shown')}</Tabs.Tab>
          <Tabs.Tab value="statistics">{t('statistics.title')}</Tabs.Tab>
        </Tabs.List>
        <Tabs.Panel value="flags"><Flags /></Tabs.Panel>
        <Tabs.Panel value="search"><LogSearch /></Tabs.Panel>
        <Tabs.Panel value="own"><OwnEntries /></Tabs.Panel>
        <Tabs.Panel value="shown"><OwnerEntries /></Tabs.Panel>
        <Tabs.Panel value="statistics"><Statistics /></Tabs.Panel>
      </Tabs>
    </Page>
  );
}
