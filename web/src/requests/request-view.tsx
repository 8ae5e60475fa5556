import { Skeleton } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { getRequest, type MeasureAnswer, type RequestAnswer } from '@watchword/api/requests.ts';
import type { ReactNode } from 'react';
import { asAppError, client } from '../api.ts';
import { CountryName } from '../ui/country-name.tsx';
import { Ltr } from '../ui/ltr.tsx';
import { Problem } from '../ui/problem.tsx';
import { sayDay, sayMoment } from '../words/say-dates.ts';
import { useWords } from '../words/words.tsx';
import { ClockText } from './clock-text.tsx';
import { PackageButtons } from './package-buttons.tsx';
import classes from './requests.module.css';
import { Steps } from './steps.tsx';

/** One request: who asks for what, everything held on them, what can be done now, and what was done. */
export function RequestView({ id }: { id: string }): ReactNode {
  const { t } = useWords();
  const found = useQuery({ queryKey: ['request', id], queryFn: () => client.call(getRequest, { params: { id } }) });
  if (found.error !== null) return <Problem error={asAppError(found.error)} retry={() => void found.refetch()} />;
  if (found.data === undefined) return <Skeleton height={240} />;
  const request = found.data;
  return (
    <article aria-label={t('requests.one')}>
      <Facts request={request} />
      <PackageButtons id={id} />
      {request.measures.length > 0 && (
        <section className={classes['card']} aria-label={t('requests.measures')}>
          <h2>{t('requests.measures')}</h2>
          <ul className={classes['list']}>{request.measures.map((measure) => <li key={measure.id}><Measure measure={measure} /></li>)}</ul>
        </section>
      )}
      <Steps key={request.version} request={request} />
      <section className={classes['card']} aria-label={t('requests.done')}>
        <h2>{t('requests.done')}</h2>
        <ol className={classes['list']}>{request.events.map((event) => <Event key={`${event.at} ${event.act}`} event={event} />)}</ol>
      </section>
    </article>
  );
}

function Facts({ request }: { request: RequestAnswer }): ReactNode {
  const { t, locale } = useWords();
  const { kind, state, outcome, clock, via, consent, receivedAt, subject, asks, contact, evidence } = request;
  const documents = subject.documents?.map(({ number, issuer }) => [number, issuer].filter((part) => part !== undefined).join(' ')).join('\n');
  const rows: readonly (readonly [string, ReactNode])[] = [
    [t('requests.asksFor'), t(`requests.kind.${kind}`)],
    [t('requests.stands'), <>{t(`requests.state.${state}`)}{outcome !== undefined && ` · ${t(`requests.outcome.${outcome}`)}`} <ClockText clock={clock} /></>],
    [t('requests.received'), sayMoment(receivedAt, locale)],
    [t('requests.via'), via === undefined ? t('requests.directly') : <CountryName code={via} />],
    [t('requests.owners'), consent ? t('requests.ownersMay') : t('requests.ownersMayNot')],
    [t('field.names'), subject.names === undefined ? undefined : <bdi>{subject.names.join('\n')}</bdi>],
    [t('field.born'), subject.born === undefined ? undefined : sayDay(subject.born, locale)],
    [t('field.documents'), documents === undefined ? undefined : <Ltr>{documents}</Ltr>],
    [t('requests.inWords'), quote(asks)],
    [t('requests.contact'), quote(contact)],
    [t('requests.identity'), <><Ltr>{evidence.digest}</Ltr>{evidence.note !== undefined && <> <bdi>{evidence.note}</bdi></>}</>],
  ];
  return (
    <section className={classes['card']} aria-label={t('requests.facts')}>
      <dl>
        {rows.filter(([, value]) => value !== undefined).map(([name, value]) => <div key={name} style={{ display: 'contents' }}><dt>{name}</dt><dd>{value}</dd></div>)}
      </dl>
    </section>
  );
}

/** Words of the person, in whatever direction they are written. */
function quote(text: string): ReactNode {
  return <bdi>{text}</bdi>;
}

function Measure({ measure }: { measure: MeasureAnswer }): ReactNode {
  const { t, locale } = useWords();
  const { act, record, owner, state, overdue, dueOn, asks, answer, receipts } = measure;
  return (
    <>
      <strong>{t(`requests.act.${act}`)}</strong> <Ltr>{record}</Ltr> · <CountryName code={owner} /> · {overdue ? t('requests.late') : t(`requests.measure.${state}`)}
      {dueOn !== undefined && <> · {t('requests.until', { day: sayDay(dueOn, locale) })}</>}
      {asks !== undefined && <p><bdi>{asks}</bdi></p>}
      {answer !== undefined && <p>{t('requests.answered')} <bdi>{answer}</bdi></p>}
      {receipts.map((receipt) => <div key={receipt.holder}>{t('requests.followed')} <Ltr>{receipt.holder}</Ltr>, {sayMoment(receipt.at, locale)}{receipt.change !== undefined && <> (<Ltr>{String(receipt.change)}</Ltr>)</>}</div>)}
    </>
  );
}

function Event({ event: { at, by, act, text } }: { event: RequestAnswer['events'][number] }): ReactNode {
  const { coded, locale } = useWords();
  return (
    <li>
      {sayMoment(at, locale)} · <strong>{coded('requests.event', act)}</strong> · <Ltr>{by}</Ltr>
      {text !== undefined && <div><bdi>{text}</bdi></div>}
    </li>
  );
}
