import assert from 'node:assert/strict';
import { it } from 'node:test';
import type { CheckAnswer, Outcome } from '@watchword/api/checks/answers.ts';
import { EMPTY_SHIFT, type OneCheck, type Shift, shownOf, verdictOf, withAcknowledged, withAnswer, withCompared, withoutShown, withQuestion, withShown } from './shift-states.ts';

const question = { kind: 'document', subject: { document: { number: 'X1' } } } as const;

function asking(id: number): OneCheck {
  return { id, question, purpose: 'border-control', at: id, acknowledged: false, state: 'asking' };
}

function answered(id: number, outcome: Outcome, part: Outcome = outcome): OneCheck {
  const answer: CheckAnswer = { id: 'chk', at: '2026-11-24T10:00:00.000Z', outcome, matches: [], receipt: { entry: 1, hash: '' }, databases: [{ database: 'vehicles', outcome: part, asOf: '2026-11-24T10:00:00.000Z' }] };
  return { id, question, purpose: 'border-control', at: id, acknowledged: false, state: 'answered', answer };
}

function after(...steps: ReadonlyArray<(shift: Shift) => Shift>): Shift {
  return steps.reduce((shift, step) => step(shift), EMPTY_SHIFT);
}

const scan = (id: number) => (shift: Shift): Shift => withQuestion(shift, asking(id));
const answer = (id: number, outcome: Outcome) => (shift: Shift): Shift => withAnswer(shift, answered(id, outcome));

it('the next traveller replaces a NO HIT', () => {
  assert.equal(after(scan(1), answer(1, 'none'), scan(2)).shown, 2);
});

it('a hit keeps the screen until it is acknowledged, and later scans wait in their order', () => {
  const held = after(scan(1), answer(1, 'hit'), scan(2), scan(3), answer(2, 'none'));
  assert.equal(held.shown, 1);
  assert.deepEqual(held.waiting, [2, 3]);
  const next = withAcknowledged(held);
  assert.equal(next.shown, 2);
  assert.deepEqual(next.waiting, [3]);
});

it('an acknowledged hit stays readable until the next scan', () => {
  const read = withAcknowledged(after(scan(1), answer(1, 'hit')));
  assert.equal(read.shown, 1);
  assert.equal(scan(2)(read).shown, 2);
});

it('a hit that arrives late takes the screen back', () => {
  const late = after(scan(1), scan(2), answer(2, 'none'), answer(1, 'hit'));
  assert.equal(late.shown, 1);
  assert.deepEqual(late.waiting, [2]);
});

it('a second hit waits behind the first', () => {
  const two = after(scan(1), scan(2), answer(2, 'hit'), answer(1, 'hit'));
  assert.equal(two.shown, 2);
  assert.deepEqual(two.waiting, [1]);
});

it('Esc does not clear a hit that nobody has acknowledged', () => {
  assert.equal(withoutShown(after(scan(1), answer(1, 'possible'))).shown, 1);
  assert.equal(withoutShown(after(scan(1), answer(1, 'none'))).shown, undefined);
});

it('an earlier result cannot push a hit off the screen', () => {
  assert.equal(withShown(after(scan(1), answer(1, 'none'), scan(2), answer(2, 'hit')), 1).shown, 2);
});

it('an answer that lacks one database is not a NO HIT', () => {
  assert.equal(verdictOf(answered(1, 'none', 'unavailable')), 'unchecked');
  assert.equal(verdictOf(answered(1, 'hit', 'unavailable')), 'hit');
  assert.equal(verdictOf(answered(1, 'none')), 'none');
});

it('ten checks are remembered, and no unread hit is ever forgotten', () => {
  let shift = after(scan(1), scan(2), answer(2, 'none'), answer(1, 'hit'));
  shift = withAcknowledged(shift);
  for (let id = 3; id < 30; id += 1) shift = answer(id, 'none')(scan(id)(shift));
  assert.equal(shift.checks.length, 10);
  shift = answer(30, 'hit')(scan(30)(shift));
  for (let id = 31; id < 60; id += 1) shift = scan(id)(shift);
  assert.equal(shownOf(shift)?.id, 30);
  assert.ok(shift.checks.some((check) => check.id === 31), 'what waits is kept');
});

it('where more persons bear the name than were looked at, finding none is no NO HIT', () => {
  const check = answered(1, 'none');
  assert.ok(check.state === 'answered');
  const notes = [{ code: 'name-too-common', field: 'person', text: '' }];
  assert.equal(verdictOf({ ...check, answer: { ...check.answer, notes } }), 'unchecked');
  assert.equal(verdictOf({ ...check, answer: { ...check.answer, outcome: 'possible', notes } }), 'possible');
});

it('what was found of several persons is kept beside what was found before', () => {
  const first = withCompared(after(scan(1), answer(1, 'possible')), 1, { one: { finding: 'not-same', until: '2027-11-25' } });
  const both = withCompared(first, 1, { two: { finding: 'same' } });
  assert.deepEqual(both.checks[0]?.compared, { one: { finding: 'not-same', until: '2027-11-25' }, two: { finding: 'same' } });
});
