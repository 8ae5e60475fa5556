import type { CheckRequest } from '@watchword/api/checks/checks.ts';
import { PURPOSES, type Purpose } from '@watchword/api/checks/purposes.ts';
import type { Subject } from '@watchword/api/checks/subjects.ts';
import { NOT_AN_ORDER } from '@watchword/api/checks/steps.ts';
import { keepReceipt, receiptFile } from '../audit/receipts.ts';
import type { Invocation, Run } from '../command.ts';
import type { Settings } from '../config.ts';
import { connect } from '../connection.ts';
import { exitOfOutcomes } from '../exit-codes.ts';
import { misuse } from '../failures.ts';
import { given, type Flags } from '../flags.ts';
import { readStdin } from '../terminal/input.ts';
import { print } from '../terminal/terminal.ts';
import { answerText } from './answer-text.ts';

/** Asks about a document. */
export const checkDocument: Run = (invocation) => ask(invocation, ({ args: [number = ''], flags }) => ({ document: { number, ...given({ issuer: country(flags, 'issuer'), type: flags.text('type') }) } }));

/** Asks about a vehicle. */
export const checkVehicle: Run = (invocation) => ask(invocation, ({ flags }) => {
  const plate = flags.text('plate');
  const of = country(flags, 'country');
  if (of !== undefined && plate === undefined) throw misuse('--country says whose plate it is, but there is no plate.', 'add --plate NUMBER');
  const vehicle = given({ vin: flags.text('vin'), plate: plate === undefined ? undefined : { number: plate, ...given({ country: of }) }, engine: flags.text('engine'), gearbox: flags.text('gearbox') });
  return { vehicle: atLeastOne(vehicle, 'watchword check vehicle --vin 1M8GDM9AXKP042788') };
});

/** Asks about a person. */
export const checkPerson: Run = (invocation) => ask(invocation, ({ args, flags }) => {
  const sex = flags.text('sex') as 'M' | 'F' | 'X' | undefined;
  const name = args.join(' ').trim();
  const parts = given({ family: flags.text('family'), given: flags.text('given') });
  if (name !== '' && Object.keys(parts).length > 0) throw misuse('Give the whole name, or --family and --given.', 'watchword check person --family Eriksson --given "Anna Maria"');
  const who = name === '' ? atLeastOne(parts, 'watchword check person "Anna Maria Eriksson" --born 1974-08-12') : { name };
  return { person: { ...who, ...given({ born: flags.text('born'), nationality: country(flags, 'nationality'), sex }) } };
});

/** Asks about what a machine-readable zone says. */
export const checkMrz: Run = (invocation) => ask(invocation, async ({ args, terminal }) => {
  if (args.length === 0 && terminal.interactive) terminal.say('Scan or type the zone, then press Ctrl+D.');
  const text = args.length === 0 || args[0] === '-' ? await readStdin() : args.join('\n');
  const mrz = text.split(/[\n|]/).map((line) => line.trim()).filter((line) => line !== '');
  if (mrz.length === 0) throw misuse('There is no zone to ask about.', "watchword check mrz 'P<UTO…' 'L898902C3…', or pipe the lines in");
  return { mrz };
});

/** Asks about a firearm. */
export const checkFirearm: Run = (invocation) => ask(invocation, ({ args: [serialNumber = ''], flags }) => ({ firearm: { serialNumber, ...given({ make: flags.text('make'), calibre: flags.text('calibre') }) } }));

/** Asks about a vessel. */
export const checkVessel: Run = (invocation) => ask(invocation, ({ flags }) => ({
  vessel: atLeastOne(given({ hullNumber: flags.text('hull'), imo: flags.text('imo'), mmsi: flags.text('mmsi'), registration: flags.text('registration'), engine: flags.text('engine') }), 'watchword check vessel --hull UTO12345D404'),
}));

/** Asks about a work of art. */
export const checkArtwork: Run = (invocation) => ask(invocation, ({ flags }) => ({
  artwork: atLeastOne(given({ inventoryNumber: flags.text('inventory'), title: flags.text('title'), artist: flags.text('artist') }), 'watchword check artwork --title "View of a harbour"'),
}));

/** What goes with each question besides its subject. @throws CommandFailure without a purpose */
export function frameOf(flags: Flags, settings: Settings): Omit<CheckRequest, 'subject'> {
  const databases = flags.list('database');
  const place = flags.text('place');
  const operation = flags.text('operation');
  return { purpose: purposeOf(settings), ...(databases.length > 0 && { databases: [...databases] }), ...(place !== undefined && { place }), ...(operation !== undefined && { operation }) };
}

async function ask(invocation: Invocation, subjectOf: (invocation: Invocation) => Subject | Promise<Subject>): Promise<number> {
  const { client, settings } = connect(invocation);
  const frame = frameOf(invocation.flags, settings);
  const subject = await subjectOf(invocation);
  const answer = await client.checks.run({ ...frame, subject }, { signal: invocation.signal });
  await print(invocation.terminal, answer, () => answerText(answer, { paint: invocation.terminal.paint, sentence: answer.notice ?? NOT_AN_ORDER }));
  // The answer goes first: a receipt that cannot be kept takes nothing from it.
  const receipts = receiptFile(invocation.flags);
  if (receipts !== undefined) {
    await client.me({ signal: invocation.signal }).then(({ organisation }) => keepReceipt(receipts, { organisation, request: { ...frame, subject }, answer })).catch((error: unknown) => invocation.terminal.complain(`The receipt ${answer.receipt.entry}:${answer.receipt.hash} could not be kept in ${receipts}: ${error instanceof Error ? error.message : 'unknown'}`));
  }
  return exitOfOutcomes([answer.outcome]);
}

function purposeOf({ purpose }: Settings): Purpose {
  const found = PURPOSES.find((one) => one === purpose?.value);
  if (found !== undefined) return found;
  const what = purpose === undefined ? 'Say why you ask: --purpose is missing.' : `There is no purpose ${JSON.stringify(purpose.value)} (${purpose.origin}).`;
  throw misuse(`${what}\n  One of: ${PURPOSES.join(', ')}.`, 'add --purpose PURPOSE, set WATCHWORD_PURPOSE, or put "purpose" into the config file (`watchword help config`)');
}

/** Country codes are typed in any case. */
function country(flags: Flags, name: string): string | undefined {
  return flags.text(name)?.trim().toUpperCase();
}

function atLeastOne<T extends object>(values: T, example: string): T {
  if (Object.keys(values).length === 0) throw misuse('Say what to ask about.', example);
  return values;
}
