import { Button } from '@mantine/core';
import { IconFileText, IconPackage } from '@tabler/icons-react';
import { type ReactNode, useState } from 'react';
import { asAppError } from '../api.ts';
import { client } from '../whole-client.ts';
import { confirming } from '../session/confirmation.ts';
import { Problem } from '../ui/problem.tsx';
import { save } from '../ui/save.ts';
import { useWords } from '../words/words.tsx';
import classes from './requests.module.css';

/** Everything held on the person, as a PDF in the language of the page or as JSON. It takes up to a minute and stands in the audit log. */
export function PackageButtons({ id }: { id: string }): ReactNode {
  const { t, language } = useWords();
  const [busy, setBusy] = useState<'pdf' | 'json'>();
  const [error, setError] = useState<unknown>();
  const get = (kind: 'pdf' | 'json'): void => {
    setBusy(kind);
    setError(undefined);
    confirming(async () => (kind === 'pdf' ? new Blob([await client.requests.print(id, language)], { type: 'application/pdf' }) : new Blob([JSON.stringify(await client.requests.package(id), null, 2)], { type: 'application/json' })))
      .then((blob) => save(blob, `${id}.${kind}`), setError)
      .finally(() => setBusy(undefined));
  };
  return (
    <section className={classes['card']} aria-label={t('requests.package')}>
      <h2>{t('requests.package')}</h2>
      <p>{t('requests.packageLead')}</p>
      {error !== undefined && <Problem error={asAppError(error)} />}
      <div className={classes['buttons']}>
        <Button size="md" loading={busy === 'pdf'} disabled={busy !== undefined} leftSection={<IconFileText size={20} aria-hidden />} onClick={() => get('pdf')}>{t('requests.packagePdf')}</Button>
        <Button size="md" variant="default" loading={busy === 'json'} disabled={busy !== undefined} leftSection={<IconPackage size={20} aria-hidden />} onClick={() => get('json')}>{t('requests.packageJson')}</Button>
      </div>
      <p role="status">{busy !== undefined && t('requests.gathering')}</p>
    </section>
  );
}
