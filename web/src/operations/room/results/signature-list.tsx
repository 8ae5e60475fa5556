import { IconAlertTriangle, IconCheck, IconCircle } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { CountryName } from '../../../ui/country-name.tsx';
import { sayMoment } from '../../../words/say-dates.ts';
import { useWords } from '../../../words/words.tsx';
import type { Live } from './queries.ts';
import classes from './results.module.css';

const SIGNS = { signed: IconCheck, changed: IconAlertTriangle, unsigned: IconCircle } as const;

/** Where the signature of every country stands, at the cut-off that was signed last. */
export function SignatureList({ signatures }: { signatures: Live['signatures'] }): ReactNode {
  const { t, locale } = useWords();
  const signed = signatures.filter(({ state }) => state === 'signed').length;
  return (
    <>
      <p className={classes['hint']} role="status">{t('operations.results.signedOf', { signed, all: signatures.length })}</p>
      <ul className={classes['signatures']}>
        {signatures.map(({ country, state, at, by }) => {
          const Sign = SIGNS[state];
          return (
            <li key={country} data-state={state}>
              <Sign size={18} aria-hidden /> <span><CountryName code={country} /></span>
              <span className={classes['hint']}>{t(`operations.results.signature.${state}`)}{at !== undefined && ` · ${sayMoment(at, locale)}`}{by !== undefined && <> · <bdi dir="ltr" className="mono">{by}</bdi></>}</span>
            </li>
          );
        })}
      </ul>
    </>
  );
}
