/** Transactions, each once, in their own currency and in US dollars at the rate of their day. */
import type { Rate } from '@watchword/api/joint/files.ts';
import { centsAt, formatDecimal, parseDecimal } from './decimals.ts';
import { compare, type Standing } from './standing.ts';

/** All transactions in one currency, with the rates that were used. */
export type Money = { readonly currency: string; readonly amount: string; readonly transactions: number; readonly cents: number; readonly rates: readonly { on: string; usd: string; source: string }[] };
/** `counted`: each transaction with a rate, in US cents. */
export type CountedMoney = { readonly counted: readonly { cents: number; reports: readonly number[] }[]; readonly byCurrency: readonly Money[]; readonly unconverted: readonly { currency: string; transactions: number }[]; readonly doubles: number };

type Sum = { amount: bigint; transactions: number; cents: number; rates: Map<string, Rate> };

/** Counts the money of standing reports. Two reports with one reference are one transaction, as the first of them tells it. */
export function countMoney(standing: readonly Standing[], rates: readonly Rate[]): CountedMoney {
  const transactions = new Map<string, { on: string; currency: string; amount: string; reports: number[] }>();
  let [reported, alone] = [0, 0];
  standing.forEach(({ report }, at) => report.transactions.forEach(({ key, on, currency, amount }) => {
    reported += 1;
    const known = key === '' ? undefined : transactions.get(key);
    if (known !== undefined) known.reports.push(at);
    else transactions.set(key === '' ? `#${(alone += 1)}` : key, { on, currency, amount, reports: [at] });
  }));
  const find = rateFinder(rates);
  const sums = new Map<string, Sum>();
  const without = new Map<string, number>();
  const counted: { cents: number; reports: readonly number[] }[] = [];
  for (const { on, currency, amount, reports } of transactions.values()) {
    const rate = find(currency, on);
    if (rate === undefined) {
      without.set(currency, (without.get(currency) ?? 0) + 1);
      continue;
    }
    const exact = parseDecimal(amount);
    const cents = centsAt(exact, parseDecimal(rate.usd));
    counted.push({ cents, reports });
    const sum = sums.get(currency) ?? { amount: 0n, transactions: 0, cents: 0, rates: new Map<string, Rate>() };
    sums.set(currency, sum);
    sum.amount += exact;
    sum.transactions += 1;
    sum.cents += cents;
    sum.rates.set(rate.on, rate);
  }
  return {
    counted, doubles: reported - transactions.size,
    byCurrency: [...sums].map(([currency, { amount, rates: used, ...rest }]) => ({ currency, amount: formatDecimal(amount), ...rest, rates: [...used.values()].toSorted((one, other) => compare(one.on, other.on)).map(({ on, usd, source }) => ({ on, usd, source })) })).toSorted((one, other) => compare(one.currency, other.currency)),
    unconverted: [...without].map(([currency, of]) => ({ currency, transactions: of })).toSorted((one, other) => compare(one.currency, other.currency)),
  };
}

/** Finds the rate of a day: that of the day itself or the last before it. A dollar is a dollar. */
export function rateFinder(rates: readonly Rate[]): (currency: string, on: string) => Rate | undefined {
  const byCurrency = new Map<string, Rate[]>();
  for (const rate of rates.toSorted((one, other) => compare(other.on, one.on) || compare(one.usd, other.usd))) byCurrency.set(rate.currency, [...(byCurrency.get(rate.currency) ?? []), rate]);
  return (currency, on) => (currency === 'USD' ? { currency, on, usd: '1', source: 'itself' } : byCurrency.get(currency)?.find((rate) => rate.on <= on));
}
