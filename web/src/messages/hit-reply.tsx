import { NativeSelect } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { getHit, type HitDetail } from '@watchword/api/hits.ts';
import type { HitReply } from '@watchword/api/message-format.ts';
import { type ReactNode, useState } from 'react';
import { client } from '../api.ts';
import { useWords } from '../words/words.tsx';
import classes from './messages.module.css';

const VALID = ['yes', 'no'] as const;
const SAME = ['yes', 'no', 'cannot-tell'] as const;

/** Whether this bureau may answer a hit now: it is the owner's, and nobody has answered here. */
export function isToAnswer({ side, state, answer }: Pick<HitDetail, 'side' | 'state' | 'answer'>): boolean {
  return (side === 'owner' || side === 'delegate') && (state === 'open' || state === 'asked' || state === 'need-time' || (answer?.heard === true && (state === 'confirmed' || state === 'not-confirmed')));
}

type ReplyProps = { hit: string; value: HitReply | undefined; onChange: (answer: HitReply | undefined) => void };

/** The owner's two questions, in a message about a hit: the message carries both answers, and the hub is told them in the same act, so that the clock stops. */
export function HitReplyForm({ hit: id, value, onChange }: ReplyProps): ReactNode {
  const { t } = useWords();
  const hit = useQuery({ queryKey: ['hit', id], queryFn: () => client.call(getHit, { params: { id } }), staleTime: 5000, retry: false }).data;
  const [valid, setValid] = useState<string>(value?.valid ?? '');
  const [same, setSame] = useState<string>(value?.same ?? '');
  if (hit === undefined || !isToAnswer(hit)) return null;
  const choose = (nextValid: string, nextSame: string): void => {
    setValid(nextValid);
    setSame(nextSame);
    const [isValid, isSame] = [VALID.find((one) => one === nextValid), SAME.find((one) => one === nextSame)];
    onChange(isValid === undefined || isSame === undefined ? undefined : { valid: isValid, same: isSame });
  };
  const none = { value: '', label: t('messages.notAnswered') };
  return (
    <fieldset className={classes['reply']}>
      <legend>{t('messages.answerHit')} <Link to="/desk" search={{ hit: id }}>{t('messages.aboutHit')}</Link></legend>
      <div className={classes['row']}>
        <NativeSelect label={t('desk.isValid')} value={valid} onChange={(event) => choose(event.currentTarget.value, same)} data={[none, ...VALID.map((value) => ({ value, label: t(`hitValid.${value}`) }))]} />
        <NativeSelect label={t('desk.isSame')} value={same} onChange={(event) => choose(valid, event.currentTarget.value)} data={[none, ...SAME.map((value) => ({ value, label: t(`hitSame.${value}`) }))]} />
      </div>
      <p className={classes['muted']}>{t('messages.answerHitHint')}</p>
    </fieldset>
  );
}

/** An answer that a message has brought, in the words of the desk. */
export function HitReplyView({ hit, answer }: { hit: string; answer: HitReply }): ReactNode {
  const { t, coded } = useWords();
  const word = answer.valid === 'yes' && answer.same === 'yes' ? 'confirmed' : 'not-confirmed';
  return (
    <div className={classes['reply']} data-word={word}>
      <strong>{coded('hitWord', word)}</strong>
      <ul>
        <li>{t('hit.saidValid')} <strong>{coded('hitValid', answer.valid)}</strong></li>
        <li>{t('hit.saidSame')} <strong>{coded('hitSame', answer.same)}</strong></li>
      </ul>
      <Link to="/desk" search={{ hit }}>{t('messages.aboutHit')}</Link>
    </div>
  );
}
