import { useEffect, useRef } from 'react';
import { createBurst } from './burst.ts';
import type { ReadKey } from './decode.ts';
import { isLineMissing, isUnfinishedZone } from './unfinished-zone.ts';

/** How long to wait for the next line of a reader that pauses between the lines, in ms. */
const NEXT_LINE = 1200;

/** Keys with a name that a reader sends. Every other key with a name (Shift, arrows, F8) writes nothing and is none of its. */
const READER_KEYS: ReadonlySet<string> = new Set(['Enter', 'Tab', 'Dead', 'Unidentified']);

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
      if (isLineMissing(held)) waiting = setTimeout(deliver, NEXT_LINE);
      else deliver();
    },
    isUnfinished: isUnfinishedZone,
    schedule: (run, ms) => {
      const timer = setTimeout(run, ms);
      return () => clearTimeout(timer);
    },
  });
  let lastAt = 0;
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.repeat || event.isComposing || (event.key.length > 1 && !READER_KEYS.has(event.key)) || event.metaKey) return;
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
