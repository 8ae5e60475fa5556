import type { Hit, HitCheck, HitDetail } from '@watchword/api/hits.ts';
import type { ReactNode } from 'react';
import { MatchTable } from '../../checks/result/match-table.tsx';
import { CountryName } from '../../ui/country-name.tsx';
import { Ltr } from '../../ui/ltr.tsx';
import { sayMoment } from '../../words/say-dates.ts';
import { useWords } from '../../words/words.tsx';
import { sayAsked } from '../say-hit.ts';
import classes from './hit.module.css';

/** What was asked, where, when and by whom; and how it compares with the record. */
export function AskedSection({ hit, detail }: { hit: Hit; detail: HitDetail | undefined }): ReactNode {
  const { t, coded, locale } = useWords();
  const { last, request } = hit;
  const asked = sayAsked(last);
  const earlier = (detail?.all ?? []).filter(({ id }) => id !== last.id);
  return (
    <section aria-labelledby="asked-title" className={classes['part']}>
      <h3 id="asked-title">{t('desk.askedTitle')}</h3>
      <dl className={classes['facts']}>
        {asked.text !== '' && <div><dt>{t('desk.asked')}</dt><dd className={classes['big']}>{asked.isName ? <bdi>{asked.text}</bdi> : <Ltr>{asked.text}</Ltr>}</dd></div>}
        <div><dt>{t('desk.finder')}</dt><dd><CountryName code={hit.finder} /></dd></div>
        {last.place !== undefined && <div><dt>{t('desk.place')}</dt><dd><bdi>{last.place}</bdi></dd></div>}
        <div><dt>{t('desk.when')}</dt><dd>{sayMoment(last.at, locale)}</dd></div>
        {last.purpose !== '' && <div><dt>{t('entries.why')}</dt><dd>{coded('purpose', last.purpose)}</dd></div>}
        {last.role !== undefined && <div><dt>{t('desk.officer')}</dt><dd>{coded('role', last.role)}{last.officer !== undefined && <> · <Ltr>{last.officer}</Ltr></>}</dd></div>}
        {request?.callback !== undefined && <div><dt>{t('desk.callback')}</dt><dd><a href={`tel:${request.callback.replaceAll(/[^\d+]/g, '')}`}><Ltr>{request.callback}</Ltr></a></dd></div>}
      </dl>
      {request?.message !== undefined && <blockquote className={classes['message']}><bdi>{request.message}</bdi></blockquote>}
      {last.matched.length > 0 && <div className={classes['scroll']} tabIndex={0} role="region" aria-label={t('match.tableTitle')}><MatchTable reasons={last.matched} /></div>}
      {earlier.length > 0 && (
        <details className={classes['earlier']}>
          <summary>{t('desk.earlier', { count: earlier.length })}</summary>
          <ul>{earlier.map((one) => <li key={one.id}><Earlier check={one} /></li>)}</ul>
        </details>
      )}
    </section>
  );
}

function Earlier({ check }: { check: HitCheck }): ReactNode {
  const { coded, locale } = useWords();
  const asked = sayAsked(check);
  return <>{sayMoment(check.at, locale)} · {check.place !== undefined && <><bdi>{check.place}</bdi> · </>}<bdi>{asked.text}</bdi> · {coded('outcome', check.outcome)}</>;
}
