import type { MoneyAccount } from '@watchword/api/joint/money.ts';
import type { FlowNode } from '@watchword/sdk/joint/flows.ts';
import type { Words } from '../../words/words.tsx';

/** US cents as dollars. */
export function sayDollars(cents: number, locale: string): string {
  return new Intl.NumberFormat(locale, { style: 'currency', currency: 'USD', currencyDisplay: 'code' }).format(cents / 100);
}

/** An amount in its own currency, to the digits that were reported. */
export function sayAmount(amount: string, currency: string, locale: string): string {
  const places = amount.split('.')[1]?.length ?? 0;
  return `${currency} ${new Intl.NumberFormat(locale, { minimumFractionDigits: places, maximumFractionDigits: places }).format(amount as unknown as number)}`;
}

/** What a place in the flows is called: the number of the account, or that it is not known. */
export function sayFlowNode({ t }: Pick<Words, 't'>, { account }: Pick<FlowNode, 'account'>, accounts: ReadonlyMap<string, Pick<MoneyAccount, 'number'>>): string {
  if (account === '') return t('operations.money.unknown');
  return account === 'others' ? t('operations.money.others') : (accounts.get(account)?.number ?? account);
}
