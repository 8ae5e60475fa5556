import { getPriority, setPriority } from 'node:os';

const NICEST = 19;

/**
 * Asks for less of the processor, for the calling thread, when there is not enough for all. On Linux niceness belongs to the
 * thread; elsewhere it would be that of the whole process, so there nothing happens.
 */
export function lowerPriority(by: number): void {
  if (process.platform === 'linux') setPriority(0, Math.min(NICEST, getPriority(0) + by));
}
