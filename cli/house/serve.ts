import { AppError } from '@watchword/api/errors.ts';
import type { ServeOptions } from '@watchword/server/bin/serve.ts';
import type { Invocation, Run } from '../command.ts';
import { listenSettings } from '../config.ts';
import { EXIT } from '../exit-codes.ts';
import { CommandFailure } from '../failures.ts';
import { formatSeconds, startProgress } from '../terminal/progress.ts';

/** Starts a server and runs it until it is told to stop. */
export const serve: Run = async (invocation) => {
  const { flags } = invocation;
  const { data, ...place } = listenSettings(flags);
  return runServer(invocation, { ...place, data: flags.text('data') ?? data ?? './data', demo: false });
};

/** Starts the demo world and says where to go. */
export const demo: Run = async (invocation) => {
  const { flags } = invocation;
  const { host, port } = listenSettings(flags);
  return runServer(invocation, { host, port, data: flags.text('data') ?? './demo-data', demo: true, reset: flags.is('reset') });
};

async function runServer(invocation: Invocation, options: Omit<ServeOptions, 'say' | 'progress'>): Promise<number> {
  const { terminal } = invocation;
  const stopped = stopSignal();
  const began = performance.now();
  const { serve: start } = await import('@watchword/server/bin/serve.ts');
  const bar = startProgress(terminal, { title: 'Starting', unit: '' });
  if (!bar.drawn) terminal.say('Starting…');
  let isMaking = false;
  const progress = ({ what, done }: { what: string; done: number }): void => {
    // A world that is there already is not made.
    if (!isMaking && !bar.drawn) terminal.say('Making the demo world…');
    isMaking = true;
    bar.update(done, Math.floor(done * 100), what);
  };
  const running = await start({ ...options, say: (line) => terminal.say(line), progress })
    .catch((error: unknown) => { bar.stop(); throw notStarted(error); });
  const seconds = formatSeconds((performance.now() - began) / 1000);
  bar.stop();
  for (const line of startedText({ url: running.url, data: options.data, demo: options.demo, seconds })) await terminal.out(line);
  const reason = await stopped;
  terminal.say('Closing…');
  await running.close(reason);
  // The channel to the command that started this one would keep it alive.
  if (process.connected) process.disconnect?.();
  return 0;
}

/** Nobody must take this mode for one that hides anything from its operator. */
const ONE_PROCESS = 'Hub and bureaus in one process: whoever runs this machine can read what is recorded and asked';

/** Whatever the start has opened must not keep the command alive after it failed. */
function notStarted(error: unknown): unknown {
  setTimeout(() => process.exit(), 1000).unref();
  if (!(error instanceof AppError) || error.code !== 'server.busy') return error;
  return new CommandFailure(EXIT.unavailable, error.details.detail ?? error.message);
}

/** What is said once checks are answered. */
export function startedText({ url, data, demo, seconds }: { url: string; data: string; demo: boolean; seconds: string }): string[] {
  if (!demo) return [`Watchword listens on ${url} · ready in ${seconds}`, ONE_PROCESS];
  const { port } = new URL(url);
  const at = (persona: string): string => `http://${persona}.localhost:${port}`;
  return [
    `Demo world ready in ${seconds} — fictional data only`,
    `  Border officer   ${at('officer-fra')}   → scan the specimen on screen`,
    `  Owner's desk     ${at('desk-uto')}      → watch the hit arrive`,
    `  Start page       http://localhost:${port}`,
    `  API docs         http://localhost:${port}/docs`,
    '  Command line     npx watchword check document L898902C3 --issuer UTO',
    ONE_PROCESS,
    `Stop with Ctrl+C · make it anew with --reset · data in ${data}`,
  ];
}

/** Resolves when the process is asked to stop: by a signal, or because the command that started it is gone. */
function stopSignal(): Promise<string> {
  return new Promise((resolve) => {
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.once(signal, () => { resolve(signal); });
    process.once('disconnect', () => { resolve('disconnect'); });
  });
}
