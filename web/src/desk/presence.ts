import { useQuery } from '@tanstack/react-query';
import { type AtDesk, tellPresence } from '@watchword/api/presence.ts';
import { useEffect } from 'react';
import { client, queries } from '../api.ts';
import { useSession } from '../session/session.ts';
import { useShiftStarted } from './shift/started.ts';

/** So often the bureau hears where somebody is, in ms. */
const EVERY_MS = 10_000;
const KEY = ['presence'] as const;

let open: string | undefined;

/** Tells the bureau which hit is open in this window. */
export function usePresence(hit: string | undefined): void {
  useEffect(() => {
    open = hit;
    void queries.invalidateQueries({ queryKey: KEY });
    return () => {
      open = undefined;
    };
  }, [hit]);
}

/** Who is or was at the desk of the bureau in the last hours, without oneself. */
export function usePeople(): readonly AtDesk[] {
  const { session } = useSession();
  const isOnShift = useShiftStarted();
  const { data } = useQuery({
    queryKey: [...KEY, isOnShift], refetchInterval: EVERY_MS, staleTime: EVERY_MS,
    queryFn: async () => (await client.call(tellPresence, { body: { onShift: isOnShift, ...(open !== undefined && { hit: open }) } })).people,
  });
  return (data ?? []).filter(({ pseudonym }) => pseudonym !== session?.signedIn?.pseudonym);
}

/** The name of a colleague by pseudonym, as far as the bureau has seen him at the desk; else the pseudonym. */
export function useNameOf(): (pseudonym: string) => string {
  const people = usePeople();
  const { session } = useSession();
  return (pseudonym) => {
    if (pseudonym === session?.signedIn?.pseudonym) return session.signedIn.name;
    return people.find((one) => one.pseudonym === pseudonym)?.name ?? pseudonym;
  };
}
