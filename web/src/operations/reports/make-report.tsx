import { Button, NativeSelect } from '@mantine/core';
import { IconFileText } from '@tabler/icons-react';
import type { JointOperation } from '@watchword/api/joint/plans.ts';
import { makeReport, printReport, REPORT_CIRCLES, REPORT_KINDS, REPORT_LANGUAGES, type ReportCircle, type ReportKind, type ReportLanguage } from '@watchword/api/joint/reports.ts';
import { type ReactNode, useState } from 'react';
import { asAppError, client } from '../../api.ts';
import { Problem } from '../../ui/problem.tsx';
import { save } from '../../ui/save.ts';
import { useWords } from '../../words/words.tsx';
import { fetchFile } from './download.ts';
import classes from './reports.module.css';

type MakeProps = { readonly operation: JointOperation; readonly hasFrozen: boolean; readonly language: ReportLanguage; readonly onLanguage: (language: ReportLanguage) => void; readonly onMade: () => void };

/** A report, made and saved as PDF with one click. */
export function MakeReport({ operation: { id, plan, you }, hasFrozen, language, onLanguage, onMade }: MakeProps): ReactNode {
  const { t } = useWords();
  const circles: readonly ReportCircle[] = you.role === 'coordinator' ? REPORT_CIRCLES : ['own'];
  const [circle, setCircle] = useState<ReportCircle>(circles[0] ?? 'own');
  const [kind, setKind] = useState<ReportKind>('situation');
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<unknown>();
  const make = (): void => {
    setBusy(true);
    setError(undefined);
    void (async () => {
      const made = await client.call(makeReport, { params: { id }, body: { kind, circle } }, { timeout: 60_000 });
      onMade();
      save(await fetchFile(printReport, { params: { id, report: made.id }, query: { language } }), `${nameOf(plan.code, made)}-${language}.pdf`);
    })().catch(setError).finally(() => setBusy(false));
  };
  return (
    <section className={classes['card']} aria-label={t('operations.reports.make')}>
      <h2>{t('operations.reports.make')}</h2>
      {error !== undefined && <Problem error={asAppError(error)} />}
      <div className={classes['fields']}>
        {circles.length > 1 && <NativeSelect label={t('operations.reports.circle')} value={circle} data={circles.map((one) => ({ value: one, label: t(`operations.reports.circle.${one}`) }))} onChange={(event) => setCircle(event.currentTarget.value as ReportCircle)} />}
        {hasFrozen && <NativeSelect label={t('operations.reports.kind')} value={kind} data={REPORT_KINDS.map((one) => ({ value: one, label: t(`operations.reports.kind.${one}`) }))} onChange={(event) => setKind(event.currentTarget.value as ReportKind)} />}
        <LanguageSelect language={language} onLanguage={onLanguage} />
        <Button leftSection={<IconFileText size={20} aria-hidden />} loading={busy} onClick={make}>{t('operations.reports.makePdf')}</Button>
      </div>
      <p className={classes['hint']} role="status">{busy ? t('operations.reports.making') : t(`operations.reports.circleHint.${circle}`)}</p>
    </section>
  );
}

/** In which language something is printed or written. */
export function LanguageSelect({ language, onLanguage }: Pick<MakeProps, 'language' | 'onLanguage'>): ReactNode {
  const { t } = useWords();
  return <NativeSelect label={t('operations.reports.language')} value={language} data={REPORT_LANGUAGES.map((one) => ({ value: one, label: t(`operations.reports.language.${one}`) }))} onChange={(event) => onLanguage(event.currentTarget.value as ReportLanguage)} />;
}

/** The name of a file. */
export function nameOf(code: string, { kind, circle, number }: { kind: ReportKind; circle: ReportCircle; number: number }): string {
  return `${code.toLowerCase()}-${kind}-${circle}-${number}`;
}
