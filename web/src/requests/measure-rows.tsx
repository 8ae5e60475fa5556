import { Button, NativeSelect, Textarea, TextInput } from '@mantine/core';
import { IconPlus, IconTrash } from '@tabler/icons-react';
import { type DecideRequest, MEASURES } from '@watchword/api/requests.ts';
import type { ReactNode } from 'react';
import { useWords } from '../words/words.tsx';
import classes from './requests.module.css';

/** One measure as it is being written. */
export type MeasureRow = { readonly record: string; readonly act: (typeof MEASURES)[number]; readonly asks: string; readonly dueOn: string };

type Measures = NonNullable<DecideRequest['measures']>;

/** The measures that name a record. */
export function readMeasures(rows: readonly MeasureRow[]): Measures {
  return rows
    .filter(({ record }) => record.trim() !== '')
    .map(({ record, act, asks, dueOn }) => ({ record: record.trim(), act, ...(act === 'correct' && asks.trim() !== '' && { asks: asks.trim() }), ...(act === 'correct' && dueOn !== '' && { dueOn }) }));
}

const EMPTY: MeasureRow = { record: '', act: 'erase', asks: '', dueOn: '' };

/** What a decision orders, record by record. */
export function MeasureRows({ rows, onChange }: { rows: readonly MeasureRow[]; onChange: (rows: readonly MeasureRow[]) => void }): ReactNode {
  const { t } = useWords();
  const set = (at: number, change: Partial<MeasureRow>): void => onChange(rows.map((row, place) => (place === at ? { ...row, ...change } : row)));
  return (
    <>
      {rows.map((row, at) => (
        // Rows have no other name than their place.
        <fieldset key={at} className={classes['card']}>
          <legend>{t('requests.measureOf', { number: at + 1 })}</legend>
          <TextInput label={t('requests.record')} placeholder="rec_…" dir="ltr" value={row.record} maxLength={40} onChange={(event) => set(at, { record: event.currentTarget.value })} />
          <NativeSelect label={t('requests.order')} value={row.act} onChange={(event) => set(at, { act: MEASURES.find((one) => one === event.currentTarget.value) ?? 'erase' })} data={MEASURES.map((act) => ({ value: act, label: t(`requests.act.${act}`) }))} />
          {row.act === 'correct' && <Textarea label={t('requests.asks')} description={t('requests.asksHint')} value={row.asks} maxLength={2000} onChange={(event) => set(at, { asks: event.currentTarget.value })} />}
          {row.act === 'correct' && <TextInput type="date" label={t('requests.due')} value={row.dueOn} onChange={(event) => set(at, { dueOn: event.currentTarget.value })} />}
          <div><Button variant="default" leftSection={<IconTrash size={18} aria-hidden />} onClick={() => onChange(rows.filter((_, place) => place !== at))}>{t('requests.removeMeasure')}</Button></div>
        </fieldset>
      ))}
      <div><Button variant="default" leftSection={<IconPlus size={18} aria-hidden />} onClick={() => onChange([...rows, EMPTY])}>{t('requests.addMeasure')}</Button></div>
    </>
  );
}
