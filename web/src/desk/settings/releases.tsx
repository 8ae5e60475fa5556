import { Button, NativeSelect, NumberInput } from '@mantine/core';
import { PURPOSES } from '@watchword/api/checks/purposes.ts';
import type { HitDesk } from '@watchword/api/hits/desk.ts';
import type { ReactNode } from 'react';
import { useWords } from '../../words/words.tsx';
import classes from './settings.module.css';

type Rule = HitDesk['releases'][number];
type ReleasesProps = { releases: HitDesk['releases']; onChange: (releases: HitDesk['releases']) => void; mayChange: boolean };

/** Databases of which the network leaves it to the finder when the owner is told. */
const LEFT_TO_FINDERS = ['persons', 'travel-documents', 'administrative-documents'] as const;
const DEFAULT_MINUTES = 30;

/** When a hit of this bureau's is made known to the owner of the record. The first rule that fits counts; without one somebody releases it by hand. */
export function Releases({ releases, onChange, mayChange }: ReleasesProps): ReactNode {
  const { t } = useWords();
  const put = (at: number, rule: Rule | undefined): void => onChange(releases.flatMap((one, place) => (place !== at ? [one] : rule === undefined ? [] : [rule])));
  return (
    <fieldset disabled={!mayChange} className={classes['form']}>
      <legend className={classes['legend']}>{t('deskSettings.releasesTitle')}</legend>
      <p className={classes['muted']}>{t('deskSettings.releasesHint')}</p>
      <ol className={classes['rules']}>{releases.map((rule, at) => <li key={at}><RuleRow rule={rule} number={at + 1} onChange={(next) => put(at, next)} /></li>)}</ol>
      {releases.length === 0 && <p>{t('deskSettings.noRules')}</p>}
      {mayChange && <div><Button variant="default" size="sm" onClick={() => onChange([...releases, { after: 'by-hand' }])}>{t('deskSettings.addRule')}</Button></div>}
    </fieldset>
  );
}

function RuleRow({ rule, number, onChange }: { rule: Rule; number: number; onChange: (rule: Rule | undefined) => void }): ReactNode {
  const { t, coded } = useWords();
  const how = rule.after === 'by-hand' || rule.after === 'never' ? rule.after : rule.after === 0 ? 'at-once' : 'after';
  const choose = (next: string): void => onChange({ ...rule, after: next === 'never' ? 'never' : next === 'at-once' ? 0 : next === 'after' ? DEFAULT_MINUTES : 'by-hand' });
  const { database: _d, ...anyDatabase } = rule;
  const { purpose: _p, ...anyPurpose } = rule;
  return (
    <div className={classes['row']} role="group" aria-label={t('deskSettings.rule', { number })}>
      <NativeSelect label={t('match.database')} value={rule.database ?? ''} onChange={(event) => onChange(event.currentTarget.value === '' ? anyDatabase : { ...rule, database: event.currentTarget.value })} data={[{ value: '', label: t('deskSettings.any') }, ...LEFT_TO_FINDERS.map((value) => ({ value, label: coded('database', value) }))]} />
      <NativeSelect
        label={t('entries.why')} value={rule.purpose ?? ''} data={[{ value: '', label: t('deskSettings.any') }, ...PURPOSES.map((value) => ({ value, label: coded('purpose', value) }))]}
        onChange={(event) => {
          const purpose = PURPOSES.find((one) => one === event.currentTarget.value);
          onChange(purpose === undefined ? anyPurpose : { ...rule, purpose });
        }}
      />
      <NativeSelect label={t('deskSettings.told')} value={how} onChange={(event) => choose(event.currentTarget.value)} data={(['by-hand', 'after', 'at-once', 'never'] as const).map((value) => ({ value, label: t(`deskSettings.told.${value}`) }))} />
      {how === 'after' && <NumberInput label={t('deskSettings.minutes')} value={Number(rule.after)} min={1} max={43_200} allowDecimal={false} onChange={(value) => { if (Number.isInteger(value) && Number(value) > 0) onChange({ ...rule, after: Number(value) }); }} />}
      <Button variant="subtle" size="sm" onClick={() => onChange(undefined)} aria-label={t('deskSettings.removeRule', { number })}>{t('messages.groupRemove')}</Button>
    </div>
  );
}
