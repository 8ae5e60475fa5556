import type { Page } from 'playwright-core';

/** A hand at the keyboard, which counts what it does. */
export type Hand = { readonly count: () => number; type(text: string): Promise<void>; press(key: string): Promise<void> };

/** Types as a person does: slower than any reader. */
export function handAt(page: Page): Hand {
  let count = 0;
  return {
    count: () => count,
    async type(text) {
      for (const character of text) {
        await page.keyboard.type(character);
        await page.waitForTimeout(40);
        count += 1;
      }
    },
    async press(key) {
      await page.keyboard.press(key);
      count += 1;
    },
  };
}

/**
 * What a reader wired to a US keyboard sends to a page: real key events a few milliseconds apart, Enter after each line. They
 * go to the browser in one go, because a round trip for each would be as slow as a hand.
 */
export async function scanWithReader(page: Page, lines: readonly string[]): Promise<void> {
  const session = await page.context().newCDPSession(page);
  const events = lines.flatMap((line) => [...line].map(strokeOf).concat({ key: 'Enter', code: 'Enter', windowsVirtualKeyCode: 13 }));
  const start = Date.now() / 1000;
  const sent = events.flatMap((event, at) => (['keyDown', 'keyUp'] as const).map((type) => session.send('Input.dispatchKeyEvent', { type, timestamp: start + at * 0.004, ...event })));
  await Promise.all(sent);
  await session.detach();
}

type Stroke = { key: string; code: string; text?: string; windowsVirtualKeyCode?: number };

function strokeOf(character: string): Stroke {
  if (character === '<') return { key: '<', code: 'Comma', text: '<' };
  return { key: character, code: /\d/.test(character) ? `Digit${character}` : `Key${character}`, text: character };
}

/** The lines of the specimen passport of ICAO Doc 9303. It is reported stolen in the demo world. */
export const STOLEN = ['P<UTOERIKSSON<<ANNA<MARIA<<<<<<<<<<<<<<<<<<<', 'L898902C36UTO7408122F1204159ZE184226B<<<<<10'];

/** Waits until the newest check of the shift has a verdict, and gives it. */
export async function verdictOn(page: Page, verdict: string): Promise<void> {
  await page.locator(`[data-verdict="${verdict}"]`).waitFor({ timeout: 10_000 });
}
