import { existsSync, realpathSync } from 'node:fs';
import { AppError } from '@watchword/api/errors.ts';
import type { LoadAnswer } from '@watchword/api/loads.ts';
import type { Client } from '@watchword/sdk/client.ts';
import type { Invocation, Run } from '../command.ts';
import { connect } from '../connection.ts';
import { EXIT } from '../exit-codes.ts';
import { CommandFailure, misuse, tellError } from '../failures.ts';
import { given } from '../flags.ts';
import { startProgress } from '../terminal/progress.ts';
import { print } from '../terminal/terminal.ts';
import { checkpointOf, type Checkpoint } from './checkpoint.ts';
import { countsText, problemText } from './load-text.ts';
import { saveRejects, showRejects } from './rejects.ts';
import { formatOf, openSource, type FileFormat, type FileSource } from './source.ts';

/** Loads a file. After an interruption the same command goes on from the byte that the server has reached. */
export const importFile: Run = async (invocation) => {
  const { args: [database = '', file = ''], flags, terminal, signal } = invocation;
  const { client, settings } = connect(invocation);
  const source = openSource(file);
  keepSource(source, flags.text('errors'));
  if (source.bytes === 0) throw new CommandFailure(EXIT.failure, `${source.name} is empty: nothing was loaded.`);
  const format = await formatOf(file, flags.text('format'), source);
  const key = { url: settings.url.value, database, format, dryRun: flags.is('dry-run') };
  const checkpoint = source.path === undefined ? undefined : checkpointOf({ ...key, path: source.path });
  const load = (await findInterrupted(invocation, client, checkpoint)) ?? (await start(invocation, client, { database, format, source }));
  checkpoint?.keep(load.id);
  const began = performance.now();
  let refusal: unknown;
  const done = await sendLoad(invocation, client, { load, source }).catch(async (error: unknown) => {
    // Refused for good? Then what it has done and why is told like that of any load.
    const now = signal.aborted ? undefined : await client.loads.get(load.id, { signal }).catch(() => undefined);
    if (now === undefined || !isOver(now) || !(error instanceof AppError)) throw broken(error, { id: load.id, source });
    refusal = error;
    return now;
  });
  if (isOver(done)) checkpoint?.forget();
  await print(terminal, done, () => [countsText(done)]);
  await tellRejects(invocation, client, done);
  const seconds = (performance.now() - began) / 1000;
  if (done.lines > load.lines) terminal.say(`${Math.round((done.lines - load.lines) / seconds).toLocaleString('en-GB')} lines/s · load ${done.id}`);
  if (done.state !== 'finished') terminal.complain(`The load ended early: ${problemText(done.problem ?? done.state)} What came before stands.`);
  if (refusal !== undefined) for (const line of reasonsOf(refusal)) terminal.complain(line);
  if (isWithoutRecord(done)) {
    terminal.complain(`There is no record in ${source.name}: nothing was loaded.`);
    return EXIT.failure;
  }
  return done.rejected > 0 ? EXIT.partial : done.state === 'finished' ? EXIT.ok : EXIT.failure;
};

async function start({ flags, signal }: Invocation, client: Client, { database, format, source }: { database: string; format: FileFormat; source: FileSource }): Promise<LoadAnswer> {
  const optional = given({ maxErrors: flags.count('max-errors'), bytes: source.bytes });
  const body = { database, format, dryRun: flags.is('dry-run'), onError: flags.is('stop-on-error') ? 'stop' as const : 'skip' as const, name: source.name.slice(0, 200), ...optional };
  return client.loads.start(body, { signal });
}

/** The load to go on with: the one named, or the one that this very file has begun. */
async function findInterrupted({ flags, terminal, signal }: Invocation, client: Client, checkpoint: Checkpoint | undefined): Promise<LoadAnswer | undefined> {
  const named = flags.text('resume');
  if (named !== undefined) return client.loads.get(named, { signal });
  const id = flags.is('restart') ? undefined : checkpoint?.find();
  if (id === undefined) return undefined;
  const load = await client.loads.get(id, { signal }).catch((error: unknown) => {
    if (error instanceof AppError && error.code === 'load.not-found') return undefined;
    throw error;
  });
  if (load === undefined || isOver(load)) return undefined;
  terminal.say(`Going on with ${load.id} after ${load.lines.toLocaleString('en-GB')} lines (--restart starts anew).`);
  return load;
}

async function sendLoad({ terminal, signal }: Invocation, client: Client, { load, source }: { load: LoadAnswer; source: FileSource }): Promise<LoadAnswer> {
  const progress = startProgress(terminal, { title: source.name, unit: 'lines' });
  try {
    const onProgress = ({ load: now }: { load: LoadAnswer }): void => {
      progress.update(source.bytes === undefined ? source.fraction() : now.offset / Math.max(source.bytes, 1), now.lines);
    };
    return await client.loads.send(load, source, { signal, onProgress });
  } finally {
    progress.stop(progress.drawn ? source.name : undefined);
  }
}

/** What to type to go on. */
function broken(error: unknown, { id, source }: { id: string; source: FileSource }): unknown {
  const next = source.path === undefined ? `pipe the same input again with --resume ${id}` : 'type the same command again: it goes on where the server stopped';
  if (error instanceof CommandFailure) return error;
  const told = tellError(error);
  const interrupted = error instanceof Error && error.message === 'Interrupted.';
  return interrupted ? new CommandFailure(EXIT.interrupted, 'Interrupted. What the server has reached stands.', next) : new CommandFailure(told.exit, told.lines.filter((line) => !line.startsWith('Next: ')).join('\n'), next);
}

/** The lines of an error that name the columns and what is wrong with them. */
function reasonsOf(error: unknown): readonly string[] {
  return tellError(error).lines.filter((line) => line.startsWith('  '));
}

/** Rejects written over the file that is being loaded would leave nothing of its good lines. */
function keepSource({ path }: FileSource, errors: string | undefined): void {
  if (path === undefined || errors === undefined || !existsSync(errors)) return;
  if (realpathSync(errors) === realpathSync(path)) throw misuse(`${errors} is the file that is loaded: the rejected lines would take its place.`, 'name another file with --errors');
}

async function tellRejects({ flags, terminal, signal }: Invocation, client: Client, load: LoadAnswer): Promise<void> {
  const file = flags.text('errors');
  if (load.rejected === 0) {
    if (file !== undefined && existsSync(file)) terminal.say(`No line was rejected; ${file} is from before.`);
    return;
  }
  const rejects = await client.loads.rejects(load.id, { signal });
  if (file === undefined) return showRejects(terminal, rejects, load);
  await saveRejects(rejects, file);
  terminal.say(`Rejected lines: ${file}. Mend them there and import that file.`);
}

/** It is a mistake more often than not: the wrong file, or an export that broke. */
function isWithoutRecord({ state, created, amended, unchanged, rejected }: LoadAnswer): boolean {
  return state === 'finished' && created + amended + unchanged + rejected === 0;
}

function isOver({ state }: LoadAnswer): boolean {
  return state !== 'open' && state !== 'running';
}
