/** The month before the one of a moment (milliseconds since 1970), in UTC, as YYYY-MM: the last of which statistics are published. */
export function lastMonth(ms: number): string {
  const at = new Date(ms);
  return new Date(Date.UTC(at.getUTCFullYear(), at.getUTCMonth() - 1, 1)).toISOString().slice(0, 7);
}
