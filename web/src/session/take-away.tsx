import { Button } from '@mantine/core';
import { IconDownload } from '@tabler/icons-react';
import { type ReactNode, useState } from 'react';
import { asAppError } from '../api.ts';
import { save } from '../ui/save.ts';
import { useWords } from '../words/words.tsx';
import { confirming } from './confirmation.ts';
import { Fault } from './fault.tsx';
import { SecondPerson } from './second-person.tsx';
import classes from './session.module.css';

/** A file and the name under which it is kept. */
export type Taken = { readonly blob: Blob; readonly name: string };

/** Takes a file away: asks to confirm who it is where that is needed, and for a second person where it needs one. */
export function TakeAway({ label, take, disabled = false }: { label: string; take: () => Promise<Taken>; disabled?: boolean }): ReactNode {
  const { t } = useWords();
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<unknown>();
  const [needsSecond, setNeedsSecond] = useState(false);
  const [kept, setKept] = useState<string>();
  const start = (): void => {
    setBusy(true);
    setError(undefined);
    setKept(undefined);
    confirming(take)
      .then(({ blob, name }) => { save(blob, name); setKept(name); })
      .catch((failure: unknown) => (asAppError(failure).code === 'access.two-persons' ? setNeedsSecond(true) : setError(failure)))
      .finally(() => setBusy(false));
  };
  return (
    <>
      <Button variant="default" loading={busy} disabled={disabled} leftSection={<IconDownload size={18} aria-hidden />} onClick={start}>{label}</Button>
      {error !== undefined && <Fault error={error} />}
      <span role="status" className={classes['kept']}>{kept !== undefined && t('take.kept', { name: kept })}</span>
      {needsSecond && <SecondPerson onClose={() => setNeedsSecond(false)} />}
    </>
  );
}
