import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { it } from 'node:test';

const CSS = readFileSync(new URL('global.css', import.meta.url), 'utf8');

/** The colours of a scheme, by the names of their variables. */
function coloursOf(selector: string): ReadonlyMap<string, string> {
  const blocks = CSS.split('}').filter((block) => block.includes(selector)).join(';');
  return new Map(blocks.matchAll(/(--[\w-]+): (#[0-9a-f]{3,6});/g).map(([, name = '', value = '']) => [name, value]));
}

/** Contrast of two colours as WCAG 2 defines it, 1 to 21. */
function contrast(one: string, other: string): number {
  const high = Math.max(luminance(one), luminance(other));
  const low = Math.min(luminance(one), luminance(other));
  return (high + 0.05) / (low + 0.05);
}

function luminance(colour: string): number {
  const hex = colour.length === 4 ? colour.slice(1).replaceAll(/./g, '$&$&') : colour.slice(1);
  const [red = 0, green = 0, blue = 0] = [0, 2, 4].map((at) => {
    const share = Number.parseInt(hex.slice(at, at + 2), 16) / 255;
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

const SCHEMES = { light: coloursOf(':root {'), dark: coloursOf("='dark'") };
const GROUNDS = ['--ww-ground', '--ww-surface', '--ww-hit-soft', '--ww-possible-soft', '--ww-unchecked-soft'];

for (const [scheme, colours] of Object.entries(SCHEMES)) {
  const text = scheme === 'light' ? '#15191c' : '#eceff1';

  it(`text stands out 7 to 1 and more on every ground, ${scheme}`, () => {
    for (const ground of GROUNDS) assert.ok(contrast(text, colours.get(ground) ?? text) >= 7, ground);
  });

  it(`quiet text and links stand out 4.5 to 1 on every ground, ${scheme}`, () => {
    for (const name of ['--ww-muted', '--ww-accent', '--ww-differs']) {
      for (const ground of GROUNDS) assert.ok(contrast(colours.get(name) ?? '#000', colours.get(ground) ?? '#000') >= 4.5, `${name} on ${ground}`);
    }
  });

  it(`shapes and frames of verdicts stand out 3 to 1 on theirs, ${scheme}`, () => {
    const pairs = [['--ww-hit', '--ww-hit-soft'], ['--ww-possible', '--ww-possible-soft'], ['--ww-unchecked', '--ww-unchecked-soft'], ['--ww-none', '--ww-surface'], ['--ww-unchecked', '--ww-surface']] as const;
    for (const [shape, ground] of pairs) assert.ok(contrast(colours.get(shape) ?? '#000', colours.get(ground) ?? '#000') >= 3, shape);
  });

  it(`the training stripe can be read on both its colours, ${scheme}`, () => {
    for (const stripe of ['--ww-stripe-a', '--ww-stripe-b']) assert.ok(contrast(colours.get('--ww-stripe-text') ?? '#000', colours.get(stripe) ?? '#000') >= 4.5, stripe);
  });
}
