/** From what a reader, a camera or a keyboard sent to the lines it may have meant. */

/** Longest text that is looked at; three lines of 44 with a break and a prefix each stay far below. */
const MAX_LENGTH = 1000;

const WIDTHS = [30, 36, 44] as const;

/** One way to see the input as lines in the zone's alphabet (a space is a filler, a character of no alphabet is ?). */
export type LineSet = readonly string[];

/**
 * The ways in which an input can be split into two or three lines, most likely first. Line breaks, tabs, control
 * characters of readers (STX, ETX, CR) and | end a line. A single run is cut at the widths of the formats.
 */
export function listLineSets(input: string | readonly string[]): LineSet[] {
  const lines = splitText(input);
  const sets: LineSet[] = [];
  const single = lines.length === 1 ? (lines[0] ?? '') : undefined;
  if (single === undefined) {
    sets.push(lines.map(fillSpaces));
    if (lines.some((line) => line.includes(' '))) sets.push(lines.map(dropSpaces));
  } else {
    sets.push(single.trim().split(/\s+/), ...cutRun(fillSpaces(single)), ...cutRun(dropSpaces(single)));
  }
  return sets.filter((set) => set.length === 2 || set.length === 3);
}

/** The lines as they were sent, without breaks, marks and blank lines: for showing what could not be read. */
export function splitText(input: string | readonly string[]): string[] {
  const text = typeof input === 'string' ? input : input.join('\n');
  return foldText(text.slice(0, MAX_LENGTH))
    .split(/[|\n]|\\[rn]/i)
    .map((line) => line.replace(/^["'`,;[\]]+|["'`,;[\]]+$/g, ''))
    .filter((line) => line.trim() !== '');
}

/** Line breaks of every kind, tabs, and what readers put around and between lines (STX, ETX, EOT, FS to US). */
const BREAKS: ReadonlySet<string> = new Set('\n\r\t\v\f\u0002\u0003\u0004\u001c\u001d\u001e\u001f\u0085\u2028\u2029');

/** Capitals, plain fillers, no marks and no invisible characters. What is then outside ASCII can only be shown as ?. */
function foldText(text: string): string {
  if (/^[A-Z0-9<|\n]*$/.test(text)) return text;
  return text
    .normalize('NFKD')
    .replace(/[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff\p{M}]/gu, '')
    .replace(/\p{Cc}|[\u2028\u2029]/gu, (c) => (BREAKS.has(c) ? '\n' : ''))
    .replace(/\p{Zs}/gu, ' ')
    .replace(/&lt;/gi, '<')
    .replace(/«/g, '<<')
    .replace(/[‹〈＜≤]/g, '<')
    .replace(/[a-zß]/g, (c) => c.toUpperCase())
    .replace(/[^\n -~]/gu, '?');
}

/** Fillers for spaces. Spaces at the ends are fillers only where the line then has a width of a format. */
function fillSpaces(line: string): string {
  const isWhole = WIDTHS.some((width) => width === line.length);
  return (isWhole ? line : line.trim()).replaceAll(' ', '<');
}

function dropSpaces(line: string): string {
  return line.replaceAll(' ', '');
}

/** Cuts a run without breaks at 44, 36 or 30 characters, wherever that gives a whole number of lines or nearly so. */
function cutRun(run: string): LineSet[] {
  const exact = [[2, 44], [2, 36], [3, 30]] as const;
  return exact
    .filter(([lines, width]) => run.length > width * (lines - 1) && run.length <= width * lines + 2)
    .toSorted((a, b) => Math.abs(a[0] * a[1] - run.length) - Math.abs(b[0] * b[1] - run.length))
    .map(([lines, width]) =>
      Array.from({ length: lines }, (_, i) => run.slice(i * width, i === lines - 1 ? undefined : (i + 1) * width)));
}
