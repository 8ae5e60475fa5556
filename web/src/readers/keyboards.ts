/**
 * What the keys of a keyboard write, per layout, as far as a machine-readable zone needs it: capital letters, digits and the
 * filler `<`. A key has at most one of these, so Shift and CapsLock do not matter when keys are decoded.
 */
export const LAYOUTS = ['us', 'fr', 'de', 'es'] as const;
export type Layout = (typeof LAYOUTS)[number];

/** One key of a keyboard as the browser names it (`KeyboardEvent.code`), and whether Shift is held for the character. */
export type Stroke = { readonly code: string; readonly shift: boolean };

const LETTERS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ';

/** Keys where a layout differs from the US one: the physical key, and the letter it writes. */
const MOVED: Readonly<Record<Layout, Readonly<Record<string, string>>>> = {
  us: {},
  fr: { KeyQ: 'A', KeyW: 'Z', KeyA: 'Q', KeyZ: 'W', Semicolon: 'M', KeyM: '' },
  de: { KeyY: 'Z', KeyZ: 'Y' },
  es: {},
};

/** The digits of the upper row are written with Shift on French keyboards. */
const SHIFTED_DIGITS: ReadonlySet<Layout> = new Set<Layout>(['fr']);

/** The filler, and whether it needs Shift. Macs report the key beside the left Shift as Backquote. */
const FILLER: Readonly<Record<Layout, Readonly<Record<string, boolean>>>> = {
  us: { Comma: true },
  fr: { IntlBackslash: false, Backquote: false },
  de: { IntlBackslash: false, Backquote: false },
  es: { IntlBackslash: false, Backquote: false },
};

const CHARACTERS: Readonly<Record<Layout, ReadonlyMap<string, string>>> = { us: keysOf('us'), fr: keysOf('fr'), de: keysOf('de'), es: keysOf('es') };

/** The capital letter, digit or filler on a key of this layout; undefined when it has none of them. */
export function findCharacter(layout: Layout, code: string): string | undefined {
  return CHARACTERS[layout].get(code);
}

/** The key with which a reader set to this layout writes a character of the zone; undefined when the layout has none. */
export function findStroke(layout: Layout, character: string): Stroke | undefined {
  for (const [code, written] of CHARACTERS[layout]) {
    if (written === character && !code.startsWith('Numpad') && code !== 'Backquote') return { code, shift: isShifted(layout, code, character) };
  }
  return undefined;
}

function isShifted(layout: Layout, code: string, character: string): boolean {
  if (character === '<') return FILLER[layout][code] === true;
  return /\d/.test(character) ? SHIFTED_DIGITS.has(layout) : true;
}

function keysOf(layout: Layout): ReadonlyMap<string, string> {
  const keys = new Map<string, string>();
  for (const letter of LETTERS) keys.set(`Key${letter}`, letter);
  for (const [code, letter] of Object.entries(MOVED[layout])) keys.set(code, letter);
  for (let digit = 0; digit <= 9; digit += 1) {
    keys.set(`Digit${digit}`, String(digit));
    keys.set(`Numpad${digit}`, String(digit));
  }
  for (const code of Object.keys(FILLER[layout])) keys.set(code, '<');
  for (const [code, letter] of keys) if (letter === '') keys.delete(code);
  return keys;
}
