import type { Layout, Stroke } from './keyboards.ts';

/**
 * What an operating system set to a layout writes for a key: `KeyboardEvent.key`. Plain and with Shift, for the keys that a
 * reader of any of the layouts presses. A key that is not listed writes the letter or digit of its name.
 */
const WRITTEN: Readonly<Record<Layout, Readonly<Record<string, readonly [plain: string, shifted: string]>>>> = {
  us: {
    Digit1: ['1', '!'], Digit2: ['2', '@'], Digit3: ['3', '#'], Digit4: ['4', '$'], Digit5: ['5', '%'],
    Digit6: ['6', '^'], Digit7: ['7', '&'], Digit8: ['8', '*'], Digit9: ['9', '('], Digit0: ['0', ')'],
    Comma: [',', '<'], Semicolon: [';', ':'], IntlBackslash: ['\\', '|'],
  },
  fr: {
    Digit1: ['&', '1'], Digit2: ['é', '2'], Digit3: ['"', '3'], Digit4: ["'", '4'], Digit5: ['(', '5'],
    Digit6: ['-', '6'], Digit7: ['è', '7'], Digit8: ['_', '8'], Digit9: ['ç', '9'], Digit0: ['à', '0'],
    KeyQ: ['a', 'A'], KeyW: ['z', 'Z'], KeyA: ['q', 'Q'], KeyZ: ['w', 'W'], Semicolon: ['m', 'M'], KeyM: [',', '?'],
    Comma: [';', '.'], IntlBackslash: ['<', '>'],
  },
  de: {
    Digit1: ['1', '!'], Digit2: ['2', '"'], Digit3: ['3', '§'], Digit4: ['4', '$'], Digit5: ['5', '%'],
    Digit6: ['6', '&'], Digit7: ['7', '/'], Digit8: ['8', '('], Digit9: ['9', ')'], Digit0: ['0', '='],
    KeyY: ['z', 'Z'], KeyZ: ['y', 'Y'], Comma: [',', ';'], Semicolon: ['ö', 'Ö'], IntlBackslash: ['<', '>'],
  },
  es: {
    Digit1: ['1', '!'], Digit2: ['2', '"'], Digit3: ['3', '·'], Digit4: ['4', '$'], Digit5: ['5', '%'],
    Digit6: ['6', '&'], Digit7: ['7', '/'], Digit8: ['8', '('], Digit9: ['9', ')'], Digit0: ['0', '='],
    Comma: [',', ';'], Semicolon: ['ñ', 'Ñ'], IntlBackslash: ['<', '>'],
  },
};

/** The text that a computer with this layout writes for a stroke. CapsLock turns Shift round for letters, on French ones for digits too. */
export function writtenBy(layout: Layout, stroke: Stroke, capsLock = false): string {
  const [plain, shifted] = WRITTEN[layout][stroke.code] ?? plainKey(stroke.code);
  const turned = capsLock && (plain.toUpperCase() === shifted || layout === 'fr');
  return stroke.shift !== turned ? shifted : plain;
}

function plainKey(code: string): readonly [string, string] {
  const character = code.slice(-1);
  return [character.toLowerCase(), character];
}
