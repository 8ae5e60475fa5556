/** Whether what travels is what its schema says. Where there is Node the schemas are compiled; a browser, whose pages may make no code of text, reads them as they are. */
import { Acceptance, DirectoryEntry, EPOCH_MAX, Keyring, Manifest, Receipt, RECIPIENTS_MAX, SignedObject, type SignedType } from '@watchword/api/message-format.ts';
import type { TSchema } from 'typebox';
import type * as Compiling from 'typebox/compile';
import { Check } from 'typebox/value';

/** What stands in a signed object of each kind. */
export type Payloads = { manifest: Manifest; receipt: Receipt; keyring: Keyring; directory: DirectoryEntry; acceptance: Acceptance };

const PAYLOADS = { manifest: Manifest, receipt: Receipt, keyring: Keyring, directory: DirectoryEntry, acceptance: Acceptance } as const;

/** As in the schemas `OrganisationCode` and `Sha256`; a test compares. */
const CODE = /^[A-Z]{1,3}(-[A-Z0-9]{2,12})?$/;
const HASH = /^[\w-]{42}[AEIMQUYcgkosw048]$/;

type Checker = (value: unknown) => boolean;
type NodeModule = { createRequire(from: string): (name: string) => unknown };

/** Node reads the compiler when it is asked for it: what is built for browsers must not even hold it. */
function findCompiler(): ((schema: TSchema) => { Check: Checker }) | undefined {
  const { process } = globalThis as { process?: { getBuiltinModule?: (name: string) => NodeModule | undefined } };
  const node = process?.getBuiltinModule?.('node:module');
  if (node === undefined) return undefined;
  try {
    return (node.createRequire(import.meta.url)('typebox/compile') as typeof Compiling).Compile;
  } catch {
    return undefined;
  }
}

const checkers = new Map<TSchema, Checker>();

function isOf(schema: TSchema, value: unknown): boolean {
  const known = checkers.get(schema);
  if (known !== undefined) return known(value);
  const validator = findCompiler()?.(schema);
  const checker: Checker = validator === undefined ? (given) => Check(schema, given) : (given) => validator.Check(given);
  checkers.set(schema, checker);
  return checker(value);
}

/** Whether it is a signed object, of whatever kind. */
export function isSignedObject(value: unknown): value is SignedObject {
  return isOf(SignedObject, value);
}

/** Whether a value is what the schema of its kind says. The recipients of a manifest are looked at here: hundreds of them cost milliseconds by the schema. */
export function isPayload<K extends SignedType>(type: K, value: unknown): value is Payloads[K] {
  const to = type === 'manifest' && typeof value === 'object' && value !== null ? (value as { to?: unknown }).to : undefined;
  if (!Array.isArray(to) || to.length < 2) return isOf(PAYLOADS[type], value);
  return to.length <= RECIPIENTS_MAX && to.every(isRecipient) && isOf(PAYLOADS[type], { ...value as object, to: to.slice(0, 1) });
}

function isRecipient(value: unknown): boolean {
  if (!Array.isArray(value) || value.length !== 3) return false;
  const [code, epoch, hash] = value as unknown[];
  return typeof code === 'string' && code.length <= 16 && CODE.test(code) && Number.isInteger(epoch) && Number(epoch) >= 1 && Number(epoch) <= EPOCH_MAX && typeof hash === 'string' && HASH.test(hash);
}
