import { addPhoto, describePhoto, getPhoto, listPhotos, removePhoto } from '@watchword/api/photos.ts';
import type { Reading } from '#door/calls.ts';
import { onBytes, onPictureWrite, onRead, onWrite, type Implementation } from '#door/implement.ts';
import { gatherPhoto } from './gather.ts';
import type { Pictures } from './picture/pictures.ts';
import { readPhoto, readPhotos } from './reads.ts';

/** The operations on photographs. */
export function photoRoutes(parts: Reading & { readonly pictures: Pictures }): Implementation[] {
  const { read } = parts;
  return [
    onPictureWrite(addPhoto, (call) => gatherPhoto(parts, call)),
    onWrite(describePhoto),
    onWrite(removePhoto),
    onRead(listPhotos, (call) => readPhotos(read, call)),
    onBytes(getPhoto, (call) => readPhoto(read, call)),
  ];
}
