import { Button, NativeSelect, TextInput } from '@mantine/core';
import { IconSnowflake } from '@tabler/icons-react';
import { useMutation } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { freezeResults } from '@watchword/api/joint/counting.ts';
import { RESULT_STATES, type ResultState } from '@watchword/api/joint/words.ts';
import { type ReactNode, useState } from 'react';
import { asAppError, client, queries } from '../../../api.ts';
import { nowMs } from '../../../clock.ts';
import { Problem } from '../../../ui/problem.tsx';
import { useWords } from '../../../words/words.tsx';
import { useThisOperation } from '../../frame.tsx';
import { operationKey } from '../../queries.ts';
import { fieldOf, momentOfField } from './moments.ts';
import type { Live } from './queries.ts';
import classes from './results.module.css';

/** Freezes results: what countries have signed at a cut-off, under a hash. For the coordinator. */
export function FreezeForm({ signatures }: { signatures: Live['signatures'] }): ReactNode {
  const { t } = useWords();
  const { id } = useThisOperation();
  const navigate = useNavigate();
  const [text, setText] = useState(() => fieldOf(nowMs() - 60_000));
  const [state, setState] = useState<ResultState>('preliminary');
  const [isSure, setSure] = useState(false);
  const cutOff = momentOfField(text);
  const unsigned = signatures.filter((one) => one.state !== 'signed').map(({ country }) => country);
  const freeze = useMutation({
    mutationFn: (at: string) => client.call(freezeResults, { params: { id }, body: { state, cutOff: at } }),
    onSuccess: async ({ edition }) => {
      await queries.invalidateQueries({ queryKey: operationKey(id) });
      void navigate({ to: '/operations/$id/results', params: { id }, search: { edition } });
    },
  });
  return (
    <form className={classes['form']} aria-label={t('operations.results.freeze')} onSubmit={(event) => { event.preventDefault(); if (!isSure) setSure(true); else if (cutOff !== undefined) freeze.mutate(cutOff); }}>
      <h3>{t('operations.results.freeze')}</h3>
      <p className={classes['hint']}>{t('operations.results.freezeHint')}</p>
      <div className={classes['fields']}>
        <TextInput type="datetime-local" label={t('operations.results.cutOff')} value={text} onChange={(event) => { setText(event.currentTarget.value); setSure(false); }} />
        <NativeSelect label={t('operations.results.as')} value={state} data={RESULT_STATES.map((one) => ({ value: one, label: t(`operations.results.${one}`) }))} onChange={(event) => { setState(RESULT_STATES.find((one) => one === event.currentTarget.value) ?? 'preliminary'); setSure(false); }} />
      </div>
      {unsigned.length > 0 && <p className={classes['hint']}>{t('operations.results.unsigned')} <bdi dir="ltr">{unsigned.join(' ')}</bdi></p>}
      {freeze.error !== null && <Problem error={asAppError(freeze.error)} />}
      <div className={classes['buttons']}>
        <Button type="submit" variant="default" loading={freeze.isPending} disabled={cutOff === undefined} leftSection={<IconSnowflake size={18} aria-hidden />}>{isSure ? t('operations.results.freezeSure') : t('operations.results.freezeNow')}</Button>
        {isSure && <Button variant="default" onClick={() => setSure(false)}>{t('form.cancel')}</Button>}
      </div>
    </form>
  );
}
