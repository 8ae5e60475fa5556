/** Every write of a bureau, for its writer. */
import { writerHandlers } from '#door/writes.ts';
import type { Handlers } from '#store/store.ts';
import { MAIL_SLICES } from './mail/slices.ts';
import { mailWrites } from './mail/writes.ts';
import { PASSKEY_SLICES, passkeyWrites } from './passkeys/writes.ts';
import { FIRST_SLICES } from './people/first.ts';
import { unitWrites } from './people/units.ts';
import { PEOPLE_SLICES, peopleWrites } from './people/writes.ts';
import { proposalWrites } from './proposals/writes.ts';
import { SESSION_SLICES, sessionWrites } from './sessions/writes.ts';

export const BUREAU_HANDLERS: Handlers = {
  ...writerHandlers({ ...sessionWrites, ...passkeyWrites, ...peopleWrites, ...unitWrites, ...proposalWrites, ...mailWrites }),
  ...SESSION_SLICES,
  ...PASSKEY_SLICES,
  ...PEOPLE_SLICES,
  ...FIRST_SLICES,
  ...MAIL_SLICES,
};
