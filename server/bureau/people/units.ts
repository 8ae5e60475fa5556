import { fail } from '@watchword/api/errors.ts';
import { idBytes, newId, parseId } from '@watchword/api/ids.ts';
import { createUnit, removeUnit as removeOperation, renameUnit as renameOperation } from '@watchword/api/people.ts';
import { peopleEntry } from '#audit/audit.ts';
import { writeOf } from '#door/implement.ts';
import type { Write } from '#store/store.ts';
import { whoOf } from '../visitor.ts';
import { presentUnit, stateNumber } from './present.ts';
import { insertUnit, listUnits, removeUnit, renameUnit, type UnitRow } from './queries.ts';

const LEFT = stateNumber('left');

async function getUnit(tx: Write, text: string): Promise<UnitRow> {
  const id = parseId('unt', text);
  const found = id === undefined ? undefined : (await listUnits(tx, LEFT)).find((unit) => Buffer.compare(unit.id, idBytes(id)) === 0);
  if (found === undefined) throw fail('unit.not-found');
  return found;
}

async function requireFreeName(tx: Write, name: string): Promise<void> {
  if ((await listUnits(tx, LEFT)).some((unit) => unit.name === name)) throw fail('unit.taken');
}

/** The writes of units, for the writer. */
export const unitWrites = {
  ...writeOf(createUnit, async (tx, call) => {
    const { name } = call.input.body;
    await requireFreeName(tx, name);
    const id = newId('unt', call.at);
    await insertUnit(tx, { id: idBytes(id), name });
    await tx.appendChange({ at: call.at, kind: 'people.changed' });
    return { answer: presentUnit({ id: idBytes(id), name, people: 0 }), entry: peopleEntry('unit.changed', whoOf(call), { subject: id, reason: 'added' }) };
  }),
  ...writeOf(renameOperation, async (tx, call) => {
    const { params, body: { name } } = call.input;
    const unit = await getUnit(tx, params.id);
    if (unit.name !== name) await requireFreeName(tx, name);
    await renameUnit(tx, { id: unit.id, name });
    await tx.appendChange({ at: call.at, kind: 'people.changed' });
    return { answer: presentUnit({ ...unit, name }), entry: peopleEntry('unit.changed', whoOf(call), { subject: params.id, reason: 'renamed' }) };
  }),
  ...writeOf(removeOperation, async (tx, call) => {
    const unit = await getUnit(tx, call.input.params.id);
    if (unit.people > 0) throw fail('unit.taken');
    await removeUnit(tx, unit.id);
    await tx.appendChange({ at: call.at, kind: 'people.changed' });
    return { answer: presentUnit(unit), entry: peopleEntry('unit.changed', whoOf(call), { subject: call.input.params.id, reason: 'removed' }) };
  }),
};
