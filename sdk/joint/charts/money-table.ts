/** Money as CSV: one row a transaction, then one row an account. */
import type { Money } from '@watchword/api/joint/money.ts';
import { dollars } from '../decimals.ts';
import { lineOf } from './tables.ts';

/** The table. Amounts are in their own currency; US dollars stand beside with the rate and its day. */
export function moneyTable({ transactions, accounts, handling = '' }: Pick<Money, 'transactions' | 'accounts' | 'handling'>): string {
  const numbers = new Map(accounts.map(({ id, number }) => [id, number]));
  return [
    lineOf(['type', 'reference', 'on', 'amount', 'currency', 'usd', 'rate', 'rate on', 'rate of', 'from', 'to', 'sent', 'received', 'account', 'country', 'bank', 'state', 'since', 'incidents', 'countries', 'handling']),
    ...transactions.map(({ reference = '', on, amount, currency, cents, rate, from, to, provenance }) => lineOf([
      'transaction', reference, on, amount, currency, cents === undefined ? '' : dollars(cents), rate?.usd ?? '', rate?.on ?? '', rate?.source ?? '', numbers.get(from ?? '') ?? '', numbers.get(to ?? '') ?? '', '', '', '', '', '', '', '',
      provenance.map(({ incident }) => incident).join(' '), countriesOf(provenance), handling,
    ])),
    ...accounts.map(({ number, country = '', bank = '', state = '', since = '', history, sent, received }) => lineOf([
      'account', '', '', '', '', '', '', '', '', '', '', sent === 0 ? '' : dollars(sent), received === 0 ? '' : dollars(received), number, country, bank, state, since, history.map(({ incident }) => incident).join(' '), countriesOf(history), handling,
    ])),
  ].join('');
}

function countriesOf(told: readonly { readonly country: string }[]): string {
  return [...new Set(told.map(({ country }) => country))].toSorted((one, other) => (one < other ? -1 : 1)).join(' ');
}
