import { Button, NativeSelect, Textarea, TextInput } from '@mantine/core';
import { REQUEST_OUTCOMES, type RequestAnswer, type RequestStanding } from '@watchword/api/requests.ts';
import { type ReactNode, useState } from 'react';
import { asAppError, queries } from '../api.ts';
import { client } from '../whole-client.ts';
import { confirming } from '../session/confirmation.ts';
import { Problem } from '../ui/problem.tsx';
import { useWords } from '../words/words.tsx';
import { MeasureRows, readMeasures, type MeasureRow } from './measure-rows.tsx';
import classes from './requests.module.css';

type Work = () => Promise<RequestStanding>;

/** What can be done with a request where it stands, with the reasons that are kept sealed. */
export function Steps({ request }: { request: RequestAnswer }): ReactNode {
  const { t } = useWords();
  const [text, setText] = useState('');
  const [until, setUntil] = useState('');
  const [error, setError] = useState<unknown>();
  const [missing, setMissing] = useState(false);
  const [busy, setBusy] = useState(false);
  const words = text.trim();
  const note = words === '' ? {} : { note: words };
  const act = (work: Work): void => {
    setBusy(true);
    setError(undefined);
    confirming(work).then(() => refresh(request.id), setError).finally(() => setBusy(false));
  };
  /** Only with reasons. */
  const because = (work: (reasons: string) => Promise<RequestStanding>) => (): void => (words === '' ? setMissing(true) : act(() => work(words)));
  const { requests } = client;
  const isOpen = request.state === 'admissible' || request.state === 'under-examination';
  const isErasing = request.state === 'decided' && request.measures.some((measure) => measure.act === 'erase');
  if (request.state === 'closed') return null;
  return (
    <section className={classes['card']} aria-label={t('requests.steps')}>
      <h2>{t('requests.steps')}</h2>
      {error !== undefined && <Problem error={asAppError(error)} />}
      <Textarea size="md" label={t('requests.reasons')} description={t('requests.reasonsHint')} value={text} maxLength={2000} autosize minRows={2} onChange={(event) => { setText(event.currentTarget.value); setMissing(false); }} error={missing ? t('requests.reasonsNeeded') : undefined} />
      {isOpen && <Deciding request={request} busy={busy} reasons={words} onMissing={() => setMissing(true)} act={act} />}
      {isOpen && (
        <div className={classes['filters']}>
          <TextInput type="date" label={t('requests.newEnd')} value={until} onChange={(event) => setUntil(event.currentTarget.value)} />
          <Button size="md" variant="default" disabled={busy || until === ''} onClick={because((reasons) => requests.extend(request, { until, reasons }))}>{t('requests.extend')}</Button>
        </div>
      )}
      <div className={classes['buttons']}>
        {request.state === 'received' && <Button size="md" disabled={busy} onClick={() => act(() => requests.admit(request, { admissible: true, ...(words !== '' && { reasons: words }) }))}>{t('requests.admit')}</Button>}
        {request.state === 'received' && <Button size="md" variant="default" disabled={busy} onClick={because((reasons) => requests.admit(request, { admissible: false, reasons }))}>{t('requests.reject')}</Button>}
        {isOpen && <Button size="md" variant="default" disabled={busy} onClick={() => act(() => requests.examine(request, note))}>{request.state === 'admissible' ? t('requests.examine') : t('requests.addNote')}</Button>}
        {isErasing && <Button size="md" variant="default" disabled={busy} onClick={because((reasons) => requests.eraseTexts(request, { reasons }))}>{t('requests.eraseTexts')}</Button>}
        {request.state === 'decided' && <Button size="md" disabled={busy} onClick={() => act(() => requests.conclude(request, note))}>{t('requests.conclude')}</Button>}
        {(request.state === 'carried-out' || request.state === 'inadmissible') && <Button size="md" disabled={busy} onClick={() => act(() => requests.close(request, note))}>{t('requests.close')}</Button>}
      </div>
    </section>
  );
}

type DecidingProps = { request: RequestAnswer; busy: boolean; reasons: string; onMissing: () => void; act: (work: Work) => void };

function Deciding({ request, busy, reasons, onMissing, act }: DecidingProps): ReactNode {
  const { t } = useWords();
  const [outcome, setOutcome] = useState<(typeof REQUEST_OUTCOMES)[number]>('granted');
  const [rows, setRows] = useState<readonly MeasureRow[]>([]);
  const decide = (): void => {
    if (reasons === '') return onMissing();
    const measures = outcome === 'refused' ? [] : readMeasures(rows);
    act(() => client.requests.decide(request, { outcome, reasons, ...(measures.length > 0 && { measures }) }));
  };
  return (
    <fieldset className={classes['card']}>
      <legend>{t('requests.decision')}</legend>
      <NativeSelect label={t('requests.outcome')} value={outcome} onChange={(event) => setOutcome(REQUEST_OUTCOMES.find((one) => one === event.currentTarget.value) ?? 'granted')} data={REQUEST_OUTCOMES.map((one) => ({ value: one, label: t(`requests.outcome.${one}`) }))} />
      {outcome !== 'refused' && <MeasureRows rows={rows} onChange={setRows} />}
      <p>{t('requests.atOnce')}</p>
      <div className={classes['buttons']}><Button size="md" disabled={busy} onClick={decide}>{t('requests.decide')}</Button></div>
    </fieldset>
  );
}

function refresh(id: string): void {
  void queries.invalidateQueries({ queryKey: ['request', id] });
  void queries.invalidateQueries({ queryKey: ['requests'] });
}
