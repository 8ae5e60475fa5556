/** The server that is measured, in a process of its own, as it runs in service: nothing is switched off. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

export type ServerProcess = {
  readonly url: string;
  readonly token: string;
  /** Milliseconds from the start of the process to the first `ready`. */
  readonly startMs: number;
  readonly pid: number;
  /** Resident memory now and at most, MiB. */
  memory(): { now: number; most: number };
  /** Milliseconds that all its threads have had a processor for so far: what a busy machine does not spoil. */
  processorMs(): number;
  stop(signal?: NodeJS.Signals): Promise<void>;
};

const ENTRY = fileURLToPath(new URL('./measured-server.ts', import.meta.url));

/** Starts it on a data folder and waits until it is ready. */
export async function startServer(data: string, environment: Readonly<Record<string, string>> = {}): Promise<ServerProcess> {
  const began = performance.now();
  const child = spawn(process.execPath, [...process.execArgv, ENTRY, data], { stdio: ['ignore', 'pipe', 'inherit'], env: { ...process.env, WATCHWORD_LOG_LEVEL: 'warn', ...environment } });
  let text = '';
  child.stdout.setEncoding('utf8');
  while (!text.includes('\n')) {
    const [piece] = (await Promise.race([once(child.stdout, 'data'), once(child, 'exit').then(() => Promise.reject(new Error('The server did not start.')))])) as [string];
    text += piece;
  }
  const startMs = performance.now() - began;
  const { url, token } = JSON.parse(text) as { url: string; token: string };
  return {
    url, token, startMs, pid: child.pid ?? 0,
    memory() {
      const status = readFileSync(`/proc/${child.pid}/status`, 'utf8');
      const mib = (name: string): number => Number(new RegExp(`${name}:\\s+(\\d+)`).exec(status)?.[1] ?? 0) / 1024;
      return { now: mib('VmRSS'), most: mib('VmHWM') };
    },
    processorMs() {
      const text = readFileSync(`/proc/${child.pid}/stat`, 'latin1');
      const [user = 0, system = 0] = text.slice(text.lastIndexOf(')') + 2).split(' ').slice(11, 13).map(Number);
      return (user + system) * 10;
    },
    async stop(signal = 'SIGTERM') {
      if (child.exitCode !== null) return;
      child.kill(signal);
      await once(child, 'exit');
    },
  };
}
