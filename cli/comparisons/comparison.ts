import type { Purpose } from '@watchword/api/checks/purposes.ts';
import type { Subject } from '@watchword/api/checks/subjects.ts';
import type { ComparisonRequest } from '@watchword/api/comparisons.ts';
import { frameOf } from '../checks/check.ts';
import type { Run } from '../command.ts';
import { connect } from '../connection.ts';
import { misuse } from '../failures.ts';
import { given, type Flags } from '../flags.ts';
import { alignRows } from '../terminal/table.ts';
import { print } from '../terminal/terminal.ts';

/** Says what an officer found. */
export const recordComparison: Run = async (invocation) => {
  const { args, flags, terminal, signal } = invocation;
  const finding = flags.text('finding');
  if (finding === undefined) throw misuse('Say what you found: --finding is missing.', 'add --finding not-same --reason face, or --finding same');
  const { client, settings } = connect(invocation);
  const purpose: Purpose = frameOf(flags, settings).purpose;
  const request = { purpose, subject: subjectOf(flags), records: [...args], finding, ...given({ reason: flags.text('reason') }) } as ComparisonRequest;
  const answer = await client.comparisons.record(request, { signal });
  await print(terminal, answer, () => alignRows(answer.items.map(({ record, rule, until }) => [record, `found by ${rule}`, until === undefined ? 'not remembered' : `told to the next officer until ${until}`])));
};

/** Prints how many comparisons found the person and how many another. */
export const countComparisons: Run = async (invocation) => {
  const { client } = connect(invocation);
  const since = invocation.flags.text('since');
  const answer = await client.comparisons.count(since === undefined ? {} : { since }, { signal: invocation.signal });
  await print(invocation.terminal, answer, () => [
    ...alignRows([['owner', 'found by', 'same', 'not the same'], ...answer.items.map(({ owner, rule, same, notSame }) => [owner ?? 'all', rule, String(same), String(notSame)])]),
    `Whole months before ${answer.before}.`,
  ]);
};

function subjectOf(flags: Flags): Subject {
  const mrz = flags.text('mrz')?.split(/[\n|]/).map((line) => line.trim()).filter((line) => line !== '');
  const number = flags.text('number');
  const name = flags.text('name');
  const subject = given({
    mrz,
    document: number === undefined ? undefined : { number, ...given({ issuer: flags.text('issuer')?.toUpperCase() }) },
    person: name === undefined ? undefined : { name, ...given({ born: flags.text('born') }) },
  });
  if (Object.keys(subject).length === 0) throw misuse('Give the question of the check again.', "--mrz 'P<UTO…|L898902C3…', or --name NAME --born DATE, and --number for the traveller's document");
  return subject as Subject;
}
