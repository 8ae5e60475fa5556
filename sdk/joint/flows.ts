/** Flows of money by hop: from accounts that only send, or from one that is chosen, to those that it reached. Pure. */
import type { Transaction } from '@watchword/api/joint/money.ts';

/** An account at a hop. The same account is at several where money came back to it. `account` is empty where it is not known. */
export type FlowNode = { readonly id: string; readonly account: string; readonly hop: number };
/** What went from one hop to the next. `cents` are of US dollars. */
export type Flow = { readonly from: string; readonly to: string; readonly cents: number; readonly transactions: number; readonly currencies: readonly string[] };
export type Flows = { readonly nodes: readonly FlowNode[]; readonly flows: readonly Flow[]; readonly hops: number; readonly unconverted: number };

type Between = { readonly from: string; readonly to: string; cents: number; transactions: number; readonly currencies: Set<string> };

/** The flows. Every transaction with a rate is in one of them once, so they sum to the total; with `start` only what goes on from there. */
export function flowsOf(transactions: readonly Pick<Transaction, 'from' | 'to' | 'cents' | 'currency'>[], start?: string): Flows {
  const { between, unconverted } = sumUp(transactions);
  const out = Map.groupBy(between, ({ from }) => from);
  const nodes = new Map<string, FlowNode>();
  const flows: Flow[] = [];
  const done = new Set<string>();
  const at = (account: string, hop: number): string => {
    const id = `${hop} ${account}`;
    if (!nodes.has(id)) nodes.set(id, { id, account: account.startsWith('?') ? '' : account, hop });
    return id;
  };
  const go = (begin: readonly string[]): void => {
    let level = begin.filter((account) => !done.has(account));
    for (let hop = 0; level.length > 0; hop += 1) {
      const next = new Set<string>();
      for (const account of level) done.add(account);
      for (const account of level) {
        for (const { from, to, cents, transactions: count, currencies } of out.get(account) ?? []) {
          flows.push({ from: at(from, hop), to: at(to, hop + 1), cents, transactions: count, currencies: [...currencies].toSorted((one, other) => (one < other ? -1 : 1)) });
          if (!done.has(to)) next.add(to);
        }
      }
      level = [...next];
    }
  };
  if (start !== undefined) go([start]);
  else {
    const received = new Set(between.map(({ to }) => to));
    go([...out.keys()].filter((account) => !received.has(account)));
    // What is left goes round in circles: each begins with whoever sends most.
    for (const [account] of [...out].toSorted(([, one], [, other]) => sum(other) - sum(one))) if (!done.has(account)) go([account]);
  }
  return { nodes: [...nodes.values()], flows, hops: Math.max(0, ...[...nodes.values()].map(({ hop }) => hop)), unconverted };
}

function sumUp(transactions: readonly Pick<Transaction, 'from' | 'to' | 'cents' | 'currency'>[]): { between: Between[]; unconverted: number } {
  const found = new Map<string, Between>();
  let unconverted = 0;
  for (const { from = '?from', to = '?to', cents, currency } of transactions) {
    if (cents === undefined) {
      unconverted += 1;
      continue;
    }
    const known = found.get(`${from} ${to}`) ?? { from, to, cents: 0, transactions: 0, currencies: new Set<string>() };
    found.set(`${from} ${to}`, known);
    known.cents += cents;
    known.transactions += 1;
    known.currencies.add(currency);
  }
  return { between: [...found.values()], unconverted };
}

function sum(flows: readonly Between[]): number {
  return flows.reduce((all, { cents }) => all + cents, 0);
}

/** Flows of which a picture shows the largest: the others of a hop become one, so that the sums stay. `most`: accounts shown at each hop. */
export function gatherSmall({ nodes, flows, ...rest }: Flows, most: number): Flows & { readonly gathered: number } {
  const weight = new Map<string, number>();
  for (const { from, to, cents } of flows) for (const id of [from, to]) weight.set(id, (weight.get(id) ?? 0) + cents);
  const small = new Map<string, string>();
  for (const [hop, of] of Map.groupBy(nodes, (node) => node.hop)) for (const { id } of of.toSorted((one, other) => (weight.get(other.id) ?? 0) - (weight.get(one.id) ?? 0)).slice(most)) small.set(id, `${hop} others`);
  const joined = new Map<string, { from: string; to: string; cents: number; transactions: number; currencies: Set<string> }>();
  for (const { cents, transactions, currencies, ...ends } of flows) {
    const [from, to] = [small.get(ends.from) ?? ends.from, small.get(ends.to) ?? ends.to];
    const known = joined.get(`${from}>${to}`) ?? { from, to, cents: 0, transactions: 0, currencies: new Set<string>() };
    joined.set(`${from}>${to}`, known);
    known.cents += cents;
    known.transactions += transactions;
    for (const currency of currencies) known.currencies.add(currency);
  }
  const others = [...new Set(small.values())].map((id): FlowNode => ({ id, account: 'others', hop: Number(id.split(' ')[0]) }));
  return { ...rest, nodes: [...nodes.filter(({ id }) => !small.has(id)), ...others], flows: [...joined.values()].map((flow) => ({ ...flow, currencies: [...flow.currencies] })), gathered: small.size };
}
