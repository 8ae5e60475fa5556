/** The front of the loads: many records at once from a file, in threads of their own; and the way back, the export. */
export { openLoads, type Loads, type LoadsParts, type OwnLoad } from './open-loads.ts';
export type { LoadFilter } from './load-filter.ts';
export { loadRoutes } from './routes.ts';
export { exportRoutes } from './export.ts';
export { LOAD_WRITES } from './writes.ts';
export { LOAD_SLICES, type LoadSlices } from './slices.ts';
export type { AskFilter, ServeLoadsOptions } from './serve-loads.ts';
