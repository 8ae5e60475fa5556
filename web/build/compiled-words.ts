import { parse } from '@formatjs/icu-messageformat-parser';
import type { Plugin } from 'vite';

/** Beginnings of the keys that only pages use which are not in the first download. English comes in two parts by these; the others come whole. */
const LATE: ReadonlySet<string> = new Set([
  'account', 'amend', 'change', 'clients', 'conflict', 'desk', 'deskSettings', 'developer', 'entries', 'doubt', 'escalation', 'firstRun', 'flagState', 'flags', 'form', 'hit', 'hitAct', 'hitMeaning', 'hitOutcome', 'hitSame', 'hitSide', 'hitState', 'hitText', 'hitValid', 'hitWord', 'loadState', 'loads', 'log', 'mend', 'messages', 'new', 'operations', 'oversight', 'people',
  'personState', 'photos', 'preview', 'proof', 'proposal', 'proposalState', 'proposals', 'queue', 'reader', 'record', 'records', 'requests', 'reviews', 'scan', 'search', 'second', 'settings', 'standing', 'shift', 'statistics', 'tokens', 'units', 'urgency', 'urgencyText', 'useSign', 'versions', 'withdraw', 'withdrawal',
]);
/** Of these, what the frame of every page says. */
const EARLY: ReadonlySet<string> = new Set(['form.cancel', 'settings.language']);

/** What the first page and the sign-in may be refused for. The sentences of other refusals come with the pages that meet them. */
const EARLY_ERRORS: ReadonlySet<string> = new Set(['access', 'audit', 'case', 'check', 'config', 'organisation', 'passkey', 'photo', 'policy', 'request', 'server', 'session', 'store']);

/** Whether a message comes with the first download. */
export function isEarly(key: string): boolean {
  const [area = '', of = ''] = key.split('.', 2);
  return EARLY.has(key) || (area === 'error' ? EARLY_ERRORS.has(of) : !LATE.has(area));
}

const PARTS: Readonly<Record<string, (key: string) => boolean>> = { early: isEarly, late: (key) => !isEarly(key) };

/** Messages parsed at build time, so that no parser goes to the browser. A message that is not well formed ends the build. */
export function compiledWords(): Plugin {
  return {
    name: 'watchword-compiled-words',
    enforce: 'pre',
    transform(code, id) {
      const [, part] = /\/src\/words\/[a-z]{2}\.json(?:\?(\w+))?$/.exec(id) ?? [undefined, undefined];
      if (!/\/src\/words\/[a-z]{2}\.json(?:\?|$)/.test(id)) return undefined;
      const messages = JSON.parse(code) as Record<string, string>;
      const wanted = PARTS[part ?? ''] ?? (() => true);
      const parsed = Object.fromEntries(Object.entries(messages).filter(([key]) => wanted(key)).map(([key, text]) => [key, parse(text)]));
      // As text of JSON: browsers read it faster than the same thing as a literal.
      return { code: `export default JSON.parse(${JSON.stringify(JSON.stringify(parsed))});`, map: null, moduleType: 'js' };
    },
  };
}
