/** One row of a table of pairs. `isMatch`: what its third column says, undefined without one. */
export type PairRow = { readonly query: string; readonly candidate: string; readonly isMatch: boolean | undefined };

/** Reads a table of pairs: tabs between, a header if the first row begins with `query`. A row without a candidate stays, so that rows out belong to rows in. */
export function readPairRows(text: string): PairRow[] {
  const lines = text.replace(/^\uFEFF/, '').split(/\r?\n/);
  const rows = lines.map((line) => line.split('\t'));
  if (rows.at(-1)?.join('') === '') rows.pop();
  const isHeader = rows[0]?.[0]?.toLowerCase() === 'query';
  return rows.slice(isHeader ? 1 : 0).map(([query = '', candidate = '', label]) => ({ query, candidate, isMatch: label === 'match' ? true : label === 'nomatch' ? false : undefined }));
}
