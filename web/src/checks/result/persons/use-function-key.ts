import { useEffect, useRef } from 'react';

/** Runs `act` when a function key is pressed alone. Readers send none of these. `enabled`: whether the key is for this part of the page. */
export function useFunctionKey(key: 'F2' | 'F4' | 'F6', act: () => void, enabled = true): void {
  const current = useRef(act);
  useEffect(() => {
    current.current = act;
  });
  useEffect(() => {
    if (!enabled) return undefined;
    const onKey = (event: KeyboardEvent): void => {
      if (event.key !== key || event.altKey || event.ctrlKey || event.metaKey || event.shiftKey) return;
      event.preventDefault();
      current.current();
    };
    window.addEventListener('keydown', onKey);
    return () => window.removeEventListener('keydown', onKey);
  }, [key, enabled]);
}
