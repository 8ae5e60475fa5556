/**
 * Mailboxes against a model of them: three bureaus write to one another over a hub that keeps messages back, hands them out late or twice, while epochs go by.
 * Each bureau shows every message that reached it once, opened, and is told of exactly those that came out of their turn.
 */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { AppError } from '@watchword/api/errors.ts';
import { deviceFromSeeds, generateSeeds, publicKeysOf } from '../messages/devices/device-keys.ts';
import { MemoryHub } from './hub-under-test.ts';
import { openKeyBook } from './key-book.ts';
import { enrolDevice, foundDirectory, nextEpoch } from './members.ts';
import { openPost, type Post } from './post.ts';

const CODES = ['COL', 'FRA', 'ITA'] as const;
type Code = (typeof CODES)[number];
type Bureau = { readonly code: Code; readonly post: Post; readonly keep: Map<string, string>; at: number; readonly shown: Map<string, string>; readonly told: string[] };
/** A message as it was sent. `place`: its number in the line to each recipient. */
type Sent = { readonly id: string; readonly from: Code; readonly to: readonly Code[]; readonly text: string; readonly places: ReadonlyMap<Code, number> };

let clock = Date.UTC(2026, 10, 25, 12);
const now = (): number => (clock += 5);

async function openBureau(hub: MemoryHub, code: Code): Promise<Bureau> {
  const [node, first, second, ...custodians] = await Promise.all(Array.from({ length: 6 }, () => deviceFromSeeds(generateSeeds())));
  assert.ok(node !== undefined && first !== undefined && second !== undefined);
  const kept = new Map<string, string>();
  const keep = { read: async (name: string) => kept.get(name), write: async (name: string, value: string) => void kept.set(name, value) };
  const view = hub.of(code);
  const officers = [first, second];
  for (const entry of await foundDirectory({ organisation: code, custodians, recovery: first.kem.publicKey, officers: officers.map(({ publicKey: key }, at) => ({ name: `officer ${at}`, key })), time: new Date(now()).toISOString() })) await view.publishEntry(entry);
  const post = openPost({ organisation: code, hub: view, book: await openKeyBook({ hub: view, keep }), keep, device: node, officers, now });
  await enrolDevice(post.members, { kind: 'node', name: 'node', ...publicKeysOf(node) });
  post.setKeys(await nextEpoch(post.members, post.keys()));
  return { code, post, keep: kept, at: 0, shown: new Map(), told: [] };
}

/** Takes in what is new, as a node does. */
async function fetchAll(hub: MemoryHub, { post, code, keep, shown, told, ...bureau }: Bureau, held: ReadonlySet<string>): Promise<number> {
  let { at } = bureau;
  const view = hub.of(code);
  for (const { id, number } of await view.list(at)) {
    at = number;
    if (held.has(`${code} ${id}`)) continue;
    try {
      const received = await post.receive(id, await view.message(id));
      keep.set(received.line.name, JSON.stringify(received.line.state));
      assert.ok(!shown.has(id), 'nothing is shown twice');
      shown.set(id, received.opened.content.text);
      if (received.manifest.from !== code) told.push(...received.notices);
    } catch (error) {
      assert.ok(error instanceof AppError && error.code === 'message.replayed', String(error));
      told.push(error.code);
    }
  }
  return at;
}

type Act = { readonly act: 'send'; readonly from: number; readonly to: number } | { readonly act: 'hold' | 'late' | 'again' | 'fetch' | 'rotate'; readonly which: number };
const acts = fc.array(fc.oneof<fc.Arbitrary<Act>[]>(
  fc.record({ act: fc.constant('send' as const), from: fc.nat(2), to: fc.integer({ min: 1, max: 3 }) }),
  fc.record({ act: fc.constant('send' as const), from: fc.nat(2), to: fc.integer({ min: 1, max: 3 }) }),
  fc.record({ act: fc.constantFrom('hold' as const, 'late' as const, 'again' as const, 'fetch' as const, 'rotate' as const), which: fc.nat(20) }),
), { minLength: 8, maxLength: 22 });

/** What a line tells of messages that come in this order, by their numbers: one after a gap, one that was missing. */
function noticesOf(order: readonly number[]): string[] {
  const came = new Set<number>();
  let most = 0;
  return order.flatMap((place) => {
    if (came.has(place)) return ['message.replayed'];
    came.add(place);
    const isGap = place > most + 1;
    const isLate = place < most;
    most = Math.max(most, place);
    return isGap ? ['message.gap'] : isLate ? ['message.reordered'] : [];
  });
}

test('a mailbox shows what reached it, once, whatever the hub does with it, and says what came out of its turn', { timeout: 120_000 }, async () => {
  await fc.assert(fc.asyncProperty(acts, async (list) => {
    const hub = new MemoryHub();
    const bureaus = [await openBureau(hub, 'COL'), await openBureau(hub, 'FRA'), await openBureau(hub, 'ITA')];
    const sent: Sent[] = [];
    const held = new Set<string>();
    /** By recipient and sender: the order in which numbers were handed out. */
    const handed = new Map<string, number[]>();
    const seen = new Map<Code, number>();
    const lineTo = (from: Code, to: Code): number => sent.filter((one) => one.from === from && one.to.includes(to)).length;
    const fetch = async (bureau: Bureau): Promise<void> => {
      const box = hub.boxes.get(bureau.code) ?? [];
      for (const { id } of box.slice(seen.get(bureau.code) ?? 0)) {
        const message = sent.find((one) => one.id === id);
        if (message === undefined || message.from === bureau.code || held.has(`${bureau.code} ${id}`)) continue;
        const key = `${bureau.code} ${message.from}`;
        handed.set(key, [...(handed.get(key) ?? []), message.places.get(bureau.code) ?? 0]);
      }
      seen.set(bureau.code, box.length);
      bureau.at = await fetchAll(hub, bureau, held);
    };
    for (const act of list) {
      const bureau = bureaus['which' in act ? act.which % 3 : act.from];
      assert.ok(bureau !== undefined);
      const toIt = sent.filter(({ to }) => to.includes(bureau.code));
      const chosen = 'which' in act && toIt.length > 0 ? toIt[act.which % toIt.length] : undefined;
      if (act.act === 'send') {
        const to = CODES.filter((code) => code !== bureau.code).filter((_, at) => (act.to & (1 << at)) !== 0);
        const text = `Message ${sent.length}`;
        const places = new Map(to.map((code) => [code, lineTo(bureau.code, code) + 1]));
        const { id } = await bureau.post.send({ to, content: { subject: 'Model', text } });
        sent.push({ id, from: bureau.code, to, text, places });
      } else if (act.act === 'fetch') await fetch(bureau);
      else if (act.act === 'rotate') bureau.post.setKeys(await nextEpoch(bureau.post.members, bureau.post.keys()));
      else if (chosen !== undefined && act.act === 'hold') held.add(`${bureau.code} ${chosen.id}`);
      else if (chosen !== undefined) {
        // Handed out late, or a second time: it stands at the end of the list.
        if (act.act === 'late') held.delete(`${bureau.code} ${chosen.id}`);
        const box = hub.boxes.get(bureau.code) ?? [];
        const known = box.find(({ id }) => id === chosen.id);
        if (known !== undefined) box.push(known);
      }
    }
    for (const bureau of bureaus) await fetch(bureau);
    for (const { code, shown, told } of bureaus) {
      const reached = sent.filter(({ from, to, places }) => from === code || (to.includes(code) && (handed.get(`${code} ${from}`) ?? []).includes(places.get(code) ?? 0)));
      assert.deepEqual(shown, new Map(reached.map(({ id, text }) => [id, text] as const)), code);
      const expected = CODES.flatMap((from) => noticesOf(handed.get(`${code} ${from}`) ?? []));
      assert.deepEqual(told.toSorted(), expected.toSorted(), code);
    }
  }), { numRuns: Number(process.env['MODEL_RUNS'] ?? 5) });
});
