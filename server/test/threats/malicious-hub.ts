/** What somebody can do to a log who runs the hub and has all of its files and keys: rewrites that leave every hash and checksum right. */
import { createHash, createPrivateKey } from 'node:crypto';
import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { ENTRY, hashEntry } from '#audit/entry.ts';
import { FRAME, parseFrameHead, putFrameHead } from '#audit/frame.ts';
import { genesis } from '#audit/segments.ts';
import { writeMark } from '#audit/tail.ts';
import { newKey, signerOf, type Signer } from '#audit/tree/signing.ts';
import { vouchText } from '@watchword/sdk/proofs/trust.ts';

/** One group: its entries with length and leaf prefix, and its sealed part. */
export type ForgedGroup = { entries: Buffer[]; sealed: Buffer };

const FILE = '000000000001.log';

/** Rewrites a log of one segment: numbers, links, hashes, checksums and mark are all right afterwards. */
export async function forgeLog(dir: string, change: (groups: ForgedGroup[]) => ForgedGroup[]): Promise<void> {
  const bytes = readFileSync(join(dir, FILE));
  const start = bytes.indexOf('\n') + 1;
  const chain = /chain=([0-9a-f]{32})/.exec(bytes.toString('latin1', 0, start))?.[1] ?? '';
  const link = { ...genesis(chain) };
  const parts: Buffer[] = [bytes.subarray(0, start)];
  let at = start;
  let last = start;
  for (const { entries, sealed } of change(readGroups(bytes, start))) {
    const first = link.seq + 1;
    for (const entry of entries) {
      link.seq += 1;
      entry.writeUIntBE(link.seq, ENTRY.prefix + ENTRY.seq, 6);
      entry.write(link.hash, ENTRY.prefix + ENTRY.prev, ENTRY.hash, 'hex');
      link.hash = hashEntry(entry.subarray(ENTRY.prefix - 1));
    }
    const frame = Buffer.concat([Buffer.alloc(FRAME.head), ...entries, sealed]);
    putFrameHead(frame, { length: frame.length - FRAME.head, sealed: sealed.length, first, count: entries.length, last: link.hash });
    parts.push(frame);
    last = at;
    at += frame.length;
  }
  writeFileSync(join(dir, FILE), Buffer.concat(parts));
  await writeMark(dir, { chain, segment: 1, frame: last, seq: link.seq, hash: link.hash });
}

function readGroups(bytes: Buffer, start: number): ForgedGroup[] {
  const groups: ForgedGroup[] = [];
  for (let at = start; at < bytes.length; ) {
    const head = parseFrameHead(bytes, at);
    if (head === undefined) throw new Error('the log to be forged is not whole');
    const end = at + FRAME.head + head.length - head.sealed;
    const entries: Buffer[] = [];
    for (let from = at + FRAME.head; from < end; ) {
      const next = from + ENTRY.prefix + bytes.readUIntBE(from, 3);
      entries.push(Buffer.from(bytes.subarray(from, next)));
      from = next;
    }
    groups.push({ entries, sealed: Buffer.from(bytes.subarray(end, end + head.sealed)) });
    at = end + head.sealed;
  }
  return groups;
}

/** Throws away the sealed texts, which open in their own place only. */
export function unseal(groups: ForgedGroup[]): ForgedGroup[] {
  for (const { entries: [first] } of groups) first?.fill(0, ENTRY.prefix + ENTRY.fixed, ENTRY.prefix + ENTRY.fixed + ENTRY.hash);
  return groups.map(({ entries }) => ({ entries, sealed: Buffer.alloc(0) }));
}

/** Puts one text for another of the same length into the entry with this number. */
export function rewriteEntry(groups: ForgedGroup[], seq: number, [from, to]: readonly [string, string]): ForgedGroup[] {
  const entry = groups.flatMap(({ entries }) => entries)[seq - 1];
  const at = entry?.indexOf(from) ?? -1;
  if (entry === undefined || at < 0 || from.length !== to.length) throw new Error('there is nothing to rewrite');
  entry.write(to, at, 'latin1');
  return groups;
}

/** Forgets everything that was published; the keys stay, so that all is signed anew at the next start. */
export function forgetTrees(dir: string): void {
  for (const name of ['checkpoints', 'log', 'requesters', 'owners', 'sealed']) rmSync(join(dir, 'trees', name), { recursive: true, force: true });
}

/** A hash of what is in no log. */
export const noHash = createHash('sha256').update('no such entry').digest('hex');

type Kept = { generation: number; since: number; ed25519: string; mlDsa44: string; secrets: { ed25519: string; mlDsa44: string } };
const signingFile = (dir: string, generation: number): string => join(dir, 'trees', 'signing', `${String(generation).padStart(4, '0')}.json`);
const readKept = (dir: string, generation: number): Kept => JSON.parse(readFileSync(signingFile(dir, generation), 'utf8')) as Kept;

function signersOf({ ed25519 }: Pick<Kept, 'ed25519'>, secrets: Kept['secrets']): Signer[] {
  const origin = ed25519.split('+')[0] ?? '';
  return [signerOf(origin, 'ed25519', createPrivateKey(secrets.ed25519)), signerOf(origin, 'watchword-ml-dsa-44', createPrivateKey(secrets.mlDsa44))];
}

const signed = (text: string, signers: readonly Signer[]): string => `${text}\n${signers.map((one) => `${one.sign(Buffer.from(text))}\n`).join('')}`;

/** Lays keys beside the first ones that are to follow them, vouched for by these or by themselves; the log is not told. */
export function forgeNextKeys(dir: string, { by }: { by: 'itself' | 'the old keys' }): void {
  const first = readKept(dir, 1);
  const secrets = { ed25519: newKey('ed25519'), mlDsa44: newKey('ml-dsa-44') };
  const own = signersOf(first, secrets);
  const next = { generation: 2, since: first.since + 1, ed25519: own[0]?.line ?? '', mlDsa44: own[1]?.line ?? '' };
  const vouched = signed(vouchText(first.ed25519.split('+')[0] ?? '', next), by === 'itself' ? own : signersOf(first, first.secrets));
  writeFileSync(signingFile(dir, 2), JSON.stringify({ ...next, secrets, vouched }));
}

/** Signs the newest checkpoint with the keys of this generation in place of those that signed it. */
export function signNewestAgain(dir: string, generation: number): void {
  const file = join(dir, 'trees', 'checkpoints', 'latest.json');
  const latest = JSON.parse(readFileSync(file, 'utf8')) as { note: string };
  const keys = readKept(dir, generation);
  writeFileSync(file, JSON.stringify({ ...latest, note: signed(`${latest.note.split('\n\n')[0] ?? ''}\n`, signersOf(keys, keys.secrets)) }));
}
