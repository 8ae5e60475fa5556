/** What may be sent to whom, before anything is encrypted: only the sender can look, since nobody else can read. */
import { fail } from '@watchword/api/errors.ts';
import type { MessageContent } from '@watchword/api/message-format.ts';

/** A card of a wanted person goes to this many bureaus at most; to more it is a diffusion, which is reviewed. */
export const WANTED_CARD_RECIPIENTS_MAX = 5;

/** Whether a card speaks of somebody who is wanted. */
export function isOfWanted({ kind, fields }: NonNullable<MessageContent['cards']>[number]): boolean {
  return kind === 'person' && ['wanted', 'yes', 'true'].includes((fields['status'] ?? fields['kind'] ?? '').trim().toLowerCase());
}

/** @throws AppError `mailbox.wanted-card` when a message belongs into a diffusion */
export function requireMailable({ cards = [] }: Pick<MessageContent, 'cards'>, to: readonly string[]): void {
  if (to.length > WANTED_CARD_RECIPIENTS_MAX && cards.some(isOfWanted)) throw fail('mailbox.wanted-card');
}
