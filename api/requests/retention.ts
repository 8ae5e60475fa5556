/** How long records are kept, and how many of one's own end soon: an owner is warned four months before. */
import { Type, type Static } from 'typebox';
import { defineOperation } from '../operation.ts';

/** Days before its end from which an owner is warned of a record: four months. */
export const WARNED_DAYS = 122;

export const DatabaseRetention = Type.Object({
  database: Type.String(),
  initial: Type.String({ description: 'ISO 8601 duration after which a record ends unless its owner says another day' }),
  longest: Type.String({ description: 'The longest that an owner can say; it can renew' }),
  ending: Type.Integer({ description: 'Your records that end within four months' }),
  firstOn: Type.Optional(Type.String({ description: 'The day on which the first of them ends' })),
});
export type DatabaseRetention = Static<typeof DatabaseRetention>;

export const Retention = Type.Object({
  items: Type.Array(DatabaseRetention),
  warnedDays: Type.Integer(),
  keptAfterEndDays: Type.Integer({ description: 'Days after its end on which what a record said is erased. Photographs and names in the index go when it ends' }),
});
export type Retention = Static<typeof Retention>;

export const getRetention = defineOperation({
  id: 'records.retention', method: 'GET', path: '/v1/retention', side: 'hub', permission: 'record:read', purpose: 'none', effect: 'read', status: 200, input: {}, output: Retention,
  errors: ['request.invalid', 'access.unauthenticated', 'access.forbidden', 'audit.unavailable', 'store.unavailable', 'store.broken'],
  summary: 'See how long records are kept, and how many of yours end soon', description: 'By database. The records themselves: list your own with expiringWithinDays 122. A record that its owner does not renew ends by itself.',
});

export const RETENTION_OPERATIONS = [getRetention] as const;
