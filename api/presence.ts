/** Who is at the desk of a bureau: told by the pages of those who are, kept in memory for some hours, and seen by nobody outside. */
import { Type, type Static } from 'typebox';
import { HIT_ID } from './hits.ts';
import { defineOperation } from './operation.ts';

/** Somebody who is or was at the desk. */
export const AtDesk = Type.Object({
  pseudonym: Type.String(),
  name: Type.String(),
  isHere: Type.Boolean({ description: 'Heard of in the last half minute' }),
  onShift: Type.Boolean({ description: 'Whether the window rings' }),
  hit: Type.Optional(Type.String({ description: 'Id of the hit that is open there' })),
  seenAt: Type.String(),
});
export type AtDesk = Static<typeof AtDesk>;

export const tellPresence = defineOperation({
  id: 'presence.tell', method: 'POST', path: '/v1/presence', side: 'bureau', permission: 'hit:read', purpose: 'none', effect: 'read', quiet: true, status: 200, body: 'json',
  input: { body: Type.Object({ onShift: Type.Boolean(), hit: Type.Optional(HIT_ID) }, { additionalProperties: false }) },
  output: Type.Object({ people: Type.Array(AtDesk, { description: 'Yourself among them; those of the last twelve hours' }) }),
  errors: ['request.malformed', 'request.invalid', 'access.unauthenticated', 'access.forbidden', 'access.locked', 'store.unavailable', 'store.broken'],
  summary: 'Say that you are at the desk, and see who else is',
  description: 'Asked every ten seconds by the page of the duty desk. Only for those who read hits. It is no sign of life.',
  examples: [{ name: 'at the desk, nothing open', body: { onShift: true } }],
});

export const PRESENCE_OPERATIONS = [tellPresence] as const;
