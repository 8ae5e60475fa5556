import { Button, Checkbox, NativeSelect, Skeleton, TextInput } from '@mantine/core';
import { useInfiniteQuery } from '@tanstack/react-query';
import { searchIncidents } from '@watchword/api/joint/field.ts';
import { INCIDENT_KINDS, type IncidentKind } from '@watchword/api/joint/words.ts';
import { type FormEvent, type ReactNode, useState } from 'react';
import { asAppError, client } from '../../../api.ts';
import { useSession } from '../../../session/session.ts';
import { Problem } from '../../../ui/problem.tsx';
import { sayMoment } from '../../../words/say-dates.ts';
import { useWords } from '../../../words/words.tsx';
import { countedKey } from '../../queries.ts';
import classes from '../field.module.css';

type Sought = { readonly text: string; readonly kind: IncidentKind | ''; readonly mine: boolean };

/** The reports of the own country in one operation, with a search. What is looked for stands in no address. `link`: the way to one of them. */
export function OwnReports({ operation, link }: { operation: string; link: (incident: string, children: ReactNode) => ReactNode }): ReactNode {
  const { t, locale } = useWords();
  const { session } = useSession();
  const readsAll = session?.caller?.permissions.includes('operation:read') === true;
  const [typed, setTyped] = useState<Sought>({ text: '', kind: '', mine: !readsAll });
  const [sought, setSought] = useState(typed);
  const found = useInfiniteQuery({
    queryKey: countedKey(operation, 'own', sought),
    queryFn: ({ pageParam }) => client.call(searchIncidents, { params: { id: operation }, body: { ...(sought.text.trim().length > 1 && { text: sought.text.trim() }), ...(sought.kind !== '' && { kind: sought.kind }), ...(sought.mine && { mine: true as const }), ...(pageParam !== '' && { after: pageParam }) } }),
    initialPageParam: '', getNextPageParam: (page) => page.next,
  });
  const items = found.data?.pages.flatMap((page) => page.items) ?? [];
  return (
    <>
      <form className={classes['search']} role="search" onSubmit={(event: FormEvent) => { event.preventDefault(); setSought(typed); }}>
        <TextInput type="search" label={t('operations.incidents.search')} description={t('operations.incidents.searchHint')} value={typed.text} maxLength={120} onChange={(event) => setTyped({ ...typed, text: event.currentTarget.value })} />
        <NativeSelect label={t('operations.field.kind')} value={typed.kind} data={[{ value: '', label: t('operations.incidents.anyKind') }, ...INCIDENT_KINDS.map((kind) => ({ value: kind, label: t(`operations.event.${kind}`) }))]} onChange={(event) => { const next = { ...typed, kind: INCIDENT_KINDS.find((kind) => kind === event.currentTarget.value) ?? ('' as const) }; setTyped(next); setSought(next); }} />
        {readsAll && <Checkbox className={classes['flag'] ?? ''} label={t('operations.incidents.mine')} checked={typed.mine} onChange={(event) => { const next = { ...typed, mine: event.currentTarget.checked }; setTyped(next); setSought(next); }} />}
        <Button type="submit">{t('operations.incidents.find')}</Button>
      </form>
      {found.error !== null && <Problem error={asAppError(found.error)} retry={() => void found.refetch()} />}
      {found.isPending && <Skeleton height={160} />}
      {found.isSuccess && items.length === 0 && <p className={classes['empty']} role="status">{t('operations.incidents.empty')}</p>}
      {items.length > 0 && (
        <ul className={classes['list']}>
          {items.map(({ id, content: { kind, place, at, persons = [], note }, version, withdrawn, mine }) => (
            <li key={id}>
              {link(id, <>{t(`operations.event.${kind}`)} · <bdi>{place.name}</bdi></>)}
              <span>{sayMoment(at, locale)}</span>
              {persons.length > 0 && <span>{t('operations.field.persons', { count: persons.reduce((sum, { count = 1 }) => sum + count, 0) })}</span>}
              {withdrawn === true ? <strong>{t('operations.incident.withdrawn')}</strong> : version > 1 && <span>{t('operations.incident.version', { version })}</span>}
              {mine && readsAll && <span>{t('operations.incidents.isMine')}</span>}
              {note !== undefined && <bdi className={classes['hint']}>{note.slice(0, 120)}</bdi>}
            </li>
          ))}
        </ul>
      )}
      {found.hasNextPage && <Button variant="default" mt="sm" loading={found.isFetchingNextPage} onClick={() => void found.fetchNextPage()}>{t('records.more')}</Button>}
    </>
  );
}
