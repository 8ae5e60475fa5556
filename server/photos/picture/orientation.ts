/** Which way up a picture was held when it was taken: the one thing of EXIF that is used before all of it is dropped. */

const ORIENTATION = 0x0112;
const SHORT = 3;

/** The orientation (1 to 8) in a TIFF block, as EXIF has it; undefined when it does not say. Some writers put `Exif` before the block. */
export function findOrientation(block: Uint8Array): number | undefined {
  const tiff = block[0] === 0x45 ? block.subarray(6) : block;
  const view = new DataView(tiff.buffer, tiff.byteOffset, tiff.byteLength);
  if (view.byteLength < 8) return undefined;
  const order = view.getUint16(0);
  if (order !== 0x4949 && order !== 0x4d4d) return undefined;
  const little = order === 0x4949;
  const start = view.getUint32(4, little);
  if (start + 2 > view.byteLength) return undefined;
  const count = view.getUint16(start, little);
  for (let at = start + 2; at < start + 2 + 12 * count && at + 12 <= view.byteLength; at += 12) {
    if (view.getUint16(at, little) !== ORIENTATION || view.getUint16(at + 2, little) !== SHORT) continue;
    const value = view.getUint16(at + 8, little);
    return value >= 1 && value <= 8 ? value : undefined;
  }
  return undefined;
}
