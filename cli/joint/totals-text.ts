import type { Results } from '@watchword/api/joint/results.ts';
import { dollars } from '@watchword/sdk/joint/decimals.ts';
import { alignRows } from '../terminal/table.ts';

/** The totals of results, as lines. */
export function totalsText({ totals, nationalities, doubles, incidents, persons, networks }: Results): string[] {
  return [
    ...alignRows(Object.entries(totals).map(([measure, value]) => [measure, measure === 'usd' ? dollars(value) : String(value), ofWhom(persons.find((one) => one.measure === measure))])),
    ...alignRows([['nationalities of migrants', String(nationalities)], ['counted once though told twice', `${doubles.persons} persons, ${doubles.accounts} accounts, ${doubles.transactions} transactions`], ['incidents', `${incidents.standing}; ${incidents.corrected} corrected, ${incidents.withdrawn} withdrawn, ${incidents.late} late`]]),
    ...networks.map(({ reference, state, leaderArrested, moved }) => `network ${reference}: ${state}${leaderArrested ? ', its leader arrested' : ''}${moved > 0 ? `, ${moved} persons moved` : ''}`),
  ];
}

function ofWhom(line: Results['persons'][number] | undefined): string {
  return line === undefined ? '' : `${line.named} named, ${line.unnamed} without a name; ${line.female} female, ${line.male} male, ${line.minors} minors`;
}
