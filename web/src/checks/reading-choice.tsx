import { Button } from '@mantine/core';
import { type ReactNode, useCallback, useState } from 'react';
import { decodeBurst, type MrzCandidate } from '../readers/decode.ts';
import { useReader } from '../readers/use-reader.ts';
import { setPreferences, usePreferences } from '../settings/preferences.ts';
import { useWords } from '../words/words.tsx';
import { kindOf, parseQuestion, type Question } from './questions.ts';
import classes from './check.module.css';

/** What came from the reader and is not yet asked: readings between which a person must choose. */
export type Scans = { readonly choices: readonly MrzCandidate[]; choose(reading: MrzCandidate): void; drop(): void };

/** Turns what a document reader types into questions. Text that is no zone and no vehicle goes into the field. */
export function useScans(put: (question: Question) => void, fill: (text: string) => void): Scans {
  const { reader } = usePreferences();
  const [choices, setChoices] = useState<readonly MrzCandidate[]>([]);
  const onKeys = useCallback((keys: Parameters<typeof decodeBurst>[0]) => {
    const decoded = decodeBurst(keys, reader);
    if (decoded.kind === 'choose') return setChoices(decoded.readings);
    setChoices([]);
    if (decoded.kind === 'mrz') return put(questionOf(decoded.reading));
    const { text } = decoded.reading;
    const question = parseQuestion(text, kindOf(text) ?? 'document');
    if (question !== undefined && keys.at(-1)?.key === 'Enter') put(question);
    else fill(text);
  }, [reader, put, fill]);
  useReader(onKeys);
  return {
    choices,
    choose: (reading) => {
      setPreferences({ reader: reading.way });
      setChoices([]);
      put(questionOf(reading));
    },
    drop: () => setChoices([]),
  };
}

function questionOf({ mrz }: MrzCandidate): Question {
  return { kind: 'document', subject: { mrz: mrz.lines.slice(0, 3) } };
}

/** Asks which reading is right, once: the answer is how this reader is read from now on. */
export function ReadingChoice({ scans, onDone }: { scans: Scans; onDone: () => void }): ReactNode {
  const { t } = useWords();
  if (scans.choices.length === 0) return null;
  return (
    <section className={classes['needed']} aria-labelledby="reading-title" role="alertdialog">
      <h2 id="reading-title" className={classes['asideTitle']}>{t('reading.title')}</h2>
      <p>{t('reading.text')}</p>
      <div className={classes['readings']}>
        {scans.choices.map((reading, at) => (
          <Button key={reading.way} variant="default" size="md" h="auto" py="xs" autoFocus={at === 0} onClick={() => { scans.choose(reading); onDone(); }}>
            <bdi dir="ltr" className="zone">{reading.mrz.lines.join('\n')}</bdi>
          </Button>
        ))}
        <Button variant="subtle" size="md" onClick={() => { scans.drop(); onDone(); }}>{t('reading.none')}</Button>
      </div>
    </section>
  );
}
