import type { Reason } from '@watchword/api/checks/answers.ts';
import type { ReactNode } from 'react';
import { FieldValue } from '../../ui/field-value.tsx';
import { useWords } from '../../words/words.tsx';
import { SIGNS } from '@watchword/api/checks/signs.ts';
import classes from './result.module.css';

/** What was asked beside what the record says, and how each compares. */
export function MatchTable({ reasons }: { reasons: readonly Reason[] }): ReactNode {
  const { t, coded } = useWords();
  return (
    <table className={classes['table']}>
      <caption className={classes['unseen']}>{t('match.tableTitle')}</caption>
      <thead>
        <tr><th scope="col"><span className={classes['unseen']}>{t('match.field')}</span></th><th scope="col">{t('match.asked')}</th><th scope="col"><span className={classes['unseen']}>{t('match.compares')}</span></th><th scope="col">{t('match.recorded')}</th></tr>
      </thead>
      <tbody>
        {reasons.map((reason) => (
          <tr key={reason.field} data-how={SIGNS[reason.how]}>
            <th scope="row">{coded('reason', reason.field, coded('field', reason.field))}</th>
            <td><FieldValue field={reason.field} value={reason.asked} /></td>
            <td className={classes['sign']}><span aria-hidden>{SIGNS[reason.how]}</span><span className={classes['how']}>{coded('how', reason.how)}</span></td>
            <td><FieldValue field={reason.field} value={recordedOf(reason)} /></td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

/** Several nationalities come as codes with a space between. */
function recordedOf({ field, recorded }: Reason): unknown {
  return field === 'nationalities' ? recorded?.split(' ') : recorded;
}
