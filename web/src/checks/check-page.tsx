import { lazy, type ReactNode, Suspense, useCallback, useEffect, useRef, useState } from 'react';
import { useSession } from '../session/session.ts';
import { usePreferences } from '../settings/preferences.ts';
import { withWords } from '../words/with-words.ts';
import { useWords } from '../words/words.tsx';
import { Page } from '../ui/page.tsx';
import { CheckForm, type FormHandle } from './check-form.tsx';
import { DatabasesAsked } from './databases-asked.tsx';
import { History } from './history.tsx';
import { PurposeNeeded } from './purpose-chip.tsx';
import type { Question } from './questions.ts';
import { ReadingChoice, useScans } from './reading-choice.tsx';
import { Announcer } from './result/announcer.tsx';
import { CaseStrip, preloadCases } from './result/case/case-parts.tsx';
import { DiscreetView } from './result/discreet-view.tsx';
import { ResultView } from './result/result-view.tsx';
import { ask, useShift } from './shift.ts';
import { type OneCheck, shownOf, verdictOf } from './shift-states.ts';
import { useKeys } from './use-keys.ts';
import classes from './check.module.css';

const SpecimenPanel = lazy(() => import('../specimens/specimen-panel.tsx').then((module) => ({ default: module.SpecimenPanel })));
const OfficerHint = lazy(async () => ({ default: (await withWords(import('../first-run/officer-hint.tsx'))).OfficerHint }));
const CameraScan = lazy(() => import('../camera/camera-scan.tsx').then((module) => ({ default: module.CameraScan })));

/** The booth: scan or type, and read HIT or NO HIT. Everything else on this page keeps out of the way. */
export function CheckPage(): ReactNode {
  const { t } = useWords();
  const { session } = useSession();
  const form = useRef<FormHandle>(null);
  const [camera, setCamera] = useState(false);
  const shown = shownOf(useShift());
  const focus = useCallback(() => form.current?.focus(), []);
  const put = useCallback((question: Question) => {
    setCamera(false);
    form.current?.clear(question.kind);
    ask(question);
    focus();
  }, [focus]);
  useEffect(() => {
    const timer = setTimeout(preloadCases, 400);
    return () => clearTimeout(timer);
  }, []);
  const scans = useScans(put, (text) => form.current?.fill(text));
  useKeys({ form, openCamera: () => setCamera(true), isBusy: camera });
  return (
    <Page title={t('check.title')} wide hideTitle>
      {session?.demo === true && <Suspense><OfficerHint /></Suspense>}
      <div className={classes['layout']}>
        <div>
          <CheckForm ref={form} onAsk={put} onCamera={() => setCamera(true)} />
          {camera && <Suspense fallback={<p>{t('camera.starting')}</p>}><CameraScan onQuestion={put} onClose={() => { setCamera(false); focus(); }} /></Suspense>}
          <ReadingChoice scans={scans} onDone={focus} />
          <PurposeNeeded onDone={focus} />
          <Result />
          {session?.demo === true && <div className={shown === undefined ? '' : 'noPrint'}><Suspense><SpecimenPanel getTarget={() => document.activeElement} /></Suspense></div>}
        </div>
        <div className={classes['side']}>
          <History />
          <DatabasesAsked />
        </div>
      </div>
    </Page>
  );
}

/** Whether anything can have become of a check beyond its answer. */
function hasMatches(check: OneCheck): boolean {
  const verdict = verdictOf(check);
  return verdict === 'hit' || verdict === 'possible';
}

/** The result on the screen: whole, or discreet until the officer presses it or holds the arrow key. */
function Result(): ReactNode {
  const { t } = useWords();
  const { session } = useSession();
  const preferences = usePreferences();
  const shift = useShift();
  const shown = shownOf(shift);
  const discreet = preferences.discreet ?? session?.caller?.role === 'front-line';
  const [revealed, setRevealed] = useState<number>();
  const held = useHeldKey('ArrowDown');
  const box = useRef<HTMLDivElement>(null);
  const state = shown === undefined ? undefined : `${shown.id}:${shown.state}`;
  useEffect(() => {
    // On a telephone the form fills the screen, so the result is brought to its top.
    if (state !== undefined && window.matchMedia('(max-width: 44rem)').matches) void box.current?.scrollIntoView({ block: 'start' });
  }, [state]);
  const isOpen = !discreet || held || (shown !== undefined && revealed === shown.id);
  return (
    <div className={classes['result']} ref={box}>
      <Announcer check={shown} />
      {shift.checks.some(hasMatches) && <CaseStrip />}
      {shown === undefined ? <p className={classes['empty']}>{t('check.empty')} <bdi dir="ltr" className="zone">P&lt;UTO…</bdi></p>
        : isOpen ? <ResultView check={shown} waiting={shift.waiting.length} discreet={discreet} onCover={discreet && shown !== undefined && revealed === shown.id ? () => setRevealed(undefined) : undefined} />
        : <DiscreetView check={shown} waiting={shift.waiting.length} onReveal={() => setRevealed(shown.id)} />}
    </div>
  );
}

/** Whether a key is held down at present. */
function useHeldKey(key: string): boolean {
  const [held, setHeld] = useState(false);
  useEffect(() => {
    const down = (event: KeyboardEvent): void => {
      if (event.key === key && !isList(event.target)) setHeld(true);
    };
    const up = (event: Event): void => {
      if (!(event instanceof KeyboardEvent) || event.key === key) setHeld(false);
    };
    window.addEventListener('keydown', down);
    window.addEventListener('keyup', up);
    window.addEventListener('blur', up);
    return () => {
      window.removeEventListener('keydown', down);
      window.removeEventListener('keyup', up);
      window.removeEventListener('blur', up);
    };
  }, [key]);
  return held;
}

/** Whether the arrow keys mean something else where the focus is: in lists and among choices. */
function isList(target: EventTarget | null): boolean {
  return target instanceof HTMLElement && target.closest('select, [role="combobox"], [role="listbox"], [type="radio"], [role="menu"], [role="tablist"]') !== null;
}
