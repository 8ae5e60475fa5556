/** A page of docs/ that is printed from the code: its file and its text. */
export type Page = { readonly file: string; readonly print: () => string | Promise<string> };

/** A page in Markdown, with the line that says where it comes from. */
export function markdown(title: string, source: string, blocks: readonly string[]): string {
  return [`# ${title}`, `<!-- Printed by \`npm run docs\` from ${source}. Change that, and print again. -->`, ...blocks].join('\n\n') + '\n';
}

/** A table in Markdown. Cells may hold anything that fits a line; a bar is escaped. */
export function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]): string => `| ${cells.map((cell) => cell.replaceAll('|', '\\|').replaceAll('\n', ' ')).join(' | ')} |`;
  return [line(head), line(head.map(() => '---')), ...rows.map(line)].join('\n');
}

/** A word of the code, in the type of code. */
export function code(word: string | number): string {
  return `\`${word}\``;
}
