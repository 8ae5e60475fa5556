/** For how long the hub keeps messages, as data. A bureau keeps its own in its mailbox, by its own rules. */
import type { HandlingCode } from '@watchword/api/message-format.ts';

/** Days after a message was taken; and, when every recipient has signed that it has it, days after that. */
export type Keeping = { readonly days: number; readonly afterDelivery: number };

export const KEEPING: Readonly<Record<HandlingCode, Keeping>> = {
  police: { days: 180, afterDelivery: 30 },
  case: { days: 180, afterDelivery: 30 },
  'no-court': { days: 180, afterDelivery: 30 },
  'no-forward': { days: 90, afterDelivery: 14 },
  'eyes-only': { days: 30, afterDelivery: 7 },
};

/** For so many days after its end it stays known that there was a message, from whom and to whom. */
export const TRACE_DAYS = 365;

const DAY_MS = 86_400_000;

/** When a message that was taken at this moment is destroyed. Milliseconds. */
export function destroyAt(handling: HandlingCode, at: number): number {
  return at + KEEPING[handling].days * DAY_MS;
}

/** The same when the last recipient signed for it at this moment: never later than before. */
export function destroyAfterDelivery({ handling, destroyAt: before }: { handling: HandlingCode; destroyAt: number }, at: number): number {
  return Math.min(before, at + KEEPING[handling].afterDelivery * DAY_MS);
}
