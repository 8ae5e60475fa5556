import type { Results } from '@watchword/api/joint/results.ts';
import type { ReactNode } from 'react';
import { sayDay } from '../../../words/say-dates.ts';
import { useWords } from '../../../words/words.tsx';
import table from '../room.module.css';

/** Money by its own currency, what it came to in dollars, and at which rate of which day. */
export function MoneyTable({ money, unconverted }: Pick<Results, 'money' | 'unconverted'>): ReactNode {
  const { t, locale } = useWords();
  const cents = new Intl.NumberFormat(locale, { minimumFractionDigits: 2, maximumFractionDigits: 2 });
  return (
    <>
      <div className={table['scroll']} tabIndex={0} role="group" aria-label={t('operations.results.money')}>
        <table className={table['table']}>
          <thead><tr><th scope="col">{t('operations.results.currency')}</th><th scope="col" className={table['number']}>{t('operations.results.amount')}</th><th scope="col" className={table['number']}>{t('operations.results.transactions')}</th><th scope="col" className={table['number']}>USD</th><th scope="col">{t('operations.results.rate')}</th></tr></thead>
          <tbody>
            {money.map(({ currency, amount, transactions, cents: usd, rates }) => (
              <tr key={currency}>
                <th scope="row"><bdi dir="ltr">{currency}</bdi></th><td className={table['number']}>{cents.format(amount as `${number}`)}</td><td className={table['number']}>{transactions}</td><td className={table['number']}>{cents.format(usd / 100)}</td>
                <td>{currency === 'USD' ? '–' : rates.map((rate) => <span key={rate.on} className="line"><bdi dir="ltr">{rate.usd}</bdi> · {sayDay(rate.on, locale)} · {rate.source}</span>)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      {unconverted.length > 0 && <p className={table['hint']}>{unconverted.map(({ currency, transactions }) => `${currency} (${transactions})`).join(', ')}: {t('operations.results.noRate')}</p>}
    </>
  );
}
