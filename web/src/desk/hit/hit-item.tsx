import { Skeleton } from '@mantine/core';
import { IconArrowLeft } from '@tabler/icons-react';
import type { Hit, HitDetail } from '@watchword/api/hits.ts';
import { type ReactNode, type RefObject, useEffect, useRef } from 'react';
import { asAppError } from '../../api.ts';
import { CaseAnswer } from '../../checks/result/case/case-answer.tsx';
import { CaseClock } from '../../checks/result/case/case-steps.tsx';
import { CountryName } from '../../ui/country-name.tsx';
import { Ltr } from '../../ui/ltr.tsx';
import { Problem } from '../../ui/problem.tsx';
import { sayMoment } from '../../words/say-dates.ts';
import { useWords } from '../../words/words.tsx';
import { useNameOf } from '../presence.ts';
import { PresenceOn } from '../presence-dots.tsx';
import { useHit, useHitRecord } from '../queries.ts';
import { queueOf } from '../queue-of.ts';
import { sayHit } from '../say-hit.ts';
import { useAct, type Act } from '../use-act.tsx';
import { AnswerForm } from './answer-form.tsx';
import { AskedSection } from './asked-section.tsx';
import { Claim, useTaken } from './claim.tsx';
import { FinderPanel } from './finder-panel.tsx';
import { ClearingForm, HolderForm } from './owner-after.tsx';
import { RecordContext } from './record-context.tsx';
import { SecretariatPanel } from './secretariat-panel.tsx';
import { NoteForm, Timeline } from './timeline.tsx';
import classes from './hit.module.css';

type ItemProps = { hit: Hit; others: readonly Hit[]; note: RefObject<HTMLTextAreaElement | null>; onBack: () => void; onOpen: (id: string) => void };

/** The workbench of one hit: what was asked on one side, our record on the other, and between them the two questions. */
export function HitItem({ hit: listed, others, note, onBack, onOpen }: ItemProps): ReactNode {
  const { t } = useWords();
  const query = useHit(listed.id);
  const hit: Hit = query.data ?? listed;
  const taken = useTaken(hit);
  const act = useAct(taken);
  const head = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    // Where there is a question its first answer has the focus; else the heading, to be read out.
    requestAnimationFrame(() => {
      if (document.activeElement === document.body || document.activeElement?.closest('[data-queue]') !== null) head.current?.focus({ preventScroll: true });
    });
  }, [listed.id]);
  return (
    <article className={classes['item']} aria-labelledby="item-title">
      <button type="button" className={classes['back']} onClick={onBack}><IconArrowLeft size={18} aria-hidden className="mirrored" /> {t('desk.back')}</button>
      <Head hit={hit} act={act} heading={head} />
      {query.error !== null && <Problem error={asAppError(query.error)} retry={() => void query.refetch()} />}
      {act.problem}
      <Work hit={hit} act={act} onSent={() => head.current?.focus({ preventScroll: true })} />
      <AskedSection hit={hit} detail={query.data} />
      <NoteForm key={hit.id} hit={hit} field={note} />
      {query.isPending ? <Skeleton height={90} /> : query.data !== undefined && <Timeline detail={query.data} />}
      <Others hit={hit} others={others} onOpen={onOpen} />
    </article>
  );
}

function Head({ hit, act, heading }: { hit: Hit; act: Act; heading: RefObject<HTMLHeadingElement | null> }): ReactNode {
  const words = useWords();
  const { t, coded } = words;
  return (
    <header className={classes['head']}>
      <p className={classes['quiet']}>{coded('queue', queueOf(hit))} · {coded('hitSide', hit.side)} · <Ltr>{hit.id.slice(-6)}</Ltr> <PresenceOn hit={hit.id} /></p>
      <h2 id="item-title" ref={heading} tabIndex={-1} className={classes['title']}>{sayHit(hit, words)}</h2>
      <p className={classes['from']}><CountryName code={hit.finder} /> <span className={`mirrored ${classes['arrow']}`} aria-hidden>→</span> <CountryName code={hit.owner} />{hit.delegate !== undefined && <> ({t('desk.delegate')} <CountryName code={hit.delegate} />)</>}</p>
      {hit.underReview === true && <p className={classes['review']}>{t('caution.underReview')}</p>}
      <CaseClock of={hit} />
      <Claim hit={hit} act={act} />
    </header>
  );
}

/** What this desk has to do, by its side and how far the hit has come. */
function Work({ hit, act, onSent }: { hit: Hit; act: Act; onSent: () => void }): ReactNode {
  const isOwners = hit.side === 'owner' || hit.side === 'own' || hit.side === 'delegate';
  if (hit.side === 'secretariat') return <SecretariatPanel hit={hit} act={act} />;
  if (!isOwners) return <FinderPanel key={hit.id} hit={hit} act={act} />;
  return <OwnerWork hit={hit} act={act} onSent={onSent} />;
}

function OwnerWork({ hit, act, onSent }: { hit: Hit; act: Act; onSent: () => void }): ReactNode {
  const { t, locale } = useWords();
  const proposed = proposalOf(useHit(hit.id).data);
  const nameOf = useNameOf();
  const record = useHitRecord(hit.id, true).data?.record;
  // What the finder has noted is not the owner's own answer yet.
  const isOpen = hit.state === 'open' || hit.state === 'asked' || hit.state === 'need-time' || hit.answer?.heard === true;
  const isPerson = hit.database === 'persons';
  return (
    <>
      {isOpen && isPerson && <p className={classes['hint']}>{t('desk.readFirst')}</p>}
      {isOpen && proposed !== undefined && <p role="status" className={classes['wanted']}>{t('desk.proposed', { who: nameOf(proposed.officer ?? ''), time: sayMoment(proposed.at, locale) })}</p>}
      {isOpen && <AnswerForm key={hit.id} hit={hit} record={record} act={act} onSent={onSent} />}
      {(!isOpen || hit.answer !== undefined) && <CaseAnswer of={hit} />}
      {hit.outcome !== undefined && <Outcome hit={hit} />}
      <ClearingForm hit={hit} act={act} />
      {hit.side === 'own' && <FinderPanel key={hit.id} hit={hit} act={act} />}
      {hit.kind === 'recovered' && hit.side !== 'delegate' && <HolderForm hit={hit} />}
    </>
  );
}

/** The confirmation of a person that waits for a second person of this desk: the last one, unless the owner was asked again since. */
function proposalOf(detail: HitDetail | undefined): HitDetail['events'][number] | undefined {
  const last = detail?.events.findLast(({ act }) => act === 'confirm-proposed' || act === 'asked' || act === 'time-over');
  return last?.act === 'confirm-proposed' ? last : undefined;
}

function Outcome({ hit }: { hit: Hit }): ReactNode {
  const { t, coded } = useWords();
  return hit.outcome === undefined ? null : <p className={classes['wanted']}>{t('desk.outcomeIs')} <strong>{coded('hitOutcome', hit.outcome.finding)}</strong></p>;
}

/** The third pane: our record with its history, for those who may read it. */
export function HitContext({ hit }: { hit: Hit }): ReactNode {
  const isOwners = hit.side === 'owner' || hit.side === 'own' || hit.side === 'delegate';
  return isOwners ? <RecordContext key={hit.id} hit={hit} /> : <RecordElsewhere hit={hit} />;
}

function RecordElsewhere({ hit }: { hit: Hit }): ReactNode {
  const { t, coded } = useWords();
  return (
    <section aria-labelledby="record-title" className={classes['part']}>
      <h3 id="record-title">{t('desk.itsRecord')}</h3>
      <dl className={classes['facts']}>
        <div><dt>{t('match.database')}</dt><dd>{coded('database', hit.database)}</dd></div>
        <div><dt>{t('desk.owner')}</dt><dd><CountryName code={hit.owner} /></dd></div>
        <div><dt>{t('match.record')}</dt><dd><Ltr>{hit.record}</Ltr></dd></div>
      </dl>
      <p className={classes['quiet']}>{t('desk.itsRecordText')}</p>
    </section>
  );
}

/** Other hits of the same record or the same country, and those of the same case. */
function Others({ hit, others, onOpen }: { hit: Hit; others: readonly Hit[]; onOpen: (id: string) => void }): ReactNode {
  const words = useWords();
  const { t, coded } = words;
  const near = others.filter((one) => one.id !== hit.id && (one.record === hit.record || (hit.group !== undefined && one.group === hit.group) || (one.finder === hit.finder && one.owner === hit.owner))).slice(0, 8);
  if (near.length === 0) return null;
  return (
    <section aria-labelledby="others-title" className={classes['part']}>
      <h3 id="others-title">{t('desk.others')}</h3>
      <ul className={classes['others']}>
        {near.map((one) => <li key={one.id}><button type="button" onClick={() => onOpen(one.id)}>{sayHit(one, words)} · <bdi dir="ltr">{one.finder}</bdi> · {coded('hitState', one.state)}{one.group !== undefined && one.group === hit.group && <> · {t('desk.sameCase')}</>}</button></li>)}
      </ul>
    </section>
  );
}
