import { Button, NativeSelect } from '@mantine/core';
import { IconCopy } from '@tabler/icons-react';
import type { listFrozen } from '@watchword/api/joint/counting.ts';
import { PERSON_MEASURES } from '@watchword/api/joint/words.ts';
import type { OutputOf } from '@watchword/api/operation.ts';
import { type Figure, MEDIA_RULES, type MediaFigures as Figures, mediaFigures } from '@watchword/sdk/joint/media.ts';
import { type ReactNode, useState } from 'react';
import { CountryName } from '../../ui/country-name.tsx';
import { sayCountry } from '../../words/countries.ts';
import { useWords, type Words } from '../../words/words.tsx';
import classes from './reports.module.css';

type Frozen = OutputOf<typeof listFrozen>['items'][number];

/** Figures that may be told to the public, from frozen results alone. */
export function MediaFigures({ frozen }: { frozen: readonly Frozen[] }): ReactNode {
  const words = useWords();
  const { t, coded } = words;
  const [edition, setEdition] = useState<number>();
  const [copied, setCopied] = useState(false);
  const chosen = frozen.find((one) => one.edition === edition) ?? frozen.at(-1);
  const figures = chosen === undefined ? undefined : mediaFigures(chosen.results, chosen.state);
  const copy = (text: string): void => void navigator.clipboard.writeText(text).then(() => setCopied(true), () => setCopied(false));
  return (
    <section className={classes['card']} aria-label={t('operations.reports.media')}>
      <h2>{t('operations.reports.media')}</h2>
      <p className={classes['lead']}>{figures === undefined ? t('operations.reports.mediaNone') : t('operations.reports.mediaLead', { ...MEDIA_RULES })}</p>
      {figures !== undefined && chosen !== undefined && (
        <>
          <div className={classes['fields']}>
            {frozen.length > 1 && <NativeSelect label={t('operations.reports.kind')} value={String(chosen.edition)} data={frozen.toReversed().map((one) => ({ value: String(one.edition), label: t('operations.reports.edition', { edition: one.edition, state: t(`operations.reports.state.${one.state}`) }) }))} onChange={(event) => setEdition(Number(event.currentTarget.value))} />}
            <Button variant="default" leftSection={<IconCopy size={18} aria-hidden />} onClick={() => copy(textOf(figures, chosen, words))}>{t('operations.reports.copy')}</Button>
            <span className={classes['hint']} role="status">{copied && t('operations.reports.copied')}</span>
          </div>
          <dl className={classes['figures']}>
            {linesOf(figures, words).map(([name, value]) => <div key={name}><dt>{name}</dt><dd><bdi>{value}</bdi></dd></div>)}
          </dl>
          <details>
            <summary>{t('operations.reports.byCountry')}</summary>
            <div className={classes['scroll']} tabIndex={0} role="group" aria-label={t('operations.reports.byCountry')}>
              <table className={classes['table']}>
                <thead><tr><th scope="col">{t('operations.reports.byCountry')}</th>{PERSON_MEASURES.map((measure) => <th key={measure} scope="col" className={classes['end']}>{coded('operations.measure', measure)}</th>)}</tr></thead>
                <tbody>{figures.byCountry.map(({ key, figures: of }) => <tr key={key}><th scope="row"><CountryName code={key} /></th>{PERSON_MEASURES.map((measure) => <td key={measure} className={classes['end']}>{say(of[measure] ?? null, words)}</td>)}</tr>)}</tbody>
              </table>
            </div>
          </details>
        </>
      )}
    </section>
  );
}

/** Rounded ones are said to be about so many. */
function say(figure: Figure, { t, locale }: Words): string {
  if (figure === null) return t('operations.reports.withheld');
  return figure === 0 ? new Intl.NumberFormat(locale).format(0) : t('operations.reports.about', { count: new Intl.NumberFormat(locale).format(figure) });
}

const ROUNDED: ReadonlySet<string> = new Set([...PERSON_MEASURES, 'usd']);

function linesOf({ totals, nationalities }: Figures, words: Words): readonly (readonly [string, string])[] {
  const { coded, locale, t } = words;
  const counted = Object.entries(totals).map(([measure, figure]) => [coded('operations.measure', measure), figure === null || ROUNDED.has(measure) ? say(figure, words) : new Intl.NumberFormat(locale).format(figure)] as const);
  return [...counted, [t('operations.reports.origins'), t('operations.reports.nationalities', { count: nationalities })] as const];
}

/** What is copied: plain lines. */
function textOf(figures: Figures, { edition, state, cutOff }: Frozen, words: Words): string {
  const { t, locale, coded } = words;
  return [
    `${figures.operation}: ${t('operations.reports.edition', { edition, state: t(`operations.reports.state.${state}`) })}, ${cutOff}`, ...linesOf(figures, words).map(([name, value]) => `${name}: ${value}`), '',
    ...figures.byCountry.map(({ key, figures: of }) => `${coded('country', key, sayCountry(key, locale))}: ${PERSON_MEASURES.map((measure) => `${coded('operations.measure', measure)} ${say(of[measure] ?? null, words)}`).join('; ')}`),
  ].join('\n');
}
