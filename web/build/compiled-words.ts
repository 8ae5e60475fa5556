import { parse } from '@formatjs/icu-messageformat-parser';
import type { Plugin } from 'vite';

/** Messages parsed at build time, so that no parser goes to the browser. A message that is not well formed ends the build. */
export function compiledWords(): Plugin {
  return {
    name: 'watchword-compiled-words',
    enforce: 'pre',
    transform(code, id) {
      if (!/\/src\/words\/[a-z]{2}\.json$/.test(id)) return undefined;
      const messages = JSON.parse(code) as Record<string, string>;
      const parsed = Object.fromEntries(Object.entries(messages).map(([key, text]) => [key, parse(text)]));
      // As text of JSON: browsers read it faster than the same thing as a literal.
      return { code: `export default JSON.parse(${JSON.stringify(JSON.stringify(parsed))});`, map: null, moduleType: 'js' };
    },
  };
}
