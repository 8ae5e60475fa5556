import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { PERSON_ROLES, PROPOSAL_KINDS, type PersonRole } from '@watchword/api/people.ts';
import { BUREAU_RIGHTS, findConflict, NEVER_TOGETHER, parseRoles, STANDS_IN, TWO_PERSONS } from './roles.ts';

/** Every set of roles that one person may hold at a bureau. */
function allowedSets(bureau: string): PersonRole[][] {
  const sets: PersonRole[][] = [];
  for (let bits = 1; bits < 2 ** PERSON_ROLES.length; bits += 1) {
    const roles = PERSON_ROLES.filter((_, at) => (bits >> at) % 2 === 1);
    if (findConflict(roles, bureau) === undefined) sets.push(roles);
  }
  return sets;
}

/** Whether what anybody proposes about anybody finds somebody else who may approve. */
function canDecide(people: readonly (readonly PersonRole[])[]): boolean {
  return PROPOSAL_KINDS.every((kind) => {
    const { propose, approve } = TWO_PERSONS[kind];
    return people.every((_, concerned) => {
      const proposers = people.flatMap((roles, at) => (roles.some((role) => propose.includes(role)) && (kind === 'mass-export' ? at === concerned : kind !== 'lost-keys' || at !== concerned) ? [at] : []));
      // Whoever exports proposes it for himself.
      if (kind === 'mass-export' && proposers.length === 0) return true;
      return proposers.some((by) => people.some((roles, at) => at !== by && at !== concerned && roles.some((role) => approve.includes(role) || role === STANDS_IN)));
    });
  });
}

describe('roles that may be held together', () => {
  test('let a bureau of three people run: every task is somebody\'s, and whatever needs two finds a second', () => {
    const people: PersonRole[][] = [['administrator', 'desk'], ['front-line', 'administrator', 'security'], ['front-line', 'data-protection']];
    for (const roles of people) assert.equal(findConflict(roles, 'FRA'), undefined);
    const held = new Set(people.flat());
    for (const role of ['front-line', 'desk', 'administrator', 'data-protection', 'security'] as const) assert.ok(held.has(role), role);
    assert.ok(canDecide(people));
  });

  test('do not let two people run a bureau: one of them would approve what is about himself', () => {
    assert.equal(canDecide([['administrator', 'desk', 'security'], ['front-line', 'data-protection']]), false);
  });

  test('never make one person both watch and administer', () => {
    for (const roles of allowedSets('XPO')) {
      if (roles.includes('data-protection')) assert.ok(!roles.includes('administrator') && !roles.includes('security'));
      if (roles.includes('commission')) assert.deepEqual(roles, ['commission']);
      if (roles.includes('reviewer')) assert.ok(!roles.includes('desk'));
    }
  });

  test('are said with a reason, and reviewer and Commission are the secretariat\'s alone', () => {
    for (const { role, with: others } of NEVER_TOGETHER) for (const other of others) assert.match(findConflict([role, other], 'XPO') ?? '', /\w+: \w+/);
    assert.match(findConflict(['reviewer'], 'FRA') ?? '', /secretariat only/);
    assert.equal(findConflict(['reviewer'], 'XPO'), undefined);
    assert.match(findConflict(['commission'], 'UTO') ?? '', /secretariat only/);
  });

  test('give rights over people to administrators alone', () => {
    assert.deepEqual(PERSON_ROLES.filter((role) => BUREAU_RIGHTS[role].includes('people:manage')), ['administrator']);
    for (const role of PERSON_ROLES) assert.ok(BUREAU_RIGHTS[role].includes('session'));
  });

  test('are read from the store in one order, without what nobody knows', () => {
    assert.deepEqual(parseRoles('["desk","front-line","king"]'), ['front-line', 'desk']);
  });
});
