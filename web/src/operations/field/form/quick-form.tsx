import { ActionIcon, Button, Checkbox, NativeSelect, Textarea, TextInput } from '@mantine/core';
import { IconChevronDown, IconChevronUp, IconMinus, IconPlus } from '@tabler/icons-react';
import type { FieldError } from '@watchword/api/errors.ts';
import type { FieldOperation } from '@watchword/api/joint/field.ts';
import type { IncidentContent } from '@watchword/api/joint/incidents.ts';
import { AGES, INCIDENT_ROLES, PROTECTED_ROLES, SEXES, SHARES, type Share } from '@watchword/api/joint/words.ts';
import { type FormEvent, type ReactNode, useEffect, useId, useRef, useState } from 'react';
import { nowMs } from '../../../clock.ts';
import { CountryInput } from '../../../ui/country-input.tsx';
import { useWords } from '../../../words/words.tsx';
import classes from '../field.module.css';
import { checkContent } from './check-content.ts';
import { ContentFields } from './content-fields.tsx';
import { sayValue } from './content-input.tsx';
import { KindChoice } from './kind-choice.tsx';
import { PlaceChoice } from './place-choice.tsx';
import { chooseKind, chooseRole, contentOf, NEW_DRAFT, shiftPersons, type QuickDraft } from './quick-draft.ts';

/** What is handed over: a report that has no fault which can be seen here. */
export type Filled = { readonly content: IncidentContent; readonly share?: Share | undefined };
type QuickProps = { readonly operation: FieldOperation; readonly first?: QuickDraft | undefined; readonly faults?: readonly FieldError[] | undefined; readonly onFilled: (filled: Filled) => Promise<void> };

/** The form of 20 seconds: kind, how many, nationality, place, event. Everything else stands behind `more`. */
export function QuickForm({ operation, first = NEW_DRAFT, faults: told = [], onFilled }: QuickProps): ReactNode {
  const words = useWords();
  const { t, coded } = words;
  const named = operation.shares.names === true;
  const [draft, setDraft] = useState(first);
  const [isTouched, setTouched] = useState(first !== NEW_DRAFT);
  const [hasMore, setMore] = useState(first !== NEW_DRAFT);
  const [faults, setFaults] = useState(told);
  const [isBusy, setBusy] = useState(false);
  const form = useRef<HTMLFormElement>(null);
  const legend = useId();
  const errors = shiftPersons(new Map(faults.map(({ pointer, code, detail }) => [pointer.replace(/^(\/body)?\/content/, ''), coded('mend', code, detail)])), draft);
  const set = (change: Partial<QuickDraft>): void => setDraft({ ...draft, ...change });
  useEffect(() => {
    if (faults.length > 0) form.current?.querySelector<HTMLElement>('[aria-invalid="true"], [data-fault="true"]')?.focus();
  }, [faults]);
  const submit = async (event: FormEvent): Promise<void> => {
    event.preventDefault();
    const content = contentOf(draft, { now: nowMs(), offset: (ms) => new Date(ms).getTimezoneOffset() });
    const found = checkContent(content, { named });
    setFaults(found);
    if (found.length > 0) {
      if (found.some(({ pointer }) => !/^\/(kind|place|persons\/0)/.test(pointer))) setMore(true);
      return;
    }
    // What was typed and names no country is not left out in silence.
    const odd = form.current?.querySelector<HTMLElement>('[data-odd="true"]');
    if (odd !== null && odd !== undefined) return odd.focus();
    setBusy(true);
    await onFilled({ content, ...(draft.share !== '' && { share: draft.share }) }).then(() => {
      // The next one is likely to be at the same place.
      setDraft({ ...NEW_DRAFT, place: draft.place });
      setTouched(false);
      setMore(false);
    }).finally(() => setBusy(false));
  };
  const isProtected = PROTECTED_ROLES.includes(draft.role);
  return (
    <form className={classes['quick']} ref={form} noValidate aria-label={t('operations.field.form')} onSubmit={(event) => void submit(event)}>
      {faults.length > 0 && <p className={classes['faults']} role="alert">{t('operations.field.faults', { count: faults.length })}</p>}
      <KindChoice value={draft.kind} error={errors.get('/kind')} onChange={(kind) => setDraft(chooseKind(draft, kind, isTouched))} />
      <fieldset className={classes['who']} aria-labelledby={legend}>
        <legend id={legend}>{t('operations.field.who')}</legend>
        <div className={classes['count']}>
          <ActionIcon variant="default" size={56} aria-label={t('operations.field.fewer')} disabled={draft.count === 0} onClick={() => { setTouched(true); set({ count: draft.count - 1 }); }}><IconMinus size={24} aria-hidden /></ActionIcon>
          <TextInput aria-label={t('operations.field.count')} inputMode="numeric" dir="ltr" maxLength={4} value={String(draft.count)} error={errors.get('/quick/count') !== undefined} onFocus={(event) => event.currentTarget.select()} onChange={(event) => { setTouched(true); set({ count: Math.min(5000, Number(event.currentTarget.value.replaceAll(/\D/g, ''))) }); }} />
          <ActionIcon variant="default" size={56} aria-label={t('operations.field.more1')} onClick={() => { setTouched(true); set({ count: Math.min(5000, draft.count + 1) }); }}><IconPlus size={24} aria-hidden /></ActionIcon>
          <NativeSelect className={classes['grow'] ?? ''} aria-label={t('operations.content.persons.role')} value={draft.role} data={INCIDENT_ROLES.map((role) => ({ value: role, label: sayValue(role, words) }))} onChange={(event) => { setTouched(true); setDraft(chooseRole(draft, INCIDENT_ROLES.find((role) => role === event.currentTarget.value) ?? draft.role)); }} />
        </div>
        {draft.count > 0 && (
          <>
            <CountryInput label={t('operations.content.persons.nationality')} placeholder={t('operations.field.unknown')} value={draft.nationality} error={errors.get('/quick/nationality')} onChange={(nationality) => set({ nationality })} />
            {draft.role === 'facilitator' && <TextInput label={t('operations.content.benefit')} description={t('operations.field.facilitatorGuard')} required value={draft.benefit} maxLength={120} error={errors.get('/quick/benefit')} onChange={(event) => set({ benefit: event.currentTarget.value })} />}
            {isProtected ? <p className={classes['hint']}>{t(named ? 'operations.field.namedGuard' : 'operations.field.unnamedGuard')}</p>
              : <Checkbox className={classes['flag'] ?? ''} label={t('operations.content.arrested')} checked={draft.arrested} onChange={(event) => set({ arrested: event.currentTarget.checked })} />}
          </>
        )}
      </fieldset>
      <PlaceChoice operation={operation} value={draft.place} error={errors.get('/place/name') ?? errors.get('/place')} onChange={(place) => set({ place })} />
      <Textarea label={t('operations.field.event')} description={t('operations.field.eventHint')} value={draft.event} maxLength={2000} autosize minRows={1} maxRows={5} error={errors.get('/note')} onChange={(event) => set({ event: event.currentTarget.value })} />
      <Button variant="subtle" color="gray" c="inherit" aria-expanded={hasMore} leftSection={hasMore ? <IconChevronUp size={20} aria-hidden /> : <IconChevronDown size={20} aria-hidden />} onClick={() => setMore(!hasMore)}>{t(hasMore ? 'operations.field.less' : 'operations.field.more')}</Button>
      {hasMore && (
        <section className={classes['content']} aria-label={t('operations.field.more')}>
          <TextInput type="datetime-local" dir="ltr" label={t('operations.field.at')} description={t('operations.field.atHint')} value={draft.at} error={errors.get('/at')} onChange={(event) => set({ at: event.currentTarget.value })} />
          {draft.count > 0 && (
            <div className={classes['group']}>
              <NativeSelect label={t('operations.content.persons.sex')} value={textIn(draft.more['sex'])} data={[{ value: '', label: '–' }, ...SEXES.map((one) => ({ value: one, label: sayValue(one, words) }))]} onChange={(event) => set({ more: { ...draft.more, sex: event.currentTarget.value } })} />
              <NativeSelect label={t('operations.content.persons.age')} value={textIn(draft.more['age'])} data={[{ value: '', label: '–' }, ...AGES.map((one) => ({ value: one, label: sayValue(one, words) }))]} onChange={(event) => set({ more: { ...draft.more, age: event.currentTarget.value } })} />
            </div>
          )}
          <ContentFields content={draft.more} errors={errors} named={named} without={['kind', 'at', 'place', 'note']} onChange={(more) => set({ more })} />
          <NativeSelect label={t('operations.field.share')} description={t('operations.field.shareHint', { share: t(`operations.share.${operation.shares.incidents}`) })} value={draft.share} data={[{ value: '', label: t('operations.field.shareUsual') }, ...SHARES.map((one) => ({ value: one, label: t(`operations.share.${one}`) }))]} onChange={(event) => set({ share: SHARES.find((one) => one === event.currentTarget.value) ?? '' })} />
        </section>
      )}
      <div className={classes['submit']}><Button type="submit" fullWidth size="lg" loading={isBusy}>{t('operations.field.report')}</Button></div>
    </form>
  );
}

function textIn(value: unknown): string {
  return typeof value === 'string' ? value : '';
}
