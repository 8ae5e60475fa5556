import type { Hub } from '../app.ts';
import type { Clock } from '../clock.ts';

export type Filling = { readonly hub: Hub; readonly data: string; readonly clock: Clock; readonly progress: (progress: { what: string; done: number }) => void };

/** Fills the demo world when it is empty. */
export async function fillWorld(_filling: Filling): Promise<void> {
  await Promise.resolve();
}
