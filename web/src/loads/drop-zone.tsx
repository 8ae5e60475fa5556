import { Button } from '@mantine/core';
import { IconFileUpload } from '@tabler/icons-react';
import { type DragEvent, type ReactNode, useRef, useState } from 'react';
import { useWords } from '../words/words.tsx';
import classes from './loads.module.css';

type DropProps = { file: File | undefined; disabled: boolean; onFile: (file: File) => void };

/** Takes one file, dropped or chosen. */
export function DropZone({ file, disabled, onFile }: DropProps): ReactNode {
  const { t, locale } = useWords();
  const [over, setOver] = useState(false);
  const input = useRef<HTMLInputElement>(null);
  const take = (files: FileList | null): void => {
    const [first] = files ?? [];
    if (first !== undefined && !disabled) onFile(first);
  };
  const drop = (event: DragEvent): void => {
    event.preventDefault();
    setOver(false);
    take(event.dataTransfer.files);
  };
  return (
    <div className={classes['drop']} data-over={over} onDragOver={(event) => { event.preventDefault(); setOver(true); }} onDragLeave={() => setOver(false)} onDrop={drop}>
      <IconFileUpload size={32} aria-hidden />
      {file === undefined ? <span>{t('loads.drop')}</span> : <strong><bdi>{file.name}</bdi> · {sizeOf(file.size, locale)}</strong>}
      <input ref={input} type="file" accept=".csv,.tsv,.txt,.ndjson,.jsonl" className={classes['unseen']} tabIndex={-1} aria-hidden onChange={(event) => { take(event.currentTarget.files); event.currentTarget.value = ''; }} />
      <Button variant="default" size="md" disabled={disabled} onClick={() => input.current?.click()}>{file === undefined ? t('loads.choose') : t('loads.chooseOther')}</Button>
    </div>
  );
}

/** A size in the unit that fits, of 1,000 bytes a step. */
export function sizeOf(bytes: number, locale: string): string {
  const units = ['byte', 'kilobyte', 'megabyte', 'gigabyte'] as const;
  const step = Math.min(units.length - 1, bytes < 1000 ? 0 : Math.floor(Math.log10(bytes) / 3));
  return new Intl.NumberFormat(locale, { style: 'unit', unit: units[step] ?? 'byte', unitDisplay: step === 0 ? 'long' : 'short', maximumFractionDigits: 1 }).format(bytes / 1000 ** step);
}
