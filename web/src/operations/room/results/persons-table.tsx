import type { Results } from '@watchword/api/joint/results.ts';
import type { ReactNode } from 'react';
import { useWords } from '../../../words/words.tsx';
import table from '../room.module.css';

/** Persons by what they were: named and unnamed stand apart, as do sex and minors. */
export function PersonsTable({ persons }: { persons: Results['persons'] }): ReactNode {
  const { t, coded, locale } = useWords();
  const number = new Intl.NumberFormat(locale);
  const columns = ['named', 'unnamed', 'female', 'male', 'minors'] as const;
  return (
    <div className={table['scroll']} tabIndex={0} role="group" aria-label={t('operations.results.persons')}>
      <table className={table['table']}>
        <thead><tr><th scope="col">{t('operations.room.who')}</th>{columns.map((one) => <th key={one} scope="col" className={table['number']}>{t(`operations.results.column.${one}`)}</th>)}<th scope="col" className={table['number']}>{t('operations.room.all')}</th></tr></thead>
        <tbody>{persons.map((one) => <tr key={one.measure}><th scope="row">{coded('operations.measure', one.measure)}</th>{columns.map((column) => <td key={column} className={table['number']}>{number.format(one[column])}</td>)}<td className={table['number']}>{number.format(one.named + one.unnamed)}</td></tr>)}</tbody>
      </table>
    </div>
  );
}
