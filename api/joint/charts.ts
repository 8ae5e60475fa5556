/** Charts: what somebody laid out of a network, kept with its versions. */
import { Type, type Static } from 'typebox';
import { freeText, shortText } from '../databases/fields.ts';
import { ID_PATTERN } from '../ids.ts';
import { defineOperation } from '../operation.ts';
import { ENTITY_ID, ENTITY_KINDS, GraphFilter } from './network.ts';
import { JOINT_ID, JOINT_READING, JOINT_WRITING } from './operations.ts';
import { SHARES } from './words.ts';

const closed = { additionalProperties: false } as const;
export const CHART_ID = Type.String({ pattern: ID_PATTERN('cht'), description: 'Id of a chart' });
/** Ids of what a chart adds by itself: `own_` and letters that the page chooses. */
const OWN_ID = Type.String({ pattern: '^own_[\\w-]{1,40}$', description: 'Id of what the chart adds' });
const AnyId = Type.Union([ENTITY_ID, OWN_ID]);
const where = Type.Number({ minimum: -1_000_000, maximum: 1_000_000 });

/** Where an entity lies. `hidden`: on the chart and not shown. */
export const ChartNode = Type.Object({ id: AnyId, x: where, y: where, pinned: Type.Optional(Type.Literal(true)), hidden: Type.Optional(Type.Literal(true)) }, closed);
/** What somebody added who drew the chart: his word, no report's. `source` says whence. */
export const ChartEntity = Type.Object({ id: OWN_ID, kind: Type.Enum([...ENTITY_KINDS]), label: shortText('What it is called'), note: Type.Optional(freeText('What is known of it')), source: Type.Optional(shortText('Whence it is known')) }, closed);
export const ChartLink = Type.Object({ id: OWN_ID, from: AnyId, to: AnyId, label: shortText('How they belong together'), directed: Type.Optional(Type.Literal(true)), source: Type.Optional(shortText('Whence it is known')) }, closed);
/** Entities that are shown as one. Undone by leaving it out: the version before has it. */
export const ChartMerge = Type.Object({ into: AnyId, members: Type.Array(AnyId, { minItems: 1, maxItems: 100 }) }, closed);

export const ChartContent = Type.Object(
  {
    nodes: Type.Array(ChartNode, { maxItems: 1000 }), added: Type.Optional(Type.Array(ChartEntity, { maxItems: 500 })), links: Type.Optional(Type.Array(ChartLink, { maxItems: 1000 })),
    merges: Type.Optional(Type.Array(ChartMerge, { maxItems: 200 })), filter: Type.Optional(GraphFilter),
  },
  closed,
);
export type ChartContent = Static<typeof ChartContent>;

const Head = { id: Type.String(), version: Type.Integer(), title: Type.String(), country: Type.String(), own: Type.Boolean(), by: Type.Optional(Type.String({ description: 'Pseudonym, for his own organisation' })), at: Type.String(), share: Type.Enum([...SHARES]) };
export const Chart = Type.Object({ ...Head, content: ChartContent, history: Type.Array(Type.Object({ version: Type.Integer(), at: Type.String(), title: Type.String(), by: Type.Optional(Type.String()) })) });
export type Chart = Static<typeof Chart>;

const body = Type.Object({ title: shortText('Title'), share: Type.Optional(Type.Enum([...SHARES], { description: 'Who opens it besides your organisation: nobody, unless you say so' })), content: ChartContent }, closed);
const ofJoint = Type.Object({ id: JOINT_ID }, closed);
const ofChart = Type.Object({ id: JOINT_ID, chart: CHART_ID }, closed);
const hub = { side: 'hub', purpose: 'none' } as const;
const writing = { ...hub, permission: 'operation:report', effect: 'write' } as const;
const EXAMPLE = { title: 'Red Austral', content: { nodes: [{ id: 'k3dV0pQx7tUe2mW9sYbA', x: 120, y: 80, pinned: true }, { id: 'own_1', x: 260, y: 80 }], added: [{ id: 'own_1', kind: 'person', label: 'The man with the hat', source: 'Liaison officer, by telephone' }] } } as const;

export const listCharts = defineOperation({
  ...hub, id: 'charts.list', method: 'GET', path: '/v1/operations/:id/charts', permission: 'operation:read', effect: 'read', status: 200, input: { params: ofJoint }, output: Type.Object({ items: Type.Array(Type.Object(Head)) }), errors: [...JOINT_READING, 'joint.role'],
  summary: 'List charts', description: 'Those of your organisation, and those that others share with you.',
});
export const createChart = defineOperation({
  ...writing, id: 'charts.create', method: 'POST', path: '/v1/operations/:id/charts', status: 201, body: 'json', input: { params: ofJoint, body }, output: Chart, errors: JOINT_WRITING,
  summary: 'Keep a chart', description: 'Where everything lies, what is pinned, hidden, merged or added. What the entities are is read anew whenever it is opened, by what the one who opens it may see.', examples: [{ name: 'two entities', body: EXAMPLE }],
});
export const getChart = defineOperation({
  ...hub, id: 'charts.get', method: 'GET', path: '/v1/operations/:id/charts/:chart', permission: 'operation:read', effect: 'read', status: 200, input: { params: ofChart, query: Type.Object({ version: Type.Optional(Type.Integer({ minimum: 1, maximum: 1_000_000 })) }, closed) }, output: Chart, errors: [...JOINT_READING, 'joint.role', 'chart.not-found'],
  summary: 'Open a chart', description: 'The last version, or an earlier one. Of another country: without what you may not see of the network, as if it had never been on it.',
});
export const saveChart = defineOperation({
  ...writing, id: 'charts.save', method: 'PUT', path: '/v1/operations/:id/charts/:chart', status: 200, version: true, body: 'json', input: { params: ofChart, body }, output: Chart, errors: [...JOINT_WRITING, 'chart.not-found', 'request.version-needed', 'chart.version-conflict'],
  summary: 'Save a chart of your organisation', description: 'As a new version; those before stay.', examples: [{ name: 'moved', body: EXAMPLE }],
});
export const removeChart = defineOperation({
  ...writing, id: 'charts.remove', method: 'DELETE', path: '/v1/operations/:id/charts/:chart', status: 200, input: { params: ofChart }, output: Type.Object({ removed: Type.Boolean() }), errors: [...JOINT_WRITING, 'chart.not-found'],
  summary: 'Remove a chart of your organisation', description: 'With all its versions.',
});

export const CHART_OPERATIONS = [listCharts, createChart, getChart, saveChart, removeChart] as const;
