import { misuse } from './failures.ts';

/** The options of a command as they were typed. */
export type Flags = {
  is(name: string): boolean;
  text(name: string): string | undefined;
  /** Given several times or with commas between. */
  list(name: string): readonly string[];
  /** A whole number within limits. @throws CommandFailure */
  count(name: string, limits?: { least?: number; most?: number }): number | undefined;
};

/** Reads options by the names that they have on the command line (`--hidden-from`). */
export function readFlags(values: Readonly<Record<string, unknown>>): Flags {
  const valueOf = (name: string): unknown => values[name.replace(/-(\w)/g, (_, letter: string) => letter.toUpperCase())];
  const text = (name: string): string | undefined => {
    const value = valueOf(name);
    return typeof value === 'string' ? value : undefined;
  };
  return {
    is: (name) => valueOf(name) === true,
    text,
    list(name) {
      const value = valueOf(name);
      const given: unknown[] = Array.isArray(value) ? value : value === undefined ? [] : [value];
      return given.map(String).flatMap((one) => one.split(',')).map((one) => one.trim()).filter((one) => one !== '');
    },
    count(name, { least = 0, most = Number.MAX_SAFE_INTEGER } = {}) {
      const value = text(name);
      if (value === undefined) return undefined;
      const count = Number(value);
      if (!/^\d+$/.test(value) || count < least || count > most) throw misuse(`--${name} takes a whole number${most === Number.MAX_SAFE_INTEGER ? ` from ${least}` : ` from ${least} to ${most}`}, not ${JSON.stringify(value)}.`);
      return count;
    },
  };
}

/** Copies an object without what is undefined. */
export function given<T extends Record<string, unknown>>(values: T): { [K in keyof T]?: Exclude<T[K], undefined> } {
  return Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined)) as { [K in keyof T]?: Exclude<T[K], undefined> };
}
