/** The front of the policy: the rules of record, tested when a server starts. What follows from them stands in `api/rights`. */
import { fail } from '@watchword/api/errors.ts';
import { RIGHTS } from '@watchword/api/rights/rights.ts';
import { openPolicy } from './decide.ts';
import { readPolicyText, type PolicyText } from './policy-text.ts';

export { compileRights } from './compile.ts';
export { openPolicy } from './decide.ts';
export { readPolicyText, type PolicyText } from './policy-text.ts';

/**
 * Reads the rules, has Cedar validate them, and holds them against the table that servers work with.
 * @throws `policy.invalid` when a rule is wrong, `policy.stale` when the table was worked out from other rules
 */
export async function verifyPolicy(): Promise<Pick<PolicyText, 'digest'>> {
  const text = await readPolicyText();
  await openPolicy(text);
  if (text.digest !== RIGHTS.digest) throw fail('policy.stale', { detail: `The rules are ${text.digest}, the table of rights is of ${RIGHTS.digest}. Run \`npm run docs\`.` });
  return { digest: text.digest };
}
