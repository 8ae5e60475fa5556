import { useQuery } from '@tanstack/react-query';
import { fetchMail, getThread, listAddressees, listAlarms, listDrafts, listThreads, searchMessages, type Box } from '@watchword/api/mailbox.ts';
import { useEffect } from 'react';
import { client, queries } from '../api.ts';
import { onHeard, openFeed } from '../live/feed.ts';
import { useSession } from '../session/session.ts';
import { openMailbox, type OpenMailbox } from './device.ts';
import { openHere, tellOpened, type ShownMessage } from './open-messages.ts';

/** Without an event lists are read anew so often, in ms. */
const SELDOM = 20_000;

/** The mailbox, opened in this browser. */
export function useMailbox() {
  const { session } = useSession();
  const person = session?.signedIn?.person;
  return useQuery({ queryKey: ['mailbox', person], queryFn: () => openMailbox(person ?? ''), enabled: person !== undefined, staleTime: 60_000, refetchInterval: (query) => (query.state.data?.own === undefined ? 3000 : SELDOM * 3) });
}

/** Threads of a box. */
export function useThreads(box: Box) {
  return useQuery({ queryKey: ['mail', 'threads', box], queryFn: () => client.call(listThreads, { query: { box, limit: 100 } }), refetchInterval: SELDOM });
}

/** Messages that have all of these words. */
export function useFound(words: string) {
  return useQuery({ queryKey: ['mail', 'search', words], queryFn: () => client.call(searchMessages, { body: { words } }), enabled: words.trim().length > 1, placeholderData: (before) => before });
}

/** The messages of a thread, verified and opened here; senders are told so. */
export function useThread(thread: string | undefined, open: OpenMailbox | undefined) {
  return useQuery({
    queryKey: ['mail', 'thread', thread, open?.mailbox.epoch],
    queryFn: async (): Promise<{ archived: boolean; shown: readonly ShownMessage[] }> => {
      const { items, archived } = await client.call(getThread, { params: { id: thread ?? '' } });
      const shown = open === undefined ? [] : await Promise.all(items.map((item) => openHere(item, open)));
      if (open !== undefined) void tellOpened(shown, open).then((told) => (told ? freshenLists() : undefined), () => undefined);
      return { archived, shown };
    },
    enabled: thread !== undefined && open?.own !== undefined,
    refetchInterval: SELDOM,
  });
}

/** Who can be written to. */
export function useAddressees() {
  return useQuery({ queryKey: ['addressees'], queryFn: () => client.call(listAddressees), staleTime: 30_000 });
}

export function useDrafts(isOn: boolean) {
  return useQuery({ queryKey: ['mail', 'drafts'], queryFn: () => client.call(listDrafts), enabled: isOn });
}

/** What was refused. */
export function useAlarms() {
  return useQuery({ queryKey: ['mail', 'alarms'], queryFn: () => client.call(listAlarms), refetchInterval: SELDOM * 3 });
}

/** Reads anew what says how much there is. */
function freshenLists(): void {
  void queries.invalidateQueries({ queryKey: ['mail', 'threads'] });
  void queries.invalidateQueries({ queryKey: ['mailbox'] });
}

/** Reads everything anew that shows messages. */
export function freshenMail(): void {
  void queries.invalidateQueries({ queryKey: ['mail'] });
}

/** Hears of messages and keys as they happen, for as long as the page is open. */
export function useFreshMail(): void {
  useEffect(() => {
    const hear = async (kind: string | undefined): Promise<void> => {
      if (kind !== undefined && !kind.startsWith('message.') && kind !== 'keys.changed') return;
      // The bureau's node has heard of it too; this waits until it has fetched and verified it.
      await client.call(fetchMail, undefined, { retries: 0 }).catch(() => undefined);
      freshenMail();
      if (kind === undefined || kind === 'keys.changed') void queries.invalidateQueries({ queryKey: ['mailbox'] });
    };
    const stop = onHeard((event) => void hear(event?.kind));
    const close = openFeed();
    return () => {
      stop();
      close();
    };
  }, []);
}
