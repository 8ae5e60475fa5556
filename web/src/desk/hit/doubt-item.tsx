import { Button, Textarea } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { decideDoubt, type RecordDoubt } from '@watchword/api/hits/reviews.ts';
import { type ReactNode, useState } from 'react';
import { asAppError, client, queries } from '../../api.ts';
import { useSession } from '../../session/session.ts';
import { CountryName } from '../../ui/country-name.tsx';
import { Ltr } from '../../ui/ltr.tsx';
import { Problem } from '../../ui/problem.tsx';
import { sayMoment } from '../../words/say-dates.ts';
import { useWords } from '../../words/words.tsx';
import { freshenHits } from '../queries.ts';
import classes from './hit.module.css';

/** A record that somebody doubts. The compliance desk decides; the bureau that raised it sees how far it is. */
export function DoubtItem({ doubt, onDone }: { doubt: RecordDoubt; onDone: () => void }): ReactNode {
  const { t, coded, locale } = useWords();
  const { session } = useSession();
  const [reason, setReason] = useState('');
  const [missing, setMissing] = useState(false);
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<unknown>();
  const mayDecide = session?.caller?.permissions.includes('record:review') === true;
  const decide = (finding: 'stands' | 'ended'): void => {
    if (reason.trim() === '') return setMissing(true);
    setBusy(true);
    client.call(decideDoubt, { params: { id: doubt.id }, body: { finding, reason: reason.trim() } }).then(() => {
      void queries.invalidateQueries({ queryKey: ['doubts'] });
      freshenHits();
      onDone();
    }, setError).finally(() => setBusy(false));
  };
  return (
    <article className={classes['item']} aria-labelledby="item-title">
      <h2 id="item-title" tabIndex={-1} className={classes['title']}>{t('desk.doubtItem')}: {coded('doubt', doubt.doubt)}</h2>
      <dl className={classes['facts']}>
        <div><dt>{t('match.database')}</dt><dd>{coded('database', doubt.database)}</dd></div>
        <div><dt>{t('desk.owner')}</dt><dd><CountryName code={doubt.owner} /></dd></div>
        {doubt.by !== undefined && <div><dt>{t('desk.doubtBy')}</dt><dd><CountryName code={doubt.by} /></dd></div>}
        <div><dt>{t('desk.when')}</dt><dd>{sayMoment(doubt.at, locale)}</dd></div>
        <div><dt>{t('match.record')}</dt><dd>{mayDecide ? <Link to="/records/$id" params={{ id: doubt.record }}><Ltr>{doubt.record}</Ltr></Link> : <Ltr>{doubt.record}</Ltr>}</dd></div>
      </dl>
      <blockquote className={classes['message']}><bdi>{doubt.reason}</bdi></blockquote>
      {mayDecide ? (
        <div className={classes['panel']}>
          {error !== undefined && <Problem error={asAppError(error)} />}
          <Textarea label={t('reviews.reason')} value={reason} maxLength={2000} autosize minRows={2} required onChange={(event) => { setReason(event.currentTarget.value); setMissing(false); }} error={missing ? t('hit.textNeeded') : undefined} />
          <div className={classes['buttons']}>
            <Button size="md" loading={busy} onClick={() => decide('stands')}>{t('desk.doubtStands')}</Button>
            <Button size="md" variant="default" loading={busy} onClick={() => decide('ended')}>{t('desk.doubtEnded')}</Button>
          </div>
        </div>
      ) : <p>{t('desk.doubtWaits')}</p>}
    </article>
  );
}
