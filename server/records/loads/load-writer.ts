import type { Transferable } from 'node:worker_threads';
import type { LoadSlices } from './slices.ts';

/** The way of a load to the writer, whatever the engine: a port to the writer's thread, or a writer in this process. */
export type LoadWriter = {
  run<Name extends keyof LoadSlices>(name: Name, payload: Parameters<LoadSlices[Name]>[1], transfer?: readonly Transferable[]): Promise<Awaited<ReturnType<LoadSlices[Name]>>>;
};
