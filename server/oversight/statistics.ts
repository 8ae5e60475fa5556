/** Counts for publication: small ones are withheld, and enough others that nobody can work them out. Pure. */

/** Counts below this, other than 0, are withheld. */
export const SMALLEST = 5;

/** A row of counts by column. */
export type Counts<Column extends string> = { readonly [C in Column]: number };

/**
 * Withholds small cells. The sum of a column is published: were one cell of it withheld alone, it would be what is missing from the sum. So at least two
 * cells of a column are withheld, or none, and those that are come to at least `SMALLEST` together. Nor may a cell follow from the others of
 * its row: where `whole` is the sum of the other columns, two of a row are withheld, or none.
 */
export function withhold<Row extends Counts<Column>, Column extends string>(rows: readonly Row[], columns: readonly Column[]): (Omit<Row, Column> & { [C in Column]: number | null })[] {
  const hidden = rows.map((row) => new Set(columns.filter((column) => row[column] > 0 && row[column] < SMALLEST)));
  // What is withheld in a row can make a column need more, and the other way round.
  for (let changed = true; changed; ) {
    changed = false;
    for (const column of columns) changed = coverColumn(rows, hidden, column) || changed;
    for (const [at, row] of rows.entries()) changed = coverRow(row, hidden[at] ?? new Set(), columns) || changed;
  }
  return rows.map((row, at) => ({ ...row, ...Object.fromEntries(columns.map((column) => [column, hidden[at]?.has(column) === true ? null : row[column]])) })) as (Omit<Row, Column> & { [C in Column]: number | null })[];
}

function coverColumn<Row extends Counts<Column>, Column extends string>(rows: readonly Row[], hidden: readonly Set<Column>[], column: Column): boolean {
  const withheld = rows.filter((_, at) => hidden[at]?.has(column));
  const sum = withheld.reduce((all, row) => all + row[column], 0);
  if (withheld.length === 0 || (withheld.length > 1 && sum >= SMALLEST)) return false;
  const next = rows.map((row, at) => ({ at, count: row[column] })).filter(({ at, count }) => count > 0 && hidden[at]?.has(column) !== true).toSorted((a, b) => a.count - b.count)[0];
  if (next === undefined) return false;
  hidden[next.at]?.add(column);
  return true;
}

function coverRow<Column extends string>(row: Counts<Column>, hidden: Set<Column>, columns: readonly Column[]): boolean {
  if (hidden.size !== 1) return false;
  const next = columns.filter((column) => !hidden.has(column) && row[column] > 0).toSorted((a, b) => row[a] - row[b])[0];
  if (next === undefined) return false;
  hidden.add(next);
  return true;
}
