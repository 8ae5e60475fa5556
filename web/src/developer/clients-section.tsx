import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import type { RegisteredClient } from '@watchword/api/access/clients.ts';
import { type ReactNode, useState } from 'react';
import { asAppError, queries } from '../api.ts';
import { client } from '../whole-client.ts';
import { Ltr } from '../ui/ltr.tsx';
import { Problem } from '../ui/problem.tsx';
import { sayDate } from '../words/say-dates.ts';
import { useWords } from '../words/words.tsx';
import classes from './developer.module.css';

/** Systems of one's own organisation that sign in with keys of their own: how one is registered, which there are, revoke one. */
export function ClientsSection(): ReactNode {
  const { t } = useWords();
  const clients = useQuery({ queryKey: ['clients'], queryFn: () => client.clients.list() });
  return (
    <section aria-labelledby="clients-title">
      <h2 id="clients-title" className={classes['title']}>{t('clients.title')}</h2>
      <p>{t('clients.lead')}</p>
      <pre dir="ltr" className={classes['code']} tabIndex={0}>{'npx watchword client register --name "Border control" --permission check,check:batch --out border.key.json'}</pre>
      {clients.error !== null && <Problem error={asAppError(clients.error)} retry={() => void clients.refetch()} />}
      {(clients.data ?? []).length > 0 && <ClientsTable clients={clients.data ?? []} />}
    </section>
  );
}

function ClientsTable({ clients }: { clients: readonly RegisteredClient[] }): ReactNode {
  const { t, locale } = useWords();
  const [error, setError] = useState<unknown>();
  const revoke = (id: string): void => void client.clients.revoke(id).then(() => queries.invalidateQueries({ queryKey: ['clients'] }), setError);
  return (
    <div className={classes['scroll']} tabIndex={0} role="region" aria-label={t('clients.title')}>
      {error !== undefined && <Problem error={asAppError(error)} />}
      <table className={classes['table']}>
        <thead><tr><th scope="col">{t('tokens.name')}</th><th scope="col">{t('tokens.permissions')}</th><th scope="col">{t('clients.keys')}</th><th scope="col">{t('tokens.lastUsed')}</th><th scope="col">{t('records.state')}</th></tr></thead>
        <tbody>
          {clients.map((one) => (
            <tr key={one.id}>
              <td><bdi>{one.name}</bdi></td>
              <td><Ltr>{one.permissions.join(', ')}</Ltr></td>
              <td>{one.keys.map(({ kid, expiresAt }) => <div key={kid}><Ltr>{kid}</Ltr> {t('tokens.until', { day: sayDate(expiresAt, locale) })}</div>)}</td>
              <td>{one.lastUsedOn === undefined ? '–' : sayDate(one.lastUsedOn, locale)}</td>
              <td>{one.revokedAt === undefined ? <Button variant="default" size="xs" onClick={() => revoke(one.id)}>{t('tokens.revoke')}</Button> : t('tokens.revoked', { day: sayDate(one.revokedAt, locale) })}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
