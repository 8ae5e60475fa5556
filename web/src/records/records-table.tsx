import { Link } from '@tanstack/react-router';
import { getDatabase } from '@watchword/api/databases/databases.ts';
import type { RecordAnswer } from '@watchword/api/records.ts';
import type { ReactNode } from 'react';
import { FieldValue } from '../ui/field-value.tsx';
import { Ltr } from '../ui/ltr.tsx';
import { sayDate, sayDay } from '../words/say-dates.ts';
import { useWords } from '../words/words.tsx';
import { StateTag } from './state-tag.tsx';
import classes from './records.module.css';

type TableProps = { records: readonly RecordAnswer[]; columns: readonly string[] | undefined };

/** Records as a table. With the columns of one database when the list is of one, else with a line that names each record. */
export function RecordsTable({ records, columns }: TableProps): ReactNode {
  const { t, coded, locale } = useWords();
  return (
    <div className={classes['scroll']} tabIndex={0} role="region" aria-label={t('records.title')}>
      <table className={classes['table']}>
        <thead>
          <tr>
            {columns === undefined ? <><th scope="col">{t('records.record')}</th><th scope="col">{t('records.database')}</th></> : columns.map((column) => <th scope="col" key={column}>{coded('field', column)}</th>)}
            <th scope="col">{t('field.reference')}</th><th scope="col">{t('records.state')}</th><th scope="col">{t('records.entered')}</th><th scope="col">{t('records.expires')}</th>
          </tr>
        </thead>
        <tbody>
          {records.map((record) => (
            <tr key={record.id}>
              {columns === undefined
                ? <><td><RecordLink record={record} /></td><td>{coded('database', record.database)}</td></>
                : columns.map((column, at) => <td key={column}>{at === 0 ? <RecordLink record={record} field={column} /> : <FieldValue field={column} value={record.content[column]} />}</td>)}
              <td>{record.reference === undefined ? '' : <Ltr>{record.reference}</Ltr>}</td>
              <td><StateTag record={record} /></td>
              <td>{sayDate(record.enteredAt, locale)}</td>
              <td>{sayDay(record.expiresOn, locale)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

/** The field by which people know a record of its database. */
function RecordLink({ record, field }: { record: RecordAnswer; field?: string }): ReactNode {
  const name = nameOf(record, field);
  return <Link to="/records/$id" params={{ id: record.id }} className={classes['name'] ?? ''}>{name === undefined ? <Ltr>{record.id}</Ltr> : <FieldValue field={name} value={record.content[name]} />}</Link>;
}

function nameOf(record: RecordAnswer, field: string | undefined): string | undefined {
  const candidates = field === undefined ? getDatabase(record.database).columns : [field];
  return candidates.find((column) => record.content[column] !== undefined);
}
