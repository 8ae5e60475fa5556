/** Moments as text. */

let lastMs = -1;
let lastText = '';

/** RFC 3339 in UTC, of ms since 1970. Many checks fall into one millisecond, so the last text is kept. */
export function formatMoment(ms: number): string {
  if (ms !== lastMs) {
    lastText = new Date(ms).toISOString();
    lastMs = ms;
  }
  return lastText;
}
