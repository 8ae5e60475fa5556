import { Button } from '@mantine/core';
import type { JointOperation } from '@watchword/api/joint/plans.ts';
import { getReport, printReport, tabulateReport, type ReportLanguage, type ReportStanding } from '@watchword/api/joint/reports.ts';
import { type ReactNode, useState } from 'react';
import { asAppError, client } from '../../api.ts';
import { Ltr } from '../../ui/ltr.tsx';
import { Problem } from '../../ui/problem.tsx';
import { save } from '../../ui/save.ts';
import { sayMoment } from '../../words/say-dates.ts';
import { useWords } from '../../words/words.tsx';
import { fetchFile } from './download.ts';
import { LanguageSelect, nameOf } from './make-report.tsx';
import classes from './reports.module.css';

type ListProps = { readonly operation: JointOperation; readonly reports: readonly ReportStanding[]; readonly language: ReportLanguage; readonly onLanguage: (language: ReportLanguage) => void };
const FORMATS = ['pdf', 'csv', 'json'] as const;
type Format = (typeof FORMATS)[number];

/** Reports that were made, the newest first, each to be read again as it was. */
export function ReportList({ operation, reports, language, onLanguage }: ListProps): ReactNode {
  const { t, locale, coded } = useWords();
  const [busy, setBusy] = useState<string>();
  const [error, setError] = useState<unknown>();
  if (reports.length === 0) return <p className={classes['empty']}>{t('operations.reports.none')}</p>;
  const get = (report: ReportStanding, format: Format): void => {
    setBusy(`${report.id} ${format}`);
    setError(undefined);
    blobOf(operation.id, report, { format, language }).then((blob) => save(blob, `${nameOf(operation.plan.code, report)}${format === 'pdf' ? `-${language}` : ''}.${format}`), setError).finally(() => setBusy(undefined));
  };
  const number = new Intl.NumberFormat(locale);
  return (
    <>
      {error !== undefined && <Problem error={asAppError(error)} />}
      <div className={classes['fields']}><LanguageSelect language={language} onLanguage={onLanguage} /></div>
      <div className={classes['scroll']} tabIndex={0} role="group" aria-label={t('operations.reports.made')}>
        <table className={classes['table']}>
          <thead><tr><th scope="col">{t('operations.reports.number')}</th><th scope="col">{t('operations.reports.kind')}</th><th scope="col">{t('operations.reports.circle')}</th><th scope="col">{t('operations.reports.cutOff')}</th><th scope="col" className={classes['end']}>{coded('operations.measure', 'arrests')}</th><th scope="col" className={classes['end']}>{coded('operations.measure', 'migrants')}</th><th scope="col">{t('operations.reports.by')}</th><th scope="col">{t('operations.reports.hash')}</th><th scope="col">{t('operations.reports.save')}</th></tr></thead>
          <tbody>
            {reports.map((report) => (
              <tr key={report.id}>
                <th scope="row">{number.format(report.number)}</th>
                <td>{t(`operations.reports.kind.${report.kind}`)}</td>
                <td>{t(`operations.reports.circle.${report.circle}`)}</td>
                <td><time dateTime={report.cutOff}>{sayMoment(report.cutOff, locale)}</time></td>
                <td className={classes['end']}>{number.format(report.totals['arrests'] ?? 0)}</td>
                <td className={classes['end']}>{number.format(report.totals['migrants'] ?? 0)}</td>
                <td>{report.scheduled ? t('operations.reports.byItself') : report.by === undefined ? '' : <Ltr>{report.by}</Ltr>}</td>
                <td className="mono" title={report.hash}><bdi dir="ltr">{report.hash.slice(0, 10)}</bdi></td>
                <td><div className={classes['buttons']}>{FORMATS.map((format) => <Button key={format} variant="default" size="compact-md" loading={busy === `${report.id} ${format}`} aria-label={t('operations.reports.saveAs', { number: report.number, format: format.toUpperCase() })} onClick={() => get(report, format)}>{format.toUpperCase()}</Button>)}</div></td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </>
  );
}

async function blobOf(id: string, { id: report }: ReportStanding, { format, language }: { format: Format; language: ReportLanguage }): Promise<Blob> {
  const params = { id, report };
  if (format === 'pdf') return await fetchFile(printReport, { params, query: { language } });
  if (format === 'csv') return await fetchFile(tabulateReport, { params });
  return new Blob([JSON.stringify(await client.call(getReport, { params }), null, 2)], { type: 'application/json' });
}
