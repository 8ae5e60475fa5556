/** Joint operations in a hub: what was reported is compared with the databases and by name, and checks under the codes are counted. */
import { AppError } from '@watchword/api/errors.ts';
import type { IncidentContent } from '@watchword/api/joint/incidents.ts';
import type { JointPlan } from '@watchword/api/joint/plans.ts';
import { Cron } from 'croner';
import { OF_ANSWER, type AuditLog } from '#audit/audit.ts';
import type { Checks } from '#checks/checks.ts';
import type { Asker } from '#door/calls.ts';
import { isCheckable, keyed, listRunning, purposeOf, questionOf, textIds, type Claimed, type CROSS_SLICES, type JOINT_QUESTIONS, type Namesake } from '#joint/joint.ts';
import type { JointMemberTable } from '#store/joint-tables.ts';
import type { Ask, Read, Writer } from '#store/store.ts';
import type { Clock } from './clock.ts';
import { keepTallies, type Counting, type KeptTallies } from './keep-tallies.ts';
import { errorLine, type Log } from './logging.ts';

type Keeping = {
  readonly clock: Clock;
  readonly log: Log;
  readonly read: Read;
  readonly ask: Ask<typeof JOINT_QUESTIONS>;
  readonly writer: Pick<Writer<typeof CROSS_SLICES>, 'run'>;
  /** The log to which the door writes: a check that is made for a report is heard of like every other. */
  readonly audit: Pick<AuditLog, 'append'>;
  readonly checks: Checks;
};

/** `wake`: something was reported. `settle`: everything that was reported is compared. `note`: an entry of the audit log is durable. `handOver`: what was counted of those is in the store. */
export type KeptJoint = KeptComparing & Pick<KeptTallies, 'note' | 'handOver'>;
type KeptComparing = { wake(): void; settle(): Promise<void>; close(): Promise<void> };

/** Incidents that are taken up at once, and checks that are under way at once. */
const PORTION = 20;
const AT_ONCE = 8;
/** So often it is looked for what another server, or a kill, has left. */
const LOOK_MS = 5000;

/** Opens it. What a kill left is counted when this resolves, and compared soon after. */
export async function keepJoint(keeping: Keeping & Omit<Counting, keyof Keeping>): Promise<KeptJoint> {
  const tallies = await keepTallies(keeping);
  const comparing = keepComparing(keeping);
  return {
    ...comparing, note: tallies.note, handOver: tallies.handOver,
    async close() {
      await comparing.close();
      await tallies.close();
    },
  };
}

function keepComparing({ clock, log, read, ask, writer, audit, checks }: Keeping): KeptComparing {
  const failed = (error: unknown): void => log.error({ work: 'cross-check', ...errorLine(error) }, 'work beside the requests failed');
  let working: Promise<void> = Promise.resolve();
  let isWoken = false;

  const work = async (): Promise<void> => {
    isWoken = false;
    for (let claimed = await claim(); claimed.length > 0; claimed = await claim()) for (const one of claimed) await compare(one).catch(failed);
  };
  // A look at one index; the writer is asked only when something waits.
  const claim = async (): Promise<readonly Claimed[]> => ((await listRunning(read, clock.now(), 1)).length === 0 ? [] : (await writer.run('joint.claim', { at: clock.now(), most: PORTION })).result);
  const compare = async (one: Claimed): Promise<void> => {
    const [results, namesakes] = await Promise.all([check(one), askNames(one)]);
    const { operation, incident, version } = one.compare;
    await writer.run('joint.compared', { operation, incident, version, checks: results, namesakes, at: clock.now() });
  };
  const askNames = async ({ compare: row }: Claimed): Promise<readonly Namesake[]> => {
    const places = (JSON.parse(row.names) as { place: number }[]).map(({ place }) => place);
    return places.length === 0 ? [] : await ask('joint.namesakes', { ...textIds(row), places });
  };
  const check = async ({ compare: row, content: text, plan, shares, salt }: Claimed): Promise<Record<string, { id?: string; outcome: string }>> => {
    const content = JSON.parse(text) as IncidentContent;
    const known = JSON.parse(row.checks) as Record<string, unknown>;
    const me = { organisation: row.organisation, state: 'accepted', shares } as JointMemberTable;
    const purpose = purposeOf(JSON.parse(plan) as JointPlan);
    const asker = { ...(JSON.parse(row.asker) as Omit<Asker, 'name'>), name: '' };
    const { operation, incident } = textIds(row);
    const results: Record<string, { id?: string; outcome: string }> = {};
    const wanted = [...new Map(keyed(content, { salt, mine: { me } }).filter(({ entity, mark, isApart }) => !isApart && isCheckable(entity) && known[mark] === undefined).map((one) => [one.mark, one])).values()];
    for (let from = 0; from < wanted.length; from += AT_ONCE) {
      await Promise.all(wanted.slice(from, from + AT_ONCE).map(async ({ entity, mark, place }) => {
        const question = questionOf(content, entity, purpose);
        if (question !== undefined) results[mark] = await answerOne({ asker, input: { ...question, operation }, within: { kind: 'batch', id: incident, item: place } });
      }));
    }
    return results;
  };
  type One = { readonly asker: Asker; readonly input: Parameters<Checks['answer']>[0]['input']; readonly within: NonNullable<Parameters<Checks['answer']>[1]> };
  /** A check as any other: answered for the officer who reported, and in the audit log before its answer counts. */
  const answerOne = async ({ asker, input, within }: One): Promise<{ id?: string; outcome: string }> => {
    if (!asker.permissions.includes('check')) return { outcome: 'refused' };
    try {
      const reply = await checks.answer({ asker, at: clock.now(), input }, within);
      const entry = reply.entry?.(OF_ANSWER);
      if (entry !== undefined) await audit.append({ ...entry, ...(asker.via !== undefined && { via: asker.via }) }, reply.text ?? JSON.stringify(reply.answer));
      return { id: reply.answer.id, outcome: reply.answer.outcome };
    } catch (error) {
      // What cannot be asked as it is written is not asked again; a store or log that is away is.
      if (error instanceof AppError && !['store.unavailable', 'store.broken', 'audit.unavailable', 'server.internal'].includes(error.code)) return { outcome: 'refused' };
      throw error;
    }
  };
  const run = (): Promise<void> => (working = working.then(work).catch(failed));
  const look = setInterval(() => void run(), LOOK_MS);
  look.unref();
  const job = new Cron('27 1 * * *', () => void writer.run('joint.forget-use', { at: clock.now() }).catch(failed));
  return {
    wake() {
      if (isWoken) return;
      isWoken = true;
      // After the answer has left.
      setImmediate(() => void run());
    },
    settle: run,
    async close() {
      clearInterval(look);
      job.stop();
      await working;
    },
  };
}
