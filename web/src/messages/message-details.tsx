import { Button } from '@mantine/core';
import { exportProof } from '@watchword/api/mailbox.ts';
import { type ReactNode, useState } from 'react';
import { asAppError, client } from '../api.ts';
import { confirming } from '../session/confirmation.ts';
import { Ltr } from '../ui/ltr.tsx';
import { Problem } from '../ui/problem.tsx';
import { sayMoment } from '../words/say-dates.ts';
import { useWords } from '../words/words.tsx';
import { saveAs } from './attachments.tsx';
import { Ciphertext } from './ciphertext.tsx';
import type { ShownMessage } from './open-messages.ts';
import { sayOrganisation } from './say-organisation.ts';
import classes from './messages.module.css';

/** What stands around a message: how each recipient stands, who signed, what the hub stored, and its proof. */
export function MessageDetails({ shown }: { shown: ShownMessage }): ReactNode {
  const words = useWords();
  const { t, locale } = words;
  const { item, manifest } = shown;
  const { summary, receipts, senderDevice } = item;
  return (
    <div className={classes['details']}>
      <dl>
        <div><dt>{t('messages.id')}</dt><dd><Ltr>{summary.id}</Ltr></dd></div>
        {manifest !== undefined && <div><dt>{t('messages.signedBy')}</dt><dd>{sayOrganisation(manifest.from, words)} · <bdi>{senderDevice}</bdi> · <Ltr>Ed25519 + ML-DSA-65</Ltr></dd></div>}
        {summary.standings.map(({ organisation, state, at }) => <div key={organisation}><dt>{sayOrganisation(organisation, words)}</dt><dd>{t(`messages.stands.${state}`)}{at !== undefined && <> · {sayMoment(at, locale)}</>}</dd></div>)}
      </dl>
      {receipts.length > 0 && <p className={classes['muted']}>{t('messages.receipts', { count: receipts.length })}</p>}
      {shown.content !== undefined && <ProofButton message={summary.id} />}
      <Ciphertext item={item} />
    </div>
  );
}

/** Exports the message with its content key and the signatures: whoever has the file can read it. */
function ProofButton({ message }: { message: string }): ReactNode {
  const { t } = useWords();
  const [error, setError] = useState<unknown>();
  const save = async (): Promise<void> => {
    setError(undefined);
    try {
      const { proof } = await confirming(() => client.call(exportProof, { params: { id: message } }));
      saveAs(new Blob([`${JSON.stringify(proof)}\n`], { type: 'application/json' }), `message-${message.slice(0, 12)}.proof.json`);
    } catch (cause) {
      setError(cause);
    }
  };
  return (
    <>
      {error !== undefined && <Problem error={asAppError(error)} />}
      <p><Button size="sm" variant="default" onClick={() => void save()}>{t('messages.export')}</Button> <span className={classes['muted']}>{t('messages.exportHint')}</span></p>
    </>
  );
}
