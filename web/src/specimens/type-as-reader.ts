import { findStroke, type Layout } from '../readers/keyboards.ts';
import { writtenBy } from '../readers/written.ts';

/** A reader set to one layout at a computer set to another. */
export type Wiring = { readonly reader: Layout; readonly computer: Layout };

/**
 * Types lines as a reader in keyboard mode does: one key after the other, Enter after each line. The events are those that
 * the page would see; nothing knows that they are not real. A line comes in one go: on a busy machine pauses between keys would look
 * like fingers.
 */
export async function typeAsReader(lines: readonly string[], { reader, computer }: Wiring, target: EventTarget): Promise<void> {
  for (const line of lines) {
    for (const character of line) {
      const stroke = findStroke(reader, character);
      if (stroke === undefined) continue;
      press(target, stroke.code, writtenBy(computer, stroke), stroke.shift);
    }
    press(target, 'Enter', 'Enter', false);
    await pause();
  }
}

function press(target: EventTarget, code: string, key: string, shiftKey: boolean): void {
  const options = { code, key, shiftKey, bubbles: true, cancelable: true };
  target.dispatchEvent(new KeyboardEvent('keydown', options));
  target.dispatchEvent(new KeyboardEvent('keyup', options));
}

/** Lets the page breathe. A message port is not slowed down to 4 ms and more, as timers are. */
function pause(): Promise<void> {
  return new Promise((resolve) => {
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = () => {
      port1.close();
      resolve();
    };
    port2.postMessage(0);
  });
}
