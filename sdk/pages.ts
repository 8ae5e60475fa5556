/** One page of a list; `nextCursor` asks for the next one and is absent on the last. */
export type Page<Item> = { items: Item[]; nextCursor?: string };

/** Every item of a list. The next page is asked for when the one before is used up. */
export async function* eachPage<Item>(page: (cursor: { cursor?: string }) => Promise<Page<Item>>): AsyncGenerator<Item> {
  let cursor: { cursor?: string } | undefined = {};
  while (cursor !== undefined) {
    const { items, nextCursor }: Page<Item> = await page(cursor);
    yield* items;
    cursor = nextCursor === undefined ? undefined : { cursor: nextCursor };
  }
}
