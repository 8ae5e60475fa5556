import { Button } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { SPECIMENS, linesOf } from '@watchword/api/specimens.ts';
import { type ReactNode, useCallback, useState } from 'react';
import { useSession } from '../session/session.ts';
import { decodeBurst, type Decoded, listCandidates, type MrzCandidate, type ReadKey } from '../readers/decode.ts';
import { useReader } from '../readers/use-reader.ts';
import { SpecimenPanel } from '../specimens/specimen-panel.tsx';
import { SpecimenPassport } from '../specimens/specimen-passport.tsx';
import { Page } from '../ui/page.tsx';
import { useWords } from '../words/words.tsx';
import { setPreferences, usePreferences } from './preferences.ts';
import { RawKeys } from './raw-keys.tsx';
import classes from './settings.module.css';

/**
 * Calibrates the document reader of this booth: the specimen is scanned once, the layout in which it reads right is kept. Below,
 * every key of the last scan for the technician.
 */
export function ReaderPage(): ReactNode {
  const { t, coded } = useWords();
  const { session } = useSession();
  const { reader } = usePreferences();
  const [keys, setKeys] = useState<readonly ReadKey[]>([]);
  const [decoded, setDecoded] = useState<Decoded>();
  const onKeys = useCallback((next: readonly ReadKey[]) => {
    setKeys(next);
    const found = decodeBurst(next);
    setDecoded(found);
    const way = wayOf(next, found);
    if (way !== undefined) setPreferences({ reader: way });
  }, []);
  useReader(onKeys);
  return (
    <Page title={t('reader.title')}>
      <p className={classes['lead']}>{t('reader.lead')}</p>
      {SPECIMENS[0] !== undefined && (session?.demo === true ? <SpecimenPanel getTarget={() => document.body} /> : <SpecimenPassport specimen={SPECIMENS[0]} lines={linesOf(SPECIMENS[0])} />)}
      <section className={classes['outcome']} role="status">
        <h2>{t('reader.outcome')}</h2>
        <p>{reader === undefined ? t('settings.readerUnknown') : t('settings.readerKnown', { layout: coded('layout', reader) })}</p>
        {decoded?.kind === 'text' && <p>{t('reader.noZone')}</p>}
        {decoded?.kind === 'choose' && wayOf(keys, decoded) === undefined && <Choices readings={decoded.readings} />}
        {reader !== undefined && <Button variant="default" onClick={() => { setPreferences({ reader: undefined }); setDecoded(undefined); }}>{t('reader.forget')}</Button>}
      </section>
      <RawKeys keys={keys} candidates={listCandidates(keys)} />
      <p><Link to="/settings">{t('reader.back')}</Link></p>
    </Page>
  );
}

function Choices({ readings }: { readings: readonly MrzCandidate[] }): ReactNode {
  const { t } = useWords();
  return (
    <div className={classes['choices']}>
      <p>{t('reading.text')}</p>
      {readings.map((reading) => <Button key={reading.way} variant="default" h="auto" py={6} onClick={() => setPreferences({ reader: reading.way })}><bdi dir="ltr" className="zone">{reading.mrz.lines.join('\n')}</bdi></Button>)}
    </div>
  );
}

/**
 * The layout that this scan shows. Several layouts may read the same text; then the one that also reads the letters which the
 * others move is not decided yet, and the first is kept: it reads at least this document right. A known specimen decides at once.
 */
function wayOf(keys: readonly ReadKey[], decoded: Decoded) {
  const known = new Set(SPECIMENS.map((specimen) => linesOf(specimen).join('')));
  const exact = listCandidates(keys).filter((one) => known.has(one.text.replace(/\s/g, '')));
  const byKeys = exact.find((one) => one.way !== 'written') ?? exact[0];
  if (byKeys !== undefined) return byKeys.way;
  return decoded.kind === 'mrz' && decoded.reading.mrz.valid ? decoded.reading.way : undefined;
}
