import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { checkContent } from './check-content.ts';
import { chooseKind, chooseRole, contentOf, draftOf, momentOf, NEW_DRAFT, shiftPersons, type QuickDraft } from './quick-draft.ts';

const BOGOTA = { now: Date.parse('2026-11-24T11:20:30.500Z'), offset: () => 300 };
const filled: QuickDraft = { ...chooseKind(NEW_DRAFT, 'transport', false), count: 12, nationality: 'VEN', place: { name: 'Puente Viejo', code: 'CP-1' }, event: 'Bus stopped' };

describe('the form of 20 seconds', () => {
  it('makes a report of kind, count, nationality, place and event, with the time on the wall', () => {
    assert.deepEqual(contentOf(filled, BOGOTA), { kind: 'transport', at: '2026-11-24T06:20:30-05:00', place: { name: 'Puente Viejo', code: 'CP-1' }, persons: [{ role: 'migrant', count: 12, nationality: 'VEN' }], note: 'Bus stopped' });
    assert.deepEqual(checkContent(contentOf(filled, BOGOTA), { named: false }), []);
  });

  it('knows who is likely in it until somebody says otherwise, and arrests no migrant', () => {
    assert.deepEqual([chooseKind(NEW_DRAFT, 'arrest', false).arrested, chooseKind(filled, 'arrest', true).role], [true, 'migrant']);
    assert.equal(chooseRole(chooseKind(NEW_DRAFT, 'arrest', false), 'victim').arrested, false);
    assert.equal(contentOf({ ...filled, kind: 'seizure', count: 0 }, BOGOTA).persons, undefined);
  });

  it('says what is missing where it is missing, as the server would', () => {
    const at = (draft: QuickDraft): string[] => checkContent(contentOf(draft, BOGOTA), { named: false }).map(({ pointer, code }) => `${pointer} ${code}`);
    assert.deepEqual(at({ ...NEW_DRAFT }), ['/kind required', '/place required']);
    assert.deepEqual(at({ ...filled, role: 'facilitator', count: 1 }), ['/persons/0/benefit required']);
    assert.deepEqual(at({ ...filled, more: { persons: [{ role: 'victim', identity: { name: 'Ana Test' } }] } }), ['/persons/1/identity unnamed']);
    assert.deepEqual(at({ ...filled, more: { transactions: [{ on: '2026-11-24', amount: '1,5', currency: 'USD' }], seizures: [{ kind: 'cash' }] } }), ['/transactions/0/amount pattern', '/seizures/0/quantity required', '/seizures/0/unit required']);
    assert.deepEqual([...shiftPersons(new Map([['/persons/0/benefit', 'a'], ['/persons/2/role', 'b']]), { count: 1 }).keys()], ['/quick/benefit', '/persons/1/role']);
  });

  it('opens a refused report again as it was', () => {
    const content = contentOf({ ...filled, more: { persons: [{ role: 'suspect', arrested: true }], phones: ['+57 300 1'], sex: 'female' } }, BOGOTA);
    assert.deepEqual({ ...contentOf(draftOf(content, 'all'), BOGOTA), at: '' }, { ...content, at: '' });
    assert.equal(draftOf(content, 'all').share, 'all');
  });

  it('takes a time from the wall wherever the wall is', () => {
    const madrid = (ms: number): number => (ms < Date.parse('2026-10-25T01:00Z') ? -120 : -60);
    assert.deepEqual([momentOf('2026-10-24T12:00', 0, madrid), momentOf('2026-11-24T12:00', 0, madrid), momentOf('', 0, () => 0)], ['2026-10-24T12:00:00+02:00', '2026-11-24T12:00:00+01:00', '1970-01-01T00:00:00Z']);
  });
});
