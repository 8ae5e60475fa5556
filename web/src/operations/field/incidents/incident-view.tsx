import { Button, Skeleton } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { getOwnIncident } from '@watchword/api/joint/field.ts';
import { getIncident } from '@watchword/api/joint/operations.ts';
import type { Share } from '@watchword/api/joint/words.ts';
import { type ReactNode, useState } from 'react';
import { asAppError, client } from '../../../api.ts';
import { useSession } from '../../../session/session.ts';
import { CountryName } from '../../../ui/country-name.tsx';
import { Problem } from '../../../ui/problem.tsx';
import { sayMoment } from '../../../words/say-dates.ts';
import { useWords } from '../../../words/words.tsx';
import { countedKey } from '../../queries.ts';
import { Attachments } from '../../reports/attachments.tsx';
import { GivenCases } from '../../reports/given-cases.tsx';
import classes from '../field.module.css';
import { CorrectForm } from './correct-form.tsx';
import { History } from './history.tsx';
import type { IncidentPlace } from './incident-place.ts';
import { ContentList } from './say-content.tsx';
import { WithdrawForm } from './withdraw-form.tsx';

/** One report: what it says, who sees it, how it came to be, and what can be done with it. */
export function IncidentView({ operation, incident }: { operation: IncidentPlace; incident: string }): ReactNode {
  const { t, locale } = useWords();
  const { session } = useSession();
  const [doing, setDoing] = useState<'correct' | 'withdraw'>();
  const caller = session?.caller;
  const params = { id: operation.id, incident };
  const readsAll = caller?.permissions.includes('operation:read') === true;
  const found = useQuery({ queryKey: countedKey(operation.id, 'incident', incident), queryFn: () => (readsAll ? client.call(getIncident, { params }) : client.call(getOwnIncident, { params })) });
  if (found.error !== null) return <Problem error={asAppError(found.error)} retry={() => void found.refetch()} />;
  if (found.data === undefined) return <Skeleton height={240} />;
  const { content, country, version, receivedAt, withdrawn, share, officer, history } = found.data;
  const isOwn = country === caller?.organisation;
  const mayChange = isOwn && withdrawn !== true && (operation.state === 'open' || operation.state === 'ended') && caller?.permissions.includes('operation:report') === true;
  const done = (): void => {
    setDoing(undefined);
    void found.refetch();
  };
  return (
    <>
      <section className={classes['card']} data-withdrawn={withdrawn === true} aria-label={t('operations.incident.content')}>
        <h2>{t(`operations.event.${content.kind}`)} · <bdi>{content.place.name}</bdi></h2>
        {withdrawn === true && <p className={classes['notice']}>{t('operations.incident.isWithdrawn')}</p>}
        <p className={classes['hint']}><CountryName code={country} /> · {t('operations.incident.received', { time: sayMoment(receivedAt, locale) })} · {t('operations.incident.version', { version })}{officer !== undefined && <> · <bdi dir="ltr" className="mono">{officer}</bdi></>}</p>
        <ContentList content={content} />
      </section>
      <section className={classes['card']} aria-label={t('operations.incident.seenBy')}>
        <h2>{t('operations.incident.seenBy')}</h2>
        {isOwn ? <SeenBy operation={operation} own={country} share={share} /> : <p className={classes['hint']}>{t('operations.incident.sharedWithYou')}</p>}
      </section>
      {mayChange && doing === undefined && (
        <div className={classes['buttons']}>
          <Button size="md" onClick={() => setDoing('correct')}>{t('operations.incident.correct')}</Button>
          <Button size="md" variant="default" onClick={() => setDoing('withdraw')}>{t('operations.incident.withdraw')}</Button>
        </div>
      )}
      {mayChange && doing === 'correct' && <CorrectForm key={version} operation={operation} incident={{ id: incident, version, content, share }} onDone={done} onCancel={() => setDoing(undefined)} />}
      {mayChange && doing === 'withdraw' && <WithdrawForm key={version} operation={operation.id} incident={{ id: incident, version }} onDone={done} onCancel={() => setDoing(undefined)} />}
      {(readsAll || mayChange) && <Attachments operation={operation.id} incident={incident} mayChange={mayChange} mayRead={readsAll} />}
      {isOwn && caller?.permissions.includes('operation:manage') === true && <GivenCases operation={operation} incident={incident} />}
      <History versions={history} />
    </>
  );
}

function SeenBy({ operation: { countries, coordinator, shares }, own, share }: { operation: IncidentPlace; own: string; share: Share | undefined }): ReactNode {
  const { t } = useWords();
  const rule = share ?? shares.incidents;
  const seers = rule === 'all' ? countries.filter((code) => code !== own) : rule === 'coordinator' && coordinator !== own ? [coordinator] : [];
  return (
    <>
      <p>{t(seers.length === 0 ? 'operations.incident.seenByNobody' : 'operations.incident.seenByThese', { count: seers.length })} {seers.map((code, at) => <span key={code}>{at > 0 && ', '}<CountryName code={code} /></span>)}</p>
      <p className={classes['hint']}>{t(share === undefined ? 'operations.incident.ruleUsual' : 'operations.incident.ruleOwn')} {t('operations.incident.counted', { share: t(`operations.share.${shares.counts}`) })}</p>
    </>
  );
}
