import { isBodyWhole } from './frame.ts';
import type { FrameHead } from './frame.ts';
import { broken, openScanner, readHeader } from './segments.ts';
import type { Segment, SegmentHeader } from './segments.ts';

/** A group as it was read: its bytes from the head on, which stay valid. */
export type Frame = { readonly bytes: Buffer; readonly head: FrameHead };

const BYTES_AT_ONCE = 1024 * 1024;

/** Reads the header of a segment; undefined when a crash cut it short, so that nothing is in it. Throws `audit.broken`. */
export async function openHeader(segment: Segment): Promise<(SegmentHeader & { length: number }) | undefined> {
  const header = await readHeader(segment);
  if (header === 'torn') return undefined;
  if (header === 'damaged') throw broken(segment.name, { seq: segment.first, reason: 'the header of the segment is damaged' });
  return header;
}

/**
 * Reads the groups of a segment that are wanted, in order, about a megabyte at a time. `from`: the length of its header. A group that is not there whole yet
 * ends the reading; anything else that cannot be read throws `audit.broken`, after what is sound was given out.
 */
export async function* framesOf(segment: Segment, from: number, wants: (head: FrameHead) => boolean | 'enough'): AsyncGenerator<Frame[], void, undefined> {
  let last = segment.first - 1;
  await using scanner = await openScanner(segment, from);
  for (;;) {
    const frames: Frame[] = [];
    let bytes = 0;
    let done = false;
    const scanned = await scanner.scan((frame, head) => {
      const wanted = wants(head);
      if (wanted === 'enough') {
        done = true;
        return 'enough';
      }
      if (wanted) {
        if (!isBodyWhole(frame, head.length)) return { seq: head.first, reason: 'the checksum of the group does not fit' };
        frames.push({ bytes: Buffer.from(frame), head });
        last = head.first + head.count - 1;
        bytes += frame.length;
      }
      return bytes >= BYTES_AT_ONCE ? 'enough' : undefined;
    });
    if (frames.length > 0) yield frames;
    if (typeof scanned.stop === 'object') throw broken(segment.name, scanned.stop);
    if (scanned.stop === 'damaged') throw broken(segment.name, { seq: last + 1, reason: 'the head of a group at or after this entry is damaged' });
    if (done || bytes < BYTES_AT_ONCE) return;
  }
}
