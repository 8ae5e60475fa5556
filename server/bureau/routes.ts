/** The operations of a bureau behind its door. */
import { openPassage, type DoorParts, type Passage } from '#door/door.ts';
import { fieldRoutes } from './field/routes.ts';
import type { BureauParts, OpenHouse } from './house.ts';
import { mailRoutes } from './mail/routes.ts';
import { passkeyRoutes } from './passkeys/routes.ts';
import { peopleRoutes } from './people/routes.ts';
import { presenceRoutes } from './presence/routes.ts';
import { proposalRoutes } from './proposals/routes.ts';
import type { BureauAccess } from './sessions/access.ts';
import { sessionRoutes } from './sessions/routes.ts';

/** Puts every operation behind the same door as at the hub; who stands before it is told by the session. */
export function openPassages(parts: BureauParts, { access, ...door }: Omit<DoorParts, 'access'> & { access: BureauAccess }): OpenHouse['passages'] {
  const implementations = [...sessionRoutes(parts), ...passkeyRoutes(parts), ...peopleRoutes(parts), ...proposalRoutes(parts), ...presenceRoutes(), ...mailRoutes(parts), ...fieldRoutes(parts)];
  return new Map<string, Passage>(implementations.map((implementation) => [implementation.operation.id, openPassage(implementation, { ...door, access: access.of(implementation.operation) })]));
}
