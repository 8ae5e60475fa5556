/** The keys with which checkpoints are signed: Ed25519 and ML-DSA-44, in files that only the server reads. The first pair is made at the first start. */
import { createHash, createPrivateKey, createPublicKey, generateKeyPairSync, sign, type KeyObject } from 'node:crypto';
import { existsSync, readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { vouchText } from '@watchword/sdk/proofs/trust.ts';
import { formatKey, formatNote, formatSignature, KEY_KINDS, keyIdInput, type KeyKind, type VerifierKey } from '@watchword/sdk/proofs/notes.ts';
import { openKeyFile, syncFolder, writeKeyFile } from '../../key-file.ts';

/** One pair of keys, in force from `since` (ms since 1970) until the next. `vouched`: the note in which the pair before it names this one. */
export type Generation = { readonly generation: number; readonly since: number; readonly ed25519: string; readonly mlDsa44: string; readonly vouched?: string };

type Secrets = { readonly ed25519: string; readonly mlDsa44: string };
type Kept = Generation & { readonly secrets: Secrets };
/** A pair that was made and waits until the log says so. `digest`: SHA-256 over its two lines, as that entry has it. */
export type WaitingKeys = { readonly generation: number; readonly digest: string };

/** A key that signs: the verifier's line, and a way to make a signature line over a text. */
export type Signer = { readonly line: string; sign(message: Uint8Array, before?: Uint8Array): string };

/** Makes a signer of a private key under a name. `before` goes in front of the signature: the time of a cosignature. */
export function signerOf(name: string, kind: KeyKind, privateKey: KeyObject): Signer {
  const spki = createPublicKey(privateKey).export({ format: 'der', type: 'spki' });
  const key: VerifierKey = { name, kind, bytes: Uint8Array.from(spki.subarray(-KEY_KINDS[kind].length)) };
  const id = Uint8Array.from(createHash('sha256').update(keyIdInput(key)).digest().subarray(0, 4));
  return {
    line: formatKey(key, id),
    sign: (message, before = new Uint8Array()) => formatSignature({ name, id, signature: Uint8Array.from(Buffer.concat([before, sign(null, message, privateKey)])) }),
  };
}

/** A new private key as PEM. */
export function newKey(algorithm: 'ed25519' | 'ml-dsa-44'): string {
  // The types do not know ML-DSA yet.
  const { privateKey } = generateKeyPairSync(algorithm as 'ed25519');
  return privateKey.export({ format: 'pem', type: 'pkcs8' }).toString();
}

/** The name of the file in which a new pair waits. */
export const WAITING_FILE = 'next.json';

/** What the log says of a pair: SHA-256 over its two lines. */
export function digestOfKeys({ ed25519, mlDsa44 }: Pick<Generation, 'ed25519' | 'mlDsa44'>): string {
  return createHash('sha256').update(`${ed25519}\n${mlDsa44}\n`).digest('hex');
}

/**
 * The keys in a folder, the last in force. A change takes three steps, so that no crash leaves keys in force of which the log does not tell:
 * `prepare` makes a pair and lets it wait, an entry of the log names it, `adopt` has those in force sign that it follows them, and puts it in force.
 */
export class SigningKeys {
  readonly #dir: string;
  readonly #origin: string;
  readonly #kept: Kept[];

  /** `isReadOnly`: for looking at files that may be a copy. @throws `config.invalid` when one of them is damaged */
  constructor(dir: string, origin: string, isReadOnly = false) {
    this.#dir = join(dir, 'signing');
    this.#origin = origin;
    const names = existsSync(this.#dir) ? readdirSync(this.#dir).filter((name) => /^\d+\.json$/.test(name)).sort() : [];
    this.#kept = names.map((name) => openKeyFile({ file: join(this.#dir, name), parse: (bytes) => parseKept(bytes, isKept), isReadOnly }));
    this.#kept.sort((a, b) => a.generation - b.generation);
  }

  get generations(): readonly Generation[] {
    return this.#kept.map(({ secrets: _, ...shown }) => shown);
  }

  /** Makes the first keys where there are none. */
  ensure(at: number): void {
    if (this.#kept.length > 0) return;
    const secrets = newSecrets();
    this.#keep({ generation: 1, since: at, secrets, ...linesOf(this.#origin, secrets) });
  }

  /** Makes the next pair and lets it wait; one that waits already is the one. */
  prepare(): WaitingKeys {
    const generation = (this.#kept.at(-1)?.generation ?? 0) + 1;
    if (this.waiting() === undefined) writeKeyFile(this.#waitingFile, `${JSON.stringify({ generation, secrets: newSecrets() }, null, 1)}\n`);
    return this.waiting() ?? never();
  }

  /** The pair that waits, if there is one. What a crash left of a change that is done is removed. */
  waiting(): WaitingKeys | undefined {
    const found = this.#readWaiting();
    if (found === undefined) return undefined;
    return { generation: found.generation, digest: digestOfKeys(linesOf(this.#origin, found.secrets)) };
  }

  /** Puts the waiting pair in force from `at` on: those in force until now sign that it follows them. */
  adopt(at: number): Generation {
    const found = this.#readWaiting();
    if (found === undefined) throw new Error('no keys are waiting');
    const next = { generation: found.generation, since: at, secrets: found.secrets, ...linesOf(this.#origin, found.secrets) };
    const shown = this.#keep({ ...next, vouched: this.signNote(vouchText(this.#origin, next)) });
    this.#dropWaiting();
    return shown;
  }

  get #waitingFile(): string {
    return join(this.#dir, WAITING_FILE);
  }

  #readWaiting(): Pick<Kept, 'generation' | 'secrets'> | undefined {
    if (!existsSync(this.#waitingFile)) return undefined;
    const found = openKeyFile({ file: this.#waitingFile, parse: (bytes) => parseKept(bytes, hasSecrets) });
    if (found.generation === (this.#kept.at(-1)?.generation ?? 0) + 1) return found;
    this.#dropWaiting();
    return undefined;
  }

  #dropWaiting(): void {
    rmSync(this.#waitingFile, { force: true });
    syncFolder(this.#dir);
  }

  #keep(kept: Kept): Generation {
    writeKeyFile(join(this.#dir, `${String(kept.generation).padStart(4, '0')}.json`), `${JSON.stringify(kept, null, 1)}\n`);
    this.#kept.push(kept);
    const { secrets: _, ...shown } = kept;
    return shown;
  }

  /** The keys in force, the short signature first. */
  signers(): Signer[] {
    const last = this.#kept.at(-1);
    if (last === undefined) throw new Error('there are no keys to sign with');
    return [signerOf(this.#origin, 'ed25519', createPrivateKey(last.secrets.ed25519)), signerOf(this.#origin, 'watchword-ml-dsa-44', createPrivateKey(last.secrets.mlDsa44))];
  }

  /** Signs a text with both keys in force. */
  signNote(text: string): string {
    return `${formatNote({ text, signatures: [] })}${this.signers().map((one) => `${one.sign(Buffer.from(text))}\n`).join('')}`;
  }
}

function newSecrets(): Secrets {
  return { ed25519: newKey('ed25519'), mlDsa44: newKey('ml-dsa-44') };
}

function parseKept<Form>(bytes: Buffer, isOne: (value: unknown) => value is Form): Form | undefined {
  try {
    const value: unknown = JSON.parse(bytes.toString('utf8'));
    return isOne(value) ? value : undefined;
  } catch {
    return undefined;
  }
}

function hasSecrets(value: unknown): value is Pick<Kept, 'generation' | 'secrets'> {
  const { generation, secrets } = (value ?? {}) as Partial<Kept>;
  return Number.isInteger(generation) && typeof secrets?.ed25519 === 'string' && typeof secrets.mlDsa44 === 'string';
}

function isKept(value: unknown): value is Kept {
  if (!hasSecrets(value)) return false;
  const { since, ed25519, mlDsa44 } = value as Partial<Kept>;
  return typeof since === 'number' && typeof ed25519 === 'string' && typeof mlDsa44 === 'string';
}

/* node:coverage ignore next 4 */
// What was just written is there; the compiler cannot know.
function never(): never {
  throw new Error('the keys that were made are not there');
}

function linesOf(origin: string, { ed25519, mlDsa44 }: Secrets): { ed25519: string; mlDsa44: string } {
  return { ed25519: signerOf(origin, 'ed25519', createPrivateKey(ed25519)).line, mlDsa44: signerOf(origin, 'watchword-ml-dsa-44', createPrivateKey(mlDsa44)).line };
}
