import type { OpenableMessage } from '@watchword/api/mailbox.ts';
import { type ReactNode, useEffect } from 'react';
import { noteStored } from '../first-run/log.ts';
import { useWords } from '../words/words.tsx';
import { sayBytes } from './say-bytes.ts';
import classes from './messages.module.css';

/** So much of the ciphertext is shown: enough to see that there is nothing to read. */
const SHOWN = 1200;

/** A message as the hub stored it: the signed envelope in the clear, and the body that only its recipients can read. */
export function Ciphertext({ item: { delivered, body } }: { item: Pick<OpenableMessage, 'delivered' | 'body'> }): ReactNode {
  const { t, locale } = useWords();
  useEffect(() => {
    // The drawer of the first run shows it as well.
    noteStored({ id: body.slice(0, 32), what: t('messages.asStored'), text: body.slice(0, SHOWN) });
  }, [body, t]);
  return (
    <details className={classes['cipher']}>
      <summary>{t('messages.asStored')}</summary>
      <p>{t('messages.asStoredHint')}</p>
      <h4>{t('messages.envelope')}</h4>
      <pre dir="ltr" tabIndex={0}>{envelopeOf(delivered.manifest.payload)}</pre>
      <h4>{t('messages.ciphertext', { size: sayBytes(Math.floor((body.length * 3) / 4), locale) })}</h4>
      <pre dir="ltr" tabIndex={0}>{body.slice(0, SHOWN)}{body.length > SHOWN && ' …'}</pre>
    </details>
  );
}

/** The manifest as everybody can read it. */
function envelopeOf(payload: string): string {
  try {
    const text = new TextDecoder().decode(Uint8Array.from(atob(payload.replaceAll('-', '+').replaceAll('_', '/')), (letter) => letter.charCodeAt(0)));
    return JSON.stringify(JSON.parse(text), null, 2);
  } catch {
    return payload;
  }
}
