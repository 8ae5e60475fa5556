import { open, readFile, rename, unlink } from 'node:fs/promises';
import { join } from 'node:path';
import { fail } from '@watchword/api/errors.ts';
import { textErased } from '../events.ts';
import type { AuditEntry, Who } from '../events.ts';
import { framesOf, openHeader } from '../frames.ts';
import type { Frame } from '../frames.ts';
import { syncFolder } from './key-file.ts';
import type { KeyTree } from './key-tree.ts';
import type { KeyErasure, KeysChange } from './key-changes.ts';
import { requireTree } from './key-changes.ts';
import { syncKept, sweepKept, writeKept } from './kept.ts';
import { listItems, SUITE } from '../sealing.ts';
import { listSegments } from '../segments.ts';
import { TextReader } from '../texts.ts';
import type { OpenedSection } from '../texts.ts';

/** The texts of which entries are to be erased, who ordered it, and the code of the reason. */
export type ErasingOrder = { readonly seqs: readonly number[]; readonly who: Who; readonly reason: string };
/** How many texts were erased; the others had none, or none any more. */
export type Erased = { readonly erased: number };

/** `changeKeys`: done by the one who writes the log, between two groups. `step` is called before each step, for tests. */
export type ErasingParts = {
  readonly dir: string;
  readonly chain: string;
  readonly changeKeys: (change: KeysChange) => Promise<void>;
  readonly append: (entry: AuditEntry) => Promise<unknown>;
  readonly step?: (name: string) => void;
};

/**
 * Erases texts for good; the log's own bytes stay. For each group concerned: its other texts are written under the group's next key and made
 * durable, then the group's key is cut out of the day's. A crash leaves a text readable or erased, and the order, which `finishErasing` takes up. An entry says how
 * many were erased within which range. To be called for entries that are durable, one order at a time.
 */
export async function eraseTexts(parts: ErasingParts, order: ErasingOrder): Promise<Erased> {
  if (order.seqs.length === 0) return { erased: 0 };
  requireWritable(order);
  await finishErasing(parts);
  await writeOrder(parts.dir, order);
  return carryOut(parts, order);
}

// What the entry cannot say must not be found out after the texts are gone.
function requireWritable({ who, reason }: ErasingOrder): void {
  if (!CODE.test(reason) || !CLEAR.test(who.organisation) || !CLEAR.test(who.actor)) throw fail('server.internal', {}, new Error('an order to erase cannot be written down'));
}

const CODE = /^[a-z0-9][a-z0-9.-]{0,99}$/;
const CLEAR = /^[\x20-\x7e]{0,255}$/;

/** Carries out an order that a crash cut short; undefined when there is none. */
export async function finishErasing(parts: ErasingParts): Promise<Erased | undefined> {
  const order = await readOrder(parts.dir);
  if (order === undefined) return undefined;
  // What was cut out may still lie beside the keys that took its place.
  await parts.changeKeys({ kind: 'sweep' });
  return carryOut(parts, order);
}

type WrittenOrder = ErasingOrder & { readonly count?: number };

async function carryOut(parts: ErasingParts, order: WrittenOrder): Promise<Erased> {
  const { dir, step = () => undefined } = parts;
  step('find the texts');
  const { erasures, found } = await prepare(parts, order.seqs);
  const count = order.count ?? found;
  // From here on texts go: how many is known, also to whoever takes the order up after a crash.
  await writeOrder(dir, { ...order, count });
  for (const erasure of erasures) {
    step('cut out the keys');
    await parts.changeKeys({ kind: 'erase', ...erasure });
    step('sweep what was kept before');
    await sweep(dir, erasure.id);
  }
  if (count > 0) {
    step('write the entry');
    const [from, to] = rangeOf(order.seqs);
    await parts.append(textErased(order.who, { from, to, count, reason: order.reason }));
  }
  step('lay the order down');
  await unlink(join(dir, ORDER));
  await syncFolder(dir);
  return { erased: count };
}

function rangeOf(seqs: readonly number[]): [number, number] {
  return seqs.reduce<[number, number]>(([from, to], seq) => [Math.min(from, seq), Math.max(to, seq)], [Infinity, 0]);
}

async function sweep(dir: string, id: string): Promise<void> {
  const { tree } = await requireTree(dir, id);
  await sweepKept(dir, id, (first) => {
    const { generation, kept } = tree.keyOf(first);
    return generation > 0 && kept === 0 ? -1 : generation;
  });
  tree.forget();
}

/** Writes what is to stay, and says which keys are to be cut out, and how many texts go with them. */
async function prepare(parts: ErasingParts, seqs: readonly number[]): Promise<{ erasures: KeyErasure[]; found: number }> {
  const { dir, chain, step = () => undefined } = parts;
  const wanted = new Set(seqs);
  const days = new Map<string, { groups: Map<number, number>; ofDay: boolean }>();
  const reader = new TextReader(dir, chain);
  const trees = new Trees(dir);
  let found = 0;
  for await (const { bytes, head } of groupsWith(dir, wanted)) {
    for (const opened of await reader.openSections(bytes, head)) {
      const gone = listItems(opened.plain).filter(({ seq }) => wanted.has(seq)).length;
      if (gone === 0) continue;
      found += gone;
      const day = days.get(opened.section.id) ?? { groups: new Map<number, number>(), ofDay: false };
      days.set(opened.section.id, day);
      if (opened.byDay) day.ofDay = true;
      else {
        step('write what stays');
        day.groups.set(head.first, await keepRest(parts, { first: head.first, opened, wanted, tree: await trees.get(opened.section.id), next: true }));
      }
    }
  }
  trees.forget();
  for (const [id, { ofDay }] of days) if (ofDay) await keepDay(parts, id, wanted);
  for (const id of days.keys()) await syncKept(dir, id);
  return { erasures: [...days].map(([id, { groups, ofDay }]) => ({ id, groups: [...groups].map(([first, kept]) => ({ first, kept })), dropDirect: ofDay })), found };
}

type Rest = { first: number; opened: OpenedSection; wanted: ReadonlySet<number>; tree: KeyTree; next: boolean };

/** Writes the texts of a group that are not wanted gone, under its next key or under its first. Returns how many. */
async function keepRest({ dir, chain }: ErasingParts, { first, opened: { section, plain }, wanted, tree, next }: Rest): Promise<number> {
  const rest = listItems(plain).filter(({ seq }) => !wanted.has(seq));
  if (rest.length === 0) return 0;
  const { key, generation } = next ? tree.nextKeyOf(first) : tree.keyOf(first);
  await writeKept(dir, { id: section.id, first, generation }, { chain, key, plain: Buffer.concat(rest.map(({ start, end }) => plain.subarray(start, end))) });
  return rest.length;
}

/** A day that the first version sealed with one key: every text of it that stays is written anew, since that key must go. */
async function keepDay(parts: ErasingParts, id: string, wanted: ReadonlySet<number>): Promise<void> {
  const { dir, chain, changeKeys } = parts;
  await changeKeys({ kind: 'prepare', id });
  const reader = new TextReader(dir, chain);
  const { tree } = await requireTree(dir, id);
  for await (const { bytes, head } of groupsWith(dir, undefined)) {
    for (const opened of await reader.openSections(bytes, head)) {
      if (opened.section.id === id && opened.section.suite === SUITE.ofDay) await keepRest(parts, { first: head.first, opened, wanted, tree, next: false });
    }
  }
  tree.forget();
}

/** The trees of the days that are touched, each read once. */
class Trees {
  readonly #dir: string;
  readonly #known = new Map<string, KeyTree>();

  constructor(dir: string) {
    this.#dir = dir;
  }

  async get(id: string): Promise<KeyTree> {
    const known = this.#known.get(id);
    if (known !== undefined) return known;
    const { tree } = await requireTree(this.#dir, id);
    this.#known.set(id, tree);
    return tree;
  }

  forget(): void {
    for (const tree of this.#known.values()) tree.forget();
    this.#known.clear();
  }
}

/** The groups that hold one of these entries; all with sealed texts when none are named. */
async function* groupsWith(dir: string, wanted: ReadonlySet<number> | undefined): AsyncGenerator<Frame, void, undefined> {
  const seqs = wanted === undefined ? undefined : [...wanted].toSorted((a, b) => a - b);
  const segments = await listSegments(dir);
  for (const [i, segment] of segments.entries()) {
    const end = segments[i + 1]?.first ?? Infinity;
    const here = seqs?.filter((seq) => seq >= segment.first && seq < end);
    if (here?.length === 0) continue;
    const header = await openHeader(segment);
    if (header === undefined) return;
    let at = 0;
    const wants = ({ first, count, sealed }: Frame['head']): boolean | 'enough' => {
      if (here === undefined) return sealed > 0;
      while ((here[at] ?? Infinity) < first) at += 1;
      const seq = here[at];
      return seq === undefined ? 'enough' : seq < first + count && sealed > 0;
    };
    for await (const frames of framesOf(segment, header.length, wants)) yield* frames;
  }
}

const ORDER = 'erasing';

async function writeOrder(dir: string, order: WrittenOrder): Promise<void> {
  const path = join(dir, ORDER);
  const file = await open(`${path}.new`, 'w', 0o600);
  try {
    await file.writeFile(`watchword-erasing 1 ${JSON.stringify(order)}\n`);
    await file.sync();
  } finally {
    await file.close();
  }
  await rename(`${path}.new`, path);
  await syncFolder(dir);
}

async function readOrder(dir: string): Promise<WrittenOrder | undefined> {
  const text = await readFile(join(dir, ORDER), 'utf8').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return undefined;
    throw error;
  });
  if (text === undefined) return undefined;
  const json = /^watchword-erasing 1 (\{.*\})\n$/.exec(text)?.[1];
  if (json === undefined) throw fail('audit.broken', { detail: 'The file erasing is damaged.' });
  return JSON.parse(json) as WrittenOrder;
}
