import { Command, CommanderError, Option } from 'commander';
import type { CommandSpec, OptionSpec, Run } from './command.ts';
import { COMMANDS, GLOBAL_OPTIONS, GROUPS } from './commands.ts';
import { misuse } from './failures.ts';

/** What was typed, resolved to a command, or the text of help that was asked for. */
export type Chosen = { run: Run; args: readonly string[]; values: Record<string, unknown> } | { text: string };

/**
 * Reads a command line by the table of commands. The code of the command is loaded, not run.
 * @throws CommandFailure when the line is not as it should be; it says what to type next
 */
export async function chooseCommand(argv: readonly string[]): Promise<Chosen> {
  let chosen: Chosen | undefined;
  let text = '';
  const program = buildProgram(async (spec, args, values) => { chosen = { run: await spec.load(), args, values }; }, (part) => { text += part; });
  try {
    await program.parseAsync([...argv], { from: 'user' });
  } catch (error) {
    if (!(error instanceof CommanderError)) throw error;
    if (error.exitCode !== 0 && error.code !== 'commander.help') throw misuse(tidy(error.message), `${pathOf(program, argv)} --help`);
    return { text };
  }
  return chosen ?? { text };
}

/** The help of a command or group, or undefined when there is none of these words. */
export function findHelp(words: readonly string[]): string | undefined {
  let command: Command | undefined = buildProgram(async () => undefined, () => undefined);
  let text = '';
  for (const word of words) command = command?.commands.find((one) => one.name() === word);
  command?.configureOutput({ writeOut: (part) => { text += part; } }).outputHelp();
  return command === undefined ? undefined : text;
}

type OnRun = (spec: CommandSpec, args: string[], values: Record<string, unknown>) => Promise<void>;

function buildProgram(onRun: OnRun, write: (text: string) => void): Command {
  const program = new Command('watchword')
    .description('Ask, enter and load records of the Watchword network.')
    .helpCommand(false)
    .exitOverride()
    .configureOutput({ writeOut: write, writeErr: write, outputError: () => undefined })
    .configureHelp({ showGlobalOptions: true, subcommandTerm: (command) => [command.name(), ...command.registeredArguments.map((one) => (one.required ? `<${one.name()}>` : `[${one.name()}]`))].join(' ') })
    .addOption(new Option('-V, --version', 'print the version'))
    .addHelpText('before', examplesText(['watchword demo', 'watchword check document L898902C3 --issuer UTO', 'watchword import travel-documents file.ndjson']));
  for (const option of GLOBAL_OPTIONS) program.addOption(optionOf(option));
  for (const spec of COMMANDS) addCommand(program, spec, onRun);
  return program;
}

function addCommand(program: Command, spec: CommandSpec, onRun: OnRun): void {
  const parts = spec.name.split(' ');
  const words = parts.filter((part) => !/^[<[]/.test(part));
  const name = words.at(-1) ?? '';
  const command = words.slice(0, -1).reduce(groupOf, program).command(name);
  for (const argument of parts.slice(words.length)) command.argument(argument);
  command.description(spec.about).addHelpText('before', examplesText(spec.examples));
  if (spec.more !== undefined) command.addHelpText('after', `\n${spec.more}`);
  for (const option of spec.options ?? []) command.addOption(optionOf(option));
  command.action(async () => onRun(spec, command.args, command.optsWithGlobals()));
}

function groupOf(parent: Command, name: string): Command {
  const there = parent.commands.find((one) => one.name() === name);
  if (there !== undefined) return there;
  const path = parent.parent === null ? name : `${parent.name()} ${name}`;
  const group = parent.command(name).description(GROUPS[path] ?? '').helpCommand(false);
  const examples = COMMANDS.filter((spec) => spec.name.startsWith(`${path} `)).flatMap((spec) => spec.examples.slice(0, 1));
  return group.addHelpText('before', examplesText(examples.slice(0, 4)));
}

function optionOf({ flags, about, choices, many }: OptionSpec): Option {
  const option = new Option(flags, about);
  if (choices !== undefined) option.choices(choices);
  if (many === true) option.argParser((value: string, before: string[] | undefined) => [...(before ?? []), value]);
  return option;
}

function examplesText(examples: readonly string[]): string {
  return `Examples:\n${examples.map((example) => `  ${example}\n`).join('')}`;
}

/** The words of the line that name a command or group, for pointing at the right help. */
function pathOf(program: Command, argv: readonly string[]): string {
  let command = program;
  const words = ['watchword'];
  for (const word of argv) {
    const next = command.commands.find((one) => one.name() === word);
    if (next === undefined) break;
    command = next;
    words.push(word);
  }
  return words.join(' ');
}

/** Commander's messages as sentences. */
function tidy(message: string): string {
  const text = message.replace(/^error: /, '').replace(/\n\(Did you mean (.*)\?\)$/s, '. Did you mean $1?');
  const sentence = text.charAt(0).toUpperCase() + text.slice(1);
  return /[.?]$/.test(sentence) ? sentence : `${sentence}.`;
}
