import { Button, Checkbox, CopyButton, NativeSelect, TextInput } from '@mantine/core';
import { IconCopy, IconKey } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import type { Token } from '@watchword/api/access.ts';
import type { Permission } from '@watchword/api/operation.ts';
import { type ReactNode, useState } from 'react';
import { asAppError, queries } from '../api.ts';
import { client } from '../whole-client.ts';
import { useSession } from '../session/session.ts';
import { Ltr } from '../ui/ltr.tsx';
import { Problem } from '../ui/problem.tsx';
import { sayDate } from '../words/say-dates.ts';
import { useWords } from '../words/words.tsx';
import classes from './developer.module.css';

const SYSTEM_PERMISSIONS: readonly Permission[] = ['check', 'check:batch', 'record:read', 'record:write', 'record:load', 'record:export'];

/** Tokens of one's own organisation: issue one, see its secret once, revoke it. */
export function TokensSection(): ReactNode {
  const { t } = useWords();
  const tokens = useQuery({ queryKey: ['tokens'], queryFn: () => client.tokens.list() });
  const [secret, setSecret] = useState<string>();
  return (
    <section aria-labelledby="tokens-title">
      <h2 id="tokens-title" className={classes['title']}>{t('developer.token')}</h2>
      <p>{t('tokens.lead')}</p>
      {secret !== undefined && (
        <div className={classes['secret']} role="status">
          <strong>{t('tokens.secret')}</strong> <Ltr>{secret}</Ltr>
          <CopyButton value={secret}>{({ copied, copy }) => <Button size="sm" variant="default" leftSection={<IconCopy size={16} aria-hidden />} onClick={copy}>{copied ? t('developer.copied') : t('developer.copy')}</Button>}</CopyButton>
        </div>
      )}
      <IssueForm onIssued={setSecret} />
      {tokens.error !== null && <Problem error={asAppError(tokens.error)} retry={() => void tokens.refetch()} />}
      {(tokens.data ?? []).length > 0 && <TokensTable tokens={tokens.data ?? []} />}
    </section>
  );
}

function IssueForm({ onIssued }: { onIssued: (secret: string) => void }): ReactNode {
  const { t } = useWords();
  const { session } = useSession();
  const own = session?.caller?.permissions ?? [];
  const offered = SYSTEM_PERMISSIONS.filter((permission) => own.includes(permission));
  const [name, setName] = useState('');
  const [role, setRole] = useState<'system' | 'front-line' | 'desk'>('system');
  const [permissions, setPermissions] = useState<readonly string[]>(['check']);
  const [error, setError] = useState<unknown>();
  const send = (): void => {
    setError(undefined);
    client.tokens.issue({ name: name.trim(), role, permissions: offered.filter((one) => permissions.includes(one)) })
      .then(({ secret }) => { if (secret !== undefined) onIssued(secret); setName(''); void queries.invalidateQueries({ queryKey: ['tokens'] }); }, setError);
  };
  return (
    <form className={classes['issue']} onSubmit={(event) => { event.preventDefault(); if (name.trim() !== '') send(); }}>
      {error !== undefined && <Problem error={asAppError(error)} />}
      <TextInput size="md" label={t('tokens.name')} value={name} maxLength={80} required onChange={(event) => setName(event.currentTarget.value)} />
      <NativeSelect size="md" label={t('tokens.role')} value={role} onChange={(event) => setRole((['system', 'front-line', 'desk'] as const).find((one) => one === event.currentTarget.value) ?? 'system')} data={(['system', 'front-line', 'desk'] as const).map((one) => ({ value: one, label: t(`role.${one}`) }))} />
      <Checkbox.Group label={t('tokens.permissions')} value={[...permissions]} onChange={setPermissions}>
        <div className={classes['boxes']}>{offered.map((permission) => <Checkbox key={permission} value={permission} label={<Ltr>{permission}</Ltr>} />)}</div>
      </Checkbox.Group>
      <Button type="submit" size="md" leftSection={<IconKey size={20} aria-hidden />}>{t('tokens.issue')}</Button>
    </form>
  );
}

function TokensTable({ tokens }: { tokens: readonly Token[] }): ReactNode {
  const { t, locale } = useWords();
  const [error, setError] = useState<unknown>();
  const revoke = (id: string): void => void client.tokens.revoke(id).then(() => queries.invalidateQueries({ queryKey: ['tokens'] }), setError);
  return (
    <div className={classes['scroll']} tabIndex={0} role="region" aria-label={t('developer.token')}>
      {error !== undefined && <Problem error={asAppError(error)} />}
      <table className={classes['table']}>
        <thead><tr><th scope="col">{t('tokens.name')}</th><th scope="col">{t('tokens.permissions')}</th><th scope="col">{t('tokens.created')}</th><th scope="col">{t('tokens.lastUsed')}</th><th scope="col">{t('records.state')}</th></tr></thead>
        <tbody>
          {tokens.map((token) => (
            <tr key={token.id}>
              <td><bdi>{token.name}</bdi></td>
              <td><Ltr>{token.permissions.join(', ')}</Ltr></td>
              <td>{sayDate(token.createdAt, locale)}{token.expiresAt !== undefined && <> {t('tokens.until', { day: sayDate(token.expiresAt, locale) })}</>}</td>
              <td>{token.lastUsedOn === undefined ? '–' : sayDate(token.lastUsedOn, locale)}</td>
              <td>{token.revokedAt === undefined ? <Button variant="default" size="xs" onClick={() => revoke(token.id)}>{t('tokens.revoke')}</Button> : t('tokens.revoked', { day: sayDate(token.revokedAt, locale) })}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
