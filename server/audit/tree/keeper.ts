/** Grows the trees of a log behind what is durable, and publishes their heads in signed checkpoints. */
import { createPrivateKey, createPublicKey, generateKeyPairSync, hash, randomBytes, type KeyObject } from 'node:crypto';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { formatCheckpoint, parseCheckpoint } from '@watchword/sdk/proofs/checkpoints.ts';
import { parseNote } from '@watchword/sdk/proofs/notes.ts';
import { openKeyFile, renameKeyFile } from '../../key-file.ts';
import { ENTRY, ENTRY_FIELDS, FLAG_OPENS, HASH_BYTES, hashBytes } from '../entry.ts';
import { FRAME } from '../frame.ts';
import { framesOf, openHeader, type Frame } from '../frames.ts';
import { AUDIT_EVENTS } from '../events.ts';
import { decodeEntry, type ReadEntry } from '../read.ts';
import { listSegments, type Segment } from '../segments.ts';
import { TextReader } from '../texts.ts';
import { Forest, type Place } from './forest.ts';
import { bytesOf, hexOf, latinOf, NO_LEAVES } from './hashing.ts';
import { Heads, sealedCommitment } from './heads.ts';
import { History, type Published } from './history.ts';
import { openTexts } from './open-texts.ts';
import { commitmentOf, detailText, putLeaf, saltOf, sealBox, touchedBy } from './owner-leaves.ts';
import { SigningKeys } from './signing.ts';

/** The folder of the trees in that of the log. */
export const TREES = 'trees';

/** `checkFrom`: from this entry on each hash is worked out, not believed; `tell`: owners are told. */
type Following = { readonly checkFrom: number; readonly tell: boolean };
const FOLLOWING: Following = { checkFrom: Infinity, tell: true };
// Leaves of owners are kept, and they are not told a second time.
const REBUILDING: Following = { checkFrom: 1, tell: false };

/** Why the trees do not fit the log; the checkpoints that were signed stay, and none is added. */
export class TreesBroken extends Error {
  override readonly name = 'TreesBroken';
}

/** An entry that says with which keys the log is signed from there on. */
export type ToldKeys = { readonly generation: number; readonly seq: number; readonly digest: string };

/** The trees of one log. `dir` is the folder of the log. */
export class Keeper {
  readonly dir: string;
  readonly chain: string;
  readonly forest: Forest;
  readonly history: History;
  readonly keys: SigningKeys;
  readonly secret: Buffer;
  readonly #commission: KeyObject;
  /** Entries that showed records, of which it can no longer be read which. */
  readonly erased = new Set<number>();
  /** What the log says of the keys that sign it. */
  readonly toldKeys: ToldKeys[] = [];
  /** Called after each group. */
  onGroup: () => void = () => undefined;
  #place: Place | undefined;
  #heads: Heads | undefined;

  /** `folder`: where the trees are, beside the log unless told. */
  constructor(dir: string, chain: string, folder = join(dir, TREES)) {
    mkdirSync(folder, { recursive: true, mode: 0o700 });
    this.dir = dir;
    this.chain = chain;
    this.secret = ensureSecret(join(folder, 'secret'));
    this.#commission = ensureSealedLogKey(folder);
    this.keys = new SigningKeys(folder, this.origin);
    this.history = new History(folder);
    this.forest = new Forest(folder);
    this.#place = this.history.last?.place;
  }

  /** The name of the log in its checkpoints. */
  get origin(): string {
    return `watchword/${this.chain}`;
  }

  /** Entries in the tree. */
  get size(): number {
    return this.forest.log.tree.size;
  }

  /** The heads of the newest checkpoint. */
  get heads(): Heads {
    return (this.#heads ??= new Heads(this.forest, this.secret, this.history.last?.number ?? 0));
  }

  /** The public key to which the sealed log is sealed, as PEM. */
  get commission(): string {
    return this.#commission.export({ format: 'pem', type: 'spki' }).toString();
  }

  /** Goes on from the newest checkpoint. What does not fit it is made anew from the log. @throws TreesBroken when the log itself does not fit it */
  async start(at: number): Promise<'continued' | 'rebuilt'> {
    this.keys.ensure(at);
    const { last } = this.history;
    this.forest.cutBehind(last?.size ?? 0);
    if (this.#fits(last)) return 'continued';
    this.forest.uproot();
    this.#place = undefined;
    await this.advance(last?.size ?? 0, REBUILDING);
    this.#heads = undefined;
    if (!this.#fits(last)) throw new TreesBroken(`The log does not fit checkpoint ${last?.number ?? 0}, which was signed over ${last?.size ?? 0} entries.`);
    this.forest.flush();
    return 'rebuilt';
  }

  #fits(last: Published | undefined): boolean {
    if (last === undefined) return this.size === 0;
    const checkpoint = parseCheckpoint(parseNote(last.note)?.text ?? '');
    const { log } = this.forest;
    if (checkpoint === undefined || log.tree.size !== checkpoint.size || log.tree.root() !== Buffer.from(checkpoint.root).toString(HASH_BYTES)) return false;
    return this.heads.root === Buffer.from(checkpoint.heads).toString(HASH_BYTES);
  }

  /** Takes in the entries up to this one, all of them durable. */
  async advance(upTo: number, how: Following = FOLLOWING): Promise<void> {
    while (this.size < upTo) {
      const before = this.size;
      await this.#follow(upTo, how);
      if (this.size === before) throw new TreesBroken(`Entry ${before + 1} is not in the log.`);
    }
  }

  async #follow(upTo: number, how: Following): Promise<void> {
    const segments = await listSegments(this.dir);
    const at = this.#place ?? { segment: 1, offset: 0 };
    const index = segments.findIndex(({ first }) => first === at.segment);
    const segment = segments[index];
    if (segment === undefined) throw new TreesBroken(`The segment that begins with entry ${at.segment} is not there.`);
    const header = await openHeader(segment);
    if (header === undefined) return;
    await this.#followSegment(segment, { offset: Math.max(at.offset, header.length), upTo, how });
    const next = segments[index + 1];
    if (next?.first === this.size + 1 && this.size < upTo) this.#place = { segment: next.first, offset: 0 };
  }

  async #followSegment(segment: Segment, { offset, upTo, how }: { offset: number; upTo: number; how: Following }): Promise<void> {
    const texts = new TextReader(this.dir, this.chain);
    let at = offset;
    for await (const frames of framesOf(segment, offset, ({ first, count }) => (first + count - 1 <= upTo ? true : 'enough'))) {
      for (const frame of frames) {
        const place = { segment: segment.first, offset: at };
        const { head } = frame;
        if (head.first !== this.size + 1) throw new TreesBroken(`Entry ${this.size + 1} is not where it should be.`);
        const shows = this.#takeIn(frame, place, how.checkFrom);
        if (shows.length > 0 && how.tell) await this.#tellOwners(frame, { shows, place, texts });
        at += FRAME.head + head.length;
        this.#place = { segment: segment.first, offset: at };
        this.onGroup();
      }
    }
  }

  /** Adds the entries of a group; returns where those begin that name owners. The scribe worked out the hashes: they stand in the next entry, and in the head. */
  #takeIn({ bytes, head }: Frame, place: Place, checkFrom: number): number[] {
    const end = FRAME.head + head.length - head.sealed;
    const shows: number[] = [];
    const { forest } = this;
    for (let at: number = FRAME.head, seq = head.first; at < end; seq += 1) {
      const next = at + ENTRY.prefix + bytes.readUIntBE(at, 3);
      const kept = next < end ? next + ENTRY.prefix + ENTRY.prev : FRAME.last;
      const leaf = bytes.toString(HASH_BYTES, kept, kept + ENTRY.hash);
      if (seq >= checkFrom && hashBytes(bytes.subarray(at + ENTRY.prefix - 1, next)) !== leaf) throw new TreesBroken(`Entry ${seq} was changed.`);
      forest.log.append(leaf, place);
      const { organisation, hasOwners } = glance(bytes, at + ENTRY.prefix, next);
      if (organisation !== '') forest.requester(organisation).append(leaf, seq);
      if (hasOwners) shows.push(at);
      if (bytes.readUInt16BE(at + ENTRY.prefix + ENTRY.event) === KEYS_CHANGED) this.#hearOfKeys(decodeEntry(bytes.subarray(at + ENTRY.prefix - 1, next)));
      at = next;
    }
    return shows;
  }

  #hearOfKeys({ subject, digest, seq }: ReadEntry): void {
    const generation = Number(/^keys_(\d+)$/.exec(subject ?? '')?.[1]);
    if (generation > 0 && digest !== undefined) this.toldKeys.push({ generation, seq, digest });
  }

  async #tellOwners(frame: Frame, { shows, place, texts }: { shows: readonly number[]; place: Place; texts: TextReader }): Promise<void> {
    const { bytes } = frame;
    const textOf = await openTexts(texts, frame);
    for (const at of shows) {
      const entry = decodeEntry(bytes.subarray(at + ENTRY.prefix - 1, at + ENTRY.prefix + bytes.readUIntBE(at, 3)));
      const opened = textOf(entry);
      if (opened === undefined && entry.commitment !== undefined) this.erased.add(entry.seq);
      for (const [which, { detail, told }] of touchedBy(entry, opened?.text).entries()) {
        const salt = saltOf(this.secret, { seq: entry.seq, textSalt: opened?.salt }, which);
        const commitment = commitmentOf(salt, detailText(detail));
        const leaf = { seq: entry.seq, time: entry.time, organisation: entry.organisation, entry: Buffer.from(entry.hash, 'hex'), commitment };
        if (told && /^[A-Z]{1,3}$/.test(detail.owner)) this.forest.owner(detail.owner).append((to) => putLeaf(to, leaf), place);
        else this.forest.sealed.append((to) => putLeaf(to, leaf), place, sealBox(JSON.stringify({ ...detail, entry: entry.seq, salt: salt.toString('hex') }), this.#commission));
      }
    }
  }

  /** Publishes a checkpoint when entries were added since the last; undefined when none were. `at`: ms since 1970. */
  publish(at: number): Published | undefined {
    const { last } = this.history;
    if (this.size === (last?.size ?? 0) || this.#place === undefined) return undefined;
    this.forest.flush();
    const number = (last?.number ?? 0) + 1;
    // A clock that is set back does not put a checkpoint before the one that it follows.
    const time = Math.max(at, last?.time ?? 0);
    const heads = new Heads(this.forest, this.secret, number);
    const { tree: sealed } = this.forest.sealed;
    const before = last === undefined ? '0'.repeat(64) : hash('sha256', parseNote(last.note)?.text ?? '', 'hex');
    const text = formatCheckpoint({
      origin: this.origin, size: this.size, root: bytesOf(this.forest.log.tree.root()), number, time, before: bytesOf(latinOf(before)),
      heads: bytesOf(heads.root), sealed: bytesOf(sealedCommitment(this.secret, number, { size: sealed.size, root: sealed.root() })),
    });
    const published = { number, size: this.size, time, note: this.keys.signNote(text), place: this.#place };
    this.history.add(published);
    this.#heads = heads;
    return published;
  }

  /** Size and root of the sealed log, which the commitment of the newest checkpoint holds. */
  sealedHead(): { size: number; root: string } {
    const { tree } = this.forest.sealed;
    return { size: tree.size, root: hexOf(tree.size === 0 ? NO_LEAVES : tree.root()) };
  }

  close(): void {
    this.forest.close();
    this.history.close();
  }
}

const KEYS_CHANGED = AUDIT_EVENTS['audit.keys-changed'].code;
const { organisation: ORGANISATION, owners: OWNERS } = ENTRY_FIELDS;

/** The organisation of an entry and whether it names owners, without the cost of decoding it. */
function glance(bytes: Buffer, start: number, end: number): { organisation: string; hasOwners: boolean } {
  let organisation = '';
  let hasOwners = false;
  for (let at = start + ENTRY.fixed + (((bytes[start + ENTRY.flags] ?? 0) & FLAG_OPENS) === 0 ? 0 : ENTRY.hash); at + 3 <= end; ) {
    const length = ((bytes[at + 1] ?? 0) << 8) | (bytes[at + 2] ?? 0);
    if (bytes[at] === ORGANISATION.tag) organisation = codeAt(bytes, at + 3, length);
    else if (bytes[at] === OWNERS.tag) hasOwners = length > 0;
    at += 3 + length;
  }
  return { organisation, hasOwners };
}

const codes = new Map<number, string>();

/** A code of three letters, made once; anything else is no organisation that has a tree. */
function codeAt(bytes: Buffer, at: number, length: number): string {
  if (length !== 3) return '';
  const number = ((bytes[at] ?? 0) << 16) | ((bytes[at + 1] ?? 0) << 8) | (bytes[at + 2] ?? 0);
  const known = codes.get(number);
  if (known !== undefined) return known;
  const code = bytes.toString('latin1', at, at + 3);
  codes.set(number, /^[A-Z]{3}$/.test(code) ? code : '');
  return codes.get(number) ?? '';
}

const SECRET_BYTES = 32;

function ensureSecret(file: string): Buffer {
  return openKeyFile({ file, make: () => randomBytes(SECRET_BYTES), parse: (bytes) => (bytes.length === SECRET_BYTES ? bytes : undefined) });
}

/** The public key of the Commission, to which the log of what owners are not told is sealed, and its private half while that is still here. */
export const SEALED_LOG_KEYS = { public: 'sealed-log.pub', private: 'sealed-log.key' } as const;

/** Until the Commission brings its own, a pair is made here, whose private half belongs into the Commission's hands. */
function ensureSealedLogKey(folder: string): KeyObject {
  const [open, secret] = [join(folder, SEALED_LOG_KEYS.public), join(folder, SEALED_LOG_KEYS.private)];
  renameKeyFile(join(folder, 'commission.key'), secret);
  renameKeyFile(join(folder, 'commission.pub'), open);
  return openKeyFile({ file: open, make: () => publicHalf(secret), parse: (bytes) => parsePem(bytes, createPublicKey) });
}

/** The private half is written first: after a crash between the two the public one is made of it. */
function publicHalf(file: string): string {
  const make = (): string => generateKeyPairSync('x25519').privateKey.export({ format: 'pem', type: 'pkcs8' }).toString();
  const key = openKeyFile({ file, make, parse: (bytes) => parsePem(bytes, createPrivateKey) });
  return createPublicKey(key).export({ format: 'pem', type: 'spki' }).toString();
}

function parsePem(bytes: Buffer, read: (pem: string) => KeyObject): KeyObject | undefined {
  try {
    const key = read(bytes.toString('latin1'));
    return key.asymmetricKeyType === 'x25519' ? key : undefined;
  } catch {
    return undefined;
  }
}

/** Reads the Commission's private key. */
export function readCommissionKey(pem: string): KeyObject {
  return createPrivateKey(pem);
}
