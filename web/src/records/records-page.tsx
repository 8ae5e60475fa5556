import { Button, Checkbox, NativeSelect, Skeleton, TextInput } from '@mantine/core';
import { IconFileImport, IconPlus } from '@tabler/icons-react';
import { Link, useNavigate, useSearch } from '@tanstack/react-router';
import { DATABASES } from '@watchword/api/databases/databases.ts';
import { exportRecords, RECORD_STATES } from '@watchword/api/records.ts';
import { type ReactNode, useState } from 'react';
import { asAppError, client } from '../api.ts';
import { OwnerNotices } from '../requests/owner-notices.tsx';
import { useSession } from '../session/session.ts';
import { TakeAway, type Taken } from '../session/take-away.tsx';
import { Page } from '../ui/page.tsx';
import { Problem } from '../ui/problem.tsx';
import { useWords } from '../words/words.tsx';
import { type Filters, parseFilters } from './filters.ts';
import { useRecords } from './queries.ts';
import { RecordsTable } from './records-table.tsx';
import classes from './records.module.css';

/** The records of one's own bureau. */
export function RecordsPage(): ReactNode {
  const { t, coded } = useWords();
  const { session } = useSession();
  const filters = useSearch({ from: '/records' });
  const records = useRecords(filters);
  const items = records.data?.pages.flatMap((page) => page.items) ?? [];
  const mayWrite = session?.caller?.permissions.includes('record:write') === true;
  const mayExport = session?.caller?.permissions.includes('record:export') === true;
  return (
    <Page
      title={t('records.title')} wide
      actions={<>
        {mayExport && filters.database !== undefined && <TakeAway label={t('records.export')} take={takeRecords(filters.database)} />}
        {mayWrite && <Button component={Link} to="/loads" variant="default" leftSection={<IconFileImport size={18} aria-hidden />}>{t('records.load')}</Button>}
        {mayWrite && <Button leftSection={<IconPlus size={18} aria-hidden />} renderRoot={(props) => <Link to="/records/new" search={{ database: filters.database ?? 'travel-documents' }} {...props} />}>{t('records.new')}</Button>}
      </>}
    >
      <OwnerNotices mayWrite={mayWrite} />
      <FilterBar filters={filters} />
      {records.error !== null && <Problem error={asAppError(records.error)} retry={() => void records.refetch()} />}
      {records.isPending && <div aria-busy="true">{[1, 2, 3, 4].map((row) => <Skeleton key={row} height={40} mt="xs" />)}</div>}
      {records.isSuccess && items.length === 0 && <p className={classes['empty']}>{t('records.empty')}</p>}
      {items.length > 0 && <RecordsTable records={items} columns={filters.database === undefined ? undefined : DATABASES.find((one) => one.code === filters.database)?.columns} />}
      {records.hasNextPage && <Button mt="md" variant="default" loading={records.isFetchingNextPage} onClick={() => void records.fetchNextPage()}>{t('records.more')}</Button>}
      <p className={classes['count']} role="status">{records.isSuccess ? t('records.shown', { count: items.length, database: filters.database === undefined ? t('records.allDatabases') : coded('database', filters.database) }) : ''}</p>
    </Page>
  );
}

/** A large database takes minutes. */
const LONG_MS = 10 * 60_000;

function takeRecords(database: string): () => Promise<Taken> {
  return async () => {
    const download = await client.download(exportRecords, { params: { database }, query: { format: 'csv' } }, { timeout: LONG_MS });
    const parts = await Array.fromAsync(download.chunks(), (chunk) => chunk as Uint8Array<ArrayBuffer>);
    return { blob: new Blob(parts, { type: 'text/csv' }), name: download.name ?? `${database}.csv` };
  };
}

function FilterBar({ filters }: { filters: Filters }): ReactNode {
  const { t, coded } = useWords();
  const navigate = useNavigate();
  const [reference, setReference] = useState(filters.reference ?? '');
  const set = (change: Record<string, unknown>): void => void navigate({ to: '/records', search: parseFilters({ ...filters, ...change }) });
  return (
    <form className={classes['filters']} onSubmit={(event) => { event.preventDefault(); set({ reference: reference.trim() }); }} aria-label={t('records.filters')}>
      <NativeSelect label={t('records.database')} value={filters.database ?? ''} onChange={(event) => set({ database: event.currentTarget.value })} data={[{ value: '', label: t('records.allDatabases') }, ...DATABASES.map((one) => ({ value: one.code, label: coded('database', one.code) }))]} />
      <NativeSelect label={t('records.state')} value={filters.state ?? ''} onChange={(event) => set({ state: event.currentTarget.value })} data={[{ value: '', label: t('records.anyState') }, ...RECORD_STATES.map((state) => ({ value: state, label: t(`state.${state}`) }))]} />
      <TextInput label={t('field.reference')} value={reference} maxLength={80} onChange={(event) => setReference(event.currentTarget.value)} onBlur={() => { if (reference.trim() !== (filters.reference ?? '')) set({ reference: reference.trim() }); }} />
      <Checkbox label={t('records.expiring')} checked={filters.expiring === true} onChange={(event) => set({ expiring: event.currentTarget.checked })} />
    </form>
  );
}
