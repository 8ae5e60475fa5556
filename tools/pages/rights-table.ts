import { compileRights, openPolicy, readPolicyText } from '../../server/policy/policy.ts';
import type { RightsTable } from '../../api/rights/rights.ts';
import { RIGHTS_TABLE } from '../../api/rights/table.ts';
import type { Page } from './page.ts';

let compiled: Promise<RightsTable> | undefined;

/** What follows from the rules as they lie in `server/policy` now, worked out once. */
export function workOutRights(): Promise<RightsTable> {
  compiled ??= (async () => {
    const text = await readPolicyText();
    // The same rules give the same table; a test works it out anew.
    if (text.digest === RIGHTS_TABLE.digest) return RIGHTS_TABLE;
    return compileRights(await openPolicy(text), text.digest);
  })();
  return compiled;
}

const word = (text: string): string => `'${text}'`;
const name = (key: string): string => (/^\w+$/.test(key) ? key : word(key));

/** A value as TypeScript, broken into lines down to a depth. */
function literal(value: unknown, depth: number, indent = ''): string {
  if (typeof value !== 'object' || value === null) return typeof value === 'string' ? word(value) : JSON.stringify(value);
  const inner = `${indent}  `;
  const isList = Array.isArray(value);
  const parts = isList ? value.map((one: unknown) => literal(one, depth - 1, inner)) : Object.entries(value).map(([key, one]) => `${name(key)}: ${literal(one, depth - 1, inner)}`);
  if (depth <= 0) return isList ? `[${parts.join(', ')}]` : `{ ${parts.join(', ')} }`;
  const [open, close] = isList ? '[]' : '{}';
  return `${open}\n${parts.map((part) => `${inner}${part},\n`).join('')}${indent}${close}`;
}

/** Printed for programs: servers and pages look rights up in it. */
export const rightsTablePage: Page = {
  file: 'api/rights/table.ts',
  print: async () =>
    [
      '// Printed by `npm run docs` from `server/policy/*.cedar`. Change those, and print again. docs/rights.md says the same for people.',
      "import type { RightsTable } from './rights-table.ts';",
      '',
      '/** What the policy of record decides in every case. */',
      `export const RIGHTS_TABLE: RightsTable = ${literal(await workOutRights(), 3)};`,
      '',
    ].join('\n'),
};
