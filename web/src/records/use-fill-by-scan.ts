import type { Content } from '@watchword/api/databases/database.ts';
import { useCallback, useState } from 'react';
import { nowMs } from '../clock.ts';
import { decodeBurst, type MrzCandidate, type ReadKey } from '../readers/decode.ts';
import { useReader } from '../readers/use-reader.ts';
import { setPreferences, usePreferences } from '../settings/preferences.ts';
import { fillFromZone } from './content.ts';

/** What scanning has done to the form: nothing yet, filled it (perhaps with faults), met something else, or needs a choice. */
export type ScanState = { readonly state: 'ready' | 'filled' | 'faulty' | 'unread' } | { readonly state: 'choose'; readonly readings: readonly MrzCandidate[]; choose(reading: MrzCandidate): void };

/** Databases whose records can be filled from a machine-readable zone. */
export const SCANNABLE: ReadonlySet<string> = new Set(['travel-documents', 'administrative-documents', 'persons']);

/** Fills a form from a document that is scanned with a reader in keyboard mode. */
export function useFillByScan(database: string, apply: (fill: (content: Content) => Content) => void): ScanState {
  const { reader } = usePreferences();
  const [scan, setScan] = useState<ScanState>({ state: 'ready' });
  const onKeys = useCallback((keys: readonly ReadKey[]) => {
    const take = ({ mrz }: MrzCandidate): void => {
      apply((content) => fillFromZone(database, content, mrz, nowMs()));
      setScan({ state: mrz.valid ? 'filled' : 'faulty' });
    };
    const decoded = decodeBurst(keys, reader);
    if (decoded.kind === 'mrz') take(decoded.reading);
    else if (decoded.kind === 'text') setScan({ state: 'unread' });
    else {
      setScan({
        state: 'choose', readings: decoded.readings,
        choose: (reading) => {
          setPreferences({ reader: reading.way });
          take(reading);
        },
      });
    }
  }, [database, apply, reader]);
  useReader(onKeys, SCANNABLE.has(database));
  return scan;
}
