/** The operations of joint operations. */
import { fail } from '@watchword/api/errors.ts';
import { idBytes, type Id } from '@watchword/api/ids.ts';
import { exportJoint, freezeResults, linkPersons, listFrozen, readResults, setRates, signOff } from '@watchword/api/joint/counting.ts';
import type { OperationFile, SignOff } from '@watchword/api/joint/files.ts';
import { amendJoint, answerJoint, copyJoint, correctIncident, createJoint, getIncident, getJoint, inviteToJoint, listIncidents, listJoint, moveJoint, reportIncident, reportIncidents, withdrawIncident } from '@watchword/api/joint/operations.ts';
import type { Results } from '@watchword/api/joint/results.ts';
import { formatLine, type Line } from '@watchword/sdk/joint/file.ts';
import { jointActed, jointRead } from '#audit/audit.ts';
import type { Call } from '#door/calls.ts';
import { onDownload, onRead, onWrite, type Implementation, type Prepare } from '#door/implement.ts';
import { organisationCode } from '#organisations/organisations.ts';
import type { Ask, Read } from '#store/store.ts';
import { countsSeen, getMine, mayTakePart, readsIncident, requireRole, type Mine } from './access.ts';
import { momentOf } from './moments.ts';
import { crossRoutes } from './cross/routes.ts';
import { fieldRoutes } from './field/routes.ts';
import { networkRoutes } from './network/routes.ts';
import { forPartner, presentHistory, presentIncident, presentOperation } from './present.ts';
import { listFrozenRows, listMembers, listOperations, listVersions } from './queries.ts';
import type { JOINT_QUESTIONS } from './questions.ts';
import { roomRoutes } from './room/routes.ts';
import { taskRoutes } from './tasks/routes.ts';

/** `ask`: counts beside the requests. */
export type JointParts = { readonly read: Read; readonly ask: Ask<typeof JOINT_QUESTIONS> };

/** All of them. */
export function jointRoutes(parts: JointParts): Implementation[] {
  const plain = [createJoint, copyJoint, amendJoint, moveJoint, inviteToJoint, answerJoint, reportIncident, reportIncidents, correctIncident, withdrawIncident, linkPersons, setRates];
  return [...planRoutes(parts), ...crossRoutes(parts.read), ...incidentRoutes(parts), ...resultRoutes(parts), ...plain.map((operation) => onWrite(operation)), ...countedWrites(parts), ...roomRoutes(parts), ...networkRoutes(parts), ...fieldRoutes(parts), ...taskRoutes(parts)];
}

function planRoutes({ read }: JointParts): Implementation[] {
  return [
    onRead(listJoint, async ({ asker }) => {
      const rows = mayTakePart(asker) ? await listOperations(read, asker.number) : [];
      const found = await Promise.all(rows.map(async (operation): Promise<Mine | undefined> => {
        const members = await listMembers(read, operation.id);
        const me = members.find(({ organisation, state }) => organisation === asker.number && state !== 'declined');
        return me === undefined ? undefined : { operation, members, me };
      }));
      const items = found.filter((one) => one !== undefined).map(presentOperation);
      return { answer: { items }, entry: (response) => jointRead(asker, { what: 'operations', count: items.length, response }) };
    }),
    onRead(getJoint, async ({ asker, input: { params } }) => {
      const answer = presentOperation(await getMine(read, asker, params.id));
      return { answer, entry: (response) => jointRead(asker, { subject: params.id, what: 'operation', count: 1, response }) };
    }),
  ];
}

function incidentRoutes({ read, ask }: JointParts): Implementation[] {
  return [
    onRead(listIncidents, async ({ asker, at, input: { params, query: { after, limit = 50, cutOff: text, ...which } } }) => {
      const mine = await getMine(read, asker, params.id);
      const cutOff = momentOf(text, at);
      const behind = mine.me.role === 'partner' ? [] : await ask('joint.behind', { ...which, operation: params.id, countries: countsSeen(mine.members, mine.me), cutOff, isLive: text === undefined });
      const seen = behind.filter((one) => readsIncident(mine, one));
      const withheld = Map.groupBy(behind.filter((one) => !readsIncident(mine, one)), ({ country }) => country);
      const from = after === undefined ? 0 : seen.findIndex(({ incident }) => incident === after) + 1;
      if (after !== undefined && from === 0) throw fail('request.cursor');
      const page = seen.slice(from, from + limit);
      const rows = await Promise.all(page.map(async ({ incident }) => (await listVersions(read, mine.operation.id, idBytes(incident as Id<'inc'>))).find(({ received_at }) => received_at <= Date.parse(cutOff))));
      const items = rows.filter((row) => row !== undefined).map((row) => presentIncident(row, asker.number));
      const last = page.at(-1);
      const answer = {
        items, total: behind.length, withheld: [...withheld].map(([country, reports]) => ({ country, reports: reports.length })).toSorted((one, other) => (one.country < other.country ? -1 : 1)),
        ...(seen.length > from + limit && last !== undefined && { next: last.incident }),
      };
      return { answer, entry: (response) => jointRead(asker, { subject: params.id, what: 'incidents', count: items.length, response }) };
    }),
    onRead(getIncident, async ({ asker, input: { params } }) => {
      const mine = await getMine(read, asker, params.id);
      const versions = await listVersions(read, mine.operation.id, idBytes(params.incident as Id<'inc'>));
      const [last] = versions;
      if (last === undefined || !readsIncident(mine, { country: organisationCode(last.organisation), share: last.share })) throw fail('incident.not-found');
      const isOwn = last.organisation === asker.number;
      // Others read what stands; how it came to stand is its country's own.
      const history = presentHistory(isOwn ? versions : [last], asker.number);
      return { answer: { ...presentIncident(last, asker.number), history }, entry: (response) => jointRead(asker, { subject: params.incident, what: 'incident', count: 1, response }) };
    }),
  ];
}

function resultRoutes({ read, ask }: JointParts): Implementation[] {
  return [
    onRead(readResults, async ({ asker, at, input: { params, query } }) => {
      const mine = await getMine(read, asker, params.id);
      const countries = countsSeen(mine.members, mine.me);
      const cutOff = momentOf(query.cutOff, at);
      const { results, signatures } = await ask('joint.results', { operation: params.id, countries, cutOff, isLive: query.cutOff === undefined });
      const isPartner = mine.me.role === 'partner';
      const answer = { state: 'preliminary' as const, results: isPartner ? forPartner(results) : results, countries: isPartner ? [] : countries, signatures: isPartner ? [] : [...signatures] };
      return { answer, entry: (response) => jointRead(asker, { subject: params.id, what: 'results', count: results.incidents.standing, response }) };
    }),
    onRead(listFrozen, async ({ asker, input: { params } }) => {
      const mine = await getMine(read, asker, params.id);
      requireRole(mine, 'coordinator', 'participant');
      const items = (await listFrozenRows(read, mine.operation.id)).map(({ edition, state, at, cut_off, results, signatures, hash }) => ({ edition, state: state as 'final', at: new Date(at).toISOString(), cutOff: new Date(cut_off).toISOString(), hash, results: JSON.parse(results) as Results, signOffs: JSON.parse(signatures) as SignOff[] }));
      return { answer: { items }, entry: (response) => jointRead(asker, { subject: params.id, what: 'frozen', count: items.length, response }) };
    }),
    onDownload(exportJoint, async ({ asker, input: { params, query } }) => {
      const mine = await getMine(read, asker, params.id);
      requireRole(mine, 'coordinator', 'participant');
      const file = await ask('joint.file', { operation: params.id, edition: query.edition });
      if (file === undefined) throw fail('joint.results-not-found');
      const { code } = file.plan;
      return { type: 'application/x-ndjson', name: `${code.toLowerCase()}-${query.edition}.ndjson`, text: linesOf(file), entry: () => jointActed(asker, { operation: params.id, act: 'export', count: file.reports.length }) };
    }),
  ];
}

async function* linesOf({ plan, rates, reports, links, checks = [], signOffs, frozen }: OperationFile): AsyncGenerator<string> {
  const lines = function* lines(): Generator<Line> {
    yield { type: 'plan', ...plan };
    for (const rate of rates) yield { type: 'rate', ...rate };
    for (const counted of reports) yield { type: 'counted', counted };
    for (const link of links) yield { type: 'link', ...link };
    for (const tally of checks) yield { type: 'checks', ...tally };
    for (const one of signOffs) yield { type: 'sign-off', ...one };
    for (const one of frozen) yield { type: 'frozen', ...one };
  };
  let waiting = '';
  for (const line of lines()) {
    waiting += formatLine(line);
    if (waiting.length < 65_536) continue;
    yield waiting;
    waiting = '';
  }
  yield waiting;
}

/** Signatures and frozen results: counted here, stored by the writer. What was received by a moment that is over changes no more in between. */
function countedWrites({ read, ask }: JointParts): Implementation[] {
  type Input = { params: { id: string }; body: { cutOff: string } };
  const prepare = (counting: (mine: Mine, input: Input, cutOff: string) => Promise<unknown>): Prepare => async (call) => {
    const { input, asker, at } = call as Call<Input>;
    const mine = await getMine(read, asker, input.params.id);
    requireRole(mine, 'coordinator', 'participant');
    return { ...call, input: { ...input, counted: await counting(mine, input, momentOf(input.body.cutOff, at)) } };
  };
  return [
    onWrite(signOff, prepare((mine, { params }, cutOff) => ask('joint.figures', { operation: params.id, country: organisationCode(mine.me.organisation), cutOff }))),
    onWrite(freezeResults, prepare((mine, { params }, cutOff) => {
      requireRole(mine, 'coordinator');
      const countries = mine.members.filter(({ role, state }) => role !== 'partner' && state === 'accepted').map(({ organisation }) => organisationCode(organisation));
      return ask('joint.to-freeze', { operation: params.id, countries, cutOff });
    })),
  ];
}
