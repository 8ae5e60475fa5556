import type { Run } from '../command.ts';
import { connect } from '../connection.ts';
import { misuse } from '../failures.ts';
import { given } from '../flags.ts';
import { alignRows } from '../terminal/table.ts';
import { print } from '../terminal/terminal.ts';

/** What the Commission asks an owner to correct. */
export const listCorrections: Run = async (invocation) => {
  const { flags, signal, terminal } = invocation;
  const query = given({ state: flags.text('state') as 'asked' | undefined, limit: flags.count('limit', { least: 1, most: 200 }) });
  const page = await connect(invocation).client.corrections.list(query, { signal });
  await print(terminal, page, () =>
    page.items.length === 0 ? ['Nothing is asked of you.'] : alignRows([['correction', 'record', 'until', 'stands', 'what'], ...page.items.map((one) => [one.id, one.record, one.overdue ? `OVERDUE ${one.dueOn}` : one.dueOn, one.state, one.asks])]),
  );
};

/** Answers one. */
export const answerCorrection: Run = async (invocation) => {
  const { args: [id = ''], flags, signal, terminal } = invocation;
  const [done, refused] = [flags.is('done'), flags.is('refused')];
  if (done === refused) throw misuse('Say whether it is done.', 'add --done, or --refused with --note');
  const answered = await connect(invocation).client.corrections.answer(id, { done, ...given({ note: flags.text('note') }) }, { signal });
  await print(terminal, answered, () => [done ? 'Done.' : 'Refused; the Commission reads your note.']);
};

/** How long records are kept, and how many of one's own end soon. */
export const showRetention: Run = async (invocation) => {
  const retention = await connect(invocation).client.retention({ signal: invocation.signal });
  await print(invocation.terminal, retention, () => [
    ...alignRows([['database', 'lasts', 'at most', 'end within four months', 'the first'], ...retention.items.map((one) => [one.database, one.initial, one.longest, String(one.ending), one.firstOn ?? ''])]),
    `What a record said is erased ${retention.keptAfterEndDays} days after its end.`,
  ]);
};
