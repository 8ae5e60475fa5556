/** The present moment, in milliseconds since 1970, by the clock of this device. */
export function nowMs(): number {
  return Date.now();
}
