/**
 * Entries of a country's own log as a file that stands by itself: NDJSON. The first line names checkpoint, head, leaves and proof; then a line for
 * each leaf; the last line is a signed note over the hashes of all lines before it. Nothing here trusts the server that made it.
 */
import type { AuditHead } from '@watchword/api/audit.ts';
import { fromBase64, fromHex, isEqual, sha256, toHex, utf8, type Bytes } from './bytes.ts';
import { isHeadIn } from './heads.ts';
import { hashLeaf, hashNode } from './merkle.ts';
import { parseNote } from './notes.ts';
import { bytesOf, openedHead } from './proof-file.ts';
import { followKeys, readTrusted, whoSigned, type KeyPair } from './trust.ts';

export const EXPORT_FORMAT = 'watchword-audit-export/1';

/** The first line. `runs`: leaves [from, to) of the tree; `proof`: hashes of whatever of the tree holds none of them, from left to right. */
export type ExportHeader = {
  readonly format: typeof EXPORT_FORMAT; readonly origin: string; readonly organisation: string; readonly log: 'requester' | 'owner'; readonly made: string; readonly by: string;
  readonly period?: { readonly from?: string | undefined; readonly to?: string | undefined } | undefined;
  readonly checkpoint: string; readonly head: AuditHead; readonly runs: readonly (readonly [number, number])[]; readonly count: number; readonly proof: readonly string[]; readonly keys: readonly KeyPair[];
};
/** A line of a leaf: its bytes, and what they say in plain. */
export type ExportLine = {
  readonly index: number; readonly bytes: string; readonly entry?: Readonly<Record<string, unknown>>; readonly text?: string; readonly salt?: string;
  readonly number?: number; readonly time?: number; readonly organisation?: string; readonly entryHash?: string; readonly detail?: string;
};
/** What the note that closes the file says. `digest`: over all lines before it, as `chainLine` makes it. */
export type ExportSigned = { readonly origin: string; readonly organisation: string; readonly log: string; readonly count: number; readonly digest: string; readonly made: string };

export function exportText({ origin, organisation, log, count, digest, made }: ExportSigned): string {
  return `watchword audit export of ${origin}\n${log} ${organisation}\n${count} entries\n${digest}\n${made}\n`;
}

/** The hash over all lines up to this one: SHA-256 of the hash before and of the line without its line break. */
export function chainLine(before: Uint8Array, line: string): Promise<Bytes> {
  return sha256(before, utf8(line));
}

/** Before the first line. */
export const CHAIN_START: Bytes = new Uint8Array(32);

export type ExportVerified = { readonly header: ExportHeader; readonly checkpoint: { readonly number: number; readonly time: number; readonly size: number }; readonly signed: 'both' | 'short'; readonly texts: number; readonly complete: boolean };
/** `keys`: lines that are trusted. `readLeaf`: says what the bytes of an entry say, so that the plain text beside them can be held against it. */
export type ExportTrust = { readonly keys: readonly string[]; readonly readLeaf?: (bytes: Uint8Array) => Readonly<Record<string, unknown>> };

/** A fault, as a sentence. */
class Fault extends Error {}

/** Verifies a file line by line. A sentence when it is not what it says. */
export async function verifyExport(lines: AsyncIterable<string>, trust: ExportTrust): Promise<ExportVerified | string> {
  try {
    return await verifyLines(lines, trust);
  } catch (error) {
    if (error instanceof Fault) return error.message;
    throw error;
  }
}

async function verifyLines(lines: AsyncIterable<string>, { keys, readLeaf }: ExportTrust): Promise<ExportVerified> {
  const source = lines[Symbol.asyncIterator]();
  const first = await source.next();
  const header = parse<ExportHeader>(first.done === true ? '' : first.value);
  if (header?.format !== EXPORT_FORMAT) throw new Fault('The file is no export of an audit log.');
  const believed = (await followKeys(header.origin, keys, header.keys)) ?? [...keys];
  const trusted = await readTrusted(header.checkpoint, believed);
  if (typeof trusted === 'string') throw new Fault(trusted);
  const { checkpoint } = trusted;
  if (checkpoint.origin !== header.origin) throw new Fault(`The checkpoint is of the log ${checkpoint.origin}, not of ${header.origin}.`);
  const head = openedHead(header.head);
  if (!(await isHeadIn(checkpoint.heads, { organisation: header.organisation, kind: header.log }, head))) throw new Fault(`Checkpoint ${checkpoint.number} names another head for the log of ${header.organisation}.`);
  const reading = new Lines(source, { digest: await chainLine(CHAIN_START, first.value as string), readLeaf, log: header.log });
  const root = await rootOf({ runs: header.runs, proof: bytesOf(header.proof), size: head.size }, reading);
  if (!isEqual(root, head.root)) throw new Fault(`The entries do not lead to the root of the log of ${header.organisation}: one was changed, dropped or added.`);
  if (reading.count !== header.count) throw new Fault(`The file says that it holds ${header.count} entries and holds ${reading.count}.`);
  const { note, digest } = await reading.close();
  const text = exportText({ origin: header.origin, organisation: header.organisation, log: header.log, count: header.count, digest, made: header.made });
  if (note?.text !== text) throw new Fault('The file was changed after it was signed.');
  const signed = await whoSigned(note, believed);
  if (signed === 'nobody') throw new Fault('The file is not signed by the keys that you trust.');
  return { header, checkpoint, signed, texts: reading.texts, complete: header.runs.length === 1 };
}

function parse<Kind>(text: string): Kind | undefined {
  try {
    return JSON.parse(text) as Kind;
  } catch {
    return undefined;
  }
}

type Reading = { readonly digest: Bytes; readonly readLeaf: ExportTrust['readLeaf']; readonly log: 'requester' | 'owner' };

/** The lines of the leaves, one after the other, and the last. */
class Lines {
  readonly #source: AsyncIterator<string>;
  readonly #reading: Reading;
  #digest: Bytes;
  count = 0;
  texts = 0;

  constructor(source: AsyncIterator<string>, reading: Reading) {
    this.#source = source;
    this.#reading = reading;
    this.#digest = reading.digest;
  }

  /** The hash of the leaf at this place. */
  async leaf(index: number): Promise<Bytes> {
    const next = await this.#source.next();
    const line = next.done === true ? undefined : parse<ExportLine>(next.value);
    const bytes = fromBase64(line?.bytes ?? '');
    if (next.done === true || line === undefined || line.index !== index || bytes === undefined || bytes.length === 0) throw new Fault(`The entry at place ${index} is missing from the file.`);
    this.#digest = await chainLine(this.#digest, next.value);
    this.count += 1;
    await this.#check(line, bytes);
    return await hashLeaf(bytes);
  }

  async #check(line: ExportLine, bytes: Bytes): Promise<void> {
    const { log, readLeaf } = this.#reading;
    const said = readLeaf === undefined || log !== 'requester' ? undefined : readLeaf(bytes);
    for (const [name, value] of Object.entries(said ?? {})) if (JSON.stringify(line.entry?.[name]) !== JSON.stringify(value)) throw new Fault(`The entry at place ${line.index} does not say what is written beside it.`);
    const named = line.entry?.['commitment'];
    const commitment = log === 'owner' ? bytes.slice(48, 80) : fromHex(typeof named === 'string' ? named : '');
    const text = log === 'owner' ? line.detail : line.text;
    if (text === undefined) return;
    const salt = fromHex(line.salt ?? '');
    if (salt === undefined || commitment === undefined || !isEqual(await sha256(salt, utf8(text)), commitment)) throw new Fault(`What is said to have been asked at place ${line.index} is not what was logged.`);
    this.texts += 1;
  }

  /** The note in the last line, and the digest of all before it. */
  async close(): Promise<{ note: ReturnType<typeof parseNote>; digest: string }> {
    const last = await this.#source.next();
    const rest = last.done === true ? undefined : await this.#source.next();
    const { signature = '' } = (last.done === true ? undefined : parse<{ signature?: string }>(last.value)) ?? {};
    if (rest?.done !== true) throw new Fault('The file was cut off, or something was added to it.');
    return { note: parseNote(signature), digest: toHex(this.#digest) };
  }
}

type Proven = { readonly runs: readonly (readonly [number, number])[]; readonly proof: readonly Uint8Array[]; readonly size: number };

/** The root that leaves and hashes make together. */
async function rootOf({ runs, proof, size }: Proven, lines: Lines): Promise<Uint8Array> {
  let at = 0;
  const walk = async (from: number, to: number, first: number): Promise<Uint8Array> => {
    let run = first;
    while (run < runs.length && (runs[run]?.[1] ?? 0) <= from) run += 1;
    const [begin] = runs[run] ?? [Infinity];
    if (begin >= to) {
      const hash = proof[at];
      if (hash === undefined) throw new Fault('The proof is too short.');
      at += 1;
      return hash;
    }
    if (to - from === 1) return await lines.leaf(from);
    let power = 1;
    while (power * 2 < to - from) power *= 2;
    const left = await walk(from, from + power, run);
    return await hashNode(left, await walk(from + power, to, run));
  };
  if (!Number.isSafeInteger(size) || size < 1 || !isRising(runs, size)) throw new Fault('The header of the file is damaged.');
  const root = await walk(0, size, 0);
  if (at !== proof.length) throw new Fault('The proof is too long.');
  return root;
}

function isRising(runs: Proven['runs'], size: number): boolean {
  let last = -1;
  for (const [from, to] of runs) {
    if (!Number.isSafeInteger(from) || !Number.isSafeInteger(to) || from <= last || to <= from || to > size) return false;
    last = to;
  }
  return runs.length > 0;
}
