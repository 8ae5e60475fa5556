import { useNavigate, useSearch } from '@tanstack/react-router';
import { assignHit, type Hit, mergeHits } from '@watchword/api/hits.ts';
import type { RecordDoubt } from '@watchword/api/hits/reviews.ts';
import { useEffect, useRef, useState } from 'react';
import { client } from '../api.ts';
import { useSession } from '../session/session.ts';
import { usePreferences } from '../settings/preferences.ts';
import { useHits } from './queries.ts';
import { CAN_BE_DONE, nextAfter, queueOf, rangeOf, type Sorted, sortQueues, stepFrom } from './queue-of.ts';
import { type Act, useAct } from './use-act.tsx';

/** The desk as a page works with it. */
export type Desk = {
  readonly sorted: readonly Sorted[];
  readonly hits: readonly Hit[];
  readonly open: Hit | undefined;
  readonly openDoubt: string | undefined;
  /** Where one is in the list. */
  readonly cursor: string | undefined;
  readonly selected: ReadonlySet<string>;
  readonly isPending: boolean;
  readonly error: unknown;
  readonly updatedAt: number;
  readonly act: Act;
  show(id: string | undefined): void;
  moveTo(id: string): void;
  step(by: 1 | -1): void;
  select(id: string, range: boolean): void;
  take(): void;
  giveBack(): void;
  done(): void;
  merge(): void;
  retry(): void;
};

/** What is on the desk, where one is in it, and what can be done with it. `doubts` stand behind the hits in the list. */
export function useDesk(doubts: readonly RecordDoubt[]): Desk {
  const query = useHits();
  const search = useSearch({ from: '/desk' });
  const navigate = useNavigate();
  const act = useAct();
  const [cursor, setCursor] = useState<string>();
  const [selected, setSelected] = useState<ReadonlySet<string>>(new Set());
  const hits = query.data ?? [];
  const sorted = sortQueues(hits);
  const ids = [...sorted.flatMap((one) => one.hits.map(({ id }) => id)), ...doubts.map(({ id }) => id)];
  const found = hits.find(({ id }) => id === search.hit);
  // A hit that was answered leaves the list, and stays open until the officer goes on.
  const [kept, setKept] = useState<Hit>();
  if (found !== undefined && found !== kept) setKept(found);
  const open = found ?? (kept?.id === search.hit ? kept : undefined);
  const at = cursor ?? search.hit;

  const show = (id: string | undefined): void => {
    if (id !== undefined) setCursor(id);
    void navigate({ to: '/desk', search: id === undefined ? {} : id.startsWith('dbt_') ? { doubt: id } : { hit: id } });
  };
  const focusRow = (id: string | undefined): void => {
    (id === undefined ? document.querySelector<HTMLElement>('[data-row]') : document.querySelector<HTMLElement>(`[data-row="${id}"]`))?.focus();
  };
  const target = (): Hit | undefined => open ?? hits.find(({ id }) => id === at);
  const assign = (what: 'take' | 'return'): void => {
    const hit = target();
    if (hit !== undefined) act.run((despite) => client.call(assignHit, { params: { id: hit.id }, body: { do: what, ...despite } }));
  };
  return {
    sorted, hits, open, openDoubt: search.doubt, cursor: at ?? ids[0], selected, act,
    isPending: query.isPending, error: query.error, updatedAt: query.dataUpdatedAt,
    show, moveTo: setCursor,
    step: (by) => {
      const next = stepFrom(ids, at, by);
      if (next === undefined) return;
      setCursor(next);
      focusRow(next);
    },
    select: (id, range) => {
      setSelected((before) => {
        const next = new Set(before);
        const many = range && at !== undefined ? rangeOf(ids, at, id) : [id];
        if (many.length === 1 && before.has(id)) next.delete(id);
        else for (const one of many) if (one.startsWith('hit_')) next.add(one);
        return next;
      });
      setCursor(id);
    },
    take: () => assign('take'),
    giveBack: () => assign('return'),
    done: () => {
      const hit = target();
      const next = hit === undefined ? ids[0] : nextAfter(ids, hit.id);
      const leave = (): void => {
        void navigate({ to: '/desk', search: {} });
        if (next !== undefined) setCursor(next);
        // On a telephone the list is put up again first.
        requestAnimationFrame(() => focusRow(next));
      };
      // What somebody waits for is never put away by a key: the desk goes on to the next, and this one stays where it is.
      if (hit !== undefined && CAN_BE_DONE.has(queueOf(hit))) act.run((despite) => client.call(assignHit, { params: { id: hit.id }, body: { do: 'done', ...despite } }), leave);
      else leave();
    },
    merge: () => {
      const [first, ...rest] = ids.filter((id) => selected.has(id));
      if (first === undefined || rest.length === 0) return;
      act.run(() => client.call(mergeHits, { params: { id: first }, body: { with: rest } }), () => setSelected(new Set()));
    },
    retry: () => void query.refetch(),
  };
}

type Keys = { readonly desk: Desk; note(): void; reply(): void; help(): void };

/** The keys of the desk. Letters count only where nothing is typed, and can be switched off. */
export function useDeskKeys(keys: Keys): void {
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
      const isInQueue = event.target instanceof Element && (event.target === document.body || event.target.closest('[data-queue]') !== null);
      const { desk, ...more } = current.current;
      const row = event.target instanceof HTMLElement ? event.target.dataset['row'] : undefined;
      if (isInQueue && (event.key === 'ArrowDown' || event.key === 'ArrowUp')) desk.step(event.key === 'ArrowDown' ? 1 : -1);
      else if (event.key === 'Enter' && event.target === document.body) desk.show(desk.cursor);
      else if (!isOn) return;
      else if (event.key === 'j' || event.key === 'k') desk.step(event.key === 'j' ? 1 : -1);
      else if (event.key === 'a') desk.take();
      else if (event.key === 'u') desk.giveBack();
      else if (event.key === 'n') more.note();
      else if (event.key === 'r') more.reply();
      else if (event.key === 'e') desk.done();
      else if ((event.key === 'x' || event.key === 'X') && (row ?? desk.open?.id) !== undefined) desk.select(row ?? desk.open?.id ?? '', event.key === 'X');
      else if (event.key === 'm') desk.merge();
      else if (event.key === '?') more.help();
      else return;
      event.preventDefault();
    };
    window.addEventListener('keydown', onKey);
    return () => window.removeEventListener('keydown', onKey);
  }, [isOn]);
}

/** Whether a letter pressed here is text, or the choice of a list. */
function isTyping(target: EventTarget | null): boolean {
  return target instanceof HTMLElement && target.closest('textarea, select, input:not([type=radio]):not([type=checkbox]), [contenteditable=true], [role=dialog], [role=listbox]') !== null;
}
