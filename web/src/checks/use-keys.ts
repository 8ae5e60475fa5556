import { type RefObject, useEffect, useRef } from 'react';
import type { FormHandle } from './check-form.tsx';
import { clearResult } from './shift.ts';

type KeysOptions = { form: RefObject<FormHandle | null>; openCamera: () => void; isBusy: boolean };

/**
 * The keys of the booth: Esc clears, F8 opens the camera, F9 goes to the next kind of question. No
 * single letter is a shortcut here, because a reader types letters. Each has a button that can be seen.
 */
export function useKeys(options: KeysOptions): void {
  const current = useRef(options);
  useEffect(() => {
    current.current = options;
  });
  useEffect(() => {
    const onKey = (event: KeyboardEvent): void => {
      const { form, openCamera, isBusy } = current.current;
      if (event.defaultPrevented || event.altKey || event.metaKey) return;
      if (event.ctrlKey) return;
      if (event.key === 'F8') openCamera();
      else if (event.key === 'F9') form.current?.nextKind();
      else if (event.key === 'Escape' && !isBusy) {
        if (form.current?.isEmpty() === true) clearResult();
        form.current?.clear();
        form.current?.focus();
      } else {
        // What is typed where nothing takes it (a result that was read out has the focus) is the next question: it must not get lost.
        if (event.key.length === 1 && !isBusy && isNowhere(document.activeElement)) form.current?.focus();
        return;
      }
      event.preventDefault();
    };
    window.addEventListener('keydown', onKey);
    return () => window.removeEventListener('keydown', onKey);
  }, []);
}

/** Whether a letter typed here would be lost. */
function isNowhere(element: Element | null): boolean {
  return element === null || element.closest('input, textarea, select, button, a, summary, [role=listbox], [role=dialog], [contenteditable=true]') === null;
}
