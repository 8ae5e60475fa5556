import { useEffect, useRef } from 'react';
import { createBurst } from './burst.ts';
import { listCandidates, type ReadKey } from './decode.ts';

/** How long to wait for the next line of a reader that pauses between the lines, in ms. */
const NEXT_LINE = 1200;

/** Keys that write nothing and say nothing about a reader. */
const SILENT_KEYS: ReadonlySet<string> = new Set(['Shift', 'Control', 'Alt', 'AltGraph', 'Meta', 'CapsLock', 'NumLock', 'Process']);

/**
 * Listens to the whole page for a document reader in keyboard mode. What its first keys wrote into a field is taken out again;
 * `onKeys` gets all its keys once it is done. No shortcut and no form sees a key of it.
 */
export function useReader(onKeys: (keys: readonly ReadKey[]) => void, enabled = true): void {
  const handler = useRef(onKeys);
  useEffect(() => {
    handler.current = onKeys;
  }, [onKeys]);
  useEffect(() => (enabled ? listen((keys) => handler.current(keys)) : undefined), [enabled]);
}

function listen(onKeys: (keys: readonly ReadKey[]) => void): () => void {
  let before: Field | undefined;
  let restore: Field | undefined;
  let held: readonly ReadKey[] = [];
  let waiting: ReturnType<typeof setTimeout> | undefined;
  const deliver = (): void => {
    const keys = held;
    held = [];
    if (keys.length > 0) onKeys(keys);
  };
  const burst = createBurst({
    onStart: () => {
      restore = before;
      clearTimeout(waiting);
    },
    onEnd: (keys) => {
      if (restore !== undefined) putBack(restore);
      held = [...held, ...keys];
      if (isFirstLine(held)) waiting = setTimeout(deliver, NEXT_LINE);
      else deliver();
    },
    schedule: (run, ms) => {
      const timer = setTimeout(run, ms);
      return () => clearTimeout(timer);
    },
  });
  let lastAt = 0;
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.repeat || event.isComposing || SILENT_KEYS.has(event.key) || event.metaKey) return;
    if (event.timeStamp - lastAt >= 35) before = fieldOf(event.target);
    lastAt = event.timeStamp;
    const key = { code: event.code, key: event.key, control: event.ctrlKey && !event.altKey, at: event.timeStamp };
    if (burst.press(key) === 'keep') {
      event.preventDefault();
      event.stopImmediatePropagation();
    }
  };
  window.addEventListener('keydown', onKeyDown, { capture: true });
  return () => {
    window.removeEventListener('keydown', onKeyDown, { capture: true });
    clearTimeout(waiting);
    burst.reset();
  };
}

type Field = { readonly input: HTMLInputElement | HTMLTextAreaElement; readonly value: string };

function fieldOf(target: EventTarget | null): Field | undefined {
  return target instanceof HTMLInputElement || target instanceof HTMLTextAreaElement ? { input: target, value: target.value } : undefined;
}

/** Sets a field to what it was, in a way that React notices. */
function putBack({ input, value }: Field): void {
  const prototype = input instanceof HTMLInputElement ? HTMLInputElement.prototype : HTMLTextAreaElement.prototype;
  Object.getOwnPropertyDescriptor(prototype, 'value')?.set?.call(input, value);
  input.dispatchEvent(new Event('input', { bubbles: true }));
}

/** Whether these keys can be the first line of a zone only: right letters, right width, and nothing after. */
function isFirstLine(keys: readonly ReadKey[]): boolean {
  return listCandidates(keys).some(({ text }) => /^[PVIAC][A-Z<][A-Z<]{3}[A-Z0-9<]+$/.test(text) && [30, 36, 44, 60].includes(text.replace(/\s/g, '').length) && text.includes('<<'));
}
