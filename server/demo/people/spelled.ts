/** Words of names, and lists of them as they are written in the files of the cultures. */
import { pickerOf, type Draw } from './draw.ts';

/** A word of a name: as the passport spells it, in its own script where it has one, and in other spellings that are in use. */
export type Spelled = { readonly latin: string; readonly native?: string; readonly kana?: string; readonly others?: readonly string[] };

/** Names, the frequent ones more often. */
export type NameList = { readonly names: readonly Spelled[]; pick(draw: Draw): Spelled };

/** How names that are listed in their own script alone are spelled in a passport. */
export type Reading = (native: string) => Pick<Spelled, 'latin' | 'kana' | 'others'>;

/**
 * Reads a list: names apart by white space, the most frequent first. `Kim|Gim=김:21.5` is the passport's spelling, others in use, the
 * own script, and the share in percent; `_` stands for a space. Whoever has no share of his own gets his part of what is left by his
 * rank (1, 1/2, 1/3 … to the power of `slope`), which is the shape that real names have.
 */
export function parseList(text: string, { slope = 0.75, reading }: { slope?: number; reading?: Reading | undefined } = {}): NameList {
  const entries = text.trim().split(/\s+/).map((word) => parseEntry(word, reading));
  if (entries.length === 0) throw new RangeError('an empty list of names');
  const known = entries.reduce((sum, { share }) => sum + (share ?? 0), 0);
  const weights = entries.map(({ share }, rank) => (share === undefined ? 1 / (rank + 2) ** slope : 0));
  const open = weights.reduce((sum, weight) => sum + weight, 0);
  const left = open === 0 ? 0 : Math.max(100 - known, 5) / open;
  const pick = pickerOf(entries.map(({ share }, at) => share ?? (weights[at] ?? 0) * left));
  const names = entries.map(({ name }) => name);
  return {
    names,
    pick(draw) {
      return names[pick(draw)] ?? { latin: 'Doe' };
    },
  };
}

function parseEntry(word: string, reading: Reading | undefined): { name: Spelled; share: number | undefined } {
  const [written = '', share] = word.replaceAll('_', ' ').split(':');
  return { name: parseName(written, reading), share: share === undefined ? undefined : Number(share) };
}

function parseName(written: string, reading: Reading | undefined): Spelled {
  const [first = '', native] = written.split('=');
  // A dash alone is the empty ending of a composed name.
  if (first === '-') return { latin: '' };
  if (reading !== undefined && native === undefined) {
    const [own = '', sounds] = first.split('/');
    return { native: own, ...reading(sounds ?? own) };
  }
  const [latin = '', ...others] = first.split('|');
  return { latin, ...(native !== undefined && { native }), ...(others.length > 0 && { others }) };
}

/** Words in a row as one, in every script that all of them have. */
export function join(words: readonly Spelled[], separator = ' '): Spelled {
  const [only, second] = words;
  if (only !== undefined && second === undefined) return only;
  const latin = words.map((word) => word.latin).filter((word) => word !== '').join(separator);
  const native = words.every((word) => word.native !== undefined || word.latin === '') ? words.map((word) => word.native ?? '').filter((word) => word !== '').join(separator) : '';
  return native === '' ? { latin } : { latin, native };
}

/** Parts of one word, put together: `Oku` and `bo` are `Okubo`. */
export function compose(parts: readonly Spelled[]): Spelled {
  const latin = parts.map((part) => part.latin).join('').toLowerCase();
  const whole = { latin: latin.replace(/(^|[ '-])(\p{L})/gu, (_, before: string, letter: string) => before + letter.toUpperCase()) };
  const native = parts.every((part) => part.native !== undefined || part.latin === '') ? parts.map((part) => part.native ?? '').join('') : '';
  const kana = parts.every((part) => part.kana !== undefined || part.latin === '') ? parts.map((part) => part.kana ?? '').join('') : '';
  return { ...whole, ...(native !== '' && { native }), ...(kana !== '' && { kana }) };
}
