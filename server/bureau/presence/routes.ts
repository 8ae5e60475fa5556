import { tellPresence } from '@watchword/api/presence.ts';
import { onRead, type Implementation } from '#door/implement.ts';
import { signedOf } from '../visitor.ts';
import { openPresence } from './at-desk.ts';

/** Who is at the desk. */
export function presenceRoutes(): Implementation[] {
  const presence = openPresence();
  return [
    onRead(tellPresence, (call) => {
      const { pseudonym, name } = signedOf(call);
      const { onShift, hit } = call.input.body;
      return { answer: { people: presence.tell({ pseudonym, name, onShift, ...(hit !== undefined && { hit }) }, call.at) } };
    }),
  ];
}
