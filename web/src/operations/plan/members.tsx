import { Button, NativeSelect, TextInput } from '@mantine/core';
import { IconMailPlus, IconX } from '@tabler/icons-react';
import { inviteToJoint } from '@watchword/api/joint/operations.ts';
import type { JointOperation } from '@watchword/api/joint/plans.ts';
import { type FormEvent, type ReactNode, useState } from 'react';
import { asAppError, client } from '../../api.ts';
import { CountryInput } from '../../ui/country-input.tsx';
import { CountryName } from '../../ui/country-name.tsx';
import { Problem } from '../../ui/problem.tsx';
import { sayMoment } from '../../words/say-dates.ts';
import { useWords } from '../../words/words.tsx';
import classes from './plan.module.css';
import { refreshOperation } from './refresh.ts';

/** Who takes part, as what, and where their answers stand. */
export function Members({ operation, mayInvite }: { operation: JointOperation; mayInvite: boolean }): ReactNode {
  const { t, locale } = useWords();
  return (
    <section className={classes['card']}>
      <h2>{t('operations.plan.members')}</h2>
      <div className={classes['scroll']} tabIndex={0} role="region" aria-label={t('operations.plan.members')}>
        <table className={classes['table']}>
          <thead><tr><th scope="col">{t('operations.plan.country')}</th><th scope="col">{t('operations.plan.role')}</th><th scope="col">{t('operations.plan.answer')}</th><th scope="col">{t('operations.plan.lastReport')}</th></tr></thead>
          <tbody>
            {operation.members.map(({ organisation, role, state, invitedAt, answeredAt, lastReportAt }) => (
              <tr key={organisation}>
                <th scope="row"><CountryName code={organisation} /></th>
                <td>{t(`operations.role.${role}`)}</td>
                <td>{t(`operations.plan.answered.${state}`)} · {sayMoment(answeredAt ?? invitedAt, locale)}</td>
                <td>{lastReportAt === undefined ? '–' : sayMoment(lastReportAt, locale)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      {mayInvite && <InviteForm operation={operation} />}
    </section>
  );
}

function InviteForm({ operation: { id, members } }: { operation: JointOperation }): ReactNode {
  const { t } = useWords();
  const [role, setRole] = useState<'participant' | 'partner'>('participant');
  const [codes, setCodes] = useState<readonly string[]>([]);
  const [country, setCountry] = useState<string>();
  const [partner, setPartner] = useState('');
  const [shown, setShown] = useState(0);
  const [error, setError] = useState<unknown>();
  const there = new Set(members.filter(({ state }) => state === 'accepted' || state === 'invited').map(({ organisation }) => organisation));
  // While a name is being typed its first letters may be the code of another country: it is taken when it is added.
  const add = (): void => {
    if (country === undefined) return;
    setCodes(countries);
    setCountry(undefined);
    // A new input, empty again, which takes the keys at once.
    setShown(shown + 1);
  };
  const countries = [...new Set([...codes, ...(country === undefined || there.has(country) ? [] : [country])])];
  const organisations = role === 'partner' ? (/^[A-Z]{3}$/.test(partner) ? [partner] : []) : countries;
  const invite = (event: FormEvent): void => {
    event.preventDefault();
    if (organisations.length === 0) return;
    setError(undefined);
    client.call(inviteToJoint, { params: { id }, body: { organisations: [...organisations], role } }).then(async () => {
      setCodes([]);
      setCountry(undefined);
      setPartner('');
      setShown(0);
      await refreshOperation(id);
    }, setError);
  };
  return (
    <form className={classes['invite']} onSubmit={invite} aria-label={t('operations.plan.invite')}>
      {error !== undefined && <Problem error={asAppError(error)} />}
      <div className={classes['short']}>
        <NativeSelect label={t('operations.plan.role')} value={role} data={(['participant', 'partner'] as const).map((one) => ({ value: one, label: t(`operations.role.${one}`) }))} onChange={(event) => setRole(event.currentTarget.value === 'partner' ? 'partner' : 'participant')} />
        {role === 'partner'
          ? <TextInput label={t('operations.plan.partnerCode')} description={t('operations.plan.partnerHint')} dir="ltr" maxLength={3} value={partner} onChange={(event) => setPartner(event.currentTarget.value.toUpperCase())} />
          : <CountryInput key={shown} autoFocus={shown > 0} label={t('operations.plan.whichCountry')} placeholder={t('form.country')} value={country} onChange={setCountry} />}
        {role === 'participant' && <Button className={classes['add'] ?? ''} variant="default" disabled={country === undefined} onClick={add}>{t('operations.plan.oneMore')}</Button>}
      </div>
      {role === 'participant' && codes.length > 0 && <ul className={classes['chips']} aria-label={t('operations.plan.toInvite')}>{codes.map((code) => <li key={code}><Button variant="default" size="sm" rightSection={<IconX size={16} aria-hidden />} aria-label={t('form.remove', { what: code, number: codes.indexOf(code) + 1 })} onClick={() => setCodes(codes.filter((one) => one !== code))}><CountryName code={code} /></Button></li>)}</ul>}
      <div className={classes['buttons']}><Button type="submit" disabled={organisations.length === 0} leftSection={<IconMailPlus size={18} aria-hidden />}>{organisations.length === 0 ? t('operations.plan.invite') : t('operations.plan.inviteNow', { count: organisations.length })}</Button></div>
    </form>
  );
}
