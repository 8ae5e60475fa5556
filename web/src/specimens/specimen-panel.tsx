import { Button, NativeSelect, SegmentedControl } from '@mantine/core';
import { IconScan } from '@tabler/icons-react';
import { linesOf, SPECIMENS } from '@watchword/api/specimens.ts';
import { type ReactNode, useState } from 'react';
import { LAYOUTS, type Layout } from '../readers/keyboards.ts';
import { useWords } from '../words/words.tsx';
import { SpecimenPassport } from './specimen-passport.tsx';
import { typeAsReader } from './type-as-reader.ts';
import classes from './specimens.module.css';

/** A specimen document on the screen, and a button that scans it as a reader in keyboard mode would. Only in the demo world. */
export function SpecimenPanel({ getTarget }: { getTarget: () => EventTarget | null }): ReactNode {
  const { t, coded } = useWords();
  const [id, setId] = useState('stolen');
  const [reader, setReader] = useState<Layout>('us');
  const [computer, setComputer] = useState<Layout>('us');
  const specimen = SPECIMENS.find((one) => one.id === id) ?? SPECIMENS[0];
  if (specimen === undefined) return null;
  const lines = linesOf(specimen);
  const layouts = LAYOUTS.map((layout) => ({ value: layout, label: coded('layout', layout) }));
  return (
    <section className={classes['panel']} aria-labelledby="specimen-title">
      <h2 id="specimen-title" className={classes['title']}>{t('specimen.title')}</h2>
      <div className={classes['row']}>
        <NativeSelect size="md" label={t('specimen.choose')} value={id} onChange={(event) => setId(event.currentTarget.value)} data={SPECIMENS.map((one) => ({ value: one.id, label: coded('specimen', one.id) }))} />
        <Button size="md" leftSection={<IconScan size={22} aria-hidden />} onClick={() => void typeAsReader(lines, { reader, computer }, getTarget() ?? document.body)}>{t('specimen.scan')}</Button>
      </div>
      <SpecimenPassport specimen={specimen} lines={lines} />
      <details className={classes['wiring']}>
        <summary>{t('specimen.wiring')}</summary>
        <p>{t('specimen.wiringHint')}</p>
        <div className={classes['row']}>
          <Labelled label={t('specimen.reader')}><SegmentedControl data={layouts} value={reader} onChange={setReader} aria-label={t('specimen.reader')} /></Labelled>
          <Labelled label={t('specimen.computer')}><SegmentedControl data={layouts} value={computer} onChange={setComputer} aria-label={t('specimen.computer')} /></Labelled>
        </div>
      </details>
    </section>
  );
}

function Labelled({ label, children }: { label: string; children: ReactNode }): ReactNode {
  return <div className={classes['labelled']}><span>{label}</span>{children}</div>;
}
