/** The write of oversight, for the writer. */
import { fail } from '@watchword/api/errors.ts';
import { idBytes, parseId } from '@watchword/api/ids.ts';
import { answerFlag } from '@watchword/api/oversight.ts';
import { flagAnswered } from '#audit/audit.ts';
import { writeOf } from '#door/implement.ts';
import { findFlag, updateFlag } from './queries.ts';
import { presentFlag } from './present.ts';

export const OVERSIGHT_WRITES = {
  ...writeOf(answerFlag, async (tx, { asker, at, input: { params, body } }) => {
    const id = parseId('flg', params.id);
    const found = id === undefined ? undefined : await findFlag(tx, idBytes(id));
    if (found === undefined || found.organisation !== asker.number) throw fail('flag.not-found');
    if (found.actor === asker.actor) throw fail('flag.own');
    if (found.state !== 'open') throw fail('flag.answered');
    const answered = { state: body.finding, answered_at: at, answered_by: asker.actor, note: body.note };
    await updateFlag(tx, found.id, answered);
    await tx.appendChange({ at, kind: 'flag.answered', owner: asker.number });
    return { answer: presentFlag({ ...found, ...answered }), entry: flagAnswered(asker, { subject: params.id, finding: body.finding, note: body.note }) };
  }),
};
