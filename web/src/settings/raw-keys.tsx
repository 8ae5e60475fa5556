import type { ReactNode } from 'react';
import type { Candidate, ReadKey } from '../readers/decode.ts';
import { useWords } from '../words/words.tsx';
import classes from './settings.module.css';

/** Every key of a scan as the browser saw it, and every way to read them. For the technician. */
export function RawKeys({ keys, candidates }: { keys: readonly ReadKey[]; candidates: readonly Candidate[] }): ReactNode {
  const { t, coded } = useWords();
  return (
    <details className={classes['raw']}>
      <summary>{t('reader.raw')}</summary>
      {keys.length === 0 && <p>{t('reader.rawNone')}</p>}
      {candidates.length > 0 && (
        <table className={classes['table']}>
          <thead><tr><th scope="col">{t('reader.layout')}</th><th scope="col">{t('reader.text')}</th></tr></thead>
          <tbody>{candidates.map((one) => <tr key={one.way}><th scope="row">{coded('layout', one.way)}</th><td><bdi dir="ltr" className="zone">{one.text}</bdi></td></tr>)}</tbody>
        </table>
      )}
      {keys.length > 0 && (
        <div className={classes['scroll']} tabIndex={0} role="region" aria-label={t('reader.raw')}>
          <table className={classes['table']} dir="ltr">
            <thead><tr><th scope="col">#</th><th scope="col">code</th><th scope="col">key</th><th scope="col">Ctrl</th></tr></thead>
            <tbody>{keys.map((key, at) => <tr key={at}><td>{at + 1}</td><td className="mono">{key.code}</td><td className="mono">{key.key}</td><td>{key.control === true ? '✓' : ''}</td></tr>)}</tbody>
          </table>
        </div>
      )}
    </details>
  );
}
