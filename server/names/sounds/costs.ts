import { readFileSync } from 'node:fs';

/** The scripts whose letters were learned against Latin spelling; `latin`: two Latin spellings of one name. */
export type CostScript = 'arabic' | 'hebrew' | 'cyrillic' | 'hangul' | 'kana' | 'han' | 'latin';

/**
 * How much each pair of symbols speaks for one name: tenths of a natural logarithm of (chance of the pair in one name written twice) over (chance
 * in two names). Rows are the symbols of Latin spelling and `none`, columns those of the other side and `none`. `tops`: the best of each symbol.
 */
export type CostTable = { width: number; gains: Int8Array; letters: ReadonlyMap<string, number>; latinTops: Int8Array; otherTops: Int8Array };

const loaded = new Map<CostScript, CostTable>();

/** The table of a script, read when it is first asked for. README.md says how the tables were made. */
export function costTable(script: CostScript): CostTable {
  const known = loaded.get(script);
  if (known !== undefined) return known;
  const table = parseTable(readFileSync(new URL(`tables/${script}.tsv`, import.meta.url), 'utf8'));
  loaded.set(script, table);
  return table;
}

/** The table that a text of lines and tabs holds. */
export function parseTable(text: string): CostTable {
  const [head = '', ...lines] = text.trimEnd().split('\n');
  const symbols = head.split('\t').slice(1);
  const width = symbols.length;
  const gains = new Int8Array(lines.length * width);
  const latinTops = new Int8Array(lines.length).fill(-60);
  const otherTops = new Int8Array(width).fill(-60);
  lines.forEach((line, row) => line.split('\t').slice(1).forEach((cell, column) => {
    const gain = Number(cell);
    gains[row * width + column] = gain;
    latinTops[row] = Math.max(latinTops[row] ?? 0, gain);
    otherTops[column] = Math.max(otherTops[column] ?? 0, gain);
  }));
  return { width, gains, letters: new Map(symbols.slice(0, -1).map((letter, at) => [letter, at])), latinTops, otherTops };
}
