import { Button, Popover } from '@mantine/core';
import { IconHelpCircle } from '@tabler/icons-react';
import type { Purpose } from '@watchword/api/checks/purposes.ts';
import { type ReactNode, useEffect, useRef, useState } from 'react';
import { useWords } from '../words/words.tsx';
import { PurposeChoice } from './purpose-choice.tsx';
import { dropHeld, setPurpose, usePurpose, useShift } from './shift.ts';
import classes from './check.module.css';

/** The purpose of the next checks, always in sight, with one press to change it. */
export function PurposeChip({ onDone }: { onDone: () => void }): ReactNode {
  const { t } = useWords();
  const purpose = usePurpose();
  const [open, setOpen] = useState(false);
  return (
    <Popover opened={open} onChange={setOpen} trapFocus position="bottom-start" shadow="md" withinPortal={false}>
      <Popover.Target>
        <Button variant="default" size="sm" radius="xl" onClick={() => setOpen(!open)} leftSection={<IconHelpCircle size={18} aria-hidden />}>
          {t('purpose.chip', { purpose: purpose === undefined ? t('purpose.none') : t(`purpose.${purpose}`) })}
        </Button>
      </Popover.Target>
      <Popover.Dropdown>
        <PurposeForm start={purpose} submit={t('purpose.choose')} onChosen={(chosen) => { setPurpose(chosen); setOpen(false); onDone(); }} />
      </Popover.Dropdown>
    </Popover>
  );
}

/** Asks for the purpose when a question waits for it: the first of a shift, and after each check that does not stick. */
export function PurposeNeeded({ onDone }: { onDone: () => void }): ReactNode {
  const { t } = useWords();
  const { held } = useShift();
  if (held === undefined) return null;
  return (
    <section className={classes['needed']} aria-label={t('purpose.question')}>
      <PurposeForm start={undefined} submit={t('purpose.ask')} onChosen={(chosen) => { setPurpose(chosen); onDone(); }} onCancel={() => { dropHeld(); onDone(); }} />
    </section>
  );
}

type FormProps = { start: Purpose | undefined; submit: string; onChosen: (purpose: Purpose) => void; onCancel?: () => void };

function PurposeForm({ start, submit, onChosen, onCancel }: FormProps): ReactNode {
  const { t } = useWords();
  const [chosen, setChosen] = useState<Purpose>(start ?? 'border-control');
  const form = useRef<HTMLFormElement>(null);
  useEffect(() => {
    form.current?.querySelector<HTMLInputElement>('input:checked')?.focus();
  }, []);
  return (
    <form ref={form} onSubmit={(event) => { event.preventDefault(); onChosen(chosen); }} className={classes['purposeForm']}>
      <PurposeChoice value={chosen} onChange={setChosen} />
      <div className={classes['row']}>
        <Button type="submit" size="md">{submit}</Button>
        {onCancel !== undefined && <Button variant="default" size="md" onClick={onCancel}>{t('purpose.cancel')}</Button>}
      </div>
    </form>
  );
}
