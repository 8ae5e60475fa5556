/** One rejected line: where it is in the file, which field, and what is wrong with it. */
export type Reject = { readonly line: string; readonly column: string; readonly code: string; readonly message: string; readonly hint: string };

/** Reads lines of a file of rejects, for looking at them. `type` is the media type of the file. */
export function parseRejects(lines: readonly string[], type: string): readonly Reject[] {
  if (!type.includes('csv')) return lines.map((line) => rejectOf(new Map(Object.entries(JSON.parse(line) as object))));
  const [header = '', ...rows] = lines;
  const separator = [';', '\t', ','].find((one) => header.includes(one)) ?? ',';
  const names = splitCells(header, separator);
  return rows.map((row) => {
    const cells = splitCells(row, separator);
    return rejectOf(new Map(names.map((name, at) => [name, cells[at]])));
  });
}

/** The cells of one line of CSV. Quotes around a cell go, doubled ones inside become one. */
export function splitCells(line: string, separator: string): readonly string[] {
  const cells: string[] = [];
  let cell = '';
  let quoted = false;
  const text = line.replace(/^\uFEFF/, '');
  for (let at = 0; at < text.length; at += 1) {
    const character = text[at] ?? '';
    if (quoted && character === '"' && text[at + 1] === '"') {
      cell += '"';
      at += 1;
    } else if (character === '"' && (quoted || cell === '')) quoted = !quoted;
    else if (character === separator && !quoted) {
      cells.push(cell);
      cell = '';
    } else cell += character;
  }
  return [...cells, cell];
}

function rejectOf(row: ReadonlyMap<string, unknown>): Reject {
  const text = (name: string): string => {
    const value = row.get(name);
    return typeof value === 'string' || typeof value === 'number' ? String(value) : '';
  };
  return { line: text('_line'), column: text('_column'), code: text('_code'), message: text('_message'), hint: text('_hint') };
}
