import type { Box } from '@watchword/api/mailbox.ts';

// The contract of the mailbox is not in the first download, as this is.
const BOXES = ['inbox', 'sent', 'archive'] as const satisfies readonly Box[];

/** What the address of the page says. `new`: something is being written; a draft has its id there. `about`: its case reference. */
export type MailSearch = { readonly box?: Box | 'drafts'; readonly thread?: string; readonly new?: string; readonly to?: string; readonly hit?: string; readonly about?: string };

/** Reads the address of the page. */
export function parseMailSearch(search: Record<string, unknown>): MailSearch {
  const text = (name: string, form: RegExp): string | undefined => (typeof search[name] === 'string' && form.test(search[name]) ? search[name] : undefined);
  const box = search['box'] === 'drafts' ? 'drafts' as const : BOXES.find((one) => one === search['box']);
  const [thread, draft, to, hit, about] = [text('thread', /^[\w-]{43}$/), text('new', /^(?:drf_[0-9a-f]{32}|yes)$/), text('to', /^[A-Z]{1,3}(?:,[A-Z]{1,3})*$/), text('hit', /^hit_[0-9a-f]{32}$/), text('about', /^[A-Z][A-Z0-9-]{1,29}$/)];
  return { ...(box !== undefined && { box }), ...(thread !== undefined && { thread }), ...(draft !== undefined && { new: draft }), ...(to !== undefined && { to }), ...(hit !== undefined && { hit }), ...(about !== undefined && { about }) };
}
