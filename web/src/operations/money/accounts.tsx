import { Button, SegmentedControl, Select, TextInput } from '@mantine/core';
import type { Money, MoneyAccount } from '@watchword/api/joint/money.ts';
import { reportIncident } from '@watchword/api/joint/operations.ts';
import { ACCOUNT_STATES, type AccountState } from '@watchword/api/joint/words.ts';
import { type ReactNode, useState } from 'react';
import { asAppError, client, queries } from '../../api.ts';
import { nowMs } from '../../clock.ts';
import { CountryName } from '../../ui/country-name.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { Ltr } from '../../ui/ltr.tsx';
import { Problem } from '../../ui/problem.tsx';
import { listCountries } from '../../words/countries.ts';
import { sayDay } from '../../words/say-dates.ts';
import { useWords } from '../../words/words.tsx';
import { useThisOperation } from '../frame.tsx';
import { Source } from '../network/selection-panel.tsx';
import { countedKey } from '../queries.ts';
import { sayDollars } from './say-money.ts';
import classes from './money.module.css';

const FEW = 25;

/** Accounts with where a request to freeze them stands, and who said so. */
export function Accounts({ money: { accounts }, canReport }: { money: Money; canReport: boolean }): ReactNode {
  const { t, locale } = useWords();
  const [state, setState] = useState<AccountState | ''>('');
  const [isAll, setAll] = useState(false);
  const [reporting, setReporting] = useState<MoneyAccount>();
  const of = accounts.filter((account) => state === '' || account.state === state);
  return (
    <section className={classes['panel']}>
      <h2>{t('operations.money.accounts')}</h2>
      <SegmentedControl size="sm" mb="sm" className={classes['states'] ?? ''} aria-label={t('operations.money.filter')} value={state} onChange={(chosen) => setState(ACCOUNT_STATES.find((one) => one === chosen) ?? '')} data={[{ value: '', label: `${t('operations.money.all')} ${accounts.length}` }, ...ACCOUNT_STATES.map((one) => ({ value: one, label: `${t(`operations.money.state.${one}`)} ${accounts.filter((account) => account.state === one).length}` }))]} />
      <div className={classes['scroll']} tabIndex={0} role="region" aria-label={t('operations.money.accounts')}>
        <table className={classes['table']} data-money-accounts>
          <thead><tr><th scope="col">{t('operations.money.account')}</th><th scope="col">{t('operations.money.state')}</th><th scope="col">{t('operations.money.history')}</th><th scope="col" className={classes['number']}>{t('operations.money.sent')}</th><th scope="col" className={classes['number']}>{t('operations.money.received')}</th>{canReport && <th scope="col"><span className={classes['unseen']}>{t('operations.money.report')}</span></th>}</tr></thead>
          <tbody>
            {(isAll ? of : of.slice(0, FEW)).map((account) => (
              <tr key={`${account.id} ${account.number}`}>
                <th scope="row"><Ltr>{account.number}</Ltr><span className={classes['hint']}>{account.bank !== undefined && <bdi>{account.bank}</bdi>}{account.country !== undefined && <> · <CountryName code={account.country} /></>}</span></th>
                <td><span className={classes['state']} data-state={account.state ?? 'none'}>{t(`operations.money.state.${account.state ?? 'none'}`)}</span>{account.since !== undefined && <span className={classes['hint']}>{t('operations.money.since', { day: sayDay(account.since, locale) })}</span>}</td>
                <td><History account={account} /></td>
                <td className={classes['number']}>{sayDollars(account.sent, locale)}</td><td className={classes['number']}>{sayDollars(account.received, locale)}</td>
                {canReport && <td><Button variant="default" size="compact-md" onClick={() => setReporting(account)} aria-label={`${t('operations.money.report')} ${account.number}`}>{t('operations.money.report')}</Button></td>}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      {!isAll && of.length > FEW && <Button variant="subtle" onClick={() => setAll(true)}>{t('operations.money.show', { count: of.length })}</Button>}
      {reporting !== undefined && <ReportState account={reporting} onClose={() => setReporting(undefined)} />}
    </section>
  );
}

/** Who said what of an account, and when: the first first. */
function History({ account: { history } }: { account: MoneyAccount }): ReactNode {
  const { t, locale } = useWords();
  const { id } = useThisOperation();
  if (history.length === 0) return '–';
  return <ul className={classes['history']}>{history.map((one) => <li key={`${one.incident} ${one.state}`}>{t(`operations.money.state.${one.state}`)} {t('operations.money.since', { day: sayDay(one.since, locale) })} · <Source source={one} network={{ id }} /></li>)}</ul>;
}

/** Says that freezing was asked for, done or lifted: as an incident, which counts. */
function ReportState({ account: { number, bank, country }, onClose }: { account: MoneyAccount; onClose: () => void }): ReactNode {
  const { t, locale } = useWords();
  const { id } = useThisOperation();
  const today = new Date(nowMs()).toISOString().slice(0, 10);
  const [state, setState] = useState<AccountState>('asked');
  const [since, setSince] = useState(today);
  const [place, setPlace] = useState('');
  const [held, setHeld] = useState<string | null>(country ?? null);
  const [error, setError] = useState<unknown>();
  const [busy, setBusy] = useState(false);
  const isReady = place.trim() !== '' && held !== null && since !== '';
  const send = (): void => {
    if (held === null) return;
    setBusy(true);
    const content = { kind: 'account' as const, at: `${new Date(nowMs()).toISOString().slice(0, 19)}Z`, place: { name: place.trim() }, accounts: [{ number, country: held, state, since, ...(bank !== undefined && { bank }) }] };
    client.call(reportIncident, { params: { id }, body: { content } })
      .then(() => { onClose(); return queries.invalidateQueries({ queryKey: countedKey(id) }); })
      .catch(setError)
      .finally(() => setBusy(false));
  };
  return (
    <Dialog title={t('operations.money.reportTitle', { number })} onClose={onClose}>
      <form className={classes['form']} onSubmit={(event) => { event.preventDefault(); if (isReady) send(); }}>
        {error !== undefined && <Problem error={asAppError(error)} />}
        <p className={classes['hint']}>{t('operations.money.reportHint')}</p>
        <SegmentedControl aria-label={t('operations.money.newState')} value={state} onChange={(chosen) => setState(ACCOUNT_STATES.find((one) => one === chosen) ?? 'asked')} data={ACCOUNT_STATES.map((one) => ({ value: one, label: t(`operations.money.state.${one}`) }))} />
        <TextInput type="date" size="md" label={t('operations.money.stateSince')} required max={today} value={since} onChange={(event) => setSince(event.currentTarget.value)} />
        <TextInput size="md" label={t('operations.money.where')} required maxLength={120} value={place} onChange={(event) => setPlace(event.currentTarget.value)} data-autofocus />
        {country === undefined && <Select size="md" searchable required label={t('operations.money.heldIn')} value={held} onChange={setHeld} data={listCountries(locale).map(({ code, name }) => ({ value: code, label: `${name} (${code})` }))} />}
        <Button type="submit" size="md" loading={busy} disabled={!isReady}>{t('operations.money.send')}</Button>
      </form>
    </Dialog>
  );
}
