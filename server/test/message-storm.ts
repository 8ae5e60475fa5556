/** Many desks listen while messages pass and the server is killed: what was acknowledged is there once, in order, at every desk that it is for. */
import { setTimeout as wait } from 'node:timers/promises';
import { AppError } from '@watchword/api/errors.ts';
import { PERMISSIONS } from '@watchword/api/operation.ts';
import type { DirectoryHead } from '@watchword/api/message-format.ts';
import { createClient, type Client } from '@watchword/sdk/client.ts';
import { headOf } from '@watchword/sdk/messages/directory/log.ts';
import type { Place } from '@watchword/sdk/messages/envelope/write.ts';
import { systemClock } from '../clock.ts';
import { makeData, spawnServer } from './spawn-server.ts';
import { startMail, type Mail, type Mailbox } from './start-mail.ts';

export type Storm = { readonly organisations: readonly string[]; readonly desks: number; readonly messages: number; readonly kills: number; readonly say?: (line: string) => void };
/** `lost`, `twice`, `disordered`: how many, each of which must be 0. `late`: desks that had not heard of everything at the end. */
export type Weathered = { readonly acknowledged: number; readonly handed: number; readonly lost: number; readonly twice: number; readonly disordered: number; readonly late: number; readonly kills: number; readonly seconds: number };

type Line = { readonly id: string; readonly from: string; readonly sequence: number };
type Desk = { readonly code: string; readonly got: Line[]; readonly done: Promise<void> };

/** Lets it rage. */
export async function messageStorm({ organisations, desks: many, messages, kills, say = () => undefined }: Storm): Promise<Weathered> {
  const { data, tokens, remove } = await makeData(Object.fromEntries([...organisations, 'XPO'].map((code) => [code, PERMISSIONS])));
  let server = await spawnServer(data);
  const over = new AbortController();
  // The address changes with each start; whoever listens finds the new one.
  const fetchThere = ((input: string, init?: RequestInit) => fetch(input.replace('http://hub', server.url), init)) as typeof fetch;
  const clientOf = (code: string): Client => createClient({ url: 'http://hub', token: tokens[code], fetch: fetchThere, retries: 50 });
  const mail = startMail({ clock: { ...systemClock, moveDays: () => undefined, moveMs: () => undefined }, client: async (code) => clientOf(code) });
  try {
    await mail.enrolHub();
    const boxes: Mailbox[] = [];
    for (const code of organisations) boxes.push(await mail.mailbox(code));
    say(`${boxes.length} mailboxes are open.`);
    // Read before the first kill: what is told of here tries again, this need not.
    const directory = headOf(await mail.log());
    const desks = Array.from({ length: many }, (_, at) => openDesk(organisations[at % organisations.length] ?? '', clientOf(organisations[at % organisations.length] ?? ''), over.signal));
    const began = performance.now();
    const killing = killNowAndThen({ kills, done: over.signal, restart: async () => {
      await server.kill();
      server = await spawnServer(data);
    } });
    const sent = (await Promise.all(boxes.map(async (box, at) => await sendMany({ mail, box, boxes, directory, count: Math.floor(messages / boxes.length) + (at < messages % boxes.length ? 1 : 0) })))).flat();
    say(`${sent.length} messages are acknowledged.`);
    const done = await killing;
    const expected = new Map(organisations.map((code) => [code, sent.filter(({ to, from }) => to.includes(code) || from === code).length]));
    for (let left = 600; desks.some(({ code, got }) => got.length < (expected.get(code) ?? 0)) && left > 0; left--) await wait(50);
    const seconds = (performance.now() - began) / 1000;
    over.abort();
    await Promise.all(desks.map((desk) => desk.done));
    return { ...judge(desks, sent, expected), kills: done, seconds };
  } finally {
    over.abort();
    await server.end().catch(() => undefined);
    remove();
  }
}

type Sent = { readonly id: string; readonly from: string; readonly to: readonly string[] };

/** A desk: what it hears of makes it ask for what is new, as pages do. */
function openDesk(code: string, client: Client, signal: AbortSignal): Desk {
  const got: Line[] = [];
  let last = 0;
  const read = async (): Promise<void> => {
    for (;;) {
      const { items } = await client.messages.list({ after: last, limit: 500 }, { signal });
      for (const { id, from, sequence, number } of items) {
        got.push({ id, from, sequence });
        last = number;
      }
      if (items.length < 500) return;
    }
  };
  const done = (async () => {
    for await (const heard of client.events({ after: 0, signal })) {
      if (heard.type === 'event' && heard.kind.startsWith('message.') && heard.kind !== 'message.receipt') await read();
    }
  })().catch((error: unknown) => {
    if (!signal.aborted) throw error;
  });
  return { code, got, done };
}

async function sendMany({ mail, box, boxes, directory, count }: { mail: Mail; box: Mailbox; boxes: readonly Mailbox[]; directory: DirectoryHead; count: number }): Promise<Sent[]> {
  const others = boxes.filter((one) => one !== box);
  const places = new Map<string, Place>();
  const sent: Sent[] = [];
  for (let at = 0; at < count; at++) {
    const to = [...new Set(Array.from({ length: 1 + (at % 3) }, (_, turn) => others[(at * 7 + turn * 3) % others.length]))].filter((one) => one !== undefined).toSorted((a, b) => (a.code < b.code ? -1 : 1));
    const { id, message, files } = await mail.write(box, to, { text: `Message ${at}`, directory }, places);
    await untilTaken(() => box.client.messages.send(message, files));
    for (const { to: code, sequence } of message.wraps) places.set(code, { sequence: sequence + 1, prev: id });
    sent.push({ id, from: box.code, to: to.map(({ code }) => code) });
  }
  return sent;
}

/** The same message again and again until somebody says that it was taken. */
async function untilTaken(send: () => Promise<unknown>): Promise<void> {
  for (;;) {
    try {
      await send();
      return;
    } catch (error) {
      if (!(error instanceof AppError) || !['server.unreachable', 'server.busy', 'request.in-flight', 'store.unavailable', 'audit.unavailable'].includes(error.code)) throw error;
      await wait(50);
    }
  }
}

async function killNowAndThen({ kills, done, restart }: { kills: number; done: AbortSignal; restart: () => Promise<void> }): Promise<number> {
  let count = 0;
  while (count < kills && !done.aborted) {
    await wait(300 + Math.random() * 900);
    await restart();
    count += 1;
  }
  return count;
}

function judge(desks: readonly Desk[], sent: readonly Sent[], expected: ReadonlyMap<string, number>): Omit<Weathered, 'kills' | 'seconds'> {
  let [lost, twice, disordered, late, handed] = [0, 0, 0, 0, 0];
  const wanted = new Map([...expected.keys()].map((code) => [code, sent.filter(({ to, from }) => to.includes(code) || from === code).map(({ id }) => id)]));
  for (const { code, got } of desks) {
    const ids = new Set(got.map(({ id }) => id));
    handed += got.length;
    twice += got.length - ids.size;
    lost += (wanted.get(code) ?? []).filter((id) => !ids.has(id)).length;
    if (got.length < (expected.get(code) ?? 0)) late += 1;
    const lines = new Map<string, number>();
    for (const { from, sequence } of got) {
      if (sequence !== (lines.get(from) ?? 0) + 1) disordered += 1;
      lines.set(from, sequence);
    }
  }
  return { acknowledged: sent.length, handed, lost, twice, disordered, late };
}

