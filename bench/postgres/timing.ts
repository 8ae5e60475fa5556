/** One line of the comparison. `records`: how many the store held. */
export type Row = { readonly what: string; readonly records: number; readonly value: number; readonly unit: string };

/** How often in a second, when `run` does it `count` times. */
export async function perSecond(count: number, run: () => Promise<unknown>): Promise<number> {
  const from = performance.now();
  await run();
  return (count / (performance.now() - from)) * 1000;
}

/** The same, and the processor time of this process for each: the figure that a busy machine does not spoil. */
export async function rateAndCost(what: { what: string; records: number }, count: number, run: () => Promise<unknown>): Promise<Row[]> {
  const before = process.cpuUsage();
  const rate = await perSecond(count, run);
  const { user, system } = process.cpuUsage(before);
  return [{ ...what, value: rate, unit: '/s' }, { ...what, value: (user + system) / count, unit: 'us of this process' }];
}

/** Runs `count` calls, so many of them at a time. */
export async function inLanes(count: number, lanes: number, call: (at: number) => Promise<unknown>): Promise<void> {
  let next = 0;
  const lane = async (): Promise<void> => {
    for (let at = next++; at < count; at = next++) await call(at);
  };
  await Promise.all(Array.from({ length: lanes }, lane));
}

/** A table for people. */
export function rowText(row: Row): string {
  return `${row.what.padEnd(60)} ${row.records.toLocaleString('en').padStart(11)} ${(row.value < 100 ? row.value.toPrecision(3) : Math.round(row.value).toLocaleString('en')).padStart(12)} ${row.unit}`;
}
