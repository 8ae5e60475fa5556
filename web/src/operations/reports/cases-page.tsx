import { Button, Skeleton } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { listEvidence, readEvidence, takeEvidence, type EvidenceCase, type EvidenceIncident } from '@watchword/api/joint/evidence.ts';
import { type ReactNode, useState } from 'react';
import { asAppError, client } from '../../api.ts';
import { CountryName } from '../../ui/country-name.tsx';
import { Ltr } from '../../ui/ltr.tsx';
import { Page } from '../../ui/page.tsx';
import { Problem } from '../../ui/problem.tsx';
import { save } from '../../ui/save.ts';
import { sayDay, sayMoment } from '../../words/say-dates.ts';
import { useWords } from '../../words/words.tsx';
import { ContentList } from '../field/incidents/say-content.tsx';
import { fetchFile } from './download.ts';
import classes from './reports.module.css';

/** The cases for which whoever is signed in is named: to read, and to take away as a signed file. */
export function CasesPage(): ReactNode {
  const { t } = useWords();
  const found = useQuery({ queryKey: ['evidence'], queryFn: async () => (await client.call(listEvidence)).items });
  return (
    <Page title={t('operations.cases.title')}>
      <div className={classes['reports']}>
        <p className={classes['lead']}>{t('operations.cases.lead')}</p>
        {found.error !== null && <Problem error={asAppError(found.error)} retry={() => void found.refetch()} />}
        {found.data === undefined ? found.error === null && <Skeleton height={120} /> : found.data.length === 0 ? <p className={classes['empty']}>{t('operations.cases.none')}</p> : found.data.map((one) => <OpenCase key={one.id} open={one} />)}
      </div>
    </Page>
  );
}

function OpenCase({ open: { id, code, owner, reference, incidents, until } }: { open: EvidenceCase }): ReactNode {
  const { t, locale } = useWords();
  const [items, setItems] = useState<readonly EvidenceIncident[]>();
  const [busy, setBusy] = useState<'read' | 'file'>();
  const [error, setError] = useState<unknown>();
  const params = { case: id };
  const run = (what: 'read' | 'file', work: () => Promise<void>): void => {
    setBusy(what);
    setError(undefined);
    work().catch(setError).finally(() => setBusy(undefined));
  };
  return (
    <section className={classes['card']} aria-label={reference}>
      <h2><bdi>{reference}</bdi> · <Ltr>{code}</Ltr></h2>
      <p className={classes['facts']}><span><CountryName code={owner} /></span><span>{t('operations.cases.until', { day: sayDay(until, locale) })}</span><span>{t('operations.cases.incidents', { count: incidents.length })}</span></p>
      {error !== undefined && <Problem error={asAppError(error)} />}
      <div className={classes['buttons']}>
        {items === undefined && <Button variant="default" loading={busy === 'read'} onClick={() => run('read', async () => setItems((await client.call(readEvidence, { params })).items))}>{t('operations.cases.read')}</Button>}
        <Button loading={busy === 'file'} onClick={() => run('file', async () => save(await fetchFile(takeEvidence, { params }, { timeout: 120_000 }), `evidence-${code.toLowerCase()}-${id.slice(-8)}.ndjson`))}>{t('operations.cases.take')}</Button>
      </div>
      {items?.map(({ id: incident, country, versions, attachments }) => (
        <article key={incident} aria-label={incident}>
          <h3><Ltr>{incident}</Ltr> · <CountryName code={country} /></h3>
          {versions.toReversed().map((version) => <div key={version.version}><p className={classes['facts']}>{t('operations.cases.version', { version: version.version, time: sayMoment(version.receivedAt, locale), officer: version.by })}{version.reason !== undefined && <bdi>{version.reason}</bdi>}</p><ContentList content={version.content} /></div>)}
          {attachments.length > 0 && <ul className={classes['versions']}>{attachments.map((one) => <li key={one.id}>{t(`operations.attachments.type.${one.type}`)} · <Ltr>{one.sha256}</Ltr></li>)}</ul>}
        </article>
      ))}
    </section>
  );
}
