import { readFlags } from './flags.ts';
import { createTerminal, stopWhenNobodyReads, write, type Terminal } from './terminal/terminal.ts';

/** Runs a command line to its end and sets the exit code of the process. Nothing is loaded that the command does not need. */
export async function main(argv: readonly string[]): Promise<void> {
  (await import('@watchword/server/bin/node-warnings.ts')).hideExperimentalWarnings();
  stopWhenNobodyReads();
  try {
    process.exitCode = await runLine(argv);
  } catch (error) {
    process.exitCode = await complain(error, argv);
  }
}

async function runLine(argv: readonly string[]): Promise<number> {
  if (argv.every((word) => word.startsWith('-')) && argv.some((word) => word === '--version' || word === '-V')) return printVersion();
  if (argv[0] === 'complete') return (await import('./help/completion.ts')).complete(argv.slice(argv[1] === '--' ? 2 : 1));
  if (argv.length === 1 && argv[0] === 'mrz') return (await (await import('./reading.ts')).readZones({ args: [] })) ?? 0;
  const chosen = await (await import('./program.ts')).chooseCommand(argv);
  if ('text' in chosen) {
    await write(chosen.text);
    return 0;
  }
  const flags = readFlags(chosen.values);
  return (await chosen.run({ args: chosen.args, flags, terminal: await openTerminal(argv, flags.is('input')), signal: interruptSignal() })) ?? 0;
}

async function openTerminal(argv: readonly string[], input: boolean): Promise<Terminal> {
  const { isAutomatic, wantsColor } = await import('./config.ts');
  const has = (...names: string[]): boolean => names.some((name) => argv.includes(name));
  return createTerminal({
    format: has('--json') ? 'json' : has('--ndjson') ? 'ndjson' : 'text', quiet: has('-q', '--quiet'),
    color: !has('--no-color') && wantsColor(process.stdout.isTTY), input: input && !isAutomatic(),
  });
}

async function printVersion(): Promise<number> {
  const { default: about } = await import('./package.json', { with: { type: 'json' } });
  const { API_VERSION } = await import('@watchword/api/version.ts');
  await write(`watchword ${about.version} (API ${API_VERSION}, Node ${process.versions.node})\n`);
  return 0;
}

/** The first Ctrl+C lets the command end in order, the second ends it. */
function interruptSignal(): AbortSignal {
  const controller = new AbortController();
  process.on('SIGINT', () => {
    if (controller.signal.aborted) process.exit(130);
    controller.abort(new Error('Interrupted.'));
  });
  return controller.signal;
}

async function complain(error: unknown, argv: readonly string[]): Promise<number> {
  if (error instanceof Error && error.message === 'Interrupted.') {
    process.stderr.write('\nInterrupted.\n');
    return 130;
  }
  const { tellError } = await import('./failures.ts');
  const { exit, lines, json } = tellError(error);
  if (argv.includes('--json') || argv.includes('--ndjson')) process.stderr.write(`${JSON.stringify({ error: { ...json, exit } })}\n`);
  else process.stderr.write(`watchword: ${lines.join('\n')}\n`);
  return exit;
}
