/** The log of the process: JSON lines with ids and codes. It is no audit log, and no personal data is in it. */
import { pino, type Logger } from 'pino';
import type { Config } from './config.ts';

export type Log = Logger;

/** What must never be seen in a line, wherever it stands: should somebody log an object by mistake. */
const REDACTED = ['name', 'names', 'number', 'born', 'mrz', 'subject', 'content', 'question', 'body', 'headers', 'token', 'secret', 'authorization', 'cookie'];

/** Opens the log on standard error, so that standard output stays for what a command prints. */
export function openLog(level: Config['logLevel']): Log {
  const paths = REDACTED.flatMap((key) => [key, `*.${key}`, `*.*.${key}`]);
  return pino({ level, base: null, redact: { paths, censor: '[withheld]' }, timestamp: pino.stdTimeFunctions.isoTime }, pino.destination({ fd: 2, sync: true }));
}

/** What may be logged of an error: code and stack of what lies behind it, but no message, which could quote a value. */
export function errorLine(error: unknown): { error: string; stack?: string } {
  if (!(error instanceof Error)) return { error: typeof error };
  const code = 'code' in error ? String(error.code) : error.name;
  const cause = error.cause instanceof Error ? error.cause : error;
  const frames = (cause.stack ?? '').split('\n').filter((line) => /^\s+at /.test(line)).slice(0, 8);
  return { error: code, stack: [cause.name, ...frames.map((line) => line.trim())].join(' | ') };
}
