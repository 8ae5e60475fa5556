import { Button } from '@mantine/core';
import { IconArrowLeft, IconArrowRight } from '@tabler/icons-react';
import { type ReactNode, useEffect, useRef } from 'react';
import { useWords } from '../../../words/words.tsx';
import { useFunctionKey } from './use-function-key.ts';
import classes from './persons.module.css';

type ComparisonProps = { /** Which of the list, from 1. */ place: number; count: number; onBack: () => void; onNext: (() => void) | undefined; children: ReactNode };

/** One person of the list, in its place, to be compared. F6 goes back to the list. */
export function Comparison({ place, count, onBack, onNext, children }: ComparisonProps): ReactNode {
  const { t } = useWords();
  const box = useRef<HTMLElement>(null);
  useFunctionKey('F6', onBack);
  useEffect(() => {
    box.current?.focus({ preventScroll: true });
    box.current?.scrollIntoView({ block: 'start' });
  }, [place]);
  return (
    <section ref={box} tabIndex={-1} className={classes['comparison']} aria-label={t('persons.place', { place, count })}>
      <div className={classes['bar']}>
        <Button variant="default" size="sm" leftSection={<IconArrowLeft size={18} aria-hidden className="mirrored" />} rightSection={<kbd className={classes['key']}>F6</kbd>} onClick={onBack}>{t('persons.back')}</Button>
        <span>{t('persons.place', { place, count })}</span>
        {onNext !== undefined && <Button variant="default" size="sm" rightSection={<IconArrowRight size={18} aria-hidden className="mirrored" />} onClick={onNext}>{t('persons.next')}</Button>}
      </div>
      {children}
    </section>
  );
}
