/** Photographs as answers. */
import { formatMoment } from '@watchword/api/dates.ts';
import { idFromBytes } from '@watchword/api/ids.ts';
import type { PhotoAnswer, PhotoRef } from '@watchword/api/photos.ts';
import type { SeenPhoto } from './seen.ts';

/** As a match names it. */
export function presentRef({ photo, isMain }: SeenPhoto): PhotoRef {
  const { id, width, height, taken_on, caption } = photo;
  return { id: idFromBytes('pho', id), main: isMain, ...(taken_on !== null && { takenOn: taken_on }), ...(caption !== null && { caption }), width, height };
}

/** As a list of the photographs of a record has it. */
export function presentPhoto(seen: SeenPhoto): PhotoAnswer {
  const { bytes, added_at } = seen.photo;
  return { ...presentRef(seen), bytes, addedAt: formatMoment(added_at), ...(seen.waits && { waiting: true as const }) };
}
