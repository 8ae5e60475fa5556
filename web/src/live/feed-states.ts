/** How the live feed stands. `heardAt`: when anything last came, in ms since 1970. */
export type Feed = { readonly state: 'off' | 'opening' | 'live' } | { readonly state: 'lost'; readonly heardAt: number };

/** The server is heard of at least this often, in ms, by a heartbeat if nothing else; twice that long a silence is a loss. */
export const HEARTBEAT_MS = 15_000;
/** Pauses between two tries to open a stream that was lost, in ms; the last one holds. */
const RETRIES = [500, 1000, 2000, 5000] as const;

/** How long to wait before the next try. `tries`: so many have failed in a row. */
export function pauseAfter(tries: number): number {
  return RETRIES[Math.min(tries, RETRIES.length - 1)] ?? 5000;
}

/** Whether a stream from which nothing has come since `heardAt` counts as lost. Times in ms since 1970. */
export function isSilent(heardAt: number, now: number): boolean {
  return now - heardAt > 2 * HEARTBEAT_MS + 5000;
}

/** An event as the stream brings it, or undefined for anything else: somebody newer may send more. */
export function parseEvent(data: unknown): { kind: string; subject: string; seq: number } | undefined {
  if (typeof data !== 'string') return undefined;
  try {
    const value: unknown = JSON.parse(data);
    if (typeof value !== 'object' || value === null || !('kind' in value) || !('subject' in value) || !('seq' in value)) return undefined;
    const { kind, subject, seq } = value;
    return typeof kind === 'string' && typeof subject === 'string' && typeof seq === 'number' ? { kind, subject, seq } : undefined;
  } catch {
    return undefined;
  }
}
