/** A moment as a field of date and time has it, in UTC: `2026-11-20T18:00`. */
export function fieldOf(ms: number): string {
  return new Date(ms).toISOString().slice(0, 16);
}

/** The moment that such a field says, to the minute; undefined when it is none. */
export function momentOfField(text: string): string | undefined {
  return /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}$/.test(text) && !Number.isNaN(Date.parse(`${text}Z`)) ? `${text}:00Z` : undefined;
}
