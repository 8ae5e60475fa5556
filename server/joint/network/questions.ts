/** Questions about a network. They run where questions are answered, beside the requests. */
import type { ChartContent } from '@watchword/api/joint/charts.ts';
import { MOST_SHOWN, type Entity, type Graph, type GraphFilter } from '@watchword/api/joint/network.ts';
import type { Questions, Read } from '#store/store.ts';
import { visibleContent } from './chart-view.ts';
import { facilitatorsOf, type Ranked } from './facilitators.ts';
import type { Network } from './graph.ts';
import { around, called, graphOf, passing, pathBetween, placesOf, waysFrom, type Way } from './look.ts';
import { measure, type Community, type Measured } from './measures.ts';
import { moneyOf, type SeenMoney } from './money.ts';
import { seenBy, type Viewing } from './reading.ts';
import { listRates } from '../queries.ts';
import { idBytes, type Id } from '@watchword/api/ids.ts';

type Asked = { readonly operation: string; readonly organisation: number; readonly filter?: GraphFilter | undefined };
const FACILITATORS = 100;

function viewingOf({ operation, organisation, filter = {} }: Asked): Viewing {
  return { operation, organisation, from: filter.from, to: filter.to };
}

async function open(read: Read, asked: Asked): Promise<{ network: Network; handling: { handling?: string } }> {
  const { plan: { handlingCode }, network } = await seenBy(read, viewingOf(asked));
  return { network: network(), handling: handlingCode === undefined ? {} : { handling: handlingCode } };
}

export const NETWORK_QUESTIONS = {
  'network.read': async (read: Read, asked: Asked & { readonly entities?: readonly string[] | undefined; readonly limit: number }): Promise<Graph> => {
    const { network, handling } = await open(read, asked);
    const all = passing(network, asked.filter ?? {});
    const wanted = asked.entities === undefined ? undefined : new Set(placesOf(network, asked.entities));
    const of = wanted === undefined ? all : all.filter((at) => wanted.has(at));
    return { ...graphOf(network, of.slice(0, asked.limit), { total: of.length, relations: asked.filter?.relations, of }), ...handling };
  },
  'network.find': async (read: Read, asked: Asked & { readonly text: string; readonly limit: number }): Promise<{ items: Entity[]; total: number }> => {
    const { network } = await open(read, asked);
    const found = called(network, asked.text, asked.filter ?? {});
    return { items: found.slice(0, asked.limit).flatMap((at) => network.entities[at] ?? []), total: found.length };
  },
  /** Undefined: there is no such entity for the viewer. */
  'network.expand': async (read: Read, asked: Asked & { readonly entity: string; readonly hops: number; readonly known: readonly string[]; readonly limit: number }): Promise<(Graph & { ways: Way[] }) | undefined> => {
    const { network, handling } = await open(read, asked);
    const at = network.at.get(asked.entity);
    if (at === undefined) return undefined;
    const known = new Set(placesOf(network, asked.known));
    const found = around(network, at, { hops: asked.hops, known, ...asked.filter });
    const fresh = found.slice(0, asked.limit);
    // Links to what is shown already come along; the entities themselves do not.
    const { edges, ...graph } = graphOf(network, [at, ...fresh, ...[...known].filter((one) => one !== at)], { total: found.length, relations: asked.filter?.relations, of: found });
    return { ...graph, edges: fresh.length === 0 ? [] : edges, entities: graph.entities.slice(0, fresh.length + 1), ways: waysFrom(network, at, known), ...handling };
  },
  'network.path': async (read: Read, asked: Asked & { readonly from: string; readonly to: string }): Promise<(Graph & { steps?: number }) | undefined> => {
    const { network, handling } = await open(read, asked);
    const [from, to] = [network.at.get(asked.from), network.at.get(asked.to)];
    if (from === undefined || to === undefined) return undefined;
    const path = pathBetween(network, [from, to], asked.filter);
    return { ...graphOf(network, path ?? [], { relations: asked.filter?.relations }), ...(path !== undefined && { steps: path.length - 1 }), ...handling };
  },
  'network.measures': async (read: Read, asked: Asked & { readonly entities?: readonly string[] | undefined }): Promise<{ items: Omit<Measured, 'at'>[]; communities: Community[]; total: number }> => {
    const { network } = await open(read, asked);
    const all = passing(network, asked.filter ?? {}).filter((at) => asked.filter?.kinds !== undefined || network.entities[at]?.kind !== 'place');
    const wanted = asked.entities === undefined ? undefined : new Set(placesOf(network, asked.entities));
    const { items, communities } = measure(network, wanted === undefined ? all : all.filter((at) => wanted.has(at)));
    return { items: items.slice(0, MOST_SHOWN).map(({ at: _, ...item }) => item), communities: communities.slice(0, MOST_SHOWN), total: items.length };
  },
  'network.facilitators': async (read: Read, asked: Asked): Promise<{ items: Ranked[]; total: number }> => {
    const found = facilitatorsOf((await open(read, asked)).network);
    return { items: found.slice(0, FACILITATORS), total: found.length };
  },
  /** What of a chart is left for a viewer. */
  'network.chart': async (read: Read, asked: Asked & { readonly content: ChartContent }): Promise<ChartContent> => visibleContent(asked.content, (await open(read, asked)).network),
  'network.money': async (read: Read, asked: Asked): Promise<SeenMoney> => {
    const rates = await listRates(read, idBytes(asked.operation as Id<'opn'>));
    return moneyOf(await seenBy(read, viewingOf(asked)), rates.map(({ currency, day, usd, source }) => ({ currency, on: day, usd, source })));
  },
} satisfies Questions;
