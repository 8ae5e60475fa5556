import { Button, Checkbox } from '@mantine/core';
import { searchLog, type SearchFound, type SearchItem, type SearchLog } from '@watchword/api/audit/search.ts';
import { type ReactNode, useState } from 'react';
import { client } from '../api.ts';
import { confirming } from '../session/confirmation.ts';
import { Fault } from '../session/fault.tsx';
import { TakeAway } from '../session/take-away.tsx';
import { CountryName } from '../ui/country-name.tsx';
import { Ltr } from '../ui/ltr.tsx';
import { sayMoment } from '../words/say-dates.ts';
import { useWords } from '../words/words.tsx';
import { Moment } from './entries.tsx';
import { Proof } from './proof.tsx';
import { SearchForm } from './search-form.tsx';
import { takeEntries } from './take-log.ts';
import classes from './oversight.module.css';

/** What was found so far, and how to go on. */
type Found = { readonly asked: SearchLog; readonly items: readonly SearchItem[]; readonly covered: SearchFound['covered']; readonly next: string | undefined };

/** The server looks for five seconds at a time, and other searches may come first. */
const PATIENCE_MS = 60_000;

/** Looks a person, document, vehicle, record or officer up in the own logs. Each look stands in the log. */
export function LogSearch(): ReactNode {
  const { t } = useWords();
  const [found, setFound] = useState<Found>();
  const [error, setError] = useState<unknown>();
  const [busy, setBusy] = useState(false);
  const look = (asked: SearchLog, before: Found | undefined): void => {
    setBusy(true);
    setError(undefined);
    if (before === undefined) setFound(undefined);
    confirming(() => client.call(searchLog, { body: { ...asked, ...(before?.next !== undefined && { cursor: before.next }) } }, { timeout: PATIENCE_MS }))
      .then((page) => setFound({ asked, items: [...(before?.items ?? []), ...page.items], covered: together(before?.covered, page.covered), next: page.nextCursor }), setError)
      .finally(() => setBusy(false));
  };
  return (
    <section aria-labelledby="search-title">
      <h2 id="search-title" className={classes['title']}>{t('search.title')}</h2>
      <p className={classes['lead']}>{t('search.lead')}</p>
      <SearchForm busy={busy} onSearch={(asked) => look(asked, undefined)} />
      <Fault error={error} />
      {found !== undefined && <Results found={found} busy={busy} onMore={() => look(found.asked, found)} />}
    </section>
  );
}

function together(before: SearchFound['covered'] | undefined, { from, to, ...counts }: SearchFound['covered']): SearchFound['covered'] {
  if (before === undefined) return { ...counts, ...(from !== undefined && { from }), ...(to !== undefined && { to }) };
  const [first, last] = [before.from ?? from, to ?? before.to];
  return { ...(first !== undefined && { from: first }), ...(last !== undefined && { to: last }), entries: before.entries + counts.entries, questions: before.questions + counts.questions, erased: before.erased + counts.erased };
}

function Results({ found: { items, covered, next }, busy, onMore }: { found: Found; busy: boolean; onMore: () => void }): ReactNode {
  const { t, locale } = useWords();
  const own = items.filter(({ log }) => log === 'requester');
  const shown = items.filter(({ log }) => log === 'owner');
  return (
    <>
      <div className={classes['covered']} role="status">
        <p><strong>{t('search.found', { count: items.length })}</strong> {covered.from === undefined ? t('search.coveredNothing') : t('search.covered', { count: covered.entries, from: sayMoment(covered.from, locale), to: sayMoment(covered.to ?? covered.from, locale) })}</p>
        {covered.erased > 0 && <p>{t('search.erased', { count: covered.erased })}</p>}
        {next !== undefined && <p><strong>{t('search.notAll')}</strong></p>}
      </div>
      {next !== undefined && <Button mb="sm" variant="default" loading={busy} onClick={onMore}>{t('search.goOn')}</Button>}
      {own.length > 0 && <Group title={t('search.own')} log="requester" items={own} />}
      {shown.length > 0 && <Group title={t('entries.shown')} log="owner" items={shown} />}
    </>
  );
}

/** So many go into one file. */
const MOST_IN_FILE = 1000;

function Group({ title, log, items }: { title: string; log: 'requester' | 'owner'; items: readonly SearchItem[] }): ReactNode {
  const { t } = useWords();
  const [texts, setTexts] = useState(false);
  const numbers = [...new Set(items.map(({ entry }) => entry))].slice(0, MOST_IN_FILE);
  return (
    <section aria-label={title} className={classes['group']}>
      <h3 className={classes['title']}>{title}</h3>
      <div className={classes['scroll']} tabIndex={0} role="region" aria-label={title}>
        <table className={classes['table']}>
          <thead><tr><th scope="col">{t('entries.time')}</th><th scope="col">{t(log === 'owner' ? 'entries.country' : 'entries.who')}</th><th scope="col">{t('entries.what')}</th><th scope="col">{t('entries.why')}</th><th scope="col">{t('entries.came')}</th><th scope="col">{t('entries.proof')}</th></tr></thead>
          <tbody>{items.map((item) => <Row key={item.entry} item={item} />)}</tbody>
        </table>
      </div>
      {log === 'requester' && <Checkbox mt="sm" label={t('take.texts')} checked={texts} onChange={(event) => setTexts(event.currentTarget.checked)} />}
      <div className={classes['takeButton']}><TakeAway label={t('take.these', { count: numbers.length })} take={() => takeEntries(log, numbers, texts)} /></div>
    </section>
  );
}

function Row({ item }: { item: SearchItem }): ReactNode {
  const { t, coded, locale } = useWords();
  const { at, log, organisation, by, via, event, databases = [], purpose, outcome, records = [], asked, entry, hash } = item;
  const words = wordsOf(asked);
  return (
    <tr>
      <td><Moment ms={Date.parse(at)} locale={locale} /></td>
      <td>{log === 'owner' ? <CountryName code={organisation} /> : <><Ltr>{by ?? ''}</Ltr>{via !== undefined && <span className={classes['hint']}><Ltr>{via}</Ltr></span>}</>}</td>
      <td>
        <Ltr>{event}</Ltr>
        {databases.length > 0 && <span className={classes['hint']}>{databases.map((one) => coded('database', one)).join(', ')}</span>}
        {words !== '' && <span className={classes['hint']}>{t('search.asked')} <bdi>{words}</bdi></span>}
        {records.map((record) => <span key={record} className={classes['hint']}><Ltr>{record}</Ltr></span>)}
      </td>
      <td>{purpose === undefined ? '–' : coded('purpose', purpose)}</td>
      <td>{outcome === undefined ? '–' : t(`outcome.${outcome}`)}</td>
      <td><Proof seq={entry} hash={hash} /></td>
    </tr>
  );
}

/** What was asked, as it was typed: its values, one after the other. */
function wordsOf(asked: unknown): string {
  if (typeof asked === 'string') return asked;
  if (Array.isArray(asked)) return asked.map(wordsOf).join(' ');
  return typeof asked === 'object' && asked !== null ? Object.values(asked).map(wordsOf).join(' · ') : '';
}
