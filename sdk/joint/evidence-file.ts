/**
 * The evidence file of a case: NDJSON that stands by itself. The first line says which case, for whom, by which hub; then a line for each version of
 * each incident, for each entry of the audit log by which it came, with the proof that it is in that log, and for each attachment with its bytes; the
 * last line is a signed note over the hashes of all lines before it. Nothing here trusts a server.
 */
import type { Attachment } from '@watchword/api/joint/attachments.ts';
import type { EvidenceIncident } from '@watchword/api/joint/evidence.ts';
import { fromBase64, isEqual, sha256, toHex, type Bytes } from '../proofs/bytes.ts';
import { CHAIN_START, chainLine } from '../proofs/export-file.ts';
import { hashLeaf } from '../proofs/merkle.ts';
import { parseNote } from '../proofs/notes.ts';
import { keysForProof, parseProof, verifyProof } from '../proofs/proof-file.ts';
import { followKeys, whoSigned, type KeyPair } from '../proofs/trust.ts';

export const EVIDENCE_FORMAT = 'watchword-evidence/1';

export type EvidenceHeader = {
  readonly format: typeof EVIDENCE_FORMAT; readonly origin: string; readonly operation: { readonly id: string; readonly code: string; readonly name: string };
  readonly case: { readonly id: string; readonly reference: string; readonly owner: string; readonly to: string; readonly officer?: string | undefined; readonly from: string; readonly until: string };
  readonly made: string; readonly by: string; readonly keys: readonly KeyPair[];
};
/** What an entry of the audit log says in plain beside its bytes. `subject`: the incident or attachment it is about. */
export type EvidenceEntry = { readonly event: string; readonly seq: number; readonly time: number; readonly organisation: string; readonly actor: string; readonly reason?: string | undefined; readonly subject?: string | undefined };
export type EvidenceLine =
  | ({ readonly type: 'version'; readonly incident: string; readonly country: string } & EvidenceIncident['versions'][number])
  | { readonly type: 'entry'; readonly entry: EvidenceEntry; readonly bytes: string; readonly proof: string }
  | { readonly type: 'attachment'; readonly incident: string; readonly attachment: Attachment; readonly data: string }
  | { readonly type: 'signed'; readonly signature: string };

/** What the note at the end is over. */
export type EvidenceSigned = { readonly origin: string; readonly id: string; readonly owner: string; readonly lines: number; readonly digest: string; readonly made: string };

export function evidenceText({ origin, id, owner, lines, digest, made }: EvidenceSigned): string {
  return `watchword evidence of ${origin}\n${id} ${owner}\n${lines} lines\n${digest}\n${made}\n`;
}

/** What was found. `unproven`: incidents of which a version came without an entry that names it, as in a batch. */
export type EvidenceVerified = { readonly header: EvidenceHeader; readonly signed: 'both' | 'short'; readonly incidents: readonly string[]; readonly versions: number; readonly entries: number; readonly attachments: number; readonly unproven: readonly string[] };
/** `keys`: lines that are trusted. `readEntry`: says what the bytes of an entry say. `onAttachment` is given each file whose hash is right. */
export type EvidenceTrust = { readonly keys: readonly string[]; readonly readEntry: (bytes: Uint8Array) => EvidenceEntry; readonly onAttachment?: (attachment: Attachment, data: Uint8Array) => Promise<void> };

/** A fault, as a sentence. */
class Fault extends Error {}

/** Verifies a file line by line. A sentence when it is not what it says. */
export async function verifyEvidence(lines: AsyncIterable<string>, trust: EvidenceTrust): Promise<EvidenceVerified | string> {
  try {
    return await new Reading(trust).read(lines);
  } catch (error) {
    if (error instanceof Fault) return error.message;
    throw error;
  }
}

class Reading {
  readonly #trust: EvidenceTrust;
  #digest: Bytes = CHAIN_START;
  #lines = 0;
  #header: EvidenceHeader | undefined;
  #signature: string | undefined;
  readonly #versions = new Map<string, number>();
  readonly #entries: EvidenceEntry[] = [];
  #attachments = 0;

  constructor(trust: EvidenceTrust) {
    this.#trust = trust;
  }

  async read(lines: AsyncIterable<string>): Promise<EvidenceVerified> {
    for await (const line of lines) {
      if (line.trim() === '') continue;
      if (this.#signature !== undefined) throw new Fault('Something was added behind the signature.');
      await this.#take(line);
    }
    const header = this.#header;
    if (header === undefined) throw new Fault('This is no evidence file.');
    const signed = await this.#verifySignature(header);
    const unproven = [...this.#versions].filter(([incident, count]) => this.#entries.filter(({ subject, reason }) => subject === incident && ACTS.has(reason ?? '')).length < count).map(([incident]) => incident);
    return { header, signed, incidents: [...this.#versions.keys()], versions: [...this.#versions.values()].reduce((sum, count) => sum + count, 0), entries: this.#entries.length, attachments: this.#attachments, unproven };
  }

  async #take(line: string): Promise<void> {
    const value = parse(line);
    if (this.#header === undefined) {
      if ((value as Partial<EvidenceHeader> | undefined)?.format !== EVIDENCE_FORMAT) throw new Fault('This is no evidence file.');
      this.#header = value as EvidenceHeader;
    } else {
      const known = value as EvidenceLine | undefined;
      if (known?.type === 'signed') {
        this.#signature = known.signature;
        return;
      }
      await this.#check(known, this.#header);
    }
    this.#digest = await chainLine(this.#digest, line);
    this.#lines += 1;
  }

  async #check(line: EvidenceLine | undefined, header: EvidenceHeader): Promise<void> {
    if (line?.type === 'version') this.#versions.set(line.incident, (this.#versions.get(line.incident) ?? 0) + 1);
    else if (line?.type === 'entry') await this.#checkEntry(line, header);
    else if (line?.type === 'attachment') await this.#checkAttachment(line);
    else throw new Fault(`Line ${this.#lines + 1} cannot be read.`);
  }

  async #checkEntry({ entry, bytes, proof: text }: Extract<EvidenceLine, { type: 'entry' }>, header: EvidenceHeader): Promise<void> {
    const raw = fromBase64(bytes);
    const proof = parseProof(text);
    if (raw === undefined || proof === undefined) throw new Fault(`The proof of entry ${entry.seq} cannot be read.`);
    if (toHex(await hashLeaf(raw)) !== proof.hash) throw new Fault(`The bytes of entry ${entry.seq} are not those that the proof is for.`);
    const proven = await verifyProof(proof, await keysForProof({ ...proof, keys: proof.keys ?? header.keys }, this.#trust.keys));
    if (typeof proven === 'string') throw new Fault(proven);
    const said = this.#trust.readEntry(raw);
    for (const [name, value] of Object.entries(said)) if (entry[name as keyof EvidenceEntry] !== value) throw new Fault(`Entry ${entry.seq} does not say what is written beside it.`);
    if (entry.organisation !== header.case.owner) throw new Fault(`Entry ${entry.seq} is of another country.`);
    this.#entries.push(entry);
  }

  async #checkAttachment({ attachment, data }: Extract<EvidenceLine, { type: 'attachment' }>): Promise<void> {
    const bytes = data === '' ? new Uint8Array() : fromBase64(data);
    if (bytes === undefined || toHex(await sha256(bytes)) !== attachment.sha256) throw new Fault(`Attachment ${attachment.id} is not the file whose hash is written beside it.`);
    this.#attachments += 1;
    await this.#trust.onAttachment?.(attachment, bytes);
  }

  async #verifySignature(header: EvidenceHeader): Promise<'both' | 'short'> {
    const note = parseNote(this.#signature ?? '');
    if (note === undefined) throw new Fault('The file was cut off: it carries no signature.');
    const text = evidenceText({ origin: header.origin, id: header.case.id, owner: header.case.owner, lines: this.#lines, digest: toHex(this.#digest), made: header.made });
    if (!isEqual(new TextEncoder().encode(note.text), new TextEncoder().encode(text))) throw new Fault('The file was changed after it was signed.');
    const signed = await whoSigned(note, (await followKeys(header.origin, this.#trust.keys, header.keys)) ?? this.#trust.keys);
    if (signed === 'nobody') throw new Fault('The file is forged: it is not signed by the keys that you trust.');
    return signed;
  }
}

/** What entries of versions say was done. */
const ACTS: ReadonlySet<string> = new Set(['report', 'correct', 'withdraw']);

function parse(line: string): unknown {
  try {
    return JSON.parse(line);
  } catch {
    return undefined;
  }
}
