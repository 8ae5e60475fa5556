import { Button } from '@mantine/core';
import { IconDownload } from '@tabler/icons-react';
import type { Results } from '@watchword/api/joint/results.ts';
import { PERSON_MEASURES } from '@watchword/api/joint/words.ts';
import { type MediaFigures, mediaFigures, type MediaTable } from '@watchword/sdk/joint/media.ts';
import { type ReactNode, useMemo } from 'react';
import { CountryName } from '../../../ui/country-name.tsx';
import { save } from '../../../ui/save.ts';
import { useWords } from '../../../words/words.tsx';
import table from '../room.module.css';
import classes from './results.module.css';

/** Figures for the public: rounded, small ones withheld with so many others that they cannot be worked out. */
export function MediaPanel({ results, state }: { results: Results; state: string }): ReactNode {
  const { t, coded, locale } = useWords();
  const media = useMemo(() => mediaFigures(results, state), [results, state]);
  const number = new Intl.NumberFormat(locale);
  const say = (figure: number | null | undefined): string => (figure === null ? t('operations.results.few') : number.format(figure ?? 0));
  return (
    <section className={classes['part']} aria-labelledby="media">
      <h2 id="media">{t('operations.results.media')} <span className={classes['tag']} data-frozen={state === 'final'}>{t(state === 'final' ? 'operations.results.final' : 'operations.results.preliminary')}</span></h2>
      <p className={classes['hint']}>{t('operations.results.mediaHint', { smallest: media.rules.smallest, round: media.rules.round })}</p>
      <dl className={classes['media']}>
        {Object.entries(media.totals).map(([measure, figure]) => <div key={measure}><dt>{coded('operations.measure', measure)}</dt><dd><bdi>{say(figure)}</bdi></dd></div>)}
        <div><dt>{t('operations.room.nationalities')}</dt><dd><bdi>{number.format(media.nationalities)}</bdi></dd></div>
      </dl>
      <details className={classes['more']}>
        <summary>{t('operations.results.mediaTables')}</summary>
        <MediaLines title={t('operations.room.country')} lines={media.byCountry} say={say} />
        <MediaLines title={t('operations.room.nationality')} lines={media.byNationality} say={say} />
      </details>
      <Button variant="default" leftSection={<IconDownload size={18} aria-hidden />} onClick={() => save(new Blob([csvOf(media)], { type: 'text/csv' }), `${media.operation.toLowerCase()}-media.csv`)}>{t('operations.results.mediaSave')}</Button>
    </section>
  );
}

function MediaLines({ title, lines, say }: { title: string; lines: MediaTable; say: (figure: number | null | undefined) => string }): ReactNode {
  const { coded } = useWords();
  return (
    <div className={table['scroll']} tabIndex={0} role="group" aria-label={title}>
      <table className={table['table']}>
        <thead><tr><th scope="col">{title}</th>{PERSON_MEASURES.map((one) => <th key={one} scope="col" className={table['number']}>{coded('operations.measure', one)}</th>)}</tr></thead>
        <tbody>{lines.map(({ key, figures }) => <tr key={key}><th scope="row"><CountryName code={key} /></th>{PERSON_MEASURES.map((one) => <td key={one} className={table['number']}>{say(figures[one])}</td>)}</tr>)}</tbody>
      </table>
    </div>
  );
}

/** As a table for a spreadsheet. What is withheld is empty. */
function csvOf({ totals, nationalities, byCountry, byNationality }: MediaFigures): string {
  const lines = [
    ['what', 'of', 'figure'], ...Object.entries(totals).map(([measure, figure]) => [measure, '', figure === null ? '' : String(figure)]), ['nationalities', '', String(nationalities)],
    ...[...byCountry.map((one) => ({ ...one, kind: 'country' })), ...byNationality.map((one) => ({ ...one, kind: 'nationality' }))].flatMap(({ kind, key, figures }) => Object.entries(figures).map(([measure, figure]) => [measure, `${kind} ${key}`, figure === null ? '' : String(figure)])),
  ];
  return `${lines.map((line) => line.join(',')).join('\r\n')}\r\n`;
}
