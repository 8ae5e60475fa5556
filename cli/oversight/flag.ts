import { answerFlag as answerOperation, FLAG_STATES, listFlags as listOperation, type FlagState, type UseFlag } from '@watchword/api/oversight.ts';
import type { Run } from '../command.ts';
import { connect } from '../connection.ts';
import { misuse } from '../failures.ts';
import { alignRows, plain } from '../terminal/table.ts';
import { print } from '../terminal/terminal.ts';

const MOST = 200;

/** Lists unusual use by officers of one's organisation, newest first; open flags unless told. */
export const listFlags: Run = async (invocation) => {
  const { flags, signal, terminal } = invocation;
  const { client } = connect(invocation);
  const limit = flags.count('limit', { least: 1, most: MOST }) ?? 50;
  const typed = flags.text('state') ?? 'open';
  const state = FLAG_STATES.find((one) => one === typed);
  const items: UseFlag[] = [];
  let cursor: string | undefined;
  do {
    const page = await client.call(listOperation, { query: { limit: limit - items.length, ...(state !== undefined && { state }), ...(cursor !== undefined && { cursor }) } }, { signal });
    items.push(...page.items);
    cursor = page.nextCursor;
  } while (cursor !== undefined && items.length < limit);
  if (terminal.format === 'ndjson') for (const flag of items) await terminal.out(JSON.stringify(flag));
  else await print(terminal, { items }, () => (items.length === 0 ? [state === 'open' ? 'No flag is open.' : 'There is none.'] : [...alignRows([['ID', 'OFFICER', 'SIGN', 'CHECKS', 'FROM', 'TO', 'STATE'], ...items.map(rowOf)]), 'A flag says that somebody should look, and accuses nobody: a busy night looks like this too.', ...(cursor === undefined ? [] : ['There are more: --limit.'])]));
};

/** Says what came of a flag. */
export const answerFlag: Run = async (invocation) => {
  const { args: [id = '', finding = ''], flags, signal, terminal } = invocation;
  const found = FINDINGS.find((one) => one === finding);
  if (found === undefined) throw misuse(`A finding is ${FINDINGS.join(' or ')}.`, `watchword flag answer ${id} explained --note "Ferry with 900 passengers."`);
  const note = flags.text('note');
  if (note === undefined) throw misuse('--note is missing: say what was found, and name nobody.', `watchword flag answer ${id} ${found} --note "Ferry with 900 passengers."`);
  const flag = await connect(invocation).client.call(answerOperation, { params: { id }, body: { finding: found, note } }, { signal });
  await print(terminal, flag, () => [`Answered ${flag.id}: ${SAID[flag.state]}.`]);
};

const FINDINGS = ['explained', 'passed-on'] as const;
const SAID: Readonly<Record<FlagState, string>> = { open: 'open', explained: 'there was a good reason', 'passed-on': 'whoever is competent follows it up' };

function rowOf({ id, officer, sign, count, first, last, state }: UseFlag): string[] {
  return [id, plain(officer), sign, String(count), minute(first), minute(last), state];
}

function minute(time: string): string {
  return `${time.slice(0, 10)} ${time.slice(11, 16)}`;
}
