/** The interface of reports on a joint operation: situation reports and final ones, their texts, and when they are made by themselves. */
import { Type, type Static } from 'typebox';
import { day, dictionary } from '../databases/fields.ts';
import { ID_PATTERN } from '../ids.ts';
import { defineOperation } from '../operation.ts';
import { CountryCode } from '../organisations.ts';
import { JOINT_ID, JOINT_READING, JOINT_WRITING } from './operations.ts';
import { Results } from './results.ts';
import { JOINT_STATES, RESULT_STATES } from './words.ts';

const closed = { additionalProperties: false } as const;
const hub = { side: 'hub', purpose: 'none' } as const;

/** A situation report says how it stands; a final one stands on frozen results. */
export const REPORT_KINDS = ['situation', 'final'] as const;
export type ReportKind = (typeof REPORT_KINDS)[number];
/** For whom a report is: all who take part, counted from what all may count; or the own organisation, counted from what it may count, with an annex of its own. */
export const REPORT_CIRCLES = ['all', 'own'] as const;
export type ReportCircle = (typeof REPORT_CIRCLES)[number];
export const REPORT_LANGUAGES = ['en', 'fr', 'es', 'ar'] as const;
export type ReportLanguage = (typeof REPORT_LANGUAGES)[number];
/** Places in a report where somebody writes. */
export const REPORT_SECTIONS = ['summary', 'arrests', 'victims', 'network', 'money', 'next'] as const;
export type ReportSection = (typeof REPORT_SECTIONS)[number];

export const REPORT_ID = Type.String({ pattern: ID_PATTERN('rpt'), description: 'Id of a report' });
const ofJoint = Type.Object({ id: JOINT_ID }, closed);
const ofReport = Type.Object({ id: JOINT_ID, report: REPORT_ID }, closed);
const Moment = Type.String({ pattern: '^\\d{4}-\\d{2}-\\d{2}T\\d{2}:\\d{2}(:\\d{2}(\\.\\d{3})?)?Z$', description: 'UTC' });
const Circle = Type.Enum([...REPORT_CIRCLES], { description: 'all: for all who take part; own: for your organisation alone' });
const Language = Type.Enum([...REPORT_LANGUAGES]);
const Section = Type.Enum([...REPORT_SECTIONS]);

/** What a list says of a report. */
export const ReportStanding = Type.Object({
  id: Type.String(), number: Type.Integer({ description: 'Counts from 1 within the circle' }), kind: Type.Enum([...REPORT_KINDS]), circle: Circle, at: Type.String(), cutOff: Type.String(),
  by: Type.Optional(Type.String({ description: 'Pseudonym of whoever had it made, for the own organisation; absent when it was made by itself' })), scheduled: Type.Boolean(), edition: Type.Optional(Type.Integer({ description: 'Of frozen results' })),
  totals: dictionary(Type.Integer()), hash: Type.String({ description: 'SHA-256 over everything that the report says, base64url' }),
});
export type ReportStanding = Static<typeof ReportStanding>;

const Text = Type.Object({ language: Language, section: Section, text: Type.String(), version: Type.Integer() });
const Place = Type.Object({ name: Type.String(), country: CountryCode, latitude: Type.Number(), longitude: Type.Number() });
/** What a report says, in no language: it is printed from this, and the hash is over it. */
export const ReportContent = Type.Object({
  id: Type.String(), kind: Type.Enum([...REPORT_KINDS]), circle: Circle, of: CountryCode, at: Type.String(), operation: Type.Object({ id: Type.String(), code: Type.String(), name: Type.String(), from: Type.String(), to: Type.String(), state: Type.Enum([...JOINT_STATES]), coordinator: CountryCode, countries: Type.Integer(), handlingCode: Type.Optional(Type.String()) }),
  counted: Type.Array(CountryCode, { description: 'Whose reports are in the figures' }), results: Results,
  frozen: Type.Optional(Type.Object({ edition: Type.Integer(), state: Type.Enum([...RESULT_STATES]), hash: Type.String(), at: Type.String(), signed: Type.Array(CountryCode) })),
  before: Type.Optional(Type.Object({ number: Type.Integer(), cutOff: Type.String(), totals: dictionary(Type.Integer()) }, { description: 'The report before it in this circle' })),
  freshness: Type.Array(Type.Object({ country: CountryCode, lastReportAt: Type.Optional(Type.String()), reports: Type.Integer() })),
  places: Type.Array(Place), texts: Type.Array(Text),
  annex: Type.Optional(Type.Object({ country: CountryCode, results: Results, incidents: Type.Array(Type.Object({ id: Type.String(), at: Type.String(), kind: Type.String(), place: Type.String(), persons: Type.Integer(), version: Type.Integer() })), left: Type.Integer({ description: 'Incidents of the country beyond those that are listed' }) }, { description: 'Of the own country, and for it alone' })),
});
export type ReportContent = Static<typeof ReportContent>;
export const Report = Type.Object({ ...ReportStanding.properties, content: ReportContent });
export type Report = Static<typeof Report>;

const notFound = ['joint.role', 'joint.report-not-found'] as const;

export const makeReport = defineOperation({
  ...hub, id: 'reports.make', method: 'POST', path: '/v1/operations/:id/reports', permission: 'operation:manage', effect: 'write', status: 201, body: 'json',
  input: { params: ofJoint, body: Type.Object({ kind: Type.Enum([...REPORT_KINDS]), circle: Circle, cutOff: Type.Optional(Moment), edition: Type.Optional(Type.Integer({ minimum: 1, maximum: 1_000_000, description: 'Frozen results that a final report stands on; the last when left out' })) }, closed) },
  output: ReportStanding, errors: [...JOINT_WRITING, 'joint.results-not-found'],
  summary: 'Make a report', description: 'Counted now, or as known at the cut-off, and kept: it changes no more. For all who take part the coordinator makes it, from what all may count; for itself every country, from what it may count, with its own annex. Not for partners.',
  examples: [{ name: 'the evening', body: { kind: 'situation', circle: 'all', cutOff: '2026-12-08T18:00:00Z' } }],
});
export const listReports = defineOperation({
  ...hub, id: 'reports.list', method: 'GET', path: '/v1/operations/:id/reports', permission: 'operation:read', effect: 'read', status: 200, input: { params: ofJoint }, output: Type.Object({ items: Type.Array(ReportStanding) }), errors: [...JOINT_READING, 'joint.role'],
  summary: 'List reports', description: 'Those for all, and those of your own organisation, newest first, at most 500. Not for partners.',
});
export const getReport = defineOperation({
  ...hub, id: 'reports.get', method: 'GET', path: '/v1/operations/:id/reports/:report', permission: 'operation:read', effect: 'read', status: 200, input: { params: ofReport }, output: Report, errors: [...JOINT_READING, ...notFound],
  summary: 'Read a report as data', description: 'Everything that is printed, as JSON.',
});
export const printReport = defineOperation({
  ...hub, id: 'reports.print', method: 'GET', path: '/v1/operations/:id/reports/:report/report.pdf', permission: 'operation:read', effect: 'read', status: 200, answer: 'pdf', input: { params: ofReport, query: Type.Object({ language: Type.Optional(Language) }, closed) }, output: Type.String(), errors: [...JOINT_READING, ...notFound, 'server.busy'],
  summary: 'Read a report as PDF', description: 'PDF/A-2b, for the archive, in one of four languages. The same report in the same language is the same file.',
});
export const tabulateReport = defineOperation({
  ...hub, id: 'reports.table', method: 'GET', path: '/v1/operations/:id/reports/:report/report.csv', permission: 'operation:read', effect: 'read', status: 200, answer: 'stream', input: { params: ofReport }, output: Type.String({ description: 'CSV' }), errors: [...JOINT_READING, ...notFound],
  summary: 'Read a report as CSV', description: 'One figure a line: `table,country,day,nationality,measure,value`. Money is in US cents.',
});
export const listReportTexts = defineOperation({
  ...hub, id: 'reports.texts', method: 'GET', path: '/v1/operations/:id/report-texts', permission: 'operation:read', effect: 'read', status: 200, input: { params: ofJoint, query: Type.Object({ circle: Circle, history: Type.Optional(Type.Boolean({ description: 'Earlier versions too' })) }, closed) },
  output: Type.Object({ items: Type.Array(Type.Object({ ...Text.properties, at: Type.String(), by: Type.Optional(Type.String({ description: 'Pseudonym, for the own organisation' })) })) }), errors: [...JOINT_READING, 'joint.role'],
  summary: 'Read the texts of reports', description: 'What stands in them from the next report on. Not for partners.',
});
export const writeReportText = defineOperation({
  ...hub, id: 'reports.write', method: 'PUT', path: '/v1/operations/:id/report-texts', permission: 'operation:manage', effect: 'write', status: 200, body: 'json',
  input: { params: ofJoint, body: Type.Object({ circle: Circle, language: Language, section: Section, text: Type.String({ maxLength: 8000, description: 'Name nobody. Empty: nothing stands there' }), after: Type.Integer({ minimum: 0, description: 'The version that you read; 0 when there was none' }) }, closed) },
  output: Text, errors: [...JOINT_WRITING, 'joint.version-conflict'],
  summary: 'Write a text of the next report', description: 'Of reports for all by the coordinator, of those of a country by it. What was written before stays; reports that were made keep the text that they have.',
  examples: [{ name: 'a summary', body: { circle: 'all', language: 'en', section: 'summary', text: 'The network on the northern route was dismantled.', after: 0 } }],
});
const Schedule = Type.Object({ circle: Circle, hour: Type.Union([Type.Integer({ minimum: 0, maximum: 23 }), Type.Null()], { description: 'Hour of each day, UTC; null: none' }), until: Type.Optional(day('Last day')) }, closed);
export const getReportSchedule = defineOperation({
  ...hub, id: 'reports.schedule', method: 'GET', path: '/v1/operations/:id/report-schedule', permission: 'operation:read', effect: 'read', status: 200, input: { params: ofJoint }, output: Type.Object({ items: Type.Array(Schedule) }), errors: [...JOINT_READING, 'joint.role'],
  summary: 'When reports are made by themselves', description: 'Those for all, and those of your own organisation. Not for partners.',
});
export const setReportSchedule = defineOperation({
  ...hub, id: 'reports.plan', method: 'PUT', path: '/v1/operations/:id/report-schedule', permission: 'operation:manage', effect: 'write', status: 200, body: 'json', input: { params: ofJoint, body: Schedule }, output: Schedule, errors: JOINT_WRITING,
  summary: 'Have a report made each day', description: 'At an hour of UTC, which is its cut-off as well, while the operation is open. One that was missed is made when the server is back, as known at its hour.',
  examples: [{ name: 'at six in the evening', body: { circle: 'all', hour: 18 } }],
});

export const REPORT_OPERATIONS = [makeReport, listReports, getReport, printReport, tabulateReport, listReportTexts, writeReportText, getReportSchedule, setReportSchedule] as const;
