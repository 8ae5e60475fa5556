/** The front of the policy: the rules of record, compared when a server starts. What follows from them stands in `api/rights`. */
import { fail } from '@watchword/api/errors.ts';
import { RIGHTS } from '@watchword/api/rights/rights.ts';
import { openPolicy } from './decide.ts';
import { readPolicyText, type PolicyText } from './policy-text.ts';

export { compileRights } from './compile.ts';
export { openPolicy } from './decide.ts';
export { readPolicyText, type PolicyText } from './policy-text.ts';

/**
 * Reads the rules and holds them against the table that servers work with. The table is printed only from rules that Cedar has validated and carries
 * their digest, so rules of this digest are valid; of others Cedar says what is wrong with them.
 * @throws `policy.invalid` when a rule is wrong, `policy.stale` when the table was worked out from other rules
 */
export async function verifyPolicy(): Promise<Pick<PolicyText, 'digest'>> {
  const text = await readPolicyText();
  if (text.digest === RIGHTS.digest) return { digest: text.digest };
  await openPolicy(text);
  throw fail('policy.stale', { detail: `The rules are ${text.digest}, the table of rights is of ${RIGHTS.digest}. Run \`npm run docs\`.` });
}
