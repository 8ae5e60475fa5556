import { existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { EVENT_KINDS } from '@watchword/api/live.ts';
import type { Client, Heard } from '@watchword/sdk/client.ts';
import type { Invocation, Run } from '../command.ts';
import { connect } from '../connection.ts';
import { misuse } from '../failures.ts';
import { plain } from '../terminal/table.ts';

type Wish = { readonly after: number | undefined; readonly untilNow: boolean; readonly kinds: ReadonlySet<string>; readonly place: string | undefined };

/** Prints events as they come, until Ctrl+C or, with --until-now, until none waits. */
export const events: Run = async (invocation) => {
  const { terminal, signal } = invocation;
  const { client } = connect(invocation);
  const wish = readWish(invocation);
  const source = wish.untilNow ? pastOf(client, wish.after ?? 0, signal) : client.events({ after: wish.after, signal, onState: ({ state }) => { if (state === 'lost') terminal.say('watchword: the line is lost; trying again.'); } });
  try {
    for await (const heard of source) {
      await tell(invocation, heard, wish.kinds);
      if (wish.place !== undefined) keepPlace(wish.place, heard.type === 'event' ? heard.seq : heard.next - 1);
    }
  } catch (error) {
    if (!signal.aborted) throw error;
  }
};

async function tell({ terminal }: Invocation, heard: Heard, kinds: ReadonlySet<string>): Promise<void> {
  if (heard.type === 'gap') {
    terminal.complain(`watchword: events after ${heard.after} and before ${heard.next} are no longer kept. Look at everything anew.`);
    return;
  }
  if (kinds.size > 0 && !kinds.has(heard.kind)) return;
  const { seq, at, kind, subject } = heard;
  await terminal.out(terminal.format === 'text' ? `${seq}  ${at}  ${plain(kind)}  ${plain(subject)}` : JSON.stringify({ seq, kind, subject, at }));
}

async function* pastOf(client: Client, after: number, signal: AbortSignal): AsyncGenerator<Heard> {
  for (let at = after; ;) {
    const { items, reached, last, gap } = await client.events.past({ after: at, limit: 1000 }, { signal });
    if (gap !== undefined) yield { type: 'gap', ...gap };
    for (const event of items) yield { type: 'event', ...event };
    if (reached >= last) return;
    at = reached;
  }
}

function readWish({ flags }: Invocation): Wish {
  const kinds = new Set(flags.list('kind'));
  for (const kind of kinds) if (!Object.hasOwn(EVENT_KINDS, kind)) throw misuse(`There is no kind ${JSON.stringify(kind)}.`, `one of ${Object.keys(EVENT_KINDS).join(', ')}`);
  const place = flags.text('keep-place');
  const kept = place !== undefined && existsSync(place) ? readFileSync(place, 'utf8').trim() : undefined;
  if (kept !== undefined && !/^\d{1,15}$/.test(kept)) throw misuse(`${place} does not hold a number.`);
  const after = flags.text('after') ?? kept;
  if (after !== undefined && !/^\d{1,15}$/.test(after)) throw misuse('--after is a whole number.');
  return { after: after === undefined ? undefined : Number(after), untilNow: flags.is('until-now'), kinds, place };
}

/** As a whole or not at all, whenever it is interrupted. */
function keepPlace(file: string, number: number): void {
  writeFileSync(`${file}.new`, `${number}\n`);
  renameSync(`${file}.new`, file);
}
