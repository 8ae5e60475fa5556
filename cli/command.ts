import type { Flags } from './flags.ts';
import type { Terminal } from './terminal/terminal.ts';

/** One run of a command: what was typed, where to write, and the signal of Ctrl+C. */
export type Invocation = { args: readonly string[]; flags: Flags; terminal: Terminal; signal: AbortSignal };

/** Runs a command and gives its exit code; 0 without one. */
export type Run = (invocation: Invocation) => Promise<number | void>;

/** An option: its flags as commander reads them, what it does, and the values it can have. `many`: can be repeated. */
export type OptionSpec = { flags: string; about: string; choices?: readonly string[]; many?: true };

/** A command, declared. `name` is the words and arguments of it: `check document <number>`. The code is loaded when it runs. */
export type CommandSpec = {
  name: string;
  about: string;
  examples: readonly string[];
  options?: readonly OptionSpec[];
  more?: string;
  load: () => Promise<Run>;
};
