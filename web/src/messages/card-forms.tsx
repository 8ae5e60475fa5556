import { Button, NativeSelect, TextInput } from '@mantine/core';
import { IconCar, IconId, IconUser } from '@tabler/icons-react';
import { CARD_KINDS, type Card } from '@watchword/api/message-format.ts';
import type { ReactNode } from 'react';
import { useWords } from '../words/words.tsx';
import { CARD_FIELDS, PERSON_STATUSES } from './cards.ts';
import classes from './messages.module.css';

const SIGNS = { person: IconUser, document: IconId, vehicle: IconCar } as const;

/** Cards that go with a message, to be filled in. */
export function CardForms({ cards, origin, onChange }: { cards: readonly Card[]; origin: string; onChange: (cards: readonly Card[]) => void }): ReactNode {
  const { t } = useWords();
  const set = (at: number, name: string, value: string): void => onChange(cards.map((card, place) => (place === at ? { ...card, fields: { ...card.fields, [name]: value } } : card)));
  return (
    <div className={classes['cards']}>
      <div className={classes['row']} role="group" aria-label={t('messages.cards')}>
        {CARD_KINDS.map((kind) => {
          const Sign = SIGNS[kind];
          return <Button key={kind} variant="default" size="sm" leftSection={<Sign size={18} aria-hidden />} onClick={() => onChange([...cards, { kind, origin, fields: {} }])}>{t(`messages.addCard.${kind}`)}</Button>;
        })}
      </div>
      {cards.map((card, at) => (
        <fieldset key={at} className={classes['card']}>
          <legend>{t(`messages.card.${card.kind}`)}</legend>
          <div className={classes['row']}>
            {CARD_FIELDS[card.kind].map((name) => (name === 'status' && card.kind === 'person'
              ? <NativeSelect key={name} label={t('messages.field.status')} value={card.fields['status'] ?? ''} onChange={(event) => set(at, name, event.currentTarget.value)} data={[{ value: '', label: '—' }, ...PERSON_STATUSES.map((value) => ({ value, label: t(`messages.status.${value}`) }))]} />
              : <TextInput key={name} label={t(`messages.field.${name}`)} value={card.fields[name] ?? ''} onChange={(event) => set(at, name, event.currentTarget.value)} maxLength={200} dir="auto" autoComplete="off" />))}
          </div>
          <Button size="compact-sm" variant="subtle" onClick={() => onChange(cards.filter((_, place) => place !== at))}>{t('messages.removeCard')}</Button>
        </fieldset>
      ))}
    </div>
  );
}
