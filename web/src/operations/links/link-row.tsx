import { Button, Checkbox, Textarea } from '@mantine/core';
import { releaseLink, type CrossLink } from '@watchword/api/joint/cross.ts';
import { RELEASABLE, type Releasable } from '@watchword/api/joint/cross-words.ts';
import type { JointOperation } from '@watchword/api/joint/plans.ts';
import { type ReactNode, useState } from 'react';
import { asAppError, client } from '../../api.ts';
import { CountryName } from '../../ui/country-name.tsx';
import { Ltr } from '../../ui/ltr.tsx';
import { Problem } from '../../ui/problem.tsx';
import { sayMoment } from '../../words/say-dates.ts';
import { useWords } from '../../words/words.tsx';
import classes from './links.module.css';

type RowProps = { readonly operation: JointOperation; readonly link: CrossLink; readonly mayRelease: boolean; readonly onDone: () => void };

/** A link: what is the own country's, whom to call, and what was released. */
export function LinkRow({ operation, link, mayRelease, onDone }: RowProps): ReactNode {
  const { t, locale } = useWords();
  const [isOpen, setOpen] = useState(false);
  const { kind, how, at, mine, with: { country, desk, phone }, awaits, stands, elsewhere, theirs, released } = link;
  const shown = mine[0]?.shown ?? '';
  const release = t(released === undefined ? 'operations.links.release' : 'operations.links.change');
  return (
    <>
      <p className={classes['title']}><span>{t(`operations.entity.${kind}`)}</span> <bdi>{shown}</bdi>{how === 'possible' && <span>· {t('operations.links.possible')}</span>}{!stands && <span>· {t('operations.links.gone')}</span>}</p>
      <p className={classes['facts']}>
        <span><CountryName code={country} />{desk !== undefined && <> · <bdi>{desk}</bdi></>}{phone !== undefined && <> · <a href={`tel:${phone.replaceAll(/[^\d+]/g, '')}`}><Ltr>{phone}</Ltr></a></>}</span>
        <time dateTime={at}>{sayMoment(at, locale)}</time>
        <span>{t(`operations.links.awaits.${awaits}`)}</span>
        {elsewhere === true && <span>{t('operations.links.elsewhere')}</span>}
        <span>{t('operations.links.own', { count: new Set(mine.map(({ incident }) => incident)).size })}</span>
      </p>
      {theirs?.map((part) => <pre key={part.incident} dir="ltr" tabIndex={0} className={classes['theirs']} aria-label={t('operations.links.theirs', { country })}>{JSON.stringify(part.content, null, 2)}</pre>)}
      {isOpen && <ReleaseForm operation={operation} link={link} first={released?.parts ?? ['event', 'entity']} onDone={() => { setOpen(false); onDone(); }} onCancel={() => setOpen(false)} />}
      {mayRelease && !isOpen && <div className={classes['buttons']}><Button size="sm" variant={released === undefined ? 'filled' : 'default'} aria-label={`${release}: ${shown}`} onClick={() => setOpen(true)}>{release}</Button></div>}
    </>
  );
}

type FormProps = Pick<RowProps, 'operation' | 'link' | 'onDone'> & { readonly first: readonly Releasable[]; readonly onCancel: () => void };

/** Which part the other country reads once both have released. Nothing ticked takes it back. */
function ReleaseForm({ operation, link: { id, with: { country } }, first, onDone, onCancel }: FormProps): ReactNode {
  const { t } = useWords();
  const [parts, setParts] = useState<readonly Releasable[]>(first);
  const [reason, setReason] = useState('');
  const [error, setError] = useState<unknown>();
  const [busy, setBusy] = useState(false);
  const send = (): void => {
    setBusy(true);
    client.call(releaseLink, { params: { id: operation.id, link: id }, body: { parts: RELEASABLE.filter((part) => parts.includes(part)), reason } }).then(onDone, setError).finally(() => setBusy(false));
  };
  return (
    <form className={classes['form']} onSubmit={(event) => { event.preventDefault(); send(); }}>
      {error !== undefined && <Problem error={asAppError(error)} />}
      <Checkbox.Group label={t('operations.links.parts', { country })} value={[...parts]} onChange={(values) => setParts(RELEASABLE.filter((part) => values.includes(part)))}>
        <div className={classes['parts']}>{RELEASABLE.map((part) => <Checkbox key={part} value={part} label={t(`operations.links.part.${part}`)} />)}</div>
      </Checkbox.Group>
      <Textarea required label={t('operations.links.reason')} value={reason} maxLength={2000} autosize onChange={(event) => setReason(event.currentTarget.value)} />
      <div className={classes['buttons']}>
        <Button type="submit" loading={busy}>{t(parts.length === 0 ? 'operations.links.takeBack' : 'operations.links.release')}</Button>
        <Button variant="default" onClick={onCancel}>{t('operations.links.cancel')}</Button>
      </div>
    </form>
  );
}
