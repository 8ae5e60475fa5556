/**
 * Messages that a hub takes, each on the disk (fsync) and signed for before it is answered: `node bench/accepted-messages.ts [messages] [senders]`. They are
 * written and signed before the clock runs; the server is a process of its own on the same machine.
 */
import { readFileSync } from 'node:fs';
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

/** Seconds of processor time that the server has used. */
function cpuSeconds(): number {
  const fields = readFileSync(`/proc/${server.pid}/stat`, 'utf8').split(') ')[1]?.split(' ') ?? [];
  return (Number(fields[11]) + Number(fields[12])) / 100;
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
  const used = cpuSeconds() - cpu;
  const all = queues.reduce((sum, { written }) => sum + written.length, 0);
  process.stdout.write(`${all} messages of 4 KB taken in ${seconds.toFixed(2)} s: ${Math.round(all / seconds)}/s; ${((used / all) * 1000).toFixed(2)} ms of processor each (${Math.round(2 * all / used)}/s with two cores)\n`);
} finally {
  await server.end();
  remove();
}
