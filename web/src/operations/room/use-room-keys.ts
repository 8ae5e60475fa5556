import { useEffect, useRef } from 'react';
import { isTyping } from '../../messages/use-mail-keys.ts';
import { useSession } from '../../session/session.ts';
import { usePreferences } from '../../settings/preferences.ts';

type Keys = { wall(): void; tables(): void; leave(): void };

/** The keys of the room: w for the wall and back, t for tables in place of pictures. Letters count only where nothing is typed, and can be switched off; Escape always leaves the wall. */
export function useRoomKeys(keys: Keys): void {
  const { deskKeys } = usePreferences();
  const { session } = useSession();
  const current = useRef(keys);
  useEffect(() => {
    current.current = keys;
  });
  const isOn = deskKeys !== false && session?.signedIn?.locked !== true;
  useEffect(() => {
    const onKey = (event: KeyboardEvent): void => {
      if (event.defaultPrevented || event.ctrlKey || event.altKey || event.metaKey || isTyping(event.target)) return;
      if (event.key === 'Escape') current.current.leave();
      else if (!isOn) return;
      else if (event.key === 'w') current.current.wall();
      else if (event.key === 't') current.current.tables();
      else return;
      event.preventDefault();
    };
    window.addEventListener('keydown', onKey);
    return () => window.removeEventListener('keydown', onKey);
  }, [isOn]);
}
