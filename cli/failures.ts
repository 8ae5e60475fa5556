import { AppError, type ErrorCode } from '@watchword/api/errors.ts';
import { EXIT, exitOfError } from './exit-codes.ts';

/** A command that cannot go on: what happened, and what to type next. */
export class CommandFailure extends Error {
  override readonly name = 'CommandFailure';
  readonly exit: number;
  readonly next: string | undefined;

  constructor(exit: number, message: string, next?: string) {
    super(message);
    this.exit = exit;
    this.next = next;
  }
}

/** Makes the failure of a command line that is not as it should be. */
export function misuse(message: string, next?: string): CommandFailure {
  return new CommandFailure(EXIT.usage, message, next);
}

/** An error as it is told: lines for people, an object for programs, and the exit code. */
export type Told = { exit: number; lines: readonly string[]; json: object };

/** Tells an error: what happened, which field, what to type next, and what to read out on the phone. */
export function tellError(error: unknown): Told {
  if (error instanceof CommandFailure) {
    return { exit: error.exit, lines: withNext([error.message], error.next), json: { message: error.message, ...(error.next !== undefined && { next: error.next }) } };
  }
  if (!(error instanceof AppError)) {
    const message = error instanceof Error ? error.message : String(error);
    return { exit: EXIT.failure, lines: [message], json: { message } };
  }
  const { code, details } = error;
  const request = details.requestId === undefined ? '' : ` · request ${details.requestId}`;
  const lines = [
    error.message,
    ...(details.detail === undefined ? [] : [`  ${details.detail}`]),
    ...(details.currentVersion === undefined ? [] : [`  The record is at version ${details.currentVersion} now.`]),
    ...(details.errors ?? []).map((field) => `  ${nameOf(field.pointer)}: ${field.detail}`),
  ];
  const told = withNext(lines, NEXT[code]);
  return { exit: exitOfError(code), lines: [...told, `Details: ${code}${request}`], json: { code, message: error.message, ...details } };
}

function withNext(lines: readonly string[], next: string | undefined): readonly string[] {
  return next === undefined ? lines : [...lines, `Next: ${next}`];
}

/** A JSON Pointer into the request, as a person would name the field. */
function nameOf(pointer: string): string {
  return pointer.split('/').filter((step) => step !== '' && step !== 'body' && step !== 'subject').join(' ') || 'the request';
}

const NEXT: Partial<Record<ErrorCode, string>> = {
  'server.unreachable': 'start one with `npm start`, or name another with --url or WATCHWORD_URL. `watchword doctor` looks closer.',
  'server.busy': 'wait a moment and repeat.',
  'store.broken': 'whoever runs the server: `watchword doctor --data FOLDER` says what is damaged; then restore the store from a backup.',
  'store.newer': 'start the newer program that wrote it; `watchword --version` says which this is.',
  'audit.unavailable': 'tell whoever runs the server; its disk may be full.',
  'access.unauthenticated': 'put a token into a file and set WATCHWORD_TOKEN_FILE, or run `npm start`. `watchword config show --origin` says which token was sent.',
  'access.forbidden': '`watchword doctor` shows what your token may do.',
  'access.purpose': 'ask with another --purpose, or name the databases with --database.',
  'record.version-conflict': '`watchword record show ID`, look at what has changed, and repeat.',
  'record.not-found': '`watchword record list` shows your own.',
  'request.not-found': 'the address of the server is only scheme, host and port; `watchword doctor` looks closer.',
  'record.withdrawn': 'enter it anew with `watchword record create`; `watchword record history ID` says why it ended.',
  'record.reference-taken': '`watchword record list --reference REFERENCE` shows that record.',
  'database.not-found': '`watchword help formats` lists the databases.',
  'check.no-subject': '`watchword check --help` shows what can be asked.',
  'check.unreadable': '`watchword mrz` shows how the zone was read.',
  'load.not-found': '`watchword load list` shows your last loads.',
  'load.too-many-errors': '`watchword load rejects ID` gives the rejected lines; mend them and import them.',
};
