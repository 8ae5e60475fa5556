import { useEffect, useRef } from 'react';
import { useSession } from '../session/session.ts';
import { usePreferences } from '../settings/preferences.ts';

type Keys = { readonly compose: () => void; readonly find: () => void; readonly isOff: boolean };

/** The keys of the page: c writes, / searches, j and k move. Letters count only where nothing is typed, and can be switched off. */
export function useMailKeys(keys: Keys): void {
  const { deskKeys } = usePreferences();
  const { session } = useSession();
  const current = useRef(keys);
  useEffect(() => {
    current.current = keys;
  });
  const isOn = deskKeys !== false && session?.signedIn?.locked !== true;
  useEffect(() => {
    if (!isOn) return undefined;
    const onKey = (event: KeyboardEvent): void => {
      if (event.defaultPrevented || event.ctrlKey || event.altKey || event.metaKey || isTyping(event.target)) return;
      const { compose, find, isOff } = current.current;
      if (event.key === '/') find();
      else if (isOff) return;
      else if (event.key === 'c') compose();
      else if (event.key === 'j' || event.key === 'k') move(event.key === 'j' ? 1 : -1);
      else return;
      event.preventDefault();
    };
    window.addEventListener('keydown', onKey);
    return () => window.removeEventListener('keydown', onKey);
  }, [isOn]);
}

/** Moves the focus in the list. */
function move(by: 1 | -1): void {
  const rows = [...document.querySelectorAll<HTMLElement>('[data-thread]')];
  const at = rows.findIndex((row) => row === document.activeElement);
  rows[Math.min(rows.length - 1, Math.max(0, at + by))]?.focus();
}

/** Whether a letter pressed here is text, or the choice of a list. */
export function isTyping(target: EventTarget | null): boolean {
  return target instanceof HTMLElement && target.closest('textarea, select, input:not([type=radio]):not([type=checkbox]), [contenteditable=true], [role=dialog], [role=listbox]') !== null;
}
