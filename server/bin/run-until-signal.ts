/** What a start file does around its server: it says where it listens, waits for a signal, and closes in order. */
import { AppError } from '@watchword/api/errors.ts';
import { hideExperimentalWarnings } from './node-warnings.ts';

/** Something that was started. */
type Running = { readonly url: string; close(reason: string): Promise<void> };

/** Starts, prints the address as the first line of standard output, and ends with the first signal. Exit code 1 when it cannot start. */
export async function runUntilSignal(start: (say: (line: string) => void) => Promise<Running>): Promise<void> {
  hideExperimentalWarnings();
  const say = (line: string): void => void process.stderr.write(`${line}\n`);
  const stopped = new Promise<string>((resolve) => {
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.once(signal, () => resolve(signal));
  });
  try {
    const running = await start(say);
    process.stdout.write(`${running.url}\n`);
    await running.close(await stopped);
    process.exit(0);
  } catch (error) {
    const details = error instanceof AppError ? [error.details.detail, ...(error.details.errors ?? []).map(({ pointer, detail }) => `${pointer.slice(1)}: ${detail}`)] : [];
    say([error instanceof AppError ? `${error.code}: ${error.message}` : String(error), ...details].filter((line) => line !== undefined).join('\n  '));
    process.exit(1);
  }
}
