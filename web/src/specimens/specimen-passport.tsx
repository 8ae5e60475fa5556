import type { Specimen } from '@watchword/api/specimens.ts';
import { parseMrzBirth, parseMrzExpiry } from '@watchword/api/mrz/mrz-dates.ts';
import { dayOfMs, formatPartialDate } from '@watchword/api/dates.ts';
import type { ReactNode } from 'react';
import { nowMs } from '../clock.ts';
import { useWords } from '../words/words.tsx';
import classes from './specimens.module.css';

/** The data page of a specimen, with its zone in OCR-B: to be scanned here, photographed with a telephone, or printed. */
export function SpecimenPassport({ specimen, lines }: { specimen: Specimen; lines: readonly string[] }): ReactNode {
  const { t } = useWords();
  const { mrz } = specimen;
  const today = dayOfMs(nowMs());
  const born = parseMrzBirth(mrz.birthDate, today);
  const until = parseMrzExpiry(mrz.expirationDate, today);
  const rows: readonly (readonly [string, string])[] = [
    ['Surname / Nom', mrz.lastName.toUpperCase()],
    ['Given names / Prénoms', (mrz.firstName ?? '').toUpperCase()],
    ['No.', mrz.documentNumber],
    ['Date of birth', born.outcome === 'known' ? formatPartialDate(born.date) : ''],
    ['Date of expiry', until.outcome === 'known' ? formatPartialDate(until.date) : ''],
  ];
  return (
    <figure className={classes['document']} dir="ltr" lang="en" aria-label={t('specimen.picture')}>
      <div className={classes['cover']}>
        <span>{mrz.format === 'TD1' ? 'IDENTITY CARD' : 'PASSPORT'}</span><span>UTOPIA</span><span className={classes['mark']}>SPECIMEN</span>
      </div>
      <div className={classes['data']}>
        <Portrait />
        <dl>{rows.map(([label, value]) => <div key={label}><dt>{label}</dt><dd>{value}</dd></div>)}</dl>
      </div>
      <div className={classes['zone']} data-width={lines[0]?.length}>{lines.map((line) => <span key={line} className="zone">{line}{'\n'}</span>)}</div>
    </figure>
  );
}

/** Nobody's face. */
function Portrait(): ReactNode {
  return (
    <svg viewBox="0 0 60 76" width="84" height="106" aria-hidden="true" className={classes['portrait']}>
      <circle cx="30" cy="29" r="13" /><path d="M6 76c2-19 11-27 24-27s22 8 24 27z" />
    </svg>
  );
}
