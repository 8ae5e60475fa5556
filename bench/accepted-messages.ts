/**
 * Messages that a hub takes, each on the disk (fsync) and signed for before it is answered: `node bench/accepted-messages.ts [messages] [senders]`. They are
 * written and signed before the clock runs; the server is a process of its own on the same machine.
 */
import { readdirSync, readFileSync } from 'node:fs';
import { MEMBER_CODES } from '../api/countries/members.ts';
import { PERMISSIONS } from '../api/operation.ts';
import { createClient } from '../sdk/client.ts';
import { headOf } from '../sdk/messages/directory/log.ts';
import type { Place } from '../sdk/messages/envelope/write.ts';
import { systemClock } from '../server/clock.ts';
import { makeData, spawnServer } from '../server/test/spawn-server.ts';
import { startMail } from '../server/test/start-mail.ts';

const [count = 2000, width = 16] = process.argv.slice(2).map(Number);
const SENDERS = MEMBER_CODES.filter((code) => code !== 'DEU').slice(0, width);
const { data, tokens, remove } = await makeData(Object.fromEntries([...SENDERS, 'DEU', 'XPO'].map((code) => [code, PERMISSIONS])));
const server = await spawnServer(data);

/** Seconds of processor time that each thread of the server has used, by its number. */
function cpuSeconds(): Map<string, { readonly name: string; readonly seconds: number }> {
  return new Map(readdirSync(`/proc/${server.pid}/task`).map((thread) => {
    const [, name = '', rest = ''] = /^\d+ \((.*)\) (.*)$/s.exec(readFileSync(`/proc/${server.pid}/task/${thread}/stat`, 'utf8')) ?? [];
    const fields = rest.split(' ');
    return [thread, { name, seconds: (Number(fields[11]) + Number(fields[12])) / 100 }] as const;
  }));
}

try {
  const mail = startMail({ clock: { ...systemClock, moveDays: () => undefined, moveMs: () => undefined }, client: async (code) => createClient({ url: server.url, token: tokens[code] }) });
  await mail.enrolHub();
  const to = await mail.mailbox('DEU');
  const directory = headOf(await mail.log());
  const queues = await Promise.all(SENDERS.map(async (code) => {
    const from = await mail.mailbox(code);
    const places = new Map<string, Place>();
    const written = [];
    for (let at = 0; at < count / SENDERS.length; at++) {
      const one = await mail.write(from, [to], { text: 'x'.repeat(3000), directory }, places);
      for (const { to: code, sequence } of one.message.wraps) places.set(code, { sequence: sequence + 1, prev: one.id });
      written.push(one);
    }
    return { from, written };
  }));
  const cpu = cpuSeconds();
  const began = performance.now();
  // Each line has an order, so its messages go one after the other; senders and their lines go side by side.
  await Promise.all(queues.map(async ({ from, written }) => {
    for (const { message, files } of written) await from.client.messages.send(message, files);
  }));
  const seconds = (performance.now() - began) / 1000;
  const threads = [...cpuSeconds()].map(([thread, { name, seconds: now }]) => ({ thread, name, used: now - (cpu.get(thread)?.seconds ?? 0) })).toSorted((one, other) => other.used - one.used);
  const used = threads.reduce((sum, thread) => sum + thread.used, 0);
  const all = queues.reduce((sum, { written }) => sum + written.length, 0);
  process.stdout.write(`${all} messages of 4 KB taken in ${seconds.toFixed(2)} s: ${Math.round(all / seconds)}/s; ${((used / all) * 1000).toFixed(2)} ms of processor each (${Math.round(2 * all / used)}/s with two cores)\n`);
  for (const { thread, name, used: of } of threads.slice(0, 12)) process.stdout.write(`  ${name} ${Number(thread) - server.pid}: ${((of / all) * 1000).toFixed(2)} ms each\n`);
} finally {
  await server.end();
  remove();
}
