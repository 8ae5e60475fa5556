/**
 * Whether time tells what is hidden from what is absent. Both are asked over HTTP, one of each in random order, so that whatever else the
 * machine does falls on both; then the two sets of times are compared. Beside them go controls that time does tell: a record that was withdrawn
 * (the filter still knows its keys, so the store is asked, as it once was of hidden ones), and a hit.
 *
 *     node server/test/threats/timing.ts 20000 [WORD]
 *
 * asks so many pairs of each kind (whose name has the word), prints a line for each, and fails when a hidden record is told apart, or a
 * control is not. Once in a hundred runs chance alone does that.
 */
import { performance } from 'node:perf_hooks';
import { fileURLToPath } from 'node:url';
import { car, passport, startServer, unique, wanted, type House } from '../start-server.ts';
import { compareTimes, type Compared } from './compare-times.ts';
import { openConnection, type Answered } from './timing-connection.ts';

export type Question = { readonly path: string; readonly body: unknown };
/** Questions of one kind, of which one set is about records that are there. */
export type Pair = { readonly name: string; readonly isControl: boolean; readonly recorded: readonly Question[]; readonly absent: readonly Question[] };

/** So many records of each kind: what is peculiar to one number falls on many. */
const RECORDS = 40;
const HIDDEN = { hiddenFromFrontLine: true, hidingAuthority: 'Court of Utopia, 12/2026' };
const PURPOSE = { purpose: 'border-control' };
const documentOf = (number: string): Question => ({ path: '/v1/checks', body: { ...PURPOSE, subject: { document: { number } } } });
const vehicleOf = (vin: string): Question => ({ path: '/v1/checks', body: { ...PURPOSE, subject: { vehicle: { vin } } } });
const personOf = (name: string): Question => ({ path: '/v1/checks', body: { ...PURPOSE, subject: { person: { name, born: '1974-08-12' } } } });
const batchOf = (number: string): Question => ({ path: '/v1/checks/batch', body: { checks: [...others, number].map((one) => ({ ...PURPOSE, subject: { document: { number: one } } })) } });
const others = Array.from({ length: 19 }, () => unique('B'));
const vinOf = (): string => `UTZZZZ8X4GB${unique('').slice(-6)}`;
const SOUNDS = ['ka', 'lo', 'mi', 'ne', 'ru', 'sa', 'to', 'vi', 'da', 'fe'];
/** A name of four sounds and a common one, from a number that nobody else has. */
const nameOf = (): string => `Ana ${unique('').slice(-4).replaceAll(/\d/g, (digit) => SOUNDS[Number(digit)] ?? '')}`;

type Client = Awaited<ReturnType<House['client']>>;

/** Enters what is asked about, for the front line of another country. */
export async function enterPairs(house: House, records = RECORDS): Promise<Pair[]> {
  const owner = await house.client('UTO');
  const pair = async (name: string, kind: { identity: () => string; ask: (identity: string) => Question; enter: (owner: Client, identity: string) => Promise<unknown>; isControl?: boolean }): Promise<Pair> => {
    const make = (): string[] => Array.from({ length: records }, kind.identity);
    const [recorded, absent] = [make(), make()];
    for (const one of recorded) await kind.enter(owner, one);
    return { name, isControl: kind.isControl === true, recorded: recorded.map(kind.ask), absent: absent.map(kind.ask) };
  };
  const number = (): string => unique('H');
  const enterDocument = (terms: object) => (client: Client, one: string): Promise<unknown> => client.records.create({ database: 'travel-documents', content: passport(one), ...terms });
  const pairs = [
    await pair('a document hidden from the front line', { identity: number, ask: documentOf, enter: enterDocument(HIDDEN) }),
    await pair('a document hidden from the country', { identity: number, ask: documentOf, enter: enterDocument({ hiddenFrom: ['FRA'] }) }),
    await pair('a vehicle hidden from the front line', { identity: vinOf, ask: vehicleOf, enter: (client, vin) => client.records.create({ database: 'vehicles', content: car({ vin }), ...HIDDEN }) }),
    await pair('the document of a person who waits for release', { identity: number, ask: documentOf, enter: (client, one) => client.records.create({ database: 'persons', content: wanted(nameOf(), { documents: [{ number: one }] }) }) }),
    await pair('one hidden document in a batch of twenty', { identity: number, ask: batchOf, enter: enterDocument(HIDDEN) }),
    await pair('the name of a person hidden from the front line', { identity: nameOf, ask: personOf, enter: (client, one) => client.records.create({ database: 'persons', content: wanted(one), ...HIDDEN }) }),
    await pair('two sets of absent documents', { identity: number, ask: documentOf, enter: async () => undefined }),
    await pair('control: a withdrawn document', { identity: number, ask: documentOf, isControl: true, enter: async (client, one) => client.records.withdraw(await client.records.create({ database: 'travel-documents', content: passport(one) }), { reason: 'cancelled' }) }),
    await pair('control: a hit', { identity: number, ask: documentOf, isControl: true, enter: enterDocument({}) }),
  ];
  await house.serving().hub.filter.settled();
  return pairs;
}

/** Asks every pair so many times; `seen` is given each answer. */
export async function askPairs(house: House, pairs: readonly Pair[], { samples, seen }: { samples: number; seen?: (pair: Pair, which: 'recorded' | 'absent', answer: Answered) => void }): Promise<{ pair: Pair; compared: Compared }[]> {
  const connection = openConnection(house.url(), await house.token('FRA', { role: 'front-line', permissions: ['check', 'check:batch'] }));
  const times = pairs.map(() => ({ recorded: [] as number[], absent: [] as number[] }));
  const warm = Math.min(200, samples);
  for (let round = -warm; round < samples; round += 1) {
    for (const [at, pair] of pairs.entries()) {
      for (const which of Math.random() < 0.5 ? (['recorded', 'absent'] as const) : (['absent', 'recorded'] as const)) {
        const questions = pair[which];
        const question = questions[Math.floor(Math.random() * questions.length)] ?? documentOf('X1');
        house.clock.moveMs(100);
        const began = performance.now();
        const answer = await connection.ask(question.path, question.body);
        if (round >= 0) times[at]?.[which].push(performance.now() - began);
        seen?.(pair, which, answer);
      }
    }
  }
  connection.close();
  return pairs.map((pair, at) => ({ pair, compared: compareTimes(times[at]?.recorded ?? [], times[at]?.absent ?? []) }));
}

/** Chance alone goes beyond this once in a thousand for each pair. */
const SURE = 0.001;

function describe({ pair: { name }, compared: { one, other, gap, longer, rankP, distance, distanceP, guess } }: { pair: Pair; compared: Compared }): string {
  const ms = (value: number): string => value.toFixed(4);
  return `${name}: median ${ms(one.median)} and ${ms(other.median)} ms (${gap.toFixed(1)} us), ranks ${longer.toFixed(4)} p=${rankP.toPrecision(2)}, distance ${distance.toFixed(4)} p=${distanceP.toPrecision(2)}, guess ${guess.toFixed(3)}`;
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const house = await startServer();
  try {
    const pairs = (await enterPairs(house)).filter(({ name }) => name.includes(process.argv[3] ?? ''));
    const results = await askPairs(house, pairs, { samples: Number(process.argv[2] ?? 5000) });
    for (const result of results) {
      const { rankP, distanceP } = result.compared;
      const isTold = rankP < SURE || distanceP < SURE;
      process.stdout.write(`${isTold === result.pair.isControl ? 'as it should be' : 'NOT as it should be'} - ${describe(result)}\n`);
      if (isTold !== result.pair.isControl) process.exitCode = 1;
    }
  } finally {
    await house.close();
  }
}
