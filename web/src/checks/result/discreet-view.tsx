import { UnstyledButton } from '@mantine/core';
import { IconAlertOctagon, IconEye } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { useWords } from '../../words/words.tsx';
import { answerOf, type OneCheck, verdictOf } from '../shift-states.ts';
import { CaseGlyph } from './case/case-parts.tsx';
import { DANGERS } from './match-card.tsx';
import { useFunctionKey } from './persons/use-function-key.ts';
import { VerdictShape } from './verdict-shape.tsx';
import { verdictWords } from './verdict-words.ts';
import classes from './result.module.css';

type DiscreetProps = { check: OneCheck; waiting: number; onReveal: () => void };

/**
 * The result as a traveller across the desk may see it: a small shape and a small word without colour. A danger to the officer
 * shows all the same.
 */
export function DiscreetView({ check, waiting, onReveal }: DiscreetProps): ReactNode {
  const words = useWords();
  const { shape, word } = verdictWords(check, words);
  // Whoever asks for the list of persons asks to see it.
  useFunctionKey('F6', onReveal);
  const dangers = [...new Set((answerOf(check)?.matches ?? []).flatMap((match) => match.warnings))].filter((warning) => DANGERS.has(warning));
  return (
    <section className={classes['discreet']} aria-label={words.t('result.label')} data-verdict={verdictOf(check)}>
      <UnstyledButton className={classes['glyph']} onClick={onReveal}>
        <VerdictShape shape={shape} size={30} />
        <span className={classes['glyphWord']}>{word}</span>
        <span className={classes['glyphHint']}><IconEye size={18} aria-hidden /> {words.t('discreet.show')} <kbd className={classes['key']}>↓</kbd></span>
      </UnstyledButton>
      {verdictOf(check) === 'hit' && <CaseGlyph check={check} />}
      {dangers.map((warning) => <span key={warning} className={classes['warning']} data-danger="true"><IconAlertOctagon size={18} aria-hidden />{words.coded('warning', warning)}</span>)}
      {waiting > 0 && <strong className={classes['waiting']} role="status">{words.t('result.waiting', { count: waiting })}</strong>}
    </section>
  );
}
