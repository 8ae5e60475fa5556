import { Button } from '@mantine/core';
import { IconScan } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { useWords } from '../words/words.tsx';
import { SCANNABLE, type ScanState } from './use-fill-by-scan.ts';
import classes from './records.module.css';

/** Says that the form can be filled by scanning, and what the last scan did. */
export function ScanLine({ scan, database }: { scan: ScanState; database: string }): ReactNode {
  const { t } = useWords();
  if (!SCANNABLE.has(database)) return null;
  return (
    <div className={classes['scan']} role="status" data-state={scan.state}>
      <IconScan size={22} aria-hidden />
      <span>{t(`scan.${scan.state}`)}</span>
      {scan.state === 'choose' && scan.readings.map((reading) => <Button key={reading.way} variant="default" h="auto" py={6} onClick={() => scan.choose(reading)}><bdi dir="ltr" className="zone">{reading.mrz.lines.join('\n')}</bdi></Button>)}
    </div>
  );
}
