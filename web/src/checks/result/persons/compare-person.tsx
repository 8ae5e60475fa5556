import { textOf, type Content } from '@watchword/api/databases/database.ts';
import type { ReactNode } from 'react';
import { FieldValue } from '../../../ui/field-value.tsx';
import { sayDay } from '../../../words/say-dates.ts';
import { useWords } from '../../../words/words.tsx';
import type { PersonOf } from './person-of.ts';
import { NAME_SIGNS } from '@watchword/api/checks/signs.ts';
import classes from './persons.module.css';

/** The recorded name that matched, as it is written and in Latin letters, and every other name of the person. */
export function RecordedNames({ match }: { match: PersonOf }): ReactNode {
  const { t, coded } = useWords();
  const { name, romanised } = match.person;
  const names = Array.isArray(match.content['names']) ? (match.content['names'] as Content[]) : [];
  const others = names.filter((one) => wholeOf(one) !== name);
  return (
    <div className={classes['recorded']}>
      <p className={classes['name']}>
        <span className={classes['unseen']}>{t('compare.recordedName')} </span>
        <bdi>{name}</bdi>
        {romanised !== name && <bdi dir="ltr" className={classes['romanised']}>{romanised}</bdi>}
      </p>
      {others.length > 0 && (
        <p className={classes['facts']}>
          {t('compare.otherNames')} {others.map((one, at) => <span key={at}>{at > 0 && ' · '}<bdi>{wholeOf(one)}</bdi> ({coded('value', textOf(one, 'kind'))})</span>)}
        </p>
      )}
    </div>
  );
}

/** A name as the answer of a check writes it. */
function wholeOf(name: Content): string {
  return textOf(name, 'full') || `${textOf(name, 'given')} ${textOf(name, 'family')}`.trim();
}

/** The name asked beside the name recorded, part by part: what agrees, what differs, what one side does not have. */
export function NameParts({ match }: { match: PersonOf }): ReactNode {
  const { t, coded } = useWords();
  const { parts, scores, rule } = match.person;
  if (parts.length === 0) return null;
  return (
    <table className={classes['parts']}>
      <caption>
        {t('compare.foundBy', { rule: coded('rule', rule) })}
        {scores !== undefined && <> · {t('compare.scores', { name: scores.name, whole: scores.whole })}</>}
      </caption>
      <thead><tr><th scope="col">{t('match.asked')}</th><th scope="col"><span className={classes['unseen']}>{t('match.compares')}</span></th><th scope="col">{t('match.recorded')}</th></tr></thead>
      <tbody>
        {parts.map(({ asked, recorded, how }, at) => (
          <tr key={at} data-sign={NAME_SIGNS[how]}>
            <td><bdi>{asked ?? '–'}</bdi></td>
            <td><span aria-hidden className={classes['sign']}>{NAME_SIGNS[how]}</span> {coded('nameHow', how)}</td>
            <td><bdi>{recorded ?? '–'}</bdi></td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

/** Whose identity is misused, and how to tell the two apart: read before anything else. */
export function MisusedIdentity({ match }: { match: PersonOf }): ReactNode {
  const { t } = useWords();
  const misused = match.content['identityMisused'];
  if (!Array.isArray(misused) || misused.length === 0) return null;
  const isHolder = match.person.rightfulHolder === true;
  return (
    <section className={classes['misused']} aria-label={t('compare.misusedTitle')} data-holder={isHolder}>
      <h3>{isHolder ? t('compare.rightfulHolder') : t('compare.misusedTitle')}</h3>
      {misused.map((one: Content, at) => (
        <dl key={at}>
          <div><dt>{t('field.tellApart')}</dt><dd className={classes['tellApart']}><bdi>{textOf(one, 'tellApart')}</bdi></dd></div>
          <div><dt>{t('field.holder')}</dt><dd><bdi>{textOf(one, 'holder')}</bdi>{HOLDER_FIELDS.map((field) => one[field] !== undefined && <span key={field}> · <FieldValue field={field} value={one[field]} /></span>)}</dd></div>
        </dl>
      ))}
    </section>
  );
}

const HOLDER_FIELDS = ['born', 'nationality', 'document'] as const;

/** What officers found who compared this traveller with the person before. It hides nothing. */
export function ComparedBefore({ match }: { match: PersonOf }): ReactNode {
  const { t, coded, locale } = useWords();
  const before = match.person.comparedBefore ?? [];
  return before.map(({ on, reason, by }) => <p key={`${on}${reason}${by}`} className={classes['before']}>{t(`compare.before.${by}`, { day: sayDay(on, locale), reason: coded('notSame', reason) })}</p>);
}
