import { Button } from '@mantine/core';
import type { Money } from '@watchword/api/joint/money.ts';
import { type ReactNode, useState } from 'react';
import { Ltr } from '../../ui/ltr.tsx';
import { sayDay } from '../../words/say-dates.ts';
import { useWords } from '../../words/words.tsx';
import { sayAmount, sayDollars } from './say-money.ts';
import classes from './money.module.css';

/** So many rows stand there before all are asked for. */
const FEW = 25;

/** What came to the total in each currency, with the rates and their days. */
export function ByCurrency({ money: { byCurrency, unconverted } }: { money: Money }): ReactNode {
  const { t, locale } = useWords();
  return (
    <section className={classes['panel']}>
      <h2>{t('operations.money.byCurrency')}</h2>
      <div className={classes['scroll']} tabIndex={0} role="region" aria-label={t('operations.money.byCurrency')}>
        <table className={classes['table']}>
          <thead><tr><th scope="col">{t('operations.money.currency')}</th><th scope="col" className={classes['number']}>{t('operations.money.amount')}</th><th scope="col" className={classes['number']}>{t('operations.money.count')}</th><th scope="col" className={classes['number']}>{t('operations.money.usd')}</th><th scope="col">{t('operations.money.rates')}</th></tr></thead>
          <tbody>
            {byCurrency.map(({ currency, amount, transactions, cents, rates }) => (
              <tr key={currency}>
                <th scope="row"><Ltr>{currency}</Ltr></th><td className={classes['number']}>{sayAmount(amount, currency, locale)}</td><td className={classes['number']}>{transactions}</td><td className={classes['number']}>{sayDollars(cents, locale)}</td>
                <td>{currency === 'USD' ? '–' : rates.map(({ on, usd, source }) => <span key={on} className={classes['line']}>{t('operations.money.rate', { usd, day: sayDay(on, locale), source })}</span>)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      {unconverted.map(({ currency, transactions }) => <p key={currency} className={classes['warn']}>{t('operations.money.unconverted', { count: transactions, currency })}</p>)}
    </section>
  );
}

/** Every transaction, in its own currency and in US dollars at the rate of its day. */
export function Ledger({ money: { transactions, accounts } }: { money: Money }): ReactNode {
  const { t, locale } = useWords();
  const [isAll, setAll] = useState(false);
  const numbers = new Map(accounts.map(({ id, number }) => [id, number]));
  const nameOf = (id: string | undefined): string => (id === undefined ? t('operations.money.unknown') : (numbers.get(id) ?? id));
  return (
    <section className={classes['panel']}>
      <h2>{t('operations.money.ledger')}</h2>
      <div className={classes['scroll']} tabIndex={0} role="region" aria-label={t('operations.money.ledger')}>
        <table className={classes['table']} data-money-ledger>
          <thead><tr><th scope="col">{t('operations.money.booked')}</th><th scope="col">{t('operations.money.reference')}</th><th scope="col">{t('operations.money.from')}</th><th scope="col">{t('operations.money.to')}</th><th scope="col" className={classes['number']}>{t('operations.money.amount')}</th><th scope="col" className={classes['number']}>{t('operations.money.usd')}</th><th scope="col">{t('operations.money.sources')}</th></tr></thead>
          <tbody>
            {(isAll ? transactions : transactions.slice(0, FEW)).map(({ reference, on, amount, currency, cents, rate, from, to, provenance }, at) => (
              <tr key={reference ?? `#${at}`}>
                <td className={classes['day']}>{sayDay(on, locale)}</td><th scope="row"><Ltr>{reference ?? '–'}</Ltr></th><td><Ltr>{nameOf(from)}</Ltr></td><td><Ltr>{nameOf(to)}</Ltr></td>
                <td className={classes['number']}>{sayAmount(amount, currency, locale)}</td>
                <td className={classes['number']}>{cents === undefined ? t('operations.money.noRate') : sayDollars(cents, locale)}{rate !== undefined && currency !== 'USD' && <span className={classes['hint']}>{t('operations.money.rate', { usd: rate.usd, day: sayDay(rate.on, locale), source: rate.source })}</span>}</td>
                <td><Ltr>{[...new Set(provenance.map(({ country }) => country))].join(' ')}</Ltr></td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      {!isAll && transactions.length > FEW && <Button variant="subtle" onClick={() => setAll(true)}>{t('operations.money.show', { count: transactions.length })}</Button>}
    </section>
  );
}
