import { NativeSelect, Skeleton } from '@mantine/core';
import { useNavigate, useSearch } from '@tanstack/react-router';
import type { Results } from '@watchword/api/joint/results.ts';
import type { ReactNode } from 'react';
import { asAppError } from '../../../api.ts';
import { useSession } from '../../../session/session.ts';
import { Problem } from '../../../ui/problem.tsx';
import { sayMoment } from '../../../words/say-dates.ts';
import { useWords } from '../../../words/words.tsx';
import { useThisOperation } from '../../frame.tsx';
import { ResultsTable } from '../results-table.tsx';
import { EditionPanel } from './edition-panel.tsx';
import { FreezeForm } from './freeze-form.tsx';
import { MediaPanel } from './media-panel.tsx';
import { MoneyTable } from './money-table.tsx';
import { PersonsTable } from './persons-table.tsx';
import { useEditions, useResults } from './queries.ts';
import { parseResultsSearch } from './search.ts';
import { SignForm } from './sign-form.tsx';
import { SignatureList } from './signature-list.tsx';
import classes from './results.module.css';

/** What an operation came to: live, or as it was frozen; who signed it; the file that everybody can count again; the figures for the public. */
export function ResultsPage(): ReactNode {
  const { t } = useWords();
  const { session } = useSession();
  const { id, you, state } = useThisOperation();
  const live = useResults(id);
  const editions = useEditions(id);
  const { edition: number } = parseResultsSearch(useSearch({ strict: false }));
  const edition = editions.data?.find((one) => one.edition === number);
  const manages = session?.caller?.permissions.includes('operation:manage') === true && (state === 'open' || state === 'ended');
  const results = edition?.results ?? live.data?.results;
  return (
    <div className={classes['page']}>
      {live.error !== null && <Problem error={asAppError(live.error)} retry={() => void live.refetch()} />}
      {editions.error !== null && <Problem error={asAppError(editions.error)} retry={() => void editions.refetch()} />}
      <EditionChoice editions={editions.data ?? []} chosen={edition?.edition} />
      {results === undefined ? <Skeleton height={240} /> : <Shown results={results} isLive={edition === undefined} />}
      {edition !== undefined && <EditionPanel key={edition.edition} edition={edition} />}
      {live.data !== undefined && edition === undefined && (
        <section className={classes['part']} aria-labelledby="signatures">
          <h2 id="signatures">{t('operations.results.signatures')}</h2>
          <SignatureList signatures={live.data.signatures} />
          {manages && <SignForm />}
          {manages && you.role === 'coordinator' && <FreezeForm signatures={live.data.signatures} />}
        </section>
      )}
      {results !== undefined && <MediaPanel results={results} state={edition?.state ?? 'preliminary'} />}
    </div>
  );
}

function EditionChoice({ editions, chosen }: { editions: ReturnType<typeof useEditions>['data'] & object; chosen: number | undefined }): ReactNode {
  const { t, locale } = useWords();
  const { id } = useThisOperation();
  const navigate = useNavigate();
  const options = editions.map(({ edition, state, cutOff }) => ({ value: String(edition), label: t(`operations.results.editionOf.${state}`, { edition, at: sayMoment(cutOff, locale) }) }));
  return <NativeSelect className={classes['choice'] ?? ''} label={t('operations.results.which')} value={chosen === undefined ? '' : String(chosen)} data={[{ value: '', label: t('operations.results.live') }, ...options]} onChange={(event) => void navigate({ to: '/operations/$id/results', params: { id }, search: parseResultsSearch({ edition: Number(event.currentTarget.value) }) })} />;
}

/** The tables. Numbers of frozen results open no list: reports may be others by now. */
function Shown({ results, isLive }: { results: Results; isLive: boolean }): ReactNode {
  const { t, locale } = useWords();
  const { standing, corrected, withdrawn, late } = results.incidents;
  const number = new Intl.NumberFormat(locale);
  return (
    <>
      <section className={classes['part']} aria-labelledby="results">
        <h2 id="results">{t('operations.room.results')} <span className={classes['tag']} data-frozen={!isLive}>{isLive ? t('operations.results.preliminary') : t('operations.results.frozen')}</span></h2>
        <p className={classes['hint']}>{t('operations.results.of', { at: sayMoment(results.cutOff, locale), reports: standing, corrected, withdrawn, late })} {results.doubles.persons > 0 && t('operations.results.doubles', { count: results.doubles.persons })} {t('operations.results.nationalities', { count: results.nationalities })}</p>
        <ResultsTable results={results} narrowed={{}} linked={isLive} />
      </section>
      <div className={classes['beside']}>
        <section className={classes['part']} aria-labelledby="persons"><h2 id="persons">{t('operations.results.persons')}</h2><PersonsTable persons={results.persons} /></section>
        {results.money.length > 0 && <section className={classes['part']} aria-labelledby="money"><h2 id="money">{t('operations.results.money')}</h2><MoneyTable money={results.money} unconverted={results.unconverted} /></section>}
      </div>
      {results.networks.length > 0 && (
        <section className={classes['part']} aria-labelledby="networks">
          <h2 id="networks">{t('operations.results.networks')}</h2>
          <ul className={classes['networks']}>{results.networks.map(({ reference, state, leaderArrested, moved }) => <li key={reference}><bdi dir="ltr" className="mono">{reference}</bdi>: {t(state === 'dismantled' ? 'operations.results.dismantled' : 'operations.results.identified')}{leaderArrested && ` · ${t('operations.results.leader')}`}{moved > 0 && <> · {t('operations.results.moved')} <bdi>{number.format(moved)}</bdi></>}</li>)}</ul>
        </section>
      )}
    </>
  );
}
