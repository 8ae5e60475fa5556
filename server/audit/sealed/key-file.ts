import { randomBytes } from 'node:crypto';
import { chmod, link, mkdir, open, readFile, readdir, rename, stat, unlink } from 'node:fs/promises';
import { join } from 'node:path';
import { crc32 } from 'node:zlib';
import { fail } from '@watchword/api/errors.ts';
import { KeyTree, LEVELS, SECRET } from './key-tree.ts';
import type { Turned, TreeNode } from './key-tree.ts';

/**
 * What a key file holds. `tree`: for groups that were sealed by their own keys. `direct`: the key that sealed all groups of a day at once, as the
 * first version did. A file of that version holds it alone, as 64 hex digits and a line end.
 */
export type DayKeys = { readonly tree?: KeyTree; readonly direct?: Buffer };

/** Fresh keys: a tree of which the root alone is kept. */
export function newKeys(direct?: Buffer): DayKeys & { readonly tree: KeyTree } {
  const tree = new KeyTree([{ level: 0, prefix: 0, secret: randomBytes(SECRET) }]);
  return direct === undefined ? { tree } : { tree, direct };
}

/** Reads the keys of a day and kind; undefined when they were destroyed. Throws `audit.broken` when their file is damaged. */
export async function readKeys(dir: string, id: string): Promise<DayKeys | undefined> {
  const text = await readFile(join(dir, 'keys', `${id}.key`), 'utf8').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return undefined;
    throw error;
  });
  return text === undefined ? undefined : parseKeys(text, id);
}

/** Writes keys that are new. They are durable when it resolves. */
export async function writeKeys(dir: string, id: string, keys: DayKeys): Promise<void> {
  const folder = join(dir, 'keys');
  await mkdir(folder, { recursive: true, mode: 0o700 });
  await chmod(folder, 0o700);
  const path = await writeNew(folder, id, keys);
  await rename(`${path}.new`, path);
  await syncFolder(folder);
}

/**
 * Replaces keys and overwrites what they were before. A crash leaves either, whole; what it leaves beside them is removed by `sweepKeys`.
 * `step` is called before each step, for tests.
 */
export async function replaceKeys(dir: string, id: string, keys: DayKeys, step: (name: string) => void = () => undefined): Promise<void> {
  const folder = join(dir, 'keys');
  await sweepKeys(dir, id);
  step('write the new keys');
  const path = await writeNew(folder, id, keys);
  step('keep a hand on the old keys');
  await link(path, `${path}.old`);
  step('put the new keys in their place');
  await rename(`${path}.new`, path);
  await syncFolder(folder);
  step('destroy the old keys');
  await destroyFile(`${path}.old`);
  await syncFolder(folder);
}

/** Removes what a crash left beside the keys (or beside those of one id): old ones that were replaced, new ones that never were put in place. */
export async function sweepKeys(dir: string, id?: string): Promise<void> {
  const folder = join(dir, 'keys');
  for (const name of await readdir(folder).catch(() => [])) {
    if (id !== undefined && !name.startsWith(`${id}.`)) continue;
    const path = join(folder, name);
    if (name.endsWith('.key.new')) await destroyFile(path);
    else if (name.endsWith('.key.old')) {
      // Before the new keys were put in place both names lead to the same file, which is still in use.
      if (await isSameFile(path, path.slice(0, -'.old'.length))) await unlink(path);
      else await destroyFile(path);
    }
  }
}

/** Overwrites a file and removes it. On disks that write elsewhere, the disk's own encryption must help. */
export async function destroyFile(path: string): Promise<void> {
  const file = await open(path, 'r+');
  try {
    const { size } = await file.stat();
    await file.write(randomBytes(size), 0, size, 0);
    await file.sync();
  } finally {
    await file.close();
  }
  await unlink(path);
}

/** Makes names in a folder durable. Windows cannot open a folder and needs no such step. */
export async function syncFolder(path: string): Promise<void> {
  if (process.platform === 'win32') return;
  const folder = await open(path, 'r');
  try {
    await folder.sync();
  } finally {
    await folder.close();
  }
}

async function writeNew(folder: string, id: string, keys: DayKeys): Promise<string> {
  const path = join(folder, `${id}.key`);
  const file = await open(`${path}.new`, 'w', 0o600);
  try {
    await file.writeFile(printKeys(keys));
    await file.sync();
  } finally {
    await file.close();
  }
  return path;
}

async function isSameFile(one: string, other: string): Promise<boolean> {
  const [a, b] = await Promise.all([one, other].map((path) => stat(path, { bigint: true }).catch(() => undefined)));
  return a !== undefined && b !== undefined && a.ino === b.ino && a.dev === b.dev;
}

const HEAD = 'watchword-key 2';

function printKeys({ direct, tree }: DayKeys): string {
  const lines = [HEAD];
  if (direct !== undefined) lines.push(`direct ${direct.toString('hex')}`);
  for (const { level, prefix, secret } of tree?.nodes ?? []) lines.push(`node ${level} ${prefix} ${secret.toString('hex')}`);
  for (const [seq, { generation, kept, secret }] of tree?.turned ?? []) lines.push(`turned ${seq} ${generation} ${kept} ${secret.toString('hex')}`);
  const text = `${lines.join('\n')}\n`;
  return `${text}crc ${crc32(text).toString(16).padStart(8, '0')}\n`;
}

const CRC = /^crc ([0-9a-f]{8})\n$/;
const LINE = /^(?:direct|node (\d{1,2}) (\d{1,15})|turned (\d{1,15}) (\d{1,9}) (\d{1,9})) ([0-9a-f]{64})$/;

function parseKeys(text: string, id: string): DayKeys {
  if (/^[0-9a-f]{64}\n$/.test(text)) return { direct: Buffer.from(text.trim(), 'hex') };
  const end = text.lastIndexOf('crc ');
  const crc = CRC.exec(text.slice(Math.max(end, 0)));
  const lines = text.slice(0, Math.max(end, 0)).split('\n');
  if (crc === null || lines[0] !== HEAD || crc32(text.slice(0, end)) !== Number.parseInt(crc[1] ?? '', 16)) throw damaged(id);
  const nodes: TreeNode[] = [];
  const turned = new Map<number, Turned>();
  let direct: Buffer | undefined;
  for (const line of lines.slice(1, -1)) {
    const [, level, prefix, seq, generation, kept, hex = ''] = LINE.exec(line) ?? [];
    const secret = Buffer.from(hex, 'hex');
    if (secret.length !== SECRET || Number(level ?? 0) > LEVELS) throw damaged(id);
    if (level !== undefined) nodes.push({ level: Number(level), prefix: Number(prefix), secret });
    else if (seq !== undefined) turned.set(Number(seq), { generation: Number(generation), kept: Number(kept), secret });
    else direct = secret;
  }
  return { tree: new KeyTree(nodes, turned), ...(direct === undefined ? {} : { direct }) };
}

function damaged(id: string): Error {
  return fail('audit.broken', { detail: `The key file ${id}.key is damaged.` });
}
