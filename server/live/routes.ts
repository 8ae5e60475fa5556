/** The operations of live. */
import { listEvents, readEvents } from '@watchword/api/live.ts';
import { onListen, onRead, type Implementation } from '#door/implement.ts';
import type { Read } from '#store/store.ts';
import { hearsOf, type Live } from './hear.ts';
import { findHead, listEvents as listEventsOf } from './queries.ts';

/** Events, as they happen and by pages. */
export function liveRoutes({ read, live }: { read: Read; live: Live }): Implementation[] {
  return [
    onListen(readEvents, async ({ asker, input: { query }, stillAllowed }) => live.listen(asker, query.after, stillAllowed)),
    onRead(listEvents, async ({ asker, input: { query } }) => {
      const { first, last } = (await findHead(read, asker.number)) ?? { first: 1, last: 0 };
      const asked = query.after ?? 0;
      const next = asked > last ? last + 1 : Math.max(first, asked + 1);
      const { limit = 200 } = query;
      const found = await listEventsOf(read, { organisation: asker.number, after: next - 1, limit });
      const items = found.filter(({ kind }) => hearsOf(asker.permissions, kind)).map(({ seq, kind, subject, at }) => ({ seq, kind, subject, at: new Date(at).toISOString() }));
      const gap = next === asked + 1 ? {} : { gap: { after: asked, next } };
      return { answer: { items, reached: found.at(-1)?.seq ?? next - 1, last, ...gap } };
    }),
  ];
}
