import type { MrzReading } from '@watchword/api/checks/answers.ts';
import type { ReactNode } from 'react';
import { useWords } from '../../words/words.tsx';
import classes from './result.module.css';

/** The zone as it was read, with every fault marked in its place, and what to do about it. */
export function ZoneFaults({ lines, reading }: { lines: readonly string[]; reading: MrzReading }): ReactNode {
  const { t, coded } = useWords();
  const faults = reading.faults.filter((fault) => fault.line > 0);
  if (faults.length === 0) return null;
  const marked = new Set(faults.filter((fault) => fault.code !== 'length').map((fault) => `${fault.line}:${fault.column}`));
  return (
    <section className={classes['faults']} aria-label={t('zone.title')}>
      <h3 className={classes['heading']}>{t('zone.title')}</h3>
      <bdi dir="ltr" className={classes['zoneLines']}>
        {lines.map((line, at) => (
          <span key={at} className="zone">{[...line].map((character, column) => (marked.has(`${at + 1}:${column + 1}`) ? <mark key={column}>{character}</mark> : character))}{'\n'}</span>
        ))}
      </bdi>
      <ul>
        {faults.map((fault, at) => (
          <li key={at}>
            {t('zone.fault', { what: coded('fault', fault.code), field: fault.field === undefined ? '' : coded('field', fault.field), line: fault.line, column: fault.column })}
            {fault.expected !== undefined && fault.code !== 'length' && <> {t('zone.expected', { expected: fault.expected })}</>}
          </li>
        ))}
      </ul>
      <p>{t('zone.advice')}</p>
    </section>
  );
}
