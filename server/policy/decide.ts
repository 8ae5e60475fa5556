/** Cedar, asked about one case. It is the reference: what servers use was worked out from it beforehand. */
import type { Purpose } from '@watchword/api/checks/purposes.ts';
import type { Permission } from '@watchword/api/operation.ts';
import type { Confidentiality, FieldGroup, Principal } from '@watchword/api/rights/kinds.ts';
import type { Holder } from '@watchword/api/rights/rights.ts';
import type { DetailedError, EntityJson, TypeAndId, ValidationError } from '@cedar-policy/cedar-wasm/nodejs';
import { fail } from '@watchword/api/errors.ts';
import type { PolicyText } from './policy-text.ts';

/** Who asks. `purposes`, `databases`: those for which the organisation was admitted. */
export type Asking = Holder & { readonly as: Principal; readonly purposes: readonly Purpose[]; readonly databases: readonly string[] };

/** A record as it stands when somebody asks; the words are those of the schema. */
export type Standing = { readonly own: boolean; readonly live: boolean; readonly released: boolean; readonly excluded: boolean; readonly hidden: boolean; readonly confidentiality: Confidentiality };

/** What is asked of the policy. */
export type Case =
  | { readonly act: 'work'; readonly permission: Permission }
  | { readonly act: 'ask'; readonly database: string; readonly purpose: Purpose }
  | { readonly act: 'find'; readonly database: string; readonly purpose: Purpose; readonly record: Standing }
  | { readonly act: 'see'; readonly group: FieldGroup; readonly database: string; readonly purpose: Purpose; readonly record: Standing };

/** Whether the policy permits a case. @throws Error when a rule cannot be evaluated */
export type Decide = (who: Asking, what: Case) => boolean;

const SEE = { identifying: 'seeIdentifying', description: 'seeDescription', file: 'seeFile' } as const satisfies Record<FieldGroup, string>;
const uid = (type: string, id: string): TypeAndId => ({ type: `Watchword::${type}`, id });

/** Loads Cedar and the rules. @throws `policy.invalid` when they do not parse, or say what the schema does not know */
export async function openPolicy({ schema, files, digest }: PolicyText): Promise<Decide> {
  const cedar = await import('@cedar-policy/cedar-wasm/nodejs');
  const staticPolicies = [...files.values()].join('\n');
  const parsed = cedar.preparsePolicySet(digest, { staticPolicies });
  if (parsed.type === 'failure') throw invalid(parsed.errors.map(({ message }) => message));
  const known = cedar.preparseSchema(digest, schema);
  if (known.type === 'failure') throw invalid(known.errors.map(({ message }) => message));
  const answer = cedar.validate({ schema, policies: { staticPolicies } });
  if (answer.type === 'failure') throw invalid(answer.errors.map(({ message }: DetailedError) => message));
  const faults = [...answer.validationErrors, ...answer.validationWarnings];
  if (faults.length > 0) throw invalid(faults.map(({ policyId, error }: ValidationError) => `${policyId}: ${error.message}`));
  return (who, what) => {
    const { action, resource, context, entities } = requestOf(who, what);
    const decided = cedar.statefulIsAuthorized({
      principal: uid(who.as === 'person' ? 'Person' : 'System', 'who'), action: uid('Action', action), resource, context,
      preparsedSchemaName: digest, preparsedPolicySetId: digest, validateRequest: true, entities,
    });
    if (decided.type === 'failure') throw new Error(`The policy gave no decision: ${decided.errors.map(({ message }) => message).join('; ')}`);
    const [error] = decided.response.diagnostics.errors;
    if (error !== undefined) throw new Error(`The rule ${error.policyId} cannot be evaluated: ${error.error.message}`);
    return decided.response.decision === 'allow';
  };
}

type Request = { action: string; resource: TypeAndId; context: { purpose: string } | Record<string, never>; entities: EntityJson[] };

function requestOf(who: Asking, what: Case): Request {
  const principal: EntityJson = {
    uid: uid(who.as === 'person' ? 'Person' : 'System', 'who'),
    attrs: { purposes: [...who.purposes], databases: [...who.databases] },
    parents: [uid('Role', who.role), uid('Kind', who.kind)],
  };
  if (what.act === 'work') return { action: what.permission, resource: uid('Network', 'network'), context: {}, entities: [principal] };
  const database: EntityJson = { uid: uid('Database', what.database), attrs: { code: what.database }, parents: [] };
  const context = { purpose: what.purpose };
  if (what.act === 'ask') return { action: 'ask', resource: uid('Database', what.database), context, entities: [principal, database] };
  const record: EntityJson = { uid: uid('Record', 'record'), attrs: { ...what.record }, parents: [uid('Database', what.database)] };
  return { action: what.act === 'find' ? 'find' : SEE[what.group], resource: uid('Record', 'record'), context, entities: [principal, database, record] };
}

function invalid(faults: readonly string[]): Error {
  return fail('policy.invalid', { errors: faults.map((detail) => ({ pointer: '', code: 'rule', detail })) });
}
