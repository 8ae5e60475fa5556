/** The rules as they lie in this folder, and the digest by which a version of them is known. */
import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { PURPOSES } from '@watchword/api/checks/purposes.ts';
import { DATABASES } from '@watchword/api/databases/databases.ts';
import { PERMISSIONS } from '@watchword/api/operation.ts';
import { ROLES } from '@watchword/api/organisations.ts';
import { CONFIDENTIALITY_LEVELS, FIELD_GROUPS, ORGANISATION_KINDS } from '@watchword/api/rights/kinds.ts';

/** One file a subject, in the order in which they are read. */
export const POLICY_FILES = ['people', 'systems', 'organisations', 'purposes', 'records', 'fields'] as const;

/** The rules: by subject, and what they are about. */
export type PolicyText = { readonly schema: string; readonly files: ReadonlyMap<(typeof POLICY_FILES)[number], string>; readonly digest: string };

/** Reads the rules. `folder`: another one, for tests. */
export async function readPolicyText(folder = new URL('./', import.meta.url)): Promise<PolicyText> {
  const schema = await readFile(new URL('schema.cedarschema', folder), 'utf8');
  const files = new Map(await Promise.all(POLICY_FILES.map(async (name) => [name, await readFile(new URL(`${name}.cedar`, folder), 'utf8')] as const)));
  return { schema, files, digest: digestOf(schema, files) };
}

/** What the rules are worked out for belongs to their version: with a new database the table of rights is another. */
function digestOf(schema: string, files: ReadonlyMap<string, string>): string {
  const cases = JSON.stringify([ROLES, ORGANISATION_KINDS, PERMISSIONS, DATABASES.map(({ code }) => code), PURPOSES, CONFIDENTIALITY_LEVELS, FIELD_GROUPS]);
  const hash = createHash('sha256');
  for (const text of [schema, ...files.values(), cases]) hash.update(`${text.replaceAll('\r\n', '\n')}\0`);
  return hash.digest('hex').slice(0, 16);
}
