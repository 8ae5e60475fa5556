import { Button, NativeSelect } from '@mantine/core';
import { IconDeviceTv, IconFilterOff } from '@tabler/icons-react';
import { formatDay, parseDay } from '@watchword/api/dates.ts';
import type { Room } from '@watchword/api/joint/room.ts';
import type { ReactNode } from 'react';
import { nowMs } from '../../clock.ts';
import { sayCountry } from '../../words/countries.ts';
import { sayDay } from '../../words/say-dates.ts';
import { useWords } from '../../words/words.tsx';
import { useThisOperation } from '../frame.tsx';
import { daysOf } from './days.tsx';
import { SavedViews } from './saved-views.tsx';
import { useRoomView } from './use-room-view.ts';
import classes from './room.module.css';

type Option = { readonly value: string; readonly label: string };

/** What the numbers are narrowed to: country, day, nationality, and up to when. All of it stands in the address. */
export function FilterBar({ room, onWall }: { room: Room; onWall: () => void }): ReactNode {
  const { t, locale, coded } = useWords();
  const { plan } = useThisOperation();
  const { search, set } = useRoomView();
  const say = (code: string): Option => ({ value: code, label: `${coded('country', code, sayCountry(code, locale))} (${code})` });
  const listed = (codes: readonly string[], chosen: string | undefined): Option[] => [...new Set([...codes, ...(chosen === undefined ? [] : [chosen])])].map(say).toSorted((one, other) => one.label.localeCompare(other.label, locale));
  const days = daysOf(plan, room.byDay);
  const evenings = eveningsOf(plan);
  const isNarrowed = search.country !== undefined || search.day !== undefined || search.nationality !== undefined || search.asOf !== undefined;
  const any = (label: string): Option => ({ value: '', label });
  const chosen = (value: string): string | undefined => (value === '' ? undefined : value);
  return (
    <div className={classes['filters']} role="group" aria-label={t('operations.room.filters')}>
      <NativeSelect label={t('operations.room.country')} value={search.country ?? ''} onChange={(event) => set({ country: chosen(event.currentTarget.value) })} data={[any(t('operations.room.allCountries')), ...listed(room.countries, search.country)]} />
      <NativeSelect label={t('operations.room.day')} value={search.day ?? ''} onChange={(event) => set({ day: chosen(event.currentTarget.value) })} data={[any(t('operations.room.allDays')), ...days.map((day) => ({ value: day, label: sayDay(day, locale) }))]} />
      <NativeSelect label={t('operations.room.nationality')} value={search.nationality ?? ''} onChange={(event) => set({ nationality: chosen(event.currentTarget.value) })} data={[any(t('operations.room.allNationalities')), ...listed(room.byNationality.map((one) => one.nationality), search.nationality)]} />
      <NativeSelect label={t('operations.room.asOf')} value={search.asOf ?? ''} onChange={(event) => set({ asOf: chosen(event.currentTarget.value) })} data={[any(t('operations.room.now')), ...evenings.map((day) => ({ value: midnightAfter(day), label: t('operations.room.evening', { day: sayDay(day, locale) }) })), ...(search.asOf !== undefined && !evenings.some((day) => midnightAfter(day) === search.asOf) ? [{ value: search.asOf, label: search.asOf }] : [])]} />
      {isNarrowed && <Button variant="default" leftSection={<IconFilterOff size={18} aria-hidden />} onClick={() => set({ country: undefined, day: undefined, nationality: undefined, asOf: undefined })}>{t('operations.room.everything')}</Button>}
      <Button variant="default" className={classes['toWall'] ?? ''} leftSection={<IconDeviceTv size={18} aria-hidden />} rightSection={<kbd className={classes['key']}>w</kbd>} onClick={onWall}>{t('operations.room.wall')}</Button>
      <SavedViews />
    </div>
  );
}

/** The days of a plan whose midnight of UTC is over. */
function eveningsOf(plan: { readonly from: string; readonly to: string }): readonly string[] {
  return daysOf(plan, []).filter((day) => Date.parse(midnightAfter(day)) <= nowMs());
}

function midnightAfter(day: string): string {
  return `${formatDay((parseDay(day) ?? 0) + 1)}T00:00Z`;
}
