/** Cards: a person, a document or a vehicle of which a message speaks. They keep their origin and become nobody's record; a reader can check one with a key. */
import type { CARD_KINDS, Card } from '@watchword/api/message-format.ts';
import { type Question, personQuestion } from '../checks/questions.ts';

export type CardKind = (typeof CARD_KINDS)[number];

/** The fields of each kind of card, in the order in which they are shown. */
export const CARD_FIELDS = {
  person: ['family', 'given', 'born', 'nationality', 'status', 'note'],
  document: ['number', 'issuer', 'type', 'status', 'note'],
  vehicle: ['plate', 'country', 'vin', 'status', 'note'],
} as const satisfies Record<CardKind, readonly string[]>;

/** What a person can be to whoever sends the card. */
export const PERSON_STATUSES = ['wanted', 'missing', 'witness', 'unknown'] as const;

/** The check that a card leads to; undefined when it says too little. */
export function questionOf({ kind, fields }: Card): Question | undefined {
  const text = (name: string): string => fields[name]?.trim() ?? '';
  if (kind === 'person') return personQuestion({ family: text('family'), given: text('given') || (text('family') === '' ? text('name') : ''), born: text('born'), ...(/^[A-Z]{3}$/.test(text('nationality')) && { nationality: text('nationality') }) });
  if (kind === 'document') return text('number') === '' ? undefined : { kind: 'document', subject: { document: { number: text('number'), ...(/^[A-Z]{3}$/.test(text('issuer')) && { issuer: text('issuer') }) } } };
  if (text('plate') !== '') return { kind: 'vehicle', subject: { vehicle: { plate: { number: text('plate'), ...(/^[A-Z]{3}$/.test(text('country')) && { country: text('country') }) } } } };
  return text('vin') === '' ? undefined : { kind: 'vehicle', subject: { vehicle: { vin: text('vin') } } };
}

/** A card without empty fields. */
export function trimmedCard(card: Card): Card {
  return { ...card, fields: Object.fromEntries(Object.entries(card.fields).map(([name, value]) => [name, value.trim()] as const).filter(([, value]) => value !== '')) };
}
