import { Button, Skeleton } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { type Money, readMoney } from '@watchword/api/joint/money.ts';
import { moneyTable } from '@watchword/sdk/joint/charts/money-table.ts';
import { type ReactNode, useEffect, useEffectEvent, useState } from 'react';
import { asAppError, client } from '../../api.ts';
import { nowMs } from '../../clock.ts';
import { isTyping } from '../../messages/use-mail-keys.ts';
import { useSession } from '../../session/session.ts';
import { usePreferences } from '../../settings/preferences.ts';
import { Problem } from '../../ui/problem.tsx';
import { save } from '../../ui/save.ts';
import { useWords } from '../../words/words.tsx';
import { useThisOperation } from '../frame.tsx';
import { countedKey } from '../queries.ts';
import { Accounts } from './accounts.tsx';
import { FlowPanel } from './flow-panel.tsx';
import { ByCurrency, Ledger } from './ledger.tsx';
import { sayDollars } from './say-money.ts';
import classes from './money.module.css';

/** The money: how much, from whom to whom, and what of it is frozen. */
export function MoneyPage(): ReactNode {
  const { t } = useWords();
  const { id, plan: { code }, state, you } = useThisOperation();
  const { session } = useSession();
  const { deskKeys } = usePreferences();
  const isIn = you.state === 'accepted' && you.role !== 'partner';
  const money = useQuery({ queryKey: countedKey(id, 'money'), queryFn: () => client.call(readMoney, { params: { id }, query: {} }), enabled: isIn });
  const [isTable, setTable] = useState(false);
  const [start, setStart] = useState('');
  const [fault, setFault] = useState<unknown>();
  const onKey = useEffectEvent((event: KeyboardEvent) => {
    if (deskKeys === false || event.defaultPrevented || event.ctrlKey || event.altKey || event.metaKey || isTyping(event.target) || event.key !== 't') return;
    setTable(!isTable);
    event.preventDefault();
  });
  useEffect(() => {
    window.addEventListener('keydown', onKey);
    return () => window.removeEventListener('keydown', onKey);
  }, []);
  if (!isIn) return <p>{t('operations.money.notFor')}</p>;
  const take = (): void => void client.call(readMoney, { params: { id }, query: { taken: true } }).then((taken) => save(new Blob([moneyTable(taken)], { type: 'text/csv' }), `${code.toLowerCase()}-money-${new Date(nowMs()).toISOString().slice(0, 10)}.csv`), setFault);
  const canReport = session?.caller?.permissions.includes('operation:report') === true && (state === 'open' || state === 'ended');
  return (
    <div className={classes['page']} data-money-page>
      {fault !== undefined && <Problem error={asAppError(fault)} />}
      {money.error !== null && <Problem error={asAppError(money.error)} retry={() => void money.refetch()} />}
      {money.data === undefined ? money.error === null && <Skeleton height={300} /> : (
        <>
          <Totals money={money.data} />
          <div className={classes['actions']}><Button variant="default" onClick={take}>{t('operations.money.take')}</Button>{money.data.handling !== undefined && <span className={classes['handling']}>{money.data.handling}</span>}</div>
          <FlowPanel money={money.data} isTable={isTable} onTable={() => setTable(!isTable)} start={start} onStart={setStart} />
          <Accounts money={money.data} canReport={canReport} />
          <ByCurrency money={money.data} />
          <Ledger money={money.data} />
        </>
      )}
    </div>
  );
}

/** The numbers of the results, and how much of each is shown here. */
function Totals({ money: { results, shown, withheld } }: { money: Money }): ReactNode {
  const { t, locale } = useWords();
  const number = new Intl.NumberFormat(locale);
  const say = (measure: keyof Money['results'], value: number): string => (measure === 'usd' ? sayDollars(value, locale) : number.format(value));
  const words = { usd: 'operations.money.total', transactions: 'operations.money.transactions', 'accounts-frozen': 'operations.money.frozen', 'accounts-asked': 'operations.money.asked' } as const;
  return (
    <>
      <dl className={classes['totals']}>
        {(['usd', 'transactions', 'accounts-frozen', 'accounts-asked'] as const).map((measure) => (
          <div key={measure} data-money-total={measure}>
            <dt>{t(words[measure])}</dt>
            <dd>{say(measure, results[measure])}</dd>
            <dd className={classes['hint']}>{shown[measure] === results[measure] ? t('operations.money.agrees') : t('operations.money.ofResults', { shown: say(measure, shown[measure]), counted: say(measure, results[measure]) })}</dd>
          </div>
        ))}
      </dl>
      {withheld.length > 0 && <p className={classes['warn']}>{t('operations.money.withheld', { countries: withheld.map(({ country, reports }) => `${country} ${reports}`).join(', ') })}</p>}
    </>
  );
}
