import { useEffect, useEffectEvent, type RefObject } from 'react';
import { isTyping } from '../../messages/use-mail-keys.ts';
import { useSession } from '../../session/session.ts';
import { usePreferences } from '../../settings/preferences.ts';
import type { CanvasHandle } from './canvas.tsx';
import type { NetworkInHand } from './use-network.ts';
import { neighboursIn, type Seen } from './visible.ts';

type Can = { readonly undo: boolean; readonly redo: boolean; readonly some: boolean; readonly one: boolean; readonly two: boolean; readonly merge: boolean; readonly unpin: boolean; readonly showHidden: boolean };
/** What can be done, each by a button and by a key. */
export type Actions = { readonly can: Can } & Readonly<Record<'undo' | 'redo' | 'lasso' | 'neighbours' | 'selectAll' | 'expand' | 'path' | 'pin' | 'merge' | 'hide' | 'showHidden' | 'remove' | 'zoomIn' | 'zoomOut' | 'fit' | 'arrange' | 'table', () => void>>;

/** So far goes one press of an arrow, on the chart. */
const STEP = 20;
const ARROWS: Readonly<Record<string, readonly [number, number]>> = { ArrowUp: [0, -STEP], ArrowDown: [0, STEP], ArrowLeft: [-STEP, 0], ArrowRight: [STEP, 0] };

type Hands = { readonly network: NetworkInHand; readonly seen: Seen; readonly canvas: RefObject<CanvasHandle | null>; setTable(): void; setLasso(): void };

/** The tools of the chart. */
export function useActions({ network, seen, canvas, setTable, setLasso }: Hands): Actions {
  const { state: { selected, past, future, board }, dispatch, expand, path } = network;
  const items = selected.filter((id) => seen.items.some((item) => item.id === id));
  const [first, second] = items;
  // What the server knows of: two of them have a way, one can be expanded.
  const isKnown = (id: string | undefined): boolean => id !== undefined && board.entities.has(id);
  const isPinned = items.length > 0 && items.every((id) => board.places.get(id)?.pinned === true);
  const isWhole = items.length > 1 && new Set(seen.items.filter(({ id }) => items.includes(id)).map(({ kind }) => kind)).size === 1;
  const actions: Actions = {
    can: { undo: past.length > 0, redo: future.length > 0, some: items.length > 0, one: items.length === 1 && isKnown(first), two: items.length === 2 && isKnown(first) && isKnown(second), merge: isWhole, unpin: isPinned, showHidden: seen.hidden > 0 },
    undo: () => dispatch({ act: 'undo' }), redo: () => dispatch({ act: 'redo' }), lasso: setLasso, table: setTable,
    neighbours: () => dispatch({ act: 'select', ids: neighboursIn(seen, items) }), selectAll: () => dispatch({ act: 'select', ids: seen.items.map(({ id }) => id) }),
    expand: () => { if (first !== undefined) expand(first); }, path: () => { if (first !== undefined && second !== undefined) path(first, second); },
    pin: () => dispatch({ act: isPinned ? 'unpin' : 'pin', ids: items }), merge: () => dispatch({ act: 'merge', ids: items }), hide: () => dispatch({ act: 'hide', ids: items }), showHidden: () => dispatch({ act: 'show-hidden' }), remove: () => dispatch({ act: 'remove', ids: selected }),
    zoomIn: () => canvas.current?.zoom(1.3), zoomOut: () => canvas.current?.zoom(1 / 1.3), fit: () => canvas.current?.fit(), arrange: () => canvas.current?.arrange(),
  };
  useChartKeys(actions, (by) => dispatch({ act: 'move', ids: items, by }));
  return actions;
}

/** Letters count only where nothing is typed, and can be switched off in the settings. Alt and an arrow move what is selected. */
function useChartKeys(actions: Actions, move: (by: readonly [number, number]) => void): void {
  const { deskKeys } = usePreferences();
  const { session } = useSession();
  const isOn = deskKeys !== false && session?.signedIn?.locked !== true;
  const onKey = useEffectEvent((event: KeyboardEvent) => {
    if (event.defaultPrevented || isTyping(event.target) || document.querySelector('[role="dialog"]') !== null) return;
    const { can, ...all } = actions;
    const letters: Readonly<Record<string, [(() => void), boolean]>> = { l: [all.lasso, true], n: [all.neighbours, can.some], e: [all.expand, can.one], p: [all.path, can.two], i: [all.pin, can.some], m: [all.merge, can.merge], h: [all.hide, can.some], H: [all.showHidden, can.showHidden], '+': [all.zoomIn, true], '-': [all.zoomOut, true], f: [all.fit, true], t: [all.table, true], Delete: [all.remove, can.some] };
    const controls: Readonly<Record<string, [(() => void), boolean]>> = { z: [all.undo, can.undo], y: [all.redo, can.redo], a: [all.selectAll, true] };
    const by = event.altKey && can.some ? ARROWS[event.key] : undefined;
    const found = event.ctrlKey || event.metaKey ? controls[event.key.toLowerCase()] : event.altKey ? undefined : isOn || event.key === 'Delete' ? letters[event.key] : undefined;
    if (by !== undefined) move(by);
    else if (found?.[1] === true) found[0]();
    else return;
    event.preventDefault();
  });
  useEffect(() => {
    window.addEventListener('keydown', onKey);
    return () => window.removeEventListener('keydown', onKey);
  }, []);
}
