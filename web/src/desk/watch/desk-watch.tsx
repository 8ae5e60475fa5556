import { IconBellRinging, IconBellX } from '@tabler/icons-react';
import { Link, useRouterState } from '@tanstack/react-router';
import { type ReactNode, useEffect, useRef } from 'react';
import { queries } from '../../api.ts';
import { nowMs } from '../../clock.ts';
import { onHeard, openFeed, type Heard } from '../../live/feed.ts';
import { getPreferences } from '../../settings/preferences.ts';
import { setTitleSign } from '../../ui/title.ts';
import { useWords } from '../../words/words.tsx';
import { freshenHits, useHits } from '../queries.ts';
import { useShiftStarted } from '../shift/started.ts';
import { setFavicon } from './favicon.ts';
import { isNight, playTone } from './tone.ts';
import classes from './watch.module.css';

/** Pause between two tones, in ms. */
const RING_EVERY_MS = 20_000;
/** However much happens, lists are read anew so often at most, in ms. */
const FRESHEN_MS = 150;
const DEFAULT_VOLUME = 0.6;

/** Runs on every page of whoever reads hits: hears what happens, rings, and says so in the title and the sign of the window. */
export function DeskWatch(): ReactNode {
  const { t } = useWords();
  const path = useRouterState({ select: (state) => state.location.pathname });
  useFreshening();
  const ringing = (useHits().data ?? []).filter(({ rings }) => rings);
  const count = ringing.length;
  const started = useShiftStarted();
  useEffect(() => {
    setTitleSign(count === 0 ? '' : t('desk.titleSign', { count }));
    setFavicon(count > 0);
    return () => {
      setTitleSign('');
      setFavicon(false);
    };
  }, [count, t]);
  // A hit that is new rings at once, and not only when the next tone is due.
  useTone(ringing.map(({ id }) => id), started);
  const newest = ringing.at(-1);
  return (
    <>
      <div role="alert" className={classes['unseen']}>{count > 0 ? t('desk.ringing', { count }) : ''}</div>
      {newest !== undefined && !path.startsWith('/desk') && (
        <aside className={classes['strip']} aria-label={t('desk.ringing', { count })}>
          {started ? <IconBellRinging size={22} aria-hidden /> : <IconBellX size={22} aria-hidden />}
          <strong>{t('desk.ringing', { count })}</strong>
          <Link to="/desk" search={{ hit: newest.id }}>{t('desk.goThere')}</Link>
        </aside>
      )}
    </>
  );
}

/** Every event lets what hangs on it be read anew. */
function useFreshening(): void {
  useEffect(() => {
    const due = new Set<string>();
    let timer: ReturnType<typeof setTimeout> | undefined;
    const freshen = (): void => {
      timer = undefined;
      freshenHits();
      for (const id of due) void queries.invalidateQueries({ queryKey: ['hit', id] });
      due.clear();
      void queries.invalidateQueries({ queryKey: ['cases'] });
    };
    const hear = (event: Heard | undefined): void => {
      if (event !== undefined && !event.kind.startsWith('hit.')) return;
      if (event !== undefined) due.add(event.subject);
      else void queries.invalidateQueries({ queryKey: ['hit'] });
      timer ??= setTimeout(freshen, FRESHEN_MS);
    };
    const stop = onHeard(hear);
    const close = openFeed();
    return () => {
      stop();
      close();
      clearTimeout(timer);
    };
  }, []);
}

/** Rings at once when something new rings, and every twenty seconds until nothing does. */
function useTone(ringing: readonly string[], isOn: boolean): void {
  const rung = useRef(new Set<string>());
  const all = ringing.join(' ');
  useEffect(() => {
    if (!isOn || all === '') {
      rung.current.clear();
      return undefined;
    }
    const ring = (): void => playTone(getPreferences().volume ?? DEFAULT_VOLUME, isNight(nowMs()));
    const ids = all.split(' ');
    if (ids.some((id) => !rung.current.has(id))) ring();
    rung.current = new Set(ids);
    const timer = setInterval(ring, RING_EVERY_MS);
    return () => clearInterval(timer);
  }, [all, isOn]);
}
