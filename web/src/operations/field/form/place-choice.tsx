import { Button, NativeSelect, TextInput } from '@mantine/core';
import { IconCurrentLocation } from '@tabler/icons-react';
import type { FieldOperation } from '@watchword/api/joint/field.ts';
import { type ReactNode, useState } from 'react';
import { Ltr } from '../../../ui/ltr.tsx';
import { useWords } from '../../../words/words.tsx';
import classes from '../field.module.css';
import type { QuickPlace } from './quick-draft.ts';

const OTHER = 'other';
/** About ten metres: nearer than that no report needs to be. */
const round = (degrees: number): number => Math.round(degrees * 10_000) / 10_000;

/** Where it happened: a checkpoint or hotspot of the plan, or a name; and the position of the device where that is allowed. */
export function PlaceChoice({ operation: { checkpoints = [], hotspots = [] }, value, error, onChange }: { operation: Pick<FieldOperation, 'checkpoints' | 'hotspots'>; value: QuickPlace; error: string | undefined; onChange: (place: QuickPlace) => void }): ReactNode {
  const { t } = useWords();
  const [state, setState] = useState<'idle' | 'looking' | 'denied'>('idle');
  const places = [...checkpoints, ...hotspots];
  const [isHere, setHere] = useState(false);
  const [isOther, setOther] = useState(value.code === undefined && value.name !== '');
  const look = (): void => {
    setState('looking');
    navigator.geolocation.getCurrentPosition(
      ({ coords: { latitude, longitude } }) => {
        setState('idle');
        setHere(true);
        onChange({ ...value, latitude: round(latitude), longitude: round(longitude) });
      },
      () => setState('denied'),
      { enableHighAccuracy: true, timeout: 15_000, maximumAge: 60_000 },
    );
  };
  const choose = (code: string): void => {
    const found = places.find((one) => one.code === code);
    setOther(code === OTHER);
    const { latitude, longitude } = isHere ? value : (found ?? {});
    onChange({ name: found?.name ?? '', code: found?.code, latitude, longitude });
  };
  const asked = isOther || places.length === 0;
  const group = (word: 'checkpoints' | 'hotspots', list: typeof places): { group: string; items: { value: string; label: string }[] }[] => (list.length === 0 ? [] : [{ group: t(`operations.plan.${word}`), items: list.map(({ code, name }) => ({ value: code, label: `${name} (${code})` })) }]);
  return (
    <fieldset className={classes['where']}>
      <legend>{t('operations.field.place')}</legend>
      {places.length > 0 && <NativeSelect aria-label={t('operations.field.place')} value={isOther ? OTHER : (value.code ?? '')} error={asked ? undefined : error} data={[{ value: '', label: t('operations.field.choosePlace') }, ...group('checkpoints', checkpoints), ...group('hotspots', hotspots), { value: OTHER, label: t('operations.field.otherPlace') }]} onChange={(event) => choose(event.currentTarget.value)} />}
      {asked && <TextInput label={t('operations.field.placeName')} required value={value.name} maxLength={120} error={error} onChange={(event) => onChange({ ...value, name: event.currentTarget.value })} />}
      <div className={classes['here']}>
        <Button variant="default" leftSection={<IconCurrentLocation size={20} aria-hidden />} loading={state === 'looking'} onClick={look}>{t('operations.field.here')}</Button>
        <p role="status">
          {state === 'denied' ? t('operations.field.noPosition') : value.latitude === undefined ? '' : <><Ltr>{`${value.latitude}, ${value.longitude}`}</Ltr> <button type="button" className={classes['plain']} onClick={() => { setHere(false); onChange({ ...value, latitude: undefined, longitude: undefined }); }}>{t('operations.field.noHere')}</button></>}
        </p>
      </div>
    </fieldset>
  );
}
