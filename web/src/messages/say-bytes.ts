const UNITS = ['byte', 'kilobyte', 'megabyte'] as const;

/** A number of bytes as people read it. */
export function sayBytes(bytes: number, locale: string): string {
  const at = bytes < 1000 ? 0 : bytes < 1_000_000 ? 1 : 2;
  return new Intl.NumberFormat(locale, { style: 'unit', unit: UNITS[at] ?? 'byte', maximumFractionDigits: at === 2 ? 1 : 0 }).format(bytes / 1000 ** at);
}
