/** Money of the reports that a viewer reads: transactions, each once, and accounts in the state that was reached last. Pure. */
import type { Countable, Rate } from '@watchword/api/joint/files.ts';
import { MOST_TRANSACTIONS, type Money, type MoneyAccount, type Transaction } from '@watchword/api/joint/money.ts';
import type { Provenance } from '@watchword/api/joint/network.ts';
import { count } from '@watchword/sdk/joint/count.ts';
import { centsAt, parseDecimal } from '@watchword/sdk/joint/decimals.ts';
import { rateFinder } from '@watchword/sdk/joint/money.ts';
import { compare, standingAt } from '@watchword/sdk/joint/standing.ts';
import type { FactAccount, Facts } from './facts.ts';
import type { Network } from './graph.ts';
import type { Seen } from './reading.ts';

/** What can be told from the reports alone. */
export type SeenMoney = Pick<Money, 'transactions' | 'accounts' | 'shown' | 'byCurrency' | 'unconverted'>;

/** So many sources of a transaction are told. */
const TOLD = 10;
const RANK = { asked: 0, frozen: 1, lifted: 2 } as const;

/** The money. `shown` is counted by the same code as the results. */
export function moneyOf({ reports, counted, days, network }: Pick<Seen, 'reports' | 'counted' | 'days' | 'network'>, rates: readonly Rate[]): SeenMoney {
  const graph = network();
  const idOf = (report: number, node: number | undefined): string | undefined => (node === undefined ? undefined : graph.entities[graph.places[report]?.[node] ?? 0]?.id);
  const transactions = transactionsOf(reports, idOf, rates);
  return { ...sumsOf(counted, days, rates), transactions: transactions.toSorted((one, other) => (other.cents ?? 0) - (one.cents ?? 0)).slice(0, MOST_TRANSACTIONS), accounts: accountsOf({ reports, idOf, transactions, graph }) };
}

function sumsOf(counted: readonly Countable[], days: Seen['days'], rates: readonly Rate[]): Pick<SeenMoney, 'shown' | 'byCurrency' | 'unconverted'> {
  const { rows, money, unconverted } = count({ standing: standingAt(counted, Infinity, days).standing, links: [], rates });
  const sum = (measure: keyof Money['shown']): number => rows.reduce((all, row) => (row.measure === measure ? all + row.value : all), 0);
  return { shown: { 'accounts-frozen': sum('accounts-frozen'), 'accounts-asked': sum('accounts-asked'), transactions: sum('transactions'), usd: sum('usd') }, byCurrency: money.map((one) => ({ ...one, rates: [...one.rates] })), unconverted: [...unconverted] };
}

type IdOf = (report: number, node: number | undefined) => string | undefined;

/** Each transaction once, as the first report of it that happened tells it; sender and receiver from whichever names them. */
function transactionsOf(reports: readonly Facts[], idOf: IdOf, rates: readonly Rate[]): Transaction[] {
  const find = rateFinder(rates);
  const found = new Map<string, Omit<Transaction, 'provenance' | 'sources'> & { told: Provenance[] }>();
  const order = [...reports.keys()].toSorted((one, other) => Date.parse(reports[one]?.provenance.at ?? '') - Date.parse(reports[other]?.provenance.at ?? '') || compare(reports[one]?.provenance.country ?? '', reports[other]?.provenance.country ?? '') || compare(reports[one]?.provenance.incident ?? '', reports[other]?.provenance.incident ?? ''));
  for (const report of order) {
    const { transactions = [], provenance } = reports[report] ?? {};
    for (const { key, reference, on, amount, currency, from, to } of transactions) {
      if (provenance === undefined) continue;
      const known = found.get(key);
      const ends = { from: known?.from ?? idOf(report, from), to: known?.to ?? idOf(report, to) };
      const rate = find(currency, on);
      const said = known ?? { on, amount, currency, ...(reference !== undefined && { reference }), ...(rate !== undefined && { cents: centsAt(parseDecimal(amount), parseDecimal(rate.usd)), rate: { on: rate.on, usd: rate.usd, source: rate.source } }), told: [] };
      said.told.push(provenance);
      found.set(key, { ...said, ...(ends.from !== undefined && { from: ends.from }), ...(ends.to !== undefined && { to: ends.to }) });
    }
  }
  return [...found.values()].map(({ told, ...one }) => ({ ...one, provenance: told.slice(0, TOLD), sources: told.length }));
}

type Accounting = { readonly reports: readonly Facts[]; readonly idOf: IdOf; readonly transactions: readonly Transaction[]; readonly graph: Network };

function accountsOf({ reports, idOf, transactions, graph }: Accounting): MoneyAccount[] {
  const told = new Map<string, { id: string; first: FactAccount; history: MoneyAccount['history'] }>();
  reports.forEach(({ accounts, provenance }, report) => accounts.forEach((account) => {
    const known = told.get(account.key) ?? { id: idOf(report, account.node) ?? '', first: account, history: [] };
    told.set(account.key, known);
    known.history.push({ state: account.state, since: account.since, ...provenance });
  }));
  const sums = new Map<string, { sent: number; received: number; transactions: number }>();
  const sumOf = (id: string): { sent: number; received: number; transactions: number } => sums.get(id) ?? sums.set(id, { sent: 0, received: 0, transactions: 0 }).get(id) ?? { sent: 0, received: 0, transactions: 0 };
  for (const { from, to, cents = 0 } of transactions) {
    if (from !== undefined) sumOf(from).sent += cents;
    if (to !== undefined) sumOf(to).received += cents;
    for (const id of new Set([from, to])) if (id !== undefined) sumOf(id).transactions += 1;
  }
  const known = [...told.values()].map(({ id, first: { number, country, bank }, history }): MoneyAccount => {
    const last = history.toSorted((one, other) => compare(other.since, one.since) || RANK[other.state] - RANK[one.state])[0];
    return { id, number, country, ...(bank !== undefined && { bank }), ...(last !== undefined && { state: last.state, since: last.since }), history: history.toSorted((one, other) => compare(one.since, other.since) || RANK[one.state] - RANK[other.state] || compare(one.receivedAt, other.receivedAt)), ...sumOf(id) };
  });
  const there = new Set(known.map(({ id }) => id));
  const others = [...sums].filter(([id]) => !there.has(id)).map(([id, sum]): MoneyAccount => ({ id, number: graph.entities[graph.at.get(id) ?? 0]?.label ?? '', history: [], ...sum }));
  return [...known, ...others].toSorted((one, other) => other.sent + other.received - one.sent - one.received || compare(one.number, other.number));
}
