import { styleText } from 'node:util';

/** How answers are printed: for people, as one JSON value, or as JSON lines. */
export type Format = 'text' | 'json' | 'ndjson';

const STYLES = { strong: 'bold', faint: 'dim', alarm: ['bold', 'inverse'], warn: 'bold', good: 'green', bad: 'red' } as const;
export type Style = keyof typeof STYLES;

/** Where a command writes. Data goes to stdout; what is said about it goes to stderr. */
export type Terminal = {
  readonly format: Format;
  readonly quiet: boolean;
  /** A person is there who sees stderr and can answer. */
  readonly interactive: boolean;
  readonly color: boolean;
  /** Writes a line of data. Resolves when the reader has room for more. */
  out(line: string): Promise<void>;
  /** Says something about the work; not with --quiet. */
  say(line: string): void;
  /** Says that something is wrong; --quiet or not. */
  complain(line: string): void;
  paint(style: Style, text: string): string;
};

export type TerminalOptions = { format: Format; quiet: boolean; color: boolean; input: boolean };

/** The terminal of this process. */
export function createTerminal({ format, quiet, color, input }: TerminalOptions): Terminal {
  return {
    format,
    quiet,
    color,
    interactive: input && process.stdin.isTTY && process.stderr.isTTY,
    out: (line) => write(`${line}\n`),
    say: (line) => { if (!quiet) process.stderr.write(`${line}\n`); },
    complain: (line) => { process.stderr.write(`${line}\n`); },
    paint: (style, text) => (color ? styleText([STYLES[style]].flat(), text, { validateStream: false }) : text),
  };
}

/** Writes to stdout, waiting while its reader is slow. */
export async function write(text: string | Uint8Array): Promise<void> {
  if (process.stdout.write(text)) return;
  await new Promise<void>((resolve) => { process.stdout.once('drain', resolve); });
}

/** A reader such as `head` that has seen enough ends the command, quietly. */
export function stopWhenNobodyReads(): void {
  process.stdout.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code === 'EPIPE') process.exit(0);
    throw error;
  });
}

/** Prints one value: as JSON when asked for, else as the lines that `text` makes. */
export async function print(terminal: Terminal, value: unknown, text: () => readonly string[]): Promise<void> {
  if (terminal.format === 'text') for (const line of text()) await terminal.out(line);
  else await terminal.out(terminal.format === 'json' ? JSON.stringify(value, null, 2) : JSON.stringify(value));
}
