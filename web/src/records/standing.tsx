import type { RecordAnswer } from '@watchword/api/records.ts';
import type { ReactNode } from 'react';
import { FieldValue } from '../ui/field-value.tsx';
import { useWords } from '../words/words.tsx';
import { patchOf } from './content.ts';
import classes from './records.module.css';

/** That another version stands abroad while this one waits, or was blocked alone: and in what the two differ. */
export function Standing({ record }: { record: RecordAnswer }): ReactNode {
  const { t, coded } = useWords();
  const { released, version, review } = record;
  if (released === undefined) return null;
  const changed = Object.keys(patchOf(released.content, record.content));
  return (
    <section className={classes['standing']} aria-labelledby="standing-title">
      <h2 id="standing-title">{t('standing.title', { version: released.version })}</h2>
      <p>{review === 'blocked' ? t('standing.blocked', { version }) : t('standing.waits', { version })}</p>
      {changed.length === 0 ? <p>{t('standing.around')}</p> : (
        <table className={classes['changes']}>
          <thead><tr><th scope="col">{t('match.field')}</th><th scope="col">{t('standing.abroad', { version: released.version })}</th><th scope="col">{t('standing.here', { version })}</th></tr></thead>
          <tbody>
            {changed.map((field) => <tr key={field}><th scope="row">{coded('field', field)}</th><td><FieldValue field={field} value={released.content[field]} /></td><td><FieldValue field={field} value={record.content[field]} /></td></tr>)}
          </tbody>
        </table>
      )}
    </section>
  );
}
