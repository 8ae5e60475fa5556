import { Button } from '@mantine/core';
import { IconFlag3, IconHandStop, IconHistory, IconPrinter, IconShieldHalf } from '@tabler/icons-react';
import type { Match } from '@watchword/api/checks/answers.ts';
import { NOT_SAME_REASONS } from '@watchword/api/comparisons.ts';
import type { HitStanding } from '@watchword/api/hits.ts';
import { presetOf } from '@watchword/api/hits/policy.ts';
import { type ReactNode, useEffect, useRef } from 'react';
import { Problem } from '../../../ui/problem.tsx';
import { useWords } from '../../../words/words.tsx';
import type { OneCheck } from '../../shift-states.ts';
import { ReasonForm } from '../persons/reason-form.tsx';
import { type Form, showForm, useForm } from './asking.ts';
import { CaseAnswer } from './case-answer.tsx';
import { AskForm, OutcomeForm, TextForm } from './case-forms.tsx';
import { CaseClock, CaseSteps } from './case-steps.tsx';
import { useCaseActs, type CaseActs } from './use-case-acts.ts';
import { isEarlierAnswer, useCases } from './use-cases.ts';
import classes from './case.module.css';

/** What the officer and the owner do about one match: the question to the owner, its way, its answer, and what became of it. */
export function CaseOfMatch({ check, match }: { check: OneCheck; match: Match }): ReactNode {
  const { t } = useWords();
  const standing = useCases(check)?.find((one) => one.record === match.record);
  const open = useForm(check.id);
  const acts = useCaseActs(check, match.record);
  const form = open?.record === match.record ? open.form : undefined;
  const show = (next: Form['form']): void => showForm({ check: check.id, record: match.record, form: next });
  const box = useRef<HTMLElement>(null);
  const state = standing?.state;
  useEffect(() => {
    // The form that had the focus is gone: what came of it is read next.
    if (document.activeElement === document.body && state !== undefined && state !== 'open') box.current?.focus({ preventScroll: true });
  }, [state]);
  return (
    <section ref={box} tabIndex={-1} className={classes['case']} aria-label={t('hit.label')} data-state={standing?.state ?? 'open'}>
      <Clearance match={match} />
      {standing !== undefined && <Way standing={standing} isEarlier={isEarlierAnswer(check, standing)} />}
      {acts.error !== undefined && <Problem error={acts.error} title={t('hit.failed')} />}
      {form !== undefined && <OpenForm form={form} check={check} match={match} standing={standing} acts={acts} />}
      {standing !== undefined && form === undefined && <Acts standing={standing} show={show} />}
    </section>
  );
}

/** Where the question is, with its clock and its answer. */
function Way({ standing, isEarlier }: { standing: HitStanding; isEarlier: boolean }): ReactNode {
  const { t } = useWords();
  return (
    <div role="status">
      {isEarlier && <p className={classes['waits']}><IconHistory size={20} aria-hidden /> {t('hit.earlierAnswer')}</p>}
      <CaseAnswer of={standing} isQuiet={isEarlier} />
      {standing.waiting === 'own-desk' && <p className={classes['waits']}><IconShieldHalf size={20} aria-hidden /> {t('hit.ownDesk')}</p>}
      <CaseClock of={standing} />
      <CaseSteps of={standing} />
    </div>
  );
}

function OpenForm({ form, check, match, standing, acts }: { form: Form['form']; check: OneCheck; match: Match; standing: HitStanding | undefined; acts: CaseActs }): ReactNode {
  const { t, coded } = useWords();
  const close = (): void => showForm(undefined);
  const of = { database: match.database, kind: match.kind };
  if (form === 'ask') return <AskForm of={{ ...of, preset: standing?.preset ?? presetOf(of, check.purpose) }} busy={acts.busy} onSend={acts.ask} onClose={close} />;
  if (form === 'outcome') return <OutcomeForm busy={acts.busy} onSend={acts.report} onClose={close} />;
  if (form === 'withdraw') return <TextForm title={t('hit.withdrawTitle')} text={t('hit.withdrawText')} label={t('hit.withdrawReason')} action={t('hit.withdraw')} required busy={acts.busy} onSend={acts.withdraw} onClose={close} />;
  if (form === 'protect') return <TextForm title={t('hit.protectTitle')} text={t('hit.protectText')} label={t('hit.protectNote')} action={t('hit.protectSend')} required={false} busy={acts.busy} onSend={acts.protect} onClose={close} />;
  return (
    <ReasonForm
      check={check} title={t('hit.whyNot')} action={t('compare.notSameAction')} onClose={close}
      onSend={(reason) => acts.report({ finding: 'not-same', note: coded('notSame', NOT_SAME_REASONS.find((one) => one === reason) ?? 'other') })}
    />
  );
}

/** What else can be done, as far as the hit has come. */
function Acts({ standing, show }: { standing: HitStanding; show: (form: Form['form']) => void }): ReactNode {
  const { t } = useWords();
  const { state } = standing;
  const isOver = state === 'stopped' || state === 'closed' || state === 'withdrawn';
  if (isOver) return null;
  const isAnswered = state === 'confirmed' || state === 'not-confirmed';
  return (
    <div className={classes['acts']}>
      {isAnswered && <Button size="md" leftSection={<IconFlag3 size={20} aria-hidden />} onClick={() => show('outcome')}>{t('hit.outcome')}</Button>}
      {!isAnswered && standing.request !== undefined && <Button size="sm" variant="default" leftSection={<IconHandStop size={18} aria-hidden />} onClick={() => show('withdraw')}>{t('hit.withdraw')}</Button>}
      {!isAnswered && standing.request === undefined && standing.waiting === undefined && <Button size="sm" variant="default" leftSection={<IconFlag3 size={18} aria-hidden />} onClick={() => show('outcome')}>{t('hit.outcome')}</Button>}
      <Button size="sm" variant="default" leftSection={<IconShieldHalf size={18} aria-hidden />} onClick={() => show('protect')}>{t('hit.protect')}</Button>
    </div>
  );
}

/** The slip of a holder whom the issuing bureau lets travel: compare it, character by character. */
function Clearance({ match: { clearance } }: { match: Match }): ReactNode {
  const { t, locale } = useWords();
  if (clearance === undefined) return null;
  const until = new Intl.DateTimeFormat(locale, { dateStyle: 'medium', timeStyle: 'short' }).format(Date.parse(clearance.until));
  return (
    <div className={classes['slip']}>
      <strong>{t('hit.slipTitle')}</strong>
      <p className={classes['slipNumber']}><bdi dir="ltr" className="mono">{clearance.slip}</bdi></p>
      <p>{t('hit.slipText', { from: clearance.from, to: clearance.to, until })}{clearance.carrier !== undefined && <> · <bdi>{clearance.carrier}</bdi></>}</p>
      <p className={classes['quiet']}><IconPrinter size={16} aria-hidden /> {t('hit.slipCompare')}</p>
    </div>
  );
}
