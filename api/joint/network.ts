/** The interface of the link chart: what was reported as a graph, as far as whoever asks reads the reports behind it. */
import { Type, type Static } from 'typebox';
import { day } from '../databases/fields.ts';
import { defineOperation } from '../operation.ts';
import { JOINT_ID, JOINT_READING } from './operations.ts';
import { INCIDENT_KINDS, INCIDENT_ROLES, INFORMATION_GRADES, SOURCE_GRADES } from './words.ts';

const closed = { additionalProperties: false } as const;

/** What an entity of a chart is. */
export const ENTITY_KINDS = ['person', 'phone', 'vehicle', 'document', 'account', 'place', 'handle', 'incident', 'network'] as const;
export type EntityKind = (typeof ENTITY_KINDS)[number];

/** How two entities belong together. The roles are of persons in an incident; `seen` is of things in one. Each has a direction: from the first entity to the second. */
export const RELATIONS = [...INCIDENT_ROLES, 'leads', 'holds', 'seen', 'at', 'paid', 'moved', 'offers'] as const;
export type Relation = (typeof RELATIONS)[number];

/** As many entities are shown at once. */
export const MOST_SHOWN = 500;
/** As many go into one file. */
export const MOST_TAKEN = 20_000;
/** Files into which a chart can be taken. Pictures are drawn by the page. */
export const CHART_FORMATS = ['json', 'csv', 'graphml', 'i2-csv', 'svg', 'png'] as const;
export type ChartFormat = (typeof CHART_FORMATS)[number];

/** Of an incident its own id; of everything else a name that tells nothing, the same for all who take part. */
export const ENTITY_ID = Type.String({ pattern: '^([\\w-]{20}|inc_[0-9a-f]{32})$', description: 'Id of an entity' });
const Day = day('UTC');

export const Entity = Type.Object({
  id: Type.String(),
  also: Type.Array(Type.String(), { description: 'Further ids of the same entity: one for each way in which it is told apart' }),
  kind: Type.Enum([...ENTITY_KINDS]),
  label: Type.String({ description: 'As reported; of an incident where it happened' }),
  detail: Type.Optional(Type.String({ description: 'Make, bank, platform, kind of document, state of a network' })),
  country: Type.Optional(Type.String({ description: 'Nationality, issuer, of the plate, of the account, of who reported an incident' })),
  incident: Type.Optional(Type.Enum([...INCIDENT_KINDS])),
  roles: Type.Array(Type.Enum([...INCIDENT_ROLES]), { description: 'Of a person; whoever is a victim anywhere is that only' }),
  minor: Type.Optional(Type.Literal(true)),
  arrested: Type.Optional(Type.Literal(true)),
  persons: Type.Optional(Type.Integer({ description: 'Of an incident: how many persons it counts, named or not' })),
  incidents: Type.Integer({ description: 'In how many incidents it is' }),
  countries: Type.Array(Type.String(), { description: 'Countries that reported it' }),
  first: Type.String({ description: 'First day' }),
  last: Type.String({ description: 'Last day' }),
  links: Type.Integer({ description: 'To how many entities it is linked, shown here or not' }),
});
export type Entity = Static<typeof Entity>;

/** Where a link comes from. `by`: pseudonym of the officer, for his own organisation; others ask the country. */
export const Provenance = Type.Object({
  incident: Type.String(), version: Type.Integer(), country: Type.String(), at: Type.String({ description: 'When it happened' }), receivedAt: Type.String(), by: Type.Optional(Type.String()),
  source: Type.Optional(Type.Enum([...SOURCE_GRADES])), information: Type.Optional(Type.Enum([...INFORMATION_GRADES])),
});
export type Provenance = Static<typeof Provenance>;

export const Edge = Type.Object({
  id: Type.String(), from: Type.String(), to: Type.String(), relation: Type.Enum([...RELATIONS]),
  count: Type.Integer({ description: 'How often it was reported; of `moved` how many persons, of `paid` how many transactions' }),
  amounts: Type.Array(Type.Object({ currency: Type.String(), amount: Type.String() })),
  first: Type.String(), last: Type.String(),
  provenance: Type.Array(Provenance, { description: 'The latest ten' }), sources: Type.Integer({ description: 'Of how many reports' }),
});
export type Edge = Static<typeof Edge>;

const KindCount = Type.Object({ kind: Type.Enum([...ENTITY_KINDS]), entities: Type.Integer() });
export const Graph = Type.Object({
  entities: Type.Array(Entity), edges: Type.Array(Edge), total: Type.Integer({ description: 'Entities there are; as many as `entities` are shown' }),
  kinds: Type.Array(KindCount), handling: Type.Optional(Type.String({ description: 'Handling code of the operation: it goes with every link' })),
});
export type Graph = Static<typeof Graph>;

/** What is looked at. Days are of what happened. */
export const GraphFilter = Type.Object({ from: Type.Optional(Day), to: Type.Optional(Day), kinds: Type.Optional(Type.Array(Type.Enum([...ENTITY_KINDS]), { maxItems: ENTITY_KINDS.length })), relations: Type.Optional(Type.Array(Type.Enum([...RELATIONS]), { maxItems: RELATIONS.length })) }, closed);
export type GraphFilter = Static<typeof GraphFilter>;

const filter = Type.Optional(GraphFilter);
const limit = Type.Optional(Type.Integer({ minimum: 0, maximum: MOST_SHOWN, default: MOST_SHOWN }));
const taken = Type.Optional(Type.Enum([...CHART_FORMATS], { description: 'It is taken away as such a file; the audit log says so' }));
const entities = (description: string, least = 0): ReturnType<typeof Type.Array<typeof ENTITY_ID>> => Type.Array(ENTITY_ID, { minItems: least, maxItems: MOST_SHOWN, description });
const params = Type.Object({ id: JOINT_ID }, closed);
const reading = { side: 'hub', purpose: 'none', permission: 'operation:read', effect: 'read', status: 200 } as const;
const asking = { ...reading, method: 'POST', body: 'json' } as const;
const errors = [...JOINT_READING, 'request.malformed', 'joint.role'] as const;
const ONE = 'k3dV0pQx7tUe2mW9sYbA';

export const readNetwork = defineOperation({
  ...asking, id: 'network.read', path: '/v1/operations/:id/network', input: { params, body: Type.Object({ entities: Type.Optional(entities('These only, with the links among them; left out: all')), filter, limit: Type.Optional(Type.Integer({ minimum: 0, maximum: MOST_TAKEN, default: MOST_SHOWN, description: 'A page draws 500; a file may hold more' })), taken }, closed) }, output: Graph, errors,
  summary: 'Read the network of a joint operation', description: 'Entities and links of the reports that you may read. Where there are more than are asked for, those with most links come first. Migrants and victims are in it only where their country names them. Not for partners.',
  examples: [{ name: 'persons and networks of one day', body: { filter: { from: '2026-11-18', to: '2026-11-18', kinds: ['person', 'network', 'incident'] } } }],
});
export const findEntities = defineOperation({
  ...asking, id: 'network.find', path: '/v1/operations/:id/network/searches', input: { params, body: Type.Object({ text: Type.String({ minLength: 2, maxLength: 120 }), kinds: GraphFilter.properties.kinds, limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 100, default: 20 })) }, closed) }, output: Type.Object({ items: Type.Array(Entity), total: Type.Integer() }), errors,
  summary: 'Find entities by what they are called', description: 'Folded as names, plates and numbers are; every word has to be there. To begin a chart with one.', examples: [{ name: 'a number', body: { text: '999 123' } }],
});
export const expandEntity = defineOperation({
  ...asking, id: 'network.expand', path: '/v1/operations/:id/network/expansions',
  input: { params, body: Type.Object({ entity: ENTITY_ID, hops: Type.Optional(Type.Integer({ minimum: 1, maximum: 4, default: 1 })), filter, known: Type.Optional(entities('Shown already: counted, and not sent again but for their links')), limit }, closed) },
  output: Type.Object({ ...Graph.properties, ways: Type.Array(Type.Object({ relation: Type.Enum([...RELATIONS]), kind: Type.Enum([...ENTITY_KINDS]), total: Type.Integer(), fresh: Type.Integer({ description: 'Of these, not shown already' }) }), { description: 'What is one step away, by relation' }) }), errors: [...errors, 'network.entity-not-found'],
  summary: 'Expand an entity', description: 'What is linked to it, nearest first; with `limit` 0 only how much that would be.', examples: [{ name: 'how much there is', body: { entity: ONE, limit: 0 } }],
});
export const findPath = defineOperation({
  ...asking, id: 'network.path', path: '/v1/operations/:id/network/paths', input: { params, body: Type.Object({ from: ENTITY_ID, to: ENTITY_ID, filter }, closed) }, output: Type.Object({ ...Graph.properties, steps: Type.Optional(Type.Integer({ description: 'Absent: they are not linked' })) }), errors: [...errors, 'network.entity-not-found'],
  summary: 'Find how two entities are linked', description: 'One shortest way, direction left aside. Places join what has nothing to do with each other: they are passed only where there is no other way.', examples: [{ name: 'two', body: { from: ONE, to: 'Zb8cN1rLw5vHq6Jf4gTd' } }],
});
export const measureNetwork = defineOperation({
  ...asking, id: 'network.measures', path: '/v1/operations/:id/network/measures', input: { params, body: Type.Object({ entities: Type.Optional(entities('These only; left out: all')), filter }, closed) },
  output: Type.Object({
    items: Type.Array(Type.Object({ entity: Entity, degree: Type.Integer(), betweenness: Type.Optional(Type.Number({ description: '0 to 1: on how many shortest ways it lies; absent where there are more than 4,000 entities' })), community: Type.Integer({ description: 'From 1, the largest first' }) }), { description: 'The first 500' }),
    communities: Type.Array(Type.Object({ number: Type.Integer(), entities: Type.Integer(), countries: Type.Array(Type.String()), leading: Type.Array(Type.String(), { description: 'Its three entities with most links' }) })), total: Type.Integer(),
  }), errors,
  summary: 'Measure a network', description: 'Degree, betweenness (Brandes) and communities (Louvain). A number says where to look, and nothing about guilt.', examples: [{ name: 'all', body: {} }],
});
export const FACILITATOR_REASONS = ['leads', 'facilitator', 'incidents', 'countries', 'money', 'shared-things', 'between'] as const;
export const listFacilitators = defineOperation({
  ...reading, method: 'GET', id: 'network.facilitators', path: '/v1/operations/:id/network/facilitators', input: { params },
  output: Type.Object({ items: Type.Array(Type.Object({ rank: Type.Integer(), entity: Entity, reasons: Type.Array(Type.Object({ reason: Type.Enum([...FACILITATOR_REASONS]), count: Type.Optional(Type.Integer()), of: Type.Optional(Type.String({ description: 'Name of the network' })) })) })), total: Type.Integer() }), errors,
  summary: 'Find who facilitates across incidents', description: 'Persons, telephones, accounts, handles and vehicles that more than one incident has in common, or that lead a network: those with most reasons first, each with its reasons. Never a migrant, a victim or a minor. It is for a person to judge: nothing follows from a rank.',
});

export const NETWORK_OPERATIONS = [readNetwork, findEntities, expandEntity, findPath, measureNetwork, listFacilitators] as const;

