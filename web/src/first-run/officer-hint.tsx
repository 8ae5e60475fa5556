import type { ReactNode } from 'react';
import { useCases } from '../checks/result/case/use-cases.ts';
import { type OneCheck, shownOf, verdictOf } from '../checks/shift-states.ts';
import { useShift } from '../checks/shift.ts';
import { useWords } from '../words/words.tsx';
import { Hint } from './hint.tsx';

/** The way of the officer: scan, ask, wait, read. */
export function OfficerHint(): ReactNode {
  const { t } = useWords();
  const shift = useShift();
  const shown = shownOf(shift) ?? shift.checks[0];
  return shown === undefined || verdictOf(shown) !== 'hit' ? <Hint text={shift.checks.length === 0 ? t('firstRun.scan') : undefined} /> : <AfterHit check={shown} />;
}

function AfterHit({ check }: { check: OneCheck }): ReactNode {
  const { t } = useWords();
  const [standing] = useCases(check) ?? [];
  const state = standing?.state ?? 'open';
  const isWaiting = standing?.waiting !== undefined;
  return <Hint text={isWaiting ? t('firstRun.wait') : state === 'open' ? t('firstRun.ask') : t('firstRun.next')} />;
}
