/** The keys with which checkpoints are signed: Ed25519 and ML-DSA-44, made at the first start, in files that only the server reads. */
import { createHash, createPrivateKey, createPublicKey, generateKeyPairSync, sign, type KeyObject } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { vouchText } from '@watchword/sdk/proofs/trust.ts';
import { formatKey, formatNote, formatSignature, KEY_KINDS, keyIdInput, type KeyKind, type VerifierKey } from '@watchword/sdk/proofs/notes.ts';

/** One pair of keys, in force from `since` (ms since 1970) until the next. `vouched`: the note in which the pair before it names this one. */
export type Generation = { readonly generation: number; readonly since: number; readonly ed25519: string; readonly mlDsa44: string; readonly vouched?: string };

type Kept = Generation & { readonly secrets: { readonly ed25519: string; readonly mlDsa44: string } };

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

/** The keys in a folder, the last in force. */
export class SigningKeys {
  readonly #dir: string;
  readonly #origin: string;
  readonly #kept: Kept[];

  constructor(dir: string, origin: string) {
    this.#dir = join(dir, 'signing');
    this.#origin = origin;
    this.#kept = existsSync(this.#dir) ? readdirSync(this.#dir).filter((name) => /^\d+\.json$/.test(name)).map((name) => JSON.parse(readFileSync(join(this.#dir, name), 'utf8')) as Kept) : [];
    this.#kept.sort((a, b) => a.generation - b.generation);
  }

  get generations(): readonly Generation[] {
    return this.#kept.map(({ secrets: _, ...shown }) => shown);
  }

  /** Makes the first keys where there are none. */
  ensure(at: number): void {
    if (this.#kept.length === 0) this.rotate(at);
  }

  /** Makes the next keys; those in force until now sign that these follow them. */
  rotate(at: number): Generation {
    const last = this.#kept.at(-1);
    const secrets = { ed25519: newKey('ed25519'), mlDsa44: newKey('ml-dsa-44') };
    const next = { generation: (last?.generation ?? 0) + 1, since: at, secrets, ...linesOf(this.#origin, secrets) };
    const kept: Kept = last === undefined ? next : { ...next, vouched: this.#vouch(next) };
    mkdirSync(this.#dir, { recursive: true, mode: 0o700 });
    writeFileSync(join(this.#dir, `${String(kept.generation).padStart(4, '0')}.json`), `${JSON.stringify(kept, null, 1)}\n`, { mode: 0o600, flag: 'wx', flush: true });
    this.#kept.push(kept);
    const { secrets: _, ...shown } = kept;
    return shown;
  }

  #vouch(next: Pick<Generation, 'generation' | 'since' | 'ed25519' | 'mlDsa44'>): string {
    return this.signNote(vouchText(this.#origin, next));
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

function linesOf(origin: string, { ed25519, mlDsa44 }: Kept['secrets']): { ed25519: string; mlDsa44: string } {
  return { ed25519: signerOf(origin, 'ed25519', createPrivateKey(ed25519)).line, mlDsa44: signerOf(origin, 'watchword-ml-dsa-44', createPrivateKey(mlDsa44)).line };
}
