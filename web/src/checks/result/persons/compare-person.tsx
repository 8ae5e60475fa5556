import type { Match, PersonMatch } from '@watchword/api/checks/answers.ts';
import { NOT_SAME_REASONS } from '@watchword/api/comparisons.ts';
import { textOf, type Content } from '@watchword/api/databases/database.ts';
import { Button, Radio } from '@mantine/core';
import { IconUserCheck, IconUserX } from '@tabler/icons-react';
import { type FormEvent, type ReactNode, useEffect, useState } from 'react';
import { FieldValue } from '../../../ui/field-value.tsx';
import { Problem } from '../../../ui/problem.tsx';
import { sayDay } from '../../../words/say-dates.ts';
import { useWords } from '../../../words/words.tsx';
import type { AppError } from '@watchword/api/errors.ts';
import type { OneCheck } from '../../shift-states.ts';
import { NAME_SIGNS } from './signs.ts';
import { sendComparison } from './send-comparison.ts';
import classes from './persons.module.css';

type PersonOf = Match & { readonly person: PersonMatch };

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
  return (
    <section className={classes['misused']} aria-label={t('compare.misusedTitle')}>
      <h4>{match.person.rightfulHolder === true ? t('compare.rightfulHolder') : t('compare.misusedTitle')}</h4>
      {misused.map((one: Content, at) => (
        <dl key={at}>
          <div><dt>{t('field.holder')}</dt><dd><bdi>{textOf(one, 'holder')}</bdi>{['born', 'nationality', 'document'].map((field) => one[field] !== undefined && <span key={field}> · <FieldValue field={field === 'document' ? 'documentNumber' : field} value={one[field]} /></span>)}</dd></div>
          <div><dt>{t('field.tellApart')}</dt><dd><bdi>{textOf(one, 'tellApart')}</bdi></dd></div>
        </dl>
      ))}
    </section>
  );
}

/** What officers found who compared this traveller with the person before. It hides nothing. */
export function ComparedBefore({ match }: { match: PersonOf }): ReactNode {
  const { t, coded, locale } = useWords();
  const before = match.person.comparedBefore ?? [];
  return before.map(({ on, reason, by }) => <p key={`${on}${reason}${by}`} className={classes['before']}>{t(`compare.before.${by}`, { day: sayDay(on, locale), reason: coded('notSame', reason) })}</p>);
}

/** Same, or not the same: the officer says, with a reason, and the next one is told. Keys: F4, arrows, Enter. */
export function Decision({ check, match, isFirst }: { check: OneCheck; match: PersonOf; isFirst: boolean }): ReactNode {
  const { t, coded } = useWords();
  const [asks, setAsks] = useState(false);
  const [problem, setProblem] = useState<{ code: string }>();
  const decided = check.compared?.[match.record];
  useEffect(() => {
    const onKey = (event: KeyboardEvent): void => {
      if (!isFirst || event.key !== 'F4' || event.altKey || event.ctrlKey) return;
      event.preventDefault();
      setAsks(true);
    };
    window.addEventListener('keydown', onKey);
    return () => window.removeEventListener('keydown', onKey);
  }, [isFirst]);
  const send = async (finding: 'same' | 'not-same', reason?: (typeof NOT_SAME_REASONS)[number]): Promise<void> => {
    const failure = await sendComparison(check, { records: [match.record], finding, ...(reason !== undefined && { reason }) });
    setProblem(failure);
    if (failure === undefined) setAsks(false);
  };
  const submit = (event: FormEvent<HTMLFormElement>): void => {
    event.preventDefault();
    const reason = new FormData(event.currentTarget).get('reason');
    const chosen = NOT_SAME_REASONS.find((one) => one === reason);
    if (chosen !== undefined) void send('not-same', chosen);
  };
  return (
    <div className={classes['decision']}>
      {decided !== undefined && <p className={classes['decided']} role="status">{t(`compare.${decided}`)}</p>}
      {problem !== undefined && <Problem error={problem as AppError} title={t('compare.failed')} />}
      {!asks && (
        <div className={classes['buttons']}>
          <Button variant="default" size="md" leftSection={<IconUserX size={20} aria-hidden />} rightSection={isFirst ? <kbd className={classes['key']}>F4</kbd> : undefined} onClick={() => setAsks(true)}>{t('compare.notSameAction')}</Button>
          <Button variant="default" size="md" leftSection={<IconUserCheck size={20} aria-hidden />} onClick={() => void send('same')}>{t('compare.sameAction')}</Button>
        </div>
      )}
      {asks && (
        <form onSubmit={submit} className={classes['reasons']} onKeyDown={(event) => { if (event.key === 'Escape') { event.stopPropagation(); setAsks(false); } }}>
          <Radio.Group name="reason" defaultValue={NOT_SAME_REASONS[0]} label={t('compare.whyNot')} description={t('compare.whyNotHint')}>
            <div className={classes['choices']}>
              {NOT_SAME_REASONS.map((reason, at) => <Radio key={reason} value={reason} label={coded('notSame', reason)} autoFocus={at === 0} />)}
            </div>
          </Radio.Group>
          <div className={classes['buttons']}>
            <Button type="submit" size="md">{t('compare.notSameAction')}</Button>
            <Button variant="default" size="md" onClick={() => setAsks(false)}>{t('compare.cancel')}</Button>
          </div>
        </form>
      )}
    </div>
  );
}
