import { useSyncExternalStore } from 'react';
import { parseRoomSearch, type RoomSearch } from './search.ts';

/** A view of a room that this device remembers by a name: codes, days and measures, nothing of any person. */
export type SavedView = { readonly operation: string; readonly name: string; readonly search: RoomSearch };

const KEY = 'watchword.views';
const MOST = 50;
let views = load();
const listeners = new Set<() => void>();

/** The views of an operation, in the order in which they were saved. */
export function useViews(operation: string): readonly SavedView[] {
  const all = useSyncExternalStore((listener) => {
    listeners.add(listener);
    return () => listeners.delete(listener);
  }, () => views);
  return all.filter((view) => view.operation === operation);
}

/** Saves a view in place of one of the same name. */
export function saveView(view: SavedView): void {
  keep([...views.filter(({ operation, name }) => operation !== view.operation || name !== view.name), view].slice(-MOST));
}

export function forgetView({ operation, name }: SavedView): void {
  keep(views.filter((view) => view.operation !== operation || view.name !== name));
}

function keep(next: readonly SavedView[]): void {
  views = next;
  try {
    localStorage.setItem(KEY, JSON.stringify(views));
  } catch {
    // A browser that keeps nothing still works until the page is closed.
  }
  for (const listener of listeners) listener();
}

function load(): readonly SavedView[] {
  try {
    const stored: unknown = JSON.parse(localStorage.getItem(KEY) ?? '[]');
    return Array.isArray(stored) ? stored.flatMap(parse) : [];
  } catch {
    return [];
  }
}

function parse(stored: unknown): SavedView[] {
  if (typeof stored !== 'object' || stored === null) return [];
  const { operation, name, search } = stored as Record<string, unknown>;
  if (typeof operation !== 'string' || typeof name !== 'string' || typeof search !== 'object' || search === null) return [];
  return [{ operation, name, search: parseRoomSearch({ ...search }) }];
}
