import { useNavigate, useSearch } from '@tanstack/react-router';
import { useThisOperation } from '../frame.tsx';
import { parseRoomSearch, type RoomSearch } from './search.ts';

type View = { readonly search: RoomSearch; set(change: { [Key in keyof RoomSearch]: RoomSearch[Key] | undefined }): void };

/** What the room shows, as its address says, and the way to change it. */
export function useRoomView(): View {
  const search = parseRoomSearch(useSearch({ strict: false }));
  const { id } = useThisOperation();
  const navigate = useNavigate();
  return { search, set: (change) => void navigate({ to: '/operations/$id', params: { id }, search: parseRoomSearch({ ...search, ...change }), replace: 'tables' in change || 'wall' in change }) };
}
