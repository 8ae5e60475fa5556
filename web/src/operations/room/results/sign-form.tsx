import { Button, TextInput } from '@mantine/core';
import { IconSignature } from '@tabler/icons-react';
import { useMutation } from '@tanstack/react-query';
import { signOff } from '@watchword/api/joint/counting.ts';
import { type ReactNode, useState } from 'react';
import { asAppError, client, queries } from '../../../api.ts';
import { nowMs } from '../../../clock.ts';
import { useSession } from '../../../session/session.ts';
import { CountryName } from '../../../ui/country-name.tsx';
import { Problem } from '../../../ui/problem.tsx';
import { useWords } from '../../../words/words.tsx';
import { useThisOperation } from '../../frame.tsx';
import { operationKey } from '../../queries.ts';
import { Counts } from '../figures.tsx';
import { fieldOf, momentOfField } from './moments.ts';
import { useResults } from './queries.ts';
import classes from './results.module.css';

/** Signs the figures of the own country, which are shown first. */
export function SignForm(): ReactNode {
  const { t } = useWords();
  const { session } = useSession();
  const { id } = useThisOperation();
  const country = session?.caller?.organisation ?? '';
  const [text, setText] = useState(() => fieldOf(nowMs() - 60_000));
  const [isSure, setSure] = useState(false);
  const cutOff = momentOfField(text);
  const known = useResults(id, cutOff, cutOff !== undefined && Date.parse(cutOff) <= nowMs());
  const own = known.data?.results.byCountry.find((one) => one.country === country)?.own;
  const sign = useMutation({
    mutationFn: (at: string) => client.call(signOff, { params: { id }, body: { cutOff: at } }),
    onSuccess: () => { setSure(false); return queries.invalidateQueries({ queryKey: operationKey(id) }); },
  });
  return (
    <form className={classes['form']} aria-label={t('operations.results.sign')} onSubmit={(event) => { event.preventDefault(); if (!isSure) setSure(true); else if (cutOff !== undefined) sign.mutate(cutOff); }}>
      <h3>{t('operations.results.sign')} <CountryName code={country} /></h3>
      <p className={classes['hint']}>{t('operations.results.signHint')}</p>
      <TextInput type="datetime-local" label={t('operations.results.cutOff')} value={text} onChange={(event) => { setText(event.currentTarget.value); setSure(false); }} className={classes['moment'] ?? ''} />
      {known.error !== null && <Problem error={asAppError(known.error)} />}
      {own !== undefined && <p><strong>{t('operations.results.ownFigures')}</strong> {Object.keys(own).length === 0 ? t('operations.results.ownNothing') : <Counts counts={own} />}</p>}
      {sign.error !== null && <Problem error={asAppError(sign.error)} />}
      {sign.data !== undefined && <p role="status" className={classes['done']}>{t('operations.results.signedNow')} <bdi dir="ltr" className="mono">{sign.data.figures}</bdi></p>}
      <div className={classes['buttons']}>
        <Button type="submit" loading={sign.isPending} disabled={own === undefined} leftSection={<IconSignature size={18} aria-hidden />}>{isSure ? t('operations.results.signSure') : t('operations.results.signNow')}</Button>
        {isSure && <Button variant="default" onClick={() => setSure(false)}>{t('form.cancel')}</Button>}
      </div>
    </form>
  );
}
