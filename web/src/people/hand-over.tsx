import { Button, CopyButton } from '@mantine/core';
import { IconCheck, IconCopy } from '@tabler/icons-react';
import { type ReactNode, useEffect, useRef } from 'react';
import { sayMoment } from '../words/say-dates.ts';
import { useWords } from '../words/words.tsx';
import classes from './people.module.css';

/** A one-time code that was just made, or half of one, and who is to have it. */
export type Handed = { readonly name: string; readonly code: string; readonly until?: string | undefined; readonly isHalf?: boolean };

/** Shows a one-time code, once. It is handed over by word of mouth or on paper. */
export function HandOver({ handed: { name, code, until, isHalf = false }, onDone }: { handed: Handed; onDone: () => void }): ReactNode {
  const { t, locale } = useWords();
  const box = useRef<HTMLDivElement>(null);
  useEffect(() => box.current?.focus(), [code]);
  return (
    <div className={classes['handOver']} role="status" tabIndex={-1} ref={box}>
      <p><strong>{t(isHalf ? 'people.halfCode' : 'people.code', { name })}</strong></p>
      <p className={classes['code']}><bdi dir="ltr">{code}</bdi></p>
      <p>{t(isHalf ? 'people.halfCodeHint' : 'people.codeHint')}{until !== undefined && ` ${t('people.codeGood', { time: sayMoment(until, locale) })}`}</p>
      <div className={classes['buttons']}>
        <CopyButton value={code}>{({ copied, copy }) => <Button size="sm" variant="default" leftSection={<IconCopy size={16} aria-hidden />} onClick={copy}>{copied ? t('developer.copied') : t('developer.copy')}</Button>}</CopyButton>
        <Button size="sm" leftSection={<IconCheck size={16} aria-hidden />} onClick={onDone}>{t('people.handed')}</Button>
      </div>
    </div>
  );
}
