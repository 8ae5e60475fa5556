/** What keeps reports that wait on a phone unreadable for whoever finds it. */
import { Type } from 'typebox';
import { defineOperation } from './operation.ts';
import { BUREAU_ERRORS } from './rights/person-roles.ts';

export const getFieldKey = defineOperation({
  id: 'field-key.get', method: 'GET', path: '/v1/field-key', side: 'bureau', permission: 'session', purpose: 'none', effect: 'read', quiet: true, status: 200, input: {},
  output: Type.Object({ key: Type.String({ pattern: '^[\\w-]{43}$', description: '32 bytes, base64url' }), name: Type.String({ pattern: '^[\\w-]{22}$', description: 'Under which a browser keeps what this key opens; says nothing of the person' }) }),
  errors: [...BUREAU_ERRORS, 'mailbox.closed'],
  summary: 'The key of what waits on your devices', description: 'Always the same for you. A browser keeps it, so that no script can read it, for as long as you are signed in there and the session is not locked; without it nobody opens the reports that wait there to be sent.',
});

export const FIELD_KEY_OPERATIONS = [getFieldKey] as const;
