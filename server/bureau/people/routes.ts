import { fail } from '@watchword/api/errors.ts';
import { idBytes, parseId } from '@watchword/api/ids.ts';
import { admitPerson, amendPerson, createUnit, getPerson, issueCode, listPeople as listOperation, listUnits as listUnitsOperation, PERSON_STATES, removeUnit, renameUnit, setPersonState } from '@watchword/api/people.ts';
import { peopleEntry } from '#audit/audit.ts';
import { onRead, onWrite, type Implementation } from '#door/implement.ts';
import type { BureauParts } from '../house.ts';
import { whoOf } from '../visitor.ts';
import { presentPerson, presentUnit, stateNumber } from './present.ts';
import { listPeople, listUnits } from './queries.ts';
import { getPersonRow } from './writes.ts';

/** The cursor is the id of the last person that was listed. @throws `request.cursor` */
function parseCursor(cursor: string | undefined): Uint8Array | undefined {
  if (cursor === undefined) return undefined;
  const id = parseId('per', cursor);
  if (id === undefined) throw fail('request.cursor');
  return idBytes(id);
}

/** People and units of the bureau. */
export function peopleRoutes({ read }: BureauParts): Implementation[] {
  return [
    onRead(listOperation, async (call) => {
      const { query } = call.input;
      const unit = query.unit === undefined ? undefined : parseId('unt', query.unit);
      const limit = query.limit ?? 100;
      const states = query.state === undefined ? PERSON_STATES.filter((state) => state !== 'left') : [query.state];
      const found = await listPeople(read, { states: states.map(stateNumber), role: query.role, unit: unit === undefined ? undefined : idBytes(unit), before: parseCursor(query.cursor), limit: limit + 1 });
      const items = found.slice(0, limit).map((row) => presentPerson(row, call.at));
      const last = items.at(-1);
      return {
        answer: { items, ...(found.length > limit && last !== undefined && { nextCursor: last.id }) },
        entry: (response) => peopleEntry('people.listed', whoOf(call), { count: items.length, response }),
      };
    }),
    onRead(getPerson, async (call) => {
      const person = await getPersonRow(read, call.input.params.id);
      return { answer: presentPerson(person, call.at), entry: (response) => peopleEntry('person.read', whoOf(call), { subject: call.input.params.id, response }) };
    }),
    onWrite(admitPerson),
    onWrite(amendPerson),
    onWrite(setPersonState),
    onWrite(issueCode),
    onRead(listUnitsOperation, async () => ({ answer: { items: (await listUnits(read, stateNumber('left'))).map(presentUnit) } })),
    onWrite(createUnit),
    onWrite(renameUnit),
    onWrite(removeUnit),
  ];
}
