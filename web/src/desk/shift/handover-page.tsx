import { Button, Skeleton, Textarea } from '@mantine/core';
import { IconPrinter, IconSignature } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import { type Handover, handOver, takeOver } from '@watchword/api/hits/desk.ts';
import type { Hit } from '@watchword/api/hits.ts';
import { type ReactNode, useState } from 'react';
import { asAppError, client, queries } from '../../api.ts';
import { useSession } from '../../session/session.ts';
import { Ltr } from '../../ui/ltr.tsx';
import { Page } from '../../ui/page.tsx';
import { Problem } from '../../ui/problem.tsx';
import { sayMoment } from '../../words/say-dates.ts';
import { useWords } from '../../words/words.tsx';
import { useNameOf } from '../presence.ts';
import { useHandover } from '../queries.ts';
import { queueOf } from '../queue-of.ts';
import { sayHit } from '../say-hit.ts';
import classes from './shift.module.css';

/** Hands the desk over: the list makes itself, the giver writes what no list knows, and both sign. It prints. */
export function HandoverPage(): ReactNode {
  const { t, locale } = useWords();
  const { session } = useSession();
  const query = useHandover();
  const [note, setNote] = useState('');
  const [missing, setMissing] = useState(false);
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<unknown>();
  const mayAnswer = session?.caller?.permissions.includes('hit:answer') === true;
  const give = (): void => {
    if (note.trim() === '') return setMissing(true);
    setBusy(true);
    setError(undefined);
    client.call(handOver, { body: { note: note.trim() } }).then(() => {
      setNote('');
      void queries.invalidateQueries({ queryKey: ['handover'] });
    }, setError).finally(() => setBusy(false));
  };
  return (
    <Page title={t('shift.handoverTitle')} wide actions={<Button variant="default" leftSection={<IconPrinter size={18} aria-hidden />} onClick={() => window.print()}>{t('shift.print')}</Button>}>
      <p className="noPrint"><Link to="/desk" search={{}}>{t('shift.back')}</Link></p>
      {query.error !== null && <Problem error={asAppError(query.error)} retry={() => void query.refetch()} />}
      {query.isPending && <Skeleton height={160} />}
      {query.data !== undefined && <OpenTable hits={query.data.open} />}
      {mayAnswer && (
        <section className={`${classes['give']} noPrint`} aria-label={t('shift.give')}>
          {error !== undefined && <Problem error={asAppError(error)} />}
          <Textarea size="md" label={t('shift.note')} description={t('shift.noteHint')} value={note} maxLength={2000} autosize minRows={3} onChange={(event) => { setNote(event.currentTarget.value); setMissing(false); }} error={missing ? t('hit.textNeeded') : undefined} />
          <Button size="md" loading={busy} leftSection={<IconSignature size={20} aria-hidden />} onClick={give}>{t('shift.give')}</Button>
        </section>
      )}
      <h2>{t('shift.before')}</h2>
      {query.data?.last.length === 0 && <p className={classes['quiet']}>{t('shift.none')}</p>}
      <ol className={classes['past']}>{query.data?.last.map((one) => <li key={one.id}><Past handover={one} canSign={mayAnswer} /></li>)}</ol>
      <p className={classes['printed']}>{t('shift.printed', { time: sayMoment(new Date(query.dataUpdatedAt).toISOString(), locale) })}</p>
    </Page>
  );
}

function OpenTable({ hits }: { hits: readonly Hit[] }): ReactNode {
  const words = useWords();
  const { t, coded, locale } = words;
  const nameOf = useNameOf();
  if (hits.length === 0) return <p className={classes['quiet']}>{t('shift.nothingOpen')}</p>;
  return (
    <div className={classes['scroll']} tabIndex={0} role="region" aria-label={t('shift.openTitle')}>
      <table className={classes['table']}>
        <caption>{t('shift.openTitle')}</caption>
        <thead><tr><th scope="col">{t('shift.what')}</th><th scope="col">{t('shift.countries')}</th><th scope="col">{t('shift.waitsFor')}</th><th scope="col">{t('shift.due')}</th><th scope="col">{t('shift.who')}</th><th scope="col">{t('desk.note')}</th></tr></thead>
        <tbody>
          {hits.map((hit) => (
            <tr key={hit.id}>
              <td><Link to="/desk" search={{ hit: hit.id }}>{sayHit(hit, words)}</Link> <span className={classes['quiet']}><Ltr>{hit.id.slice(-6)}</Ltr></span></td>
              <td><bdi dir="ltr">{hit.finder} → {hit.owner}</bdi></td>
              <td>{coded('queue', queueOf(hit))}</td>
              <td>{hit.deadline === undefined ? '–' : sayMoment(hit.deadline, locale)}</td>
              <td>{hit.assigned === undefined ? '–' : <bdi>{nameOf(hit.assigned.to)}</bdi>}</td>
              <td>{hit.note === undefined ? '–' : <bdi>{hit.note}</bdi>}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function Past({ handover, canSign }: { handover: Handover; canSign: boolean }): ReactNode {
  const { t, locale } = useWords();
  const { session } = useSession();
  const nameOf = useNameOf();
  const [error, setError] = useState<unknown>();
  const sign = (): void => {
    client.call(takeOver, { params: { id: handover.id }, body: {} }).then(() => void queries.invalidateQueries({ queryKey: ['handover'] }), setError);
  };
  return (
    <article className={classes['one']}>
      <strong>{sayMoment(handover.at, locale)}</strong> · {t('shift.items', { count: handover.items.length })}
      <p><bdi>{handover.note}</bdi></p>
      {error !== undefined && <Problem error={asAppError(error)} />}
      <dl className={classes['signatures']}>
        <div><dt>{t('shift.gave')}</dt><dd><bdi>{nameOf(handover.by)}</bdi></dd></div>
        <div><dt>{t('shift.took')}</dt><dd>{handover.takenBy !== undefined ? <><bdi>{nameOf(handover.takenBy)}</bdi>{handover.takenAt !== undefined && <>, {sayMoment(handover.takenAt, locale)}</>}</>
          : canSign && handover.by !== session?.signedIn?.pseudonym ? <Button size="compact-md" variant="default" onClick={sign}>{t('shift.sign')}</Button> : t('shift.notSigned')}</dd></div>
      </dl>
    </article>
  );
}
