import { Button, NativeSelect, Skeleton, Textarea } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import type { JointOperation } from '@watchword/api/joint/plans.ts';
import { listReportTexts, REPORT_CIRCLES, REPORT_SECTIONS, writeReportText, type ReportCircle, type ReportLanguage, type ReportSection } from '@watchword/api/joint/reports.ts';
import { type ReactNode, useState } from 'react';
import { asAppError, client } from '../../api.ts';
import { Problem } from '../../ui/problem.tsx';
import { sayMoment } from '../../words/say-dates.ts';
import { useWords } from '../../words/words.tsx';
import { operationKey } from '../queries.ts';
import { LanguageSelect } from './make-report.tsx';
import classes from './reports.module.css';

type Version = { readonly section: ReportSection; readonly language: ReportLanguage; readonly text: string; readonly version: number; readonly at: string };
type TextsProps = { readonly operation: JointOperation; readonly language: ReportLanguage; readonly onLanguage: (language: ReportLanguage) => void };

/** What stands in the next report, by section and language, with what stood there before. */
export function ReportTexts({ operation: { id, you }, language, onLanguage }: TextsProps): ReactNode {
  const { t } = useWords();
  const circles: readonly ReportCircle[] = you.role === 'coordinator' ? REPORT_CIRCLES : ['own'];
  const [circle, setCircle] = useState<ReportCircle>(circles[0] ?? 'own');
  const found = useQuery({ queryKey: operationKey(id, 'report-texts', circle), queryFn: async () => (await client.call(listReportTexts, { params: { id }, query: { circle, history: true } })).items });
  return (
    <section className={classes['card']} aria-label={t('operations.reports.texts')}>
      <h2>{t('operations.reports.texts')}</h2>
      <p className={classes['lead']}>{t('operations.reports.textsLead')}</p>
      <div className={classes['fields']}>
        {circles.length > 1 && <NativeSelect label={t('operations.reports.circle')} value={circle} data={circles.map((one) => ({ value: one, label: t(`operations.reports.circle.${one}`) }))} onChange={(event) => setCircle(event.currentTarget.value as ReportCircle)} />}
        <LanguageSelect language={language} onLanguage={onLanguage} />
      </div>
      {found.error !== null && <Problem error={asAppError(found.error)} retry={() => void found.refetch()} />}
      {found.data === undefined ? found.error === null && <Skeleton height={200} /> : (
        <div className={classes['texts']}>
          {REPORT_SECTIONS.map((section) => <SectionText key={`${section} ${circle} ${language}`} operation={id} of={{ section, circle, language }} versions={found.data.filter((one) => one.section === section && one.language === language)} onSaved={() => void found.refetch()} />)}
        </div>
      )}
    </section>
  );
}

type SectionProps = { readonly operation: string; readonly of: { readonly section: ReportSection; readonly circle: ReportCircle; readonly language: ReportLanguage }; readonly versions: readonly Version[]; readonly onSaved: () => void };

function SectionText({ operation, of, versions, onSaved }: SectionProps): ReactNode {
  const { t, locale } = useWords();
  const last = versions.at(-1);
  const [text, setText] = useState(last?.text ?? '');
  const [state, setState] = useState<{ busy?: true; saved?: number; error?: unknown }>({});
  const save = (): void => {
    setState({ busy: true });
    client.call(writeReportText, { params: { id: operation }, body: { ...of, text, after: last?.version ?? 0 } }).then(({ version }) => {
      setState({ saved: version });
      onSaved();
    }, (error: unknown) => setState({ error }));
  };
  const isChanged = text !== (last?.text ?? '');
  return (
    <div className={classes['text']}>
      <Textarea label={t(`operations.reports.section.${of.section}`)} value={text} maxLength={8000} autosize minRows={2} lang={of.language} dir={of.language === 'ar' ? 'rtl' : 'ltr'} onChange={(event) => setText(event.currentTarget.value)} />
      {state.error !== undefined && <Problem error={asAppError(state.error)} />}
      <div className={classes['buttons']}>
        <Button variant="default" disabled={!isChanged} loading={state.busy === true} onClick={save}>{t('operations.reports.saveText')}</Button>
        <span className={classes['hint']} role="status">{state.saved !== undefined && !isChanged && t('operations.reports.textSaved', { version: state.saved })}</span>
      </div>
      {versions.length > 1 && (
        <details>
          <summary>{t('operations.reports.earlier')}</summary>
          <ol className={classes['versions']}>{versions.slice(0, -1).toReversed().map((one) => <li key={one.version}><span className={classes['hint']}>{t('operations.reports.version', { version: one.version, time: sayMoment(one.at, locale) })}</span><p lang={of.language} dir="auto">{one.text}</p></li>)}</ol>
        </details>
      )}
    </div>
  );
}
