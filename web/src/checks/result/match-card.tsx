import type { Match } from '@watchword/api/checks/answers.ts';
import { IconAlertOctagon } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { CountryName } from '../../ui/country-name.tsx';
import { FieldValue } from '../../ui/field-value.tsx';
import { Ltr } from '../../ui/ltr.tsx';
import { sayDate, sayDay } from '../../words/say-dates.ts';
import { useWords } from '../../words/words.tsx';
import type { OneCheck } from '../shift-states.ts';
import { CaseOfMatch } from './case/case-parts.tsx';
import { MatchTable } from './match-table.tsx';
import { ComparedBefore, MisusedIdentity, NameParts, RecordedNames } from './persons/compare-person.tsx';
import { Decision } from './persons/decision.tsx';
import { isPerson } from './persons/person-of.ts';
import { PersonPhotos } from './persons/photos.tsx';
import { fieldsToShow, titleOf } from './verdict-words.ts';
import classes from './result.module.css';

/** Warnings about a danger: these show at once, discreet mode or not. */
export const DANGERS: ReadonlySet<string> = new Set(['armed', 'violent']);

type CardProps = { match: Match; notice: string | undefined; check: OneCheck; /** The one that the keys are for. */ isFirst: boolean };

/** One match, in the order in which an officer needs it: what it is, what to do, how it matches, warnings, whose it is. */
export function MatchCard({ match, notice, check, isFirst }: CardProps): ReactNode {
  const words = useWords();
  const { t, coded } = words;
  return (
    <article className={classes['match']} aria-label={titleOf(match, words)}>
      {isPerson(match) && <MisusedIdentity match={match} />}
      <h3 className={classes['what']}>
        {titleOf(match, words)}
        {match.outcome === 'possible' && <span className={classes['tag']}>{t('match.notSure')}</span>}
      </h3>
      {(match.kind === 'revoked' || match.kind === 'recovered') && <p className={classes['caution']}>{t(`caution.${match.kind}`)}</p>}
      {match.underReview === true && <p className={classes['caution']}>{t('caution.underReview')}</p>}
      {match.misread !== undefined && <p className={classes['caution']}>{t('match.misread')} <Ltr>{match.misread}</Ltr></p>}
      <Warnings warnings={match.warnings} />
      {isPerson(match) && <ComparedBefore match={match} />}
      <div className={classes['sides']} data-person={isPerson(match)}>
        <section>
          <h4 className={classes['heading']}>{t('match.stepsTitle')}</h4>
          <ol className={classes['steps']}>{match.steps.map((step) => <li key={step.code}>{coded('step', step.code, step.text)}</li>)}</ol>
        </section>
        {isPerson(match) && <div className={classes['who']}><PersonPhotos match={match} /><RecordedNames match={match} /></div>}
        <div className={classes['compared']}><MatchTable reasons={match.reasons} /></div>
        {isPerson(match) && <div className={classes['parts']}><NameParts match={match} /></div>}
      </div>
      {isPerson(match) && <Decision check={check} match={match} isFirst={isFirst} />}
      {(match.outcome === 'hit' || check.compared?.[match.record]?.finding === 'same') && <CaseOfMatch check={check} match={match} />}
      <OwnerLine match={match} />
      <p className={classes['notice']}>{notice === undefined ? null : coded('notice', 'not-an-order', notice)}</p>
      <Details match={match} />
    </article>
  );
}

function Warnings({ warnings }: { warnings: readonly string[] }): ReactNode {
  const { coded } = useWords();
  if (warnings.length === 0) return null;
  return (
    <ul className={classes['warnings']}>
      {warnings.map((warning) => (
        <li key={warning} className={classes['warning']} data-danger={DANGERS.has(warning)}><IconAlertOctagon size={18} aria-hidden />{coded('warning', warning)}</li>
      ))}
    </ul>
  );
}

/** Whose record it is, and how fresh. */
function OwnerLine({ match }: { match: Match }): ReactNode {
  const { t, locale } = useWords();
  const { freshness } = match;
  return (
    <dl className={classes['owner']}>
      <div><dt>{t('match.owner')}</dt><dd><CountryName code={match.owner} /></dd></div>
      <div><dt>{t('match.entered')}</dt><dd>{sayDate(freshness.enteredAt, locale)}</dd></div>
      <div><dt>{t('match.verified')}</dt><dd>{freshness.lastVerifiedOn === undefined ? t('match.neverVerified') : sayDay(freshness.lastVerifiedOn, locale)}</dd></div>
      <div><dt>{t('match.age')}</dt><dd>{t('match.ageDays', { days: freshness.ageDays })}</dd></div>
      <div><dt>{t('match.expires')}</dt><dd>{sayDay(freshness.expiresOn, locale)}</dd></div>
    </dl>
  );
}

/** Everything else that the record shows, below. */
function Details({ match }: { match: Match }): ReactNode {
  const { t, coded } = useWords();
  const fields = fieldsToShow(match);
  return (
    <details className={classes['details']} open={match.database === 'persons'}>
      <summary>{t('match.details')}</summary>
      <dl className={classes['fields']}>
        {fields.map(([field, value]) => <div key={field}><dt>{coded('field', field)}</dt><dd><FieldValue field={field} value={value} /></dd></div>)}
        <div><dt>{t('match.record')}</dt><dd><Ltr>{match.record}</Ltr></dd></div>
        <div><dt>{t('match.database')}</dt><dd>{coded('database', match.database)}</dd></div>
      </dl>
    </details>
  );
}
