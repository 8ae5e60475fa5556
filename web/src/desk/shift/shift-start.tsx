import { Button } from '@mantine/core';
import { IconBell, IconBellX, IconPlayerPlay, IconVolume } from '@tabler/icons-react';
import { takeOver } from '@watchword/api/hits/desk.ts';
import type { Hit } from '@watchword/api/hits.ts';
import { type ReactNode, useState } from 'react';
import { asAppError, client, queries } from '../../api.ts';
import { nowMs } from '../../clock.ts';
import { useSession } from '../../session/session.ts';
import { setPreferences, usePreferences } from '../../settings/preferences.ts';
import { Problem } from '../../ui/problem.tsx';
import { sayMoment, sayTime } from '../../words/say-dates.ts';
import { useWords } from '../../words/words.tsx';
import { useNameOf, usePeople } from '../presence.ts';
import { useHandover } from '../queries.ts';
import { PRESSING, queueOf } from '../queue-of.ts';
import { canSound, isNight, playTone, unlockSound } from '../watch/tone.ts';
import { startShift, useShiftStart } from './started.ts';
import classes from './shift.module.css';

const DEFAULT_VOLUME = 0.6;

/** Begins a shift: sound, who is there, what is open, and what the shift before left. Once begun it is one line. */
export function ShiftStart({ hits }: { hits: readonly Hit[] }): ReactNode {
  const { t, locale } = useWords();
  const { session } = useSession();
  const started = useShiftStart();
  const [silent, setSilent] = useState(false);
  const mayAnswer = session?.caller?.permissions.includes('hit:answer') === true;
  const people = usePeople();
  const pressing = hits.filter((hit) => PRESSING.has(queueOf(hit))).length;
  const here = people.filter(({ isHere }) => isHere);
  if (started !== undefined) {
    return (
      <div className={classes['on']}>
        <span>{silent ? <IconBellX size={18} aria-hidden /> : <IconBell size={18} aria-hidden />} {t('shift.on', { time: sayTime(started, locale, false) })}{silent && ` · ${t('shift.silent')}`}</span>
        <Volume />
        {here.length > 0 && <span>{t('shift.here')} <bdi>{here.map(({ name }) => name).join(', ')}</bdi></span>}
      </div>
    );
  }
  const start = (): void => {
    void startShift().then((sounds) => setSilent(!sounds));
  };
  return (
    <section className={classes['start']} aria-labelledby="shift-title">
      <h2 id="shift-title">{t('shift.title')}</h2>
      <p>{t('shift.text')}</p>
      <ul className={classes['facts']}>
        <li>{t('shift.open', { count: pressing })}</li>
        {here.length > 0 && <li>{t('shift.here')} <bdi>{here.map(({ name }) => name).join(', ')}</bdi></li>}
      </ul>
      <LastHandover canSign={mayAnswer} />
      <div className={classes['buttons']}>
        <Button size="md" leftSection={<IconPlayerPlay size={20} aria-hidden className="mirrored" />} onClick={start}>{t('shift.start')}</Button>
        <Volume />
      </div>
    </section>
  );
}

/** How loud the desk rings, and a button that lets it be heard. */
function Volume(): ReactNode {
  const { t } = useWords();
  const { volume = DEFAULT_VOLUME } = usePreferences();
  const [failed, setFailed] = useState(false);
  const test = (): void => {
    void unlockSound().then(() => {
      setFailed(!canSound());
      playTone(volume, isNight(nowMs()));
    });
  };
  return (
    <span className={classes['volume']}>
      <label><IconVolume size={18} aria-hidden /> <span className={classes['unseen']}>{t('shift.volume')}</span><input type="range" min={0} max={1} step={0.1} value={volume} onChange={(event) => setPreferences({ volume: Number(event.currentTarget.value) })} /></label>
      <Button size="compact-md" variant="default" onClick={test}>{t('shift.test')}</Button>
      {failed && <span role="status">{t('shift.silent')}</span>}
    </span>
  );
}

/** What the shift before left, to be signed by whoever takes over. */
function LastHandover({ canSign }: { canSign: boolean }): ReactNode {
  const { t, locale } = useWords();
  const { session } = useSession();
  const nameOf = useNameOf();
  const { data } = useHandover();
  const [error, setError] = useState<unknown>();
  const last = data?.last[0];
  if (last === undefined) return null;
  const sign = (): void => {
    client.call(takeOver, { params: { id: last.id }, body: {} }).then(() => void queries.invalidateQueries({ queryKey: ['handover'] }), setError);
  };
  const isOwn = last.by === session?.signedIn?.pseudonym;
  return (
    <div className={classes['last']}>
      <strong>{t('shift.last', { time: sayMoment(last.at, locale), who: nameOf(last.by) })}</strong>
      <p><bdi>{last.note}</bdi></p>
      {error !== undefined && <Problem error={asAppError(error)} />}
      {last.takenBy !== undefined ? <span>{t('shift.taken', { who: nameOf(last.takenBy) })}</span>
        : canSign && !isOwn ? <Button size="sm" variant="default" onClick={sign}>{t('shift.sign')}</Button>
        : <span>{t('shift.notSigned')}</span>}
    </div>
  );
}
