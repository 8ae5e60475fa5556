import { Button, Checkbox, TextInput } from '@mantine/core';
import { DESK_LANGUAGES, type HitDesk, setHitDesk } from '@watchword/api/hits/desk.ts';
import { type FormEvent, type ReactNode, useState } from 'react';
import { asAppError, client, queries } from '../../api.ts';
import { CountryInput } from '../../ui/country-input.tsx';
import { Problem } from '../../ui/problem.tsx';
import { useWords } from '../../words/words.tsx';
import { Releases } from './releases.tsx';
import classes from './settings.module.css';

export const DESK_KEY = ['hit-desk'];

type Free = 'callback' | 'hours' | 'delegate' | 'fourEyes';
/** Settings as they are being changed: what may be left out may have been emptied. */
type Edited = Omit<HitDesk, Free> & { readonly [Name in Free]?: HitDesk[Name] | undefined };
type Shown = HitDesk & { readonly open: boolean; readonly delegateAgrees?: boolean };

/** The whole of the settings in one form. */
export function DeskForm({ desk, mayChange }: { desk: Shown; mayChange: boolean }): ReactNode {
  const { t } = useWords();
  const { open: _, delegateAgrees, ...settings } = desk;
  const [set, setSet] = useState<Edited>(settings);
  const [answersFor, setAnswersFor] = useState(settings.answersFor.join(' '));
  const [state, setState] = useState<'busy' | 'kept'>();
  const [error, setError] = useState<unknown>();
  const change = (part: Partial<Edited>): void => {
    setSet((before) => ({ ...before, ...part }));
    setState(undefined);
  };
  const save = (event: FormEvent): void => {
    event.preventDefault();
    setState('busy');
    setError(undefined);
    const codes = [...new Set(answersFor.toUpperCase().split(/[^A-Z]+/).filter((code) => code !== ''))];
    client.call(setHitDesk, { body: clean({ ...set, answersFor: codes }) }).then(() => {
      setState('kept');
      void queries.invalidateQueries({ queryKey: DESK_KEY });
    }, (cause: unknown) => {
      setState(undefined);
      setError(cause);
    });
  };
  return (
    <form onSubmit={save}>
      <fieldset disabled={!mayChange} className={classes['form']}>
        <legend className={classes['legend']}>{t('deskSettings.hoursTitle')}</legend>
        <TextInput label={t('deskSettings.callback')} value={set.callback ?? ''} onChange={(event) => change({ callback: event.currentTarget.value })} maxLength={200} dir="ltr" autoComplete="off" />
        <TextInput label={t('deskSettings.timeZone')} description={t('deskSettings.timeZoneHint')} value={set.timeZone} onChange={(event) => change({ timeZone: event.currentTarget.value })} maxLength={60} dir="ltr" required autoComplete="off" />
        <div className={classes['row']} role="group" aria-label={t('deskSettings.languages')}>
          <span>{t('deskSettings.languages')}</span>
          {DESK_LANGUAGES.map((language) => <Checkbox key={language} label={t(`messages.lang.${language}`)} checked={set.languages.includes(language)} onChange={(event) => change({ languages: event.currentTarget.checked ? [...set.languages, language] : set.languages.filter((one) => one !== language) })} />)}
        </div>
        <Checkbox label={t('deskSettings.always')} checked={set.hours === undefined} onChange={(event) => change({ hours: event.currentTarget.checked ? undefined : { from: '07:00', to: '22:00' }, ...(event.currentTarget.checked && { delegate: undefined }) })} />
        {set.hours !== undefined && (
          <div className={classes['row']}>
            <TextInput type="time" label={t('deskSettings.from')} value={set.hours.from} onChange={(event) => change({ hours: { from: event.currentTarget.value, to: set.hours?.to ?? '22:00' } })} required />
            <TextInput type="time" label={t('deskSettings.to')} value={set.hours.to} onChange={(event) => change({ hours: { from: set.hours?.from ?? '07:00', to: event.currentTarget.value } })} required />
            <CountryInput label={t('deskSettings.delegate')} value={set.delegate} onChange={(delegate) => change({ delegate })} disabled={!mayChange} />
          </div>
        )}
        {set.delegate !== undefined && set.delegate === desk.delegate && <p role="status" className={classes['muted']}>{t(delegateAgrees === true ? 'deskSettings.agrees' : 'deskSettings.agreesNot')}</p>}
        <TextInput label={t('deskSettings.answersFor')} description={t('deskSettings.answersForHint')} value={answersFor} onChange={(event) => { setAnswersFor(event.currentTarget.value); setState(undefined); }} maxLength={300} dir="ltr" autoComplete="off" />
      </fieldset>
      <Releases releases={set.releases} onChange={(releases) => change({ releases })} mayChange={mayChange} />
      <fieldset disabled={!mayChange} className={classes['form']}>
        <legend className={classes['legend']}>{t('deskSettings.answersTitle')}</legend>
        <Checkbox label={t('deskSettings.fourEyes')} description={t('deskSettings.fourEyesHint')} checked={set.fourEyes === true} onChange={(event) => change({ fourEyes: event.currentTarget.checked ? true : undefined })} />
      </fieldset>
      {error !== undefined && <Problem error={asAppError(error)} />}
      {mayChange && <div className={classes['row']}><Button type="submit" loading={state === 'busy'}>{t('deskSettings.save')}</Button><span role="status">{state === 'kept' ? t('deskSettings.saved') : ''}</span></div>}
    </form>
  );
}

/** Without what was left empty. */
function clean({ callback, hours, delegate, fourEyes, ...rest }: Edited): HitDesk {
  const number = callback?.trim() ?? '';
  return { ...rest, ...(number !== '' && { callback: number }), ...(hours !== undefined && { hours }), ...(delegate !== undefined && { delegate }), ...(fourEyes === true && { fourEyes }) };
}
