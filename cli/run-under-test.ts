import { spawn } from 'node:child_process';
import { join } from 'node:path';

/** The command as a script starts it: its exit code and both outputs. */
export type Ran = { code: number; out: string; err: string };
export type RunOptions = { input?: string; env?: Record<string, string>; cwd?: string; onStart?: (kill: (signal: NodeJS.Signals) => void) => void };

export const COMMAND = join(import.meta.dirname, 'watchword.js');

/** Runs the real command in a process of its own, with an empty home. The code of one that was killed is -1. */
export function run(args: readonly string[], { input = '', env = {}, cwd, onStart }: RunOptions = {}): Promise<Ran> {
  const home = { PATH: process.env['PATH'] ?? '', HOME: '/nonexistent', XDG_CONFIG_HOME: '/nonexistent', XDG_STATE_HOME: '/nonexistent' };
  const child = spawn(process.execPath, [COMMAND, ...args], { cwd, env: { ...home, ...env }, stdio: 'pipe' });
  const ran: Ran = { code: -1, out: '', err: '' };
  onStart?.((signal) => { child.kill(signal); });
  child.stdout.setEncoding('utf8').on('data', (text: string) => { ran.out += text; });
  child.stderr.setEncoding('utf8').on('data', (text: string) => { ran.err += text; });
  child.stdin.on('error', () => undefined).end(input);
  return new Promise((resolve, reject) => { child.on('error', reject).on('close', (code) => { resolve({ ...ran, code: code ?? -1 }); }); });
}
