/** The only place that reads the clock. Tests move it by passing another. */
export type Clock = { now(): number };

/** Milliseconds since 1970, UTC. */
export const systemClock: Clock = { now: () => Date.now() };
