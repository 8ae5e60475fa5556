import { readFile } from 'node:fs/promises';
import { text as readAll } from 'node:stream/consumers';
import { getHitDesk, handOver as give, readAnswerTimes, readHandover, setHitDesk, takeOver, type HitDesk } from '@watchword/api/hits/desk.ts';
import { clearHolder as issueClearance, decideDoubt as decide, doubtRecord, listDoubts as list } from '@watchword/api/hits/reviews.ts';
import type { Invocation, Run } from '../command.ts';
import { connect } from '../connection.ts';
import { misuse } from '../failures.ts';
import { given } from '../flags.ts';
import { alignRows } from '../terminal/table.ts';
import { print } from '../terminal/terminal.ts';

/** Settings of the desk. */
export const showDesk: Run = async (invocation) => {
  const { flags, signal, terminal } = invocation;
  const { client } = connect(invocation);
  const file = flags.text('set');
  if (file !== undefined) {
    const text = file === '-' ? await readAll(process.stdin) : await readFile(file, 'utf8');
    await client.call(setHitDesk, { body: parse(text, file) }, { signal });
  }
  const desk = await client.call(getHitDesk, undefined, { signal });
  await print(terminal, desk, () => [JSON.stringify(desk, undefined, 2)]);
};

function parse(text: string, file: string): HitDesk {
  try {
    return JSON.parse(text) as HitDesk;
  } catch {
    throw misuse(`${file} is no JSON. Write the settings as \`watchword hit desk --json\` prints them.`);
  }
}

/** What is to be handed over, and the handing over. */
export const handOver: Run = async (invocation) => {
  const { flags, signal, terminal } = invocation;
  const { client } = connect(invocation);
  const [note, id] = [flags.text('note'), flags.text('take')];
  if (note !== undefined) {
    const given_ = await client.call(give, { body: { note } }, { signal });
    await print(terminal, given_, () => [`Handed over: ${given_.id}, ${given_.items.length} open. A colleague signs it with --take.`]);
  } else if (id !== undefined) {
    const taken = await client.call(takeOver, { params: { id }, body: {} }, { signal });
    await print(terminal, taken, () => ['Taken over.']);
  } else {
    const shown = await client.call(readHandover, undefined, { signal });
    await print(terminal, shown, () => [
      ...(shown.open.length === 0 ? ['Nothing waiting.'] : alignRows([['hit', 'stands', 'due', 'note'], ...shown.open.map((hit) => [hit.id, hit.state, hit.deadline ?? '', hit.note ?? ''])])),
      ...shown.last.flatMap((one) => ['', `${one.at} ${one.by}: ${one.note}`, one.takenBy === undefined ? `not signed yet: watchword hit handover --take ${one.id}` : `taken by ${one.takenBy} at ${one.takenAt ?? ''}`]),
    ]);
  }
};

/** How fast bureaus answer. */
export const answerTimes: Run = async (invocation) => {
  const times = await connect(invocation).client.call(readAnswerTimes, { query: { month: invocation.args[0] ?? '' } }, { signal: invocation.signal });
  const cell = (value: number | null): string => (value === null ? '-' : String(value));
  await print(invocation.terminal, times, () => [
    ...alignRows([['owner', 'asked', 'answered', 'in time', 'confirmed', 'not', 'median s', '90% s'], ...times.items.map((one) => [one.owner, cell(one.asked), cell(one.answered), cell(one.inTime), cell(one.confirmed), cell(one.notConfirmed), cell(one.medianSeconds), cell(one.p90Seconds)])]),
    `Counts below ${times.smallest} are withheld (-).`,
  ]);
};

/** Flags a record. */
export const doubt: Run = async (invocation) => {
  const { args, signal, terminal } = invocation;
  const raised = await connect(invocation).client.call(doubtRecord, { body: { record: args[0] ?? '', doubt: required(invocation, 'why', 'the ground') as never, reason: required(invocation, 'reason', 'in words') } }, { signal });
  await print(terminal, raised, () => [`Flagged: ${raised.id}. Answers that show the record say "under review" until the compliance desk has decided.`]);
};

/** Flagged records. */
export const listDoubts: Run = async (invocation) => {
  const { flags, signal, terminal } = invocation;
  const page = await connect(invocation).client.call(list, { query: given({ limit: flags.count('limit', { least: 1, most: 200 }) }) as never }, { signal });
  await print(terminal, page, () => (page.items.length === 0 ? ['No record is flagged.'] : alignRows([['flag', 'record', 'of', 'by', 'why', 'stands'], ...page.items.map((one) => [one.id, one.record, one.owner, one.by ?? '', one.doubt, one.state])])));
};

/** Decides. */
export const decideDoubt: Run = async (invocation) => {
  const [id = '', finding] = invocation.args;
  if (finding !== 'stands' && finding !== 'ended') throw misuse('The finding is stands or ended.');
  const decided = await connect(invocation).client.call(decide, { params: { id }, body: { finding, reason: required(invocation, 'reason', 'reasons, kept') } }, { signal: invocation.signal });
  await print(invocation.terminal, decided, () => ['Decided. The mark is gone.']);
};

/** One journey of a rightful holder. */
export const clearHolder: Run = async (invocation) => {
  const { args, flags, signal, terminal } = invocation;
  if (!flags.is('compared')) throw misuse('Compare the holder with the file of the document first, then say --compared.');
  const body = { record: args[0] ?? '', compared: true as const, until: required(invocation, 'until', 'end of the journey'), from: required(invocation, 'from', 'where it begins'), to: required(invocation, 'to', 'where it ends'), ...given({ carrier: flags.text('carrier') }) };
  const clearance = await connect(invocation).client.call(issueClearance, { body }, { signal });
  await print(terminal, clearance, () => [`Slip ${clearance.slip}: ${clearance.from} to ${clearance.to}, until ${clearance.until}.`]);
};

function required({ flags }: Invocation, name: string, what: string): string {
  const value = flags.text(name);
  if (value === undefined) throw misuse(`Give --${name}: ${what}.`);
  return value;
}
