import { Button, Skeleton, Textarea, TextInput } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import type { FieldError } from '@watchword/api/errors.ts';
import { endEvidence, grantEvidence, listGrants, type EvidenceCase } from '@watchword/api/joint/evidence.ts';
import type { JointOperation } from '@watchword/api/joint/plans.ts';
import { type FormEvent, type ReactNode, useState } from 'react';
import { asAppError, client } from '../../api.ts';
import { CountryName } from '../../ui/country-name.tsx';
import { Ltr } from '../../ui/ltr.tsx';
import { Problem } from '../../ui/problem.tsx';
import { sayDay, sayMoment } from '../../words/say-dates.ts';
import { useWords } from '../../words/words.tsx';
import { operationKey } from '../queries.ts';
import classes from './reports.module.css';

/** Cases that the own country opened to prosecutors and partners, who looked, and a way to open another. `incident`: of the page on which it stands. */
export function GivenCases({ operation: { id }, incident }: { operation: Pick<JointOperation, 'id'>; incident?: string }): ReactNode {
  const { t } = useWords();
  const [opening, setOpening] = useState(false);
  const found = useQuery({ queryKey: operationKey(id, 'cases'), queryFn: async () => (await client.call(listGrants, { params: { id } })).items });
  const items = incident === undefined ? found.data : found.data?.filter(({ incidents }) => incidents.includes(incident));
  const refresh = (): void => void found.refetch();
  return (
    <section className={classes['card']} aria-label={t('operations.cases.given')}>
      <h2>{t('operations.cases.given')}</h2>
      <p className={classes['lead']}>{t('operations.cases.givenLead')}</p>
      {found.error !== null && <Problem error={asAppError(found.error)} retry={refresh} />}
      {items === undefined ? found.error === null && <Skeleton height={60} /> : items.length === 0 ? <p className={classes['lead']}>{t('operations.cases.givenNone')}</p> : <ul className={classes['items']}>{items.map((one) => <li key={one.id}><Given operation={id} given={one} onEnded={refresh} /></li>)}</ul>}
      {opening ? <CaseForm operation={id} incident={incident} onDone={() => { setOpening(false); refresh(); }} onCancel={() => setOpening(false)} /> : <Button variant="default" onClick={() => setOpening(true)}>{t('operations.cases.open')}</Button>}
    </section>
  );
}

function Given({ operation, given: { id, to, officer, reference, incidents, until, state, uses = [] }, onEnded }: { operation: string; given: EvidenceCase; onEnded: () => void }): ReactNode {
  const { t, locale } = useWords();
  const [reason, setReason] = useState<string>();
  const [error, setError] = useState<unknown>();
  const end = (event: FormEvent): void => {
    event.preventDefault();
    if (reason !== undefined && reason.trim() !== '') client.call(endEvidence, { params: { id: operation, case: id }, body: { reason: reason.trim() } }).then(onEnded, setError);
  };
  return (
    <>
      <h3><bdi>{reference}</bdi></h3>
      <p className={classes['facts']}><strong>{t(`operations.cases.state.${state}`)}</strong><span><CountryName code={to} /></span>{officer !== undefined && <Ltr>{officer}</Ltr>}<span>{t('operations.cases.until', { day: sayDay(until, locale) })}</span><span>{t('operations.cases.incidents', { count: incidents.length })}</span></p>
      {uses.length === 0 ? <p className={classes['facts']}>{t('operations.cases.looks', { count: 0 })}</p> : <details><summary>{t('operations.cases.looks', { count: uses.length })}</summary><ul className={classes['versions']}>{uses.map(({ at, by, what }) => <li key={`${at} ${by} ${what}`}>{sayMoment(at, locale)} · <Ltr>{by}</Ltr> · {t(what === 'file' ? 'operations.cases.take' : 'operations.cases.read')}</li>)}</ul></details>}
      {error !== undefined && <Problem error={asAppError(error)} />}
      {state === 'open' && (reason === undefined
        ? <div className={classes['buttons']}><Button variant="default" size="compact-md" onClick={() => setReason('')}>{t('operations.cases.end')}</Button></div>
        : <form className={classes['form']} onSubmit={end}><TextInput label={t('operations.cases.reason')} required autoFocus value={reason} maxLength={1000} onChange={(event) => setReason(event.currentTarget.value)} /><div className={classes['buttons']}><Button type="submit">{t('operations.cases.endSure')}</Button><Button variant="default" onClick={() => setReason(undefined)}>{t('form.cancel')}</Button></div></form>)}
    </>
  );
}

type CaseProps = { readonly operation: string; readonly incident?: string | undefined; readonly onDone: () => void; readonly onCancel: () => void };

function CaseForm({ operation, incident, onDone, onCancel }: CaseProps): ReactNode {
  const { t, coded } = useWords();
  const [fields, setFields] = useState({ to: '', officer: '', reference: '', until: '', reason: '', incidents: incident ?? '' });
  const [error, setError] = useState<unknown>();
  const [faults, setFaults] = useState<readonly FieldError[]>([]);
  const set = (change: Partial<typeof fields>): void => setFields({ ...fields, ...change });
  const errorOf = (name: string): string | undefined => {
    const fault = faults.find(({ pointer }) => pointer.startsWith(`/${name}`));
    return fault === undefined ? undefined : coded('mend', fault.code, fault.detail);
  };
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    setError(undefined);
    const { officer, incidents, ...rest } = fields;
    const body = { ...rest, to: rest.to.trim().toUpperCase(), incidents: incidents.split(/\s+/u).filter((one) => one !== ''), ...(officer.trim() !== '' && { officer: officer.trim() }) };
    client.call(grantEvidence, { params: { id: operation }, body }).then(onDone, (failed: unknown) => {
      setError(failed);
      setFaults(asAppError(failed).details.errors ?? []);
    });
  };
  return (
    <form className={classes['form']} noValidate onSubmit={submit} aria-label={t('operations.cases.open')}>
      {error !== undefined && <Problem error={asAppError(error)} />}
      <TextInput label={t('operations.cases.to')} description={t('operations.cases.toHint')} dir="ltr" required value={fields.to} maxLength={3} error={errorOf('to')} onChange={(event) => set({ to: event.currentTarget.value })} />
      <TextInput label={t('operations.cases.officer')} dir="ltr" value={fields.officer} maxLength={90} error={errorOf('officer')} onChange={(event) => set({ officer: event.currentTarget.value })} />
      <TextInput label={t('operations.cases.reference')} required value={fields.reference} maxLength={120} error={errorOf('reference')} onChange={(event) => set({ reference: event.currentTarget.value })} />
      <TextInput type="date" dir="ltr" label={t('operations.cases.last')} required value={fields.until} error={errorOf('until')} onChange={(event) => set({ until: event.currentTarget.value })} />
      {incident === undefined && <Textarea label={t('operations.cases.ids')} dir="ltr" required autosize minRows={2} value={fields.incidents} error={errorOf('incidents')} onChange={(event) => set({ incidents: event.currentTarget.value })} />}
      <Textarea label={t('operations.cases.reason')} required autosize minRows={1} value={fields.reason} maxLength={1000} error={errorOf('reason')} onChange={(event) => set({ reason: event.currentTarget.value })} />
      <div className={classes['buttons']}><Button type="submit">{t('operations.cases.open')}</Button><Button variant="default" onClick={onCancel}>{t('form.cancel')}</Button></div>
    </form>
  );
}
