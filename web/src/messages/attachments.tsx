import { Button, Progress } from '@mantine/core';
import { IconDownload } from '@tabler/icons-react';
import { mailHubOf } from '@watchword/sdk/mailbox/hub-client.ts';
import { decryptAttachment } from '@watchword/sdk/messages/envelope/open.ts';
import { type ReactNode, useState } from 'react';
import { asAppError, client } from '../api.ts';
import { Problem } from '../ui/problem.tsx';
import { useWords } from '../words/words.tsx';
import type { ShownMessage } from './open-messages.ts';
import { sayBytes } from './say-bytes.ts';
import classes from './messages.module.css';

/** Files of a message: fetched, decrypted and saved when somebody asks for one. */
export function Attachments({ shown }: { shown: ShownMessage }): ReactNode {
  const { t, locale } = useWords();
  const [progress, setProgress] = useState<number>();
  const [error, setError] = useState<unknown>();
  const { opened, content, item } = shown;
  const files = content?.attachments ?? [];
  if (opened === undefined || files.length === 0) return null;
  const save = async (n: number, name: string, size: number): Promise<void> => {
    setError(undefined);
    setProgress(0);
    try {
      let done = 0;
      const counted = new TransformStream<Uint8Array<ArrayBuffer>, Uint8Array<ArrayBuffer>>({
        transform(part, to) {
          done += part.length;
          setProgress(size === 0 ? 1 : done / size);
          to.enqueue(part);
        },
      });
      const plain = decryptAttachment(opened, n, await mailHubOf(client).blob(item.summary.id, n)).pipeThrough(counted);
      // What a browser makes a blob of lies on its disk when it is large, and is forgotten with the page.
      saveAs(await new Response(plain, { headers: { 'content-type': 'application/octet-stream' } }).blob(), name);
    } catch (cause) {
      setError(cause);
    } finally {
      setProgress(undefined);
    }
  };
  return (
    <div className={classes['files']}>
      {error !== undefined && <Problem error={asAppError(error)} />}
      <ul aria-label={t('messages.files', { count: files.length })}>
        {files.map(({ n, name, size }) => <li key={n}><Button size="sm" variant="default" leftSection={<IconDownload size={18} aria-hidden />} disabled={progress !== undefined} onClick={() => void save(n, name, size)}><bdi>{name}</bdi></Button> <span className={classes['muted']}>{sayBytes(size, locale)}</span></li>)}
      </ul>
      {progress !== undefined && <Progress value={progress * 100} aria-label={t('messages.fetching')} />}
    </div>
  );
}

/** Saves a file under a name that leads nowhere else. */
export function saveAs(blob: Blob, name: string): void {
  const link = document.createElement('a');
  link.href = URL.createObjectURL(blob);
  link.download = name.replaceAll(/[\\/:*?"<>|\p{Cc}]/gu, '_').slice(0, 120) || 'file';
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
}
