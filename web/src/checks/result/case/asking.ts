import { useSyncExternalStore } from 'react';
import { onForget } from '../../../session/session.ts';

/** What form is open about which record of which check. One at a time. */
export type Form = { readonly check: number; readonly record: string; readonly form: 'ask' | 'not-same' | 'withdraw' | 'outcome' | 'protect' };

let open: Form | undefined;
const listeners = new Set<() => void>();

/** The form that is open, if it is of this check. */
export function useForm(check: number): Form | undefined {
  const form = useSyncExternalStore((listener) => {
    listeners.add(listener);
    return () => listeners.delete(listener);
  }, () => open);
  return form?.check === check ? form : undefined;
}

/** Opens a form; undefined closes it. */
export function showForm(form: Form | undefined): void {
  open = form;
  for (const listener of listeners) listener();
}

let ready = false;

/** Whether the part that has the keys of a hit is there; until then the page has F2, so that none is lost. */
export function useIsReady(): boolean {
  return useSyncExternalStore((listener) => {
    listeners.add(listener);
    return () => listeners.delete(listener);
  }, () => ready);
}

/** Says that the part that has the keys of a hit is there. */
export function setReady(): void {
  if (ready) return;
  ready = true;
  for (const listener of listeners) listener();
}

onForget(() => showForm(undefined));
