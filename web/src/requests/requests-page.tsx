import { Button, Checkbox, NativeSelect, Skeleton } from '@mantine/core';
import { IconPlus } from '@tabler/icons-react';
import { useInfiniteQuery } from '@tanstack/react-query';
import { listRequests, REQUEST_STATES, type RequestState, type RequestSummary } from '@watchword/api/requests.ts';
import { type ReactNode, useState } from 'react';
import { asAppError, client } from '../api.ts';
import { Page } from '../ui/page.tsx';
import { Problem } from '../ui/problem.tsx';
import { useWords } from '../words/words.tsx';
import { ClockText } from './clock-text.tsx';
import { ReceiveForm } from './receive-form.tsx';
import { RequestView } from './request-view.tsx';
import classes from './requests.module.css';

type Shown = { readonly state: RequestState | ''; readonly overdue: boolean };

/** Requests of persons, for the Commission: no bureau sees that there are any. */
export function RequestsPage(): ReactNode {
  const { t } = useWords();
  const [{ state, overdue }, setShown] = useState<Shown>({ state: '', overdue: false });
  const [open, setOpen] = useState<string>();
  const [isReceiving, setReceiving] = useState(false);
  const requests = useInfiniteQuery({
    queryKey: ['requests', state, overdue],
    queryFn: ({ pageParam }) => client.call(listRequests, { query: { limit: 50, ...(state !== '' && { state }), ...(overdue && { overdue }), ...(pageParam !== '' && { cursor: pageParam }) } }),
    initialPageParam: '',
    getNextPageParam: (page) => page.nextCursor,
  });
  const items = requests.data?.pages.flatMap((page) => page.items) ?? [];
  const shown = items.find(({ id }) => id === open)?.id ?? items[0]?.id;
  return (
    <Page title={t('requests.title')} wide actions={<Button leftSection={<IconPlus size={18} aria-hidden />} onClick={() => setReceiving(!isReceiving)} aria-expanded={isReceiving}>{t('requests.receive')}</Button>}>
      <p className={classes['lead']}>{t('requests.lead')}</p>
      {isReceiving && <ReceiveForm onReceived={(id) => { setReceiving(false); setOpen(id); }} />}
      <div className={classes['filters']}>
        <NativeSelect label={t('requests.stands')} value={state} onChange={(event) => setShown({ overdue, state: REQUEST_STATES.find((one) => one === event.currentTarget.value) ?? '' })} data={[{ value: '', label: t('requests.any') }, ...REQUEST_STATES.map((one) => ({ value: one, label: t(`requests.state.${one}`) }))]} />
        <Checkbox label={t('requests.onlyOverdue')} checked={overdue} onChange={(event) => setShown({ state, overdue: event.currentTarget.checked })} />
      </div>
      {requests.error !== null && <Problem error={asAppError(requests.error)} retry={() => void requests.refetch()} />}
      {requests.isPending && <Skeleton height={160} mt="md" />}
      {requests.isSuccess && items.length === 0 && <p className={classes['empty']}>{t('requests.empty')}</p>}
      {shown !== undefined && (
        <div className={classes['panes']}>
          <div>
            <ol className={classes['queue']}>
              {items.map((request) => <li key={request.id}><QueueItem request={request} isOpen={request.id === shown} onOpen={() => setOpen(request.id)} /></li>)}
            </ol>
            {requests.hasNextPage && <Button variant="default" mt="sm" onClick={() => void requests.fetchNextPage()}>{t('records.more')}</Button>}
          </div>
          <RequestView key={shown} id={shown} />
        </div>
      )}
    </Page>
  );
}

function QueueItem({ request, isOpen, onOpen }: { request: RequestSummary; isOpen: boolean; onOpen: () => void }): ReactNode {
  const { t } = useWords();
  return (
    <button type="button" className={classes['item']} aria-current={isOpen} onClick={onOpen}>
      <strong><bdi>{request.person === '' ? t('requests.erased') : request.person}</bdi></strong>
      <span>{t(`requests.kind.${request.kind}`)} · {t(`requests.state.${request.state}`)}</span>
      <ClockText clock={request.clock} />
    </button>
  );
}
