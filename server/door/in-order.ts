/**
 * Works on what a source gives while more of it arrives, and gives the results in order, each as soon as it is there. At most `most`
 * are under way, so a source that is faster than the work waits. What the source or the work throws ends it.
 */
export async function* inOrder<In, Out>(source: AsyncIterable<In>, work: (value: In) => Promise<Out>, most: number): AsyncGenerator<Out> {
  const given = source[Symbol.asyncIterator]();
  const running: Promise<Out>[] = [];
  let next: Promise<{ given: IteratorResult<In> }> | undefined;
  let ended = false;
  try {
    for (;;) {
      if (!ended && running.length < most) next ??= given.next().then((result) => ({ given: result }));
      const first = running[0]?.then((done) => ({ done }));
      const both = [...(first === undefined ? [] : [first]), ...(next === undefined ? [] : [next])];
      if (both.length === 0) return;
      let turn: { done: Out } | { given: IteratorResult<In> } | undefined = await Promise.race(both);
      if ('done' in turn) {
        void running.shift();
        yield turn.done;
        continue;
      }
      next = undefined;
      if (turn.given.done === true) {
        ended = true;
        continue;
      }
      const begun = work(turn.given.value);
      // What is worked on need not stay in memory for as long as its result is waited for.
      turn = undefined;
      // It may fail long before its turn; then it is told.
      begun.catch(() => undefined);
      running.push(begun);
    }
  } finally {
    next?.catch(() => undefined);
    if (!ended) given.return?.()?.catch(() => undefined);
  }
}
