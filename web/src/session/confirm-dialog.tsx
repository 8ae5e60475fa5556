import { Button } from '@mantine/core';
import { IconFingerprint } from '@tabler/icons-react';
import type { Session } from '@watchword/api/people/sessions.ts';
import { type ReactNode, useState } from 'react';
import { Dialog } from '../ui/dialog.tsx';
import { useWords } from '../words/words.tsx';
import { type Asking, confirm, useAsking } from './confirmation.ts';
import { Fault } from './fault.tsx';
import classes from './session.module.css';

/** Asks whoever does something dangerous to confirm that it is he, when the server wants that. */
export function ConfirmDialog({ session }: { session: Session }): ReactNode {
  const asking = useAsking();
  return asking === undefined ? null : <Question asking={asking} session={session} />;
}

function Question({ asking, session }: { asking: Asking; session: Session }): ReactNode {
  const { t } = useWords();
  const [error, setError] = useState<unknown>();
  const [busy, setBusy] = useState(false);
  const send = (): void => {
    setBusy(true);
    setError(undefined);
    confirm(session).then(asking.confirmed, setError).finally(() => setBusy(false));
  };
  const able = session.signedIn?.how === 'persona' || session.signedIn?.hasPasskey === true;
  return (
    <Dialog onClose={() => asking.given(undefined)} title={t('confirm.title')}>
      <p>{t(able ? 'confirm.text' : 'confirm.needsPasskey')}</p>
      <Fault error={error} />
      <div className={classes['buttons']}>
        {able && <Button size="md" loading={busy} leftSection={<IconFingerprint size={20} aria-hidden />} onClick={send} data-autofocus>{t('confirm.do')}</Button>}
        <Button variant="default" size="md" onClick={() => asking.given(undefined)}>{t('form.cancel')}</Button>
      </div>
    </Dialog>
  );
}
