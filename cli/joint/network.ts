import { readMoney } from '@watchword/api/joint/money.ts';
import { ENTITY_KINDS, listFacilitators, MOST_TAKEN, readNetwork, type EntityKind } from '@watchword/api/joint/network.ts';
import { drawingOf, WRITERS } from '@watchword/sdk/joint/charts/charts.ts';
import { moneyTable } from '@watchword/sdk/joint/charts/money-table.ts';
import { dollars } from '@watchword/sdk/joint/decimals.ts';
import type { Invocation, Run } from '../command.ts';
import { misuse } from '../failures.ts';
import { given } from '../flags.ts';
import { saveTo } from '../loads/save.ts';
import { alignRows } from '../terminal/table.ts';
import { print, write } from '../terminal/terminal.ts';
import { findOperation } from './live.ts';

/** Formats in which a network is written. */
export const NETWORK_FORMATS = ['graphml', 'csv', 'json', 'i2-csv'] as const;

/** The network as a file, or who facilitates across incidents. */
export const network: Run = async (invocation) => {
  const { client, operation: { id, plan: { code, name } } } = await findOperation(invocation);
  const { flags, signal, terminal } = invocation;
  const format = NETWORK_FORMATS.find((one) => one === flags.text('format'));
  if (format === undefined) {
    const found = await client.call(listFacilitators, { params: { id } }, { signal });
    return await print(terminal, found, () => (found.items.length === 0 ? ['Nothing is in more than one incident.'] : [
      ...alignRows([['', 'kind', 'called', 'incidents', 'countries', 'why'], ...found.items.map(({ rank, entity: { kind, label, incidents, countries }, reasons }) => [String(rank), kind, label === '' ? 'without a name' : label, String(incidents), countries.join(' '), reasons.map(({ reason, count, of }) => [reason, of ?? count].filter((part) => part !== undefined).join(' ')).join(', ')])]),
      'Where to look; nothing follows from a rank.',
    ]));
  }
  const kinds = kindsOf(invocation);
  const graph = await client.call(readNetwork, { params: { id }, body: { limit: MOST_TAKEN, taken: format, filter: given({ from: flags.text('from'), to: flags.text('to'), kinds }) } }, { signal });
  await put(invocation, WRITERS[format].write(drawingOf({ operation: code, title: name, at: new Date().toISOString(), graph })), `${graph.entities.length} of ${graph.total} entities, ${graph.edges.length} links${graph.handling === undefined ? '' : `; ${graph.handling}`}`);
};

/** The money, in a table or as a file. */
export const money: Run = async (invocation) => {
  const { client, operation: { id, plan: { code } } } = await findOperation(invocation);
  const { flags, signal, terminal } = invocation;
  const isFile = flags.text('format') === 'csv';
  const found = await client.call(readMoney, { params: { id }, query: given({ taken: isFile ? true : undefined }) }, { signal });
  if (isFile) return await put(invocation, moneyTable(found), `${found.transactions.length} transactions, ${found.accounts.length} accounts`);
  const { shown, results, byCurrency, unconverted, withheld, accounts } = found;
  await print(terminal, found, () => [
    ...alignRows([[code, 'counted', 'shown to you'], ['US dollars', dollars(results.usd), dollars(shown.usd)], ['transactions', String(results.transactions), String(shown.transactions)], ['accounts frozen', String(results['accounts-frozen']), String(shown['accounts-frozen'])], ['freezing asked', String(results['accounts-asked']), String(shown['accounts-asked'])]]),
    '', ...alignRows([['currency', 'amount', 'US dollars', 'rates'], ...byCurrency.map(({ currency, amount, cents, rates }) => [currency, amount, dollars(cents), currency === 'USD' ? '' : rates.map(({ on, usd }) => `${usd} on ${on}`).join(', ')])]),
    ...unconverted.map(({ currency, transactions }) => `${transactions} in ${currency} have no rate and are not in the sum`),
    '', ...alignRows([['account', 'country', 'freezing', 'since', 'sent', 'received'], ...accounts.map(({ number, country = '', state = '', since = '', sent, received }) => [number, country, state, since, dollars(sent), dollars(received)])]),
    ...(withheld.length === 0 ? [] : [`Counted and not shown to you: ${withheld.map(({ country, reports }) => `${country} ${reports}`).join(', ')}`]),
  ]);
};

function kindsOf({ flags }: Invocation): EntityKind[] | undefined {
  const named = flags.text('kinds')?.split(/[\s,]+/).filter((one) => one !== '');
  const kinds = named?.map((one) => ENTITY_KINDS.find((kind) => kind === one));
  if (kinds?.includes(undefined) === true) throw misuse(`Kinds are: ${ENTITY_KINDS.join(', ')}.`);
  return kinds?.filter((kind) => kind !== undefined);
}

async function put({ flags, terminal }: Invocation, text: string, said: string): Promise<void> {
  const file = flags.text('out');
  const bytes = new TextEncoder().encode(text);
  if (file === undefined || file === '-') return await write(bytes);
  await saveTo(file, (async function* pieces() { yield bytes; })());
  terminal.say(`${said}: ${file}`);
}
