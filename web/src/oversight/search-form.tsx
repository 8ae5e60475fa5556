import { Button, SegmentedControl, Textarea, TextInput } from '@mantine/core';
import { IconSearch } from '@tabler/icons-react';
import type { SearchAbout, SearchLog } from '@watchword/api/audit/search.ts';
import { type ReactNode, useState } from 'react';
import { CountryInput } from '../ui/country-input.tsx';
import { useWords } from '../words/words.tsx';
import classes from './oversight.module.css';

const KINDS = ['person', 'document', 'vehicle', 'record', 'officer'] as const;
type Kind = (typeof KINDS)[number];
/** What was typed: `first` is the name, number, plate, id or pseudonym. */
type Typed = { readonly first: string; readonly second: string; readonly country: string | undefined; readonly from: string; readonly to: string; readonly reason: string };
const NOTHING: Typed = { first: '', second: '', country: undefined, from: '', to: '', reason: '' };

function aboutOf(kind: Kind, { first, second, country }: Typed): SearchAbout | undefined {
  const [one, other] = [first.trim(), second.trim()];
  switch (kind) {
    case 'person':
      return one === '' ? undefined : { person: { name: one, ...(other !== '' && { born: other }) } };
    case 'document':
      return one === '' ? undefined : { document: { number: one, ...(country !== undefined && { issuer: country }) } };
    case 'vehicle':
      return one === '' && other === '' ? undefined : { vehicle: { ...(one !== '' && { plate: { number: one, ...(country !== undefined && { country }) } }), ...(other !== '' && { vin: other }) } };
    case 'record':
      return one === '' ? undefined : { record: one };
    case 'officer':
      return undefined;
  }
}

/** What is looked for, as it is asked; undefined while something is missing. */
function askedOf(kind: Kind, typed: Typed): SearchLog | undefined {
  const about = aboutOf(kind, typed);
  const officer = kind === 'officer' && typed.first.trim() !== '' ? typed.first.trim() : undefined;
  const reason = typed.reason.trim();
  if ((about === undefined && officer === undefined) || reason.length < 3) return undefined;
  return { reason, ...(about !== undefined && { about }), ...(officer !== undefined && { officer }), ...(typed.from !== '' && { from: typed.from }), ...(typed.to !== '' && { to: typed.to }) };
}

/** Asks whom or what to look up, in which time, and why. */
export function SearchForm({ busy, onSearch }: { busy: boolean; onSearch: (asked: SearchLog) => void }): ReactNode {
  const { t } = useWords();
  const [kind, setKind] = useState<Kind>('person');
  const [typed, setTyped] = useState(NOTHING);
  const set = (change: Partial<Typed>): void => setTyped((before) => ({ ...before, ...change }));
  const asked = askedOf(kind, typed);
  const choose = (chosen: string): void => {
    setKind(KINDS.find((one) => one === chosen) ?? 'person');
    set({ first: '', second: '', country: undefined });
  };
  return (
    <form className={classes['search']} autoComplete="off" onSubmit={(event) => { event.preventDefault(); if (asked !== undefined) onSearch(asked); }}>
      <SegmentedControl size="md" className={classes['kinds'] ?? ''} value={kind} onChange={choose} data={KINDS.map((one) => ({ value: one, label: t(`search.${one}`) }))} aria-label={t('search.kind')} />
      <div className={classes['fields']}>
        <TextInput size="md" label={t(`search.first.${kind}`)} value={typed.first} required={kind !== 'vehicle'} maxLength={200} dir={kind === 'person' ? 'auto' : 'ltr'} onChange={(event) => set({ first: event.currentTarget.value })} />
        {(kind === 'document' || kind === 'vehicle') && <CountryInput size="md" key={kind} label={t(kind === 'document' ? 'search.issuer' : 'search.plateCountry')} value={typed.country} onChange={(country) => set({ country })} />}
        {kind === 'vehicle' && <TextInput size="md" label={t('search.vin')} value={typed.second} maxLength={40} dir="ltr" onChange={(event) => set({ second: event.currentTarget.value })} />}
        {kind === 'person' && <TextInput size="md" label={t('search.born')} description={t('search.bornHint')} value={typed.second} maxLength={10} dir="ltr" onChange={(event) => set({ second: event.currentTarget.value })} />}
        <TextInput type="date" size="md" label={t('take.from')} value={typed.from} onChange={(event) => set({ from: event.currentTarget.value })} />
        <TextInput type="date" size="md" label={t('take.to')} value={typed.to} onChange={(event) => set({ to: event.currentTarget.value })} />
      </div>
      <Textarea size="md" label={t('search.reason')} description={t('search.reasonHint')} value={typed.reason} required maxLength={500} autosize minRows={2} onChange={(event) => set({ reason: event.currentTarget.value })} />
      <div className={classes['buttons']}><Button type="submit" size="md" loading={busy} disabled={asked === undefined} leftSection={<IconSearch size={18} aria-hidden />}>{t('search.do')}</Button></div>
    </form>
  );
}
