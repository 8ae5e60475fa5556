/** The hub: its parts, opened in their order, and what runs beside the requests. */
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { API_VERSION } from '@watchword/api/contract.ts';
import { fail } from '@watchword/api/errors.ts';
import { newId } from '@watchword/api/ids.ts';
import { Cron } from 'croner';
import type { FastifyInstance } from 'fastify';
import type { RequestListener, Server } from 'node:http';
import { accessRoutes, unitRoutes, openAccess, openGrants, type Access, type USED_SLICES } from '#access/access.ts';
import { filterRebuilt, followKeyChanges, openAuditLog, openOutbox, openRefusals, openTrees, auditTreesBroken, serverStarted, serverStopped, type AuditLog, type LogFile, type Outbox, type Refusals, type Trees } from '#audit/audit.ts';
import { judgeAgain } from '#checks/again.ts';
import { openChecks, type Checks } from '#checks/checks.ts';
import { underOperation } from '#checks/under-operation.ts';
import { believeWhileFresh } from '#checks/fresh-filter.ts';
import { checkRoutes } from '#checks/routes.ts';
import { fillFromFile, fillFromRead } from '#checks/filter/fill-filter.ts';
import { openKeptFilter, type KeptFilter } from '#checks/filter/keep-filter.ts';
import { settleReindex, type reindexHandlers } from '#checks/filter/reindex.ts';
import { type COMPARISON_SLICES, openRemembered, sweepComparisons, travellerHashOf, type TravellerHash } from '#comparisons/comparisons.ts';
import { comparisonRoutes } from '#comparisons/routes.ts';
import { loadHasher, type Hasher } from '#databases/databases.ts';
import { auditRoutes } from '#audit/routes.ts';
import { databaseRoutes } from '#databases/routes.ts';
import { verifyPolicy } from '#policy/policy.ts';
import { openPassage, type DoorParts } from '#door/door.ts';
import type { Implementation } from '#door/implement.ts';
import { foundStore, type ORGANISATION_SLICES } from '#organisations/organisations.ts';
import { openNameIndex, type NameIndexParts } from '#name-index/name-index.ts';
import { exportRoutes, loadRoutes, openLoads, type Loads } from '#records/loads/loads.ts';
import type { MEND_SLICES, Watch } from '#records/integrity/integrity.ts';
import { eraseLongEnded, sweepExpired, sweepHiding, type HIDING_SLICES, type RECORD_SLICES } from '#records/records.ts';
import { openPictures, scanWith, type Pictures } from '#photos/photos.ts';
import { photoRoutes } from '#photos/routes.ts';
import { retentionRoutes } from '#records/retention.ts';
import { recordRoutes } from '#records/routes.ts';
import type { Live } from '#live/live.ts';
import { oversightRoutes } from '#oversight/routes.ts';
import { openSearch, type OVERSIGHT_SLICES, type Search } from '#oversight/oversight.ts';
import { findNamedOperation, type CROSS_SLICES } from '#joint/joint.ts';
import { jointRoutes } from '#joint/routes.ts';
import { hitRoutes } from '#hits/routes.ts';
import { openBeside, type HIT_SLICES } from '#hits/hits.ts';
import { requestRoutes, type RequestParts } from '#requests/routes.ts';
import { openLimits, openPauses, readRates } from '#limits/limits.ts';
import type { Handlers, Writer } from '#store/store.ts';
import { openStore, type OpenStore, type StorePlace } from '#store/open-store.ts';
import type { Clock } from './clock.ts';
import type { Config, Secrets } from './config.ts';
import { HANDLERS } from './handlers.ts';
import { QUESTIONS } from './questions.ts';
import { originOf } from './origin.ts';
import { addHealth, type Readiness } from './http/health.ts';
import { ofConnection, ofHeader } from './http/certificates.ts';
import { addOAuth } from './http/oauth.ts';
import { addRoute, openHttp } from './http/http.ts';
import { openMetrics } from './http/metrics.ts';
import { openSecret } from './key-file.ts';
import { errorLine, type Log } from './logging.ts';
import { VERSION } from './version.ts';
import { keepJoint, type KeptJoint } from './keep-joint.ts';
import { keepLive } from './keep-live.ts';
import { keepMessages, type KeptMessages } from './keep-messages.ts';
import { keepOversight, type KeptOversight } from './keep-oversight.ts';
import { keepHits, type KeptHits } from './keep-hits.ts';
import { keepReports, type KeptReports } from './keep-reports.ts';
import { keepRetro, type KeptRetro } from './keep-retro.ts';
import { keepRequests } from './keep-requests.ts';
import { watchRecords } from './watch-records.ts';

/** For tests: how the disk behaves. `openLogFile` opens a file of the audit log; `maxPages` is the most that the store may grow to. */
export type Disk = { readonly openLogFile?: (path: string) => Promise<LogFile>; readonly maxPages?: number };

/** What a hub is opened with. `training`: all data is fictional, and every page says so. */
export type HubOptions = {
  readonly config: Config;
  readonly secrets: Secrets;
  readonly clock: Clock;
  readonly log: Log;
  readonly training: boolean;
  readonly serverFactory: (handler: RequestListener) => Server;
  readonly disk?: Disk;
};

type HubStore = OpenStore<typeof QUESTIONS>;

/** A hub in this process. */
export type Hub = {
  readonly http: FastifyInstance;
  readonly writer: Writer<Handlers>;
  readonly store: HubStore;
  readonly filter: KeptFilter;
  readonly audit: AuditLog;
  readonly trees: Trees;
  /** The walk that looks for damage. */
  readonly watch: Watch;
  /** Hears of the checks. */
  readonly oversight: Pick<KeptOversight, 'handOver'>;
  /** Opens hits, and follows their clocks. */
  readonly hits: Pick<KeptHits, 'heard' | 'tick'>;
  /** Compares new records with the checks of the last days. */
  readonly earlier: Pick<KeptRetro, 'settle'>;
  /** Those who hear of events. */
  readonly live: Pick<Live, 'streams' | 'close'>;
  readonly messages: Pick<KeptMessages, 'sweep'>;
  /** Compares what is reported in joint operations, and counts checks under their codes. */
  readonly joint: Pick<KeptJoint, 'settle' | 'handOver'>;
  /** Makes reports on joint operations that are due. */
  readonly reports: Pick<KeptReports, 'makeDue'>;
  /** Says that requests are answered from now on; until then `/readyz` says that it is starting. */
  ready(): void;
  /** Stops in order: refuses, finishes, saves, closes. */
  close(reason: string): Promise<void>;
};

const HEAL_EVERY_MS = 1000;

/** Opens store, audit log and filter, then the routes. @throws `audit.broken`, `store.*` when what is on the disk cannot be trusted */
export async function openHub(options: HubOptions): Promise<Hub> {
  const opened = new AsyncDisposableStack();
  try {
    return await openParts(options, opened);
  } catch (error) {
    await opened.disposeAsync();
    throw error;
  }
}

/** `opened` closes what was opened when something after it cannot be. */
async function openParts(options: HubOptions, opened: AsyncDisposableStack): Promise<Hub> {
  const { config, clock, log } = options;
  const policy = await verifyPolicy();
  const dir = join(config.data, 'hub');
  await mkdir(dir, { recursive: true, mode: 0o700 });
  const { openLogFile } = options.disk ?? {};
  const audit = await openAuditLog({ dir: join(dir, 'audit'), now: clock.now, ...(openLogFile !== undefined && { openFile: openLogFile }) });
  opened.defer(() => audit.close());
  const trees = openTrees({ dir: join(dir, 'audit'), audit, now: clock.now, onBroken: (why) => {
    log.error({ work: 'audit trees', why }, 'the audit log does not fit what was signed over it');
    void audit.append(auditTreesBroken()).catch(() => undefined);
  } });
  opened.defer(() => trees.close());
  const keys = setInterval(followKeyChanges(join(dir, 'audit'), { audit, trees, now: clock.now, onFailure: (error) => log.error({ work: 'audit keys', ...errorLine(error) }, 'work beside the requests failed') }), HEAL_EVERY_MS);
  opened.defer(() => clearInterval(keys));
  const place = placeOf(options, dir);
  await loadHasher();
  const store = await openStore(place, { handlers: HANDLERS, questions: QUESTIONS }, clock.now());
  opened.defer(() => store.close());
  let reason: string | undefined;
  opened.defer(async () => {
    if (reason !== undefined && audit.failure === undefined) await audit.append(serverStopped({ reason })).catch(() => undefined);
  });
  const outbox = await openOutbox({ audit, read: store.read, writer: store.writer });
  opened.defer(() => outbox.close());
  const origin = await foundStore(store.writer as unknown as Writer<typeof ORGANISATION_SLICES>, store.read, newId('org', clock.now()));
  const hasher = await loadHasher();
  const travellerKey = openSecret({ file: join(dir, 'traveller.key'), secret: options.secrets.travellerKey?.reveal(), setting: 'WATCHWORD_TRAVELLER_KEY' });
  const travellers = travellerHashOf(travellerKey);
  const filter = await openFilter({ options, dir, place, store, hasher, origin, audit });
  opened.defer(() => filter.close());
  const requests = await keepRequests({ options, dir, place, store, travellerKey, audit, trees, reached: () => filter.state().followed });
  opened.defer(() => requests.close());
  const searching = openSearch({ audit: join(dir, 'audit'), ...(place.kind === 'sqlite' ? { file: place.file } : { url: place.url, server: place.server }) }, new URL('./bin/search-worker.ts', import.meta.url));
  opened.defer(() => searching.close());
  const reindexing = { writer: store.writer as unknown as Writer<typeof reindexHandlers>, read: store.read, hasher, now: clock.now, deliver: filter.insertLoaded };
  await settleReindex(reindexing);
  const names = await openNameIndex({
    read: store.read,
    writer: store.writer as unknown as NameIndexParts['writer'],
    entry: new URL('./bin/name-worker.ts', import.meta.url),
    onFailure: (error) => log.error({ work: 'name index', ...errorLine(error) }, 'work beside the requests failed'),
  });
  opened.defer(() => names.close());
  const watch = watchRecords({ options, dir, read: store.read, writer: store.writer as unknown as Writer<typeof MEND_SLICES>, file: place.kind === 'sqlite' ? place.file : undefined, filter });
  opened.defer(() => watch.close());
  // While checks are answered it sorts less at a time.
  const settle = (): Promise<number> => settleReindex({ ...reindexing, pairsMost: 250_000 });
  const loads = openLoads({ read: store.read, openLoaderPort: store.openLoaderPort, filter, folder: join(dir, 'loads'), entry: new URL('./bin/load-worker.ts', import.meta.url), clock, settle });
  opened.defer(() => loads.close());
  const pictures = openPictures({ scan: config.scanner === '' ? undefined : scanWith(config.scanner) });
  opened.defer(() => pictures.close());
  const access = openAccess({ read: store.read, clock, staleFor: store.staleFor });
  const refusals = openRefusals({ now: clock.now, write: (entry) => void audit.append(entry).catch(() => undefined) });
  const readiness: Readiness = { state: 'starting', parts: () => partsOf({ audit, store, filter, watch }) };
  const metrics = config.metricsPort === 0 ? undefined : await openMetrics(config.metricsPort, { filter: () => ({ ...filter.state(), complete: filter.state().state === 'complete' }), audit: () => ({ entries: audit.lastSeq, well: audit.failure === undefined }), records: watch.state });
  opened.defer(() => metrics?.close());
  const http = openHttp({ config, clock, log, ...(metrics !== undefined && { observe: metrics.observe }) }, options.serverFactory);
  const oversight = keepOversight({ clock, log, writer: store.writer as unknown as Writer<typeof OVERSIGHT_SLICES>, audit, travellerKey });
  opened.defer(() => oversight.close());
  const later: { retro?: KeptRetro; joint?: KeptJoint } = {};
  const hits = await keepHits({ clock, log, read: store.read, writer: store.writer as unknown as Writer<typeof HIT_SLICES>, hasher, audit: oversight.log, lastEntry: () => audit.lastSeq, dir: join(dir, 'audit'), server: config.server, note: (entry, receipt) => [later.retro, later.joint].forEach((one) => one?.note(entry, receipt)) });
  opened.defer(() => hits.close());
  const earlier = await keepRetro({ clock, log, read: store.read, writer: store.writer as unknown as Writer<typeof HIT_SLICES>, audit: join(dir, 'audit'), dir: join(dir, 'earlier'), open: hits.open });
  later.retro = earlier;
  opened.defer(() => earlier.close());
  const telling = await keepLive({ clock, log, store, webhookHosts: config.webhookHosts });
  opened.defer(() => telling.close());
  const messages = await keepMessages({ clock, log, store, dir });
  opened.defer(() => messages.close());
  const reports = keepReports({ options, store, pictures, trees });
  opened.defer(() => reports.close());
  const checks = checksOf({ options, store, hasher, filter, watch, travellers });
  const joint = await keepJoint({ clock, log, read: store.read, ask: store.ask, writer: store.writer as unknown as Writer<typeof CROSS_SLICES>, audit: hits.log, checks, dir: join(dir, 'audit'), server: config.server, lastEntry: () => audit.lastSeq });
  later.joint = joint;
  opened.defer(() => joint.close());
  const limits = openLimits({ rates: readRates(config.limits), clock });
  const certificateOf = config.certificateHeader !== '' ? ofHeader(config.certificateHeader) : config.tlsClientCa !== '' ? ofConnection() : undefined;
  const door: DoorParts = { access, audit: hits.log, outbox, refusals, writer: store.writer, clock, follow: followerOf({ access, filter, hits, joint, requests }), limits, pauses: openPauses() };
  for (const implementation of [...routesOf({ options, store, checks, loads, travellers, pictures, requests: requests.parts, trees, search: searching.search, hits }), ...telling.routes, ...messages.routes, ...reports.routes]) addRoute(http, implementation.operation, { passage: openPassage(implementation, door), certificateOf });
  const issuer = (): string => config.publicUrl || originOf(http.server, config);
  addOAuth(http, { grants: openGrants({ read: store.read, writer: store.writer, outbox, refusals, clock, limits, issuer }), issuer, certificateOf, behindProxy: config.proxy === 'trusted' });
  addHealth(http, { readiness, version: { name: 'watchword', version: VERSION, api: API_VERSION, training: options.training, node: process.version, policy: policy.digest } });
  const stopWork = startWork({ options, dir, store, filter, audit, outbox, refusals, access });
  await audit.append(serverStarted({ version: VERSION, policy: policy.digest }));
  const parts = opened.move();
  return {
    http, writer: store.writer, store, filter, audit, trees, watch, oversight, hits, earlier, live: telling.live, messages, reports, joint,
    ready: () => void (readiness.state = 'ready'),
    async close(why) {
      readiness.state = 'stopping';
      reason = why;
      // Streams would keep it from closing.
      telling.live.close();
      await http.close();
      stopWork();
      await access.writeUsed(store.writer as unknown as Writer<typeof USED_SLICES>).catch(() => undefined);
      refusals.settle(true);
      await parts.disposeAsync();
    },
  };
}

type Followers = { readonly access: Access; readonly filter: KeptFilter; readonly hits: KeptHits; readonly joint: KeptJoint; readonly requests: Awaited<ReturnType<typeof keepRequests>> };

/** What a write is followed by before it is answered. */
function followerOf({ access, filter, hits, joint, requests }: Followers): DoorParts['follow'] {
  return async (upTo, operation) => {
    if (operation.startsWith('tokens.') || operation.startsWith('clients.') || operation.startsWith('organisations.')) access.forget();
    await filter.follow(upTo);
    if (operation.startsWith('records.')) await hits.follow();
    if (operation.startsWith('incidents.')) joint.wake();
    if (operation === 'requests.decide') await requests.confirm(upTo);
  };
}

function placeOf({ config, secrets, disk = {} }: HubOptions, dir: string): StorePlace {
  if (config.store === 'sqlite') return { kind: 'sqlite', file: join(dir, 'store.db'), entry: new URL('./bin/writer.ts', import.meta.url), reader: new URL('./bin/reader.ts', import.meta.url), ...(disk.maxPages !== undefined && { maxPages: disk.maxPages }) };
  if (secrets.databaseUrl === undefined) throw fail('config.invalid');
  return { kind: 'postgres', url: secrets.databaseUrl.reveal(), server: config.server };
}

type FilterParts = { options: HubOptions; dir: string; place: StorePlace; store: HubStore; hasher: Hasher; origin: string; audit: AuditLog };

function openFilter({ options, dir, place, store, hasher, origin, audit }: FilterParts): Promise<KeptFilter> {
  return openKeptFilter({
    file: join(dir, 'filter'),
    origin,
    read: store.read,
    hasher,
    walk: place.kind === 'sqlite' ? fillFromFile({ file: place.file }) : fillFromRead(store.read),
    log: (line) => options.log.debug(line),
    onRebuilt: ({ keys, reason }) => void audit.append(filterRebuilt({ databases: [], count: keys, reason })).catch(() => undefined),
  });
}

function checksOf({ options, store, hasher, filter, watch, travellers }: { options: HubOptions; store: HubStore; hasher: Hasher; filter: KeptFilter; watch: Watch; travellers: TravellerHash }): Checks {
  const { read } = store;
  const onFailure = (database: string, error: unknown): void => options.log.error({ database, ...errorLine(error) }, 'a database did not answer');
  // Alone on its file it hears of every commit.
  const believed = options.config.store === 'sqlite' ? filter : believeWhileFresh(filter, store.staleFor);
  return underOperation(openChecks({ read, findNames: (asked) => store.ask('checks.find', asked), hasher, filter: believed, onFailure, remembered: openRemembered({ read, hash: travellers }), beside: openBeside(read), doubtful: watch.doubtful }), findNamedOperation(read));
}

function routesOf({ options, store, checks, loads, travellers, pictures, requests, trees, search, hits }: { options: HubOptions; store: HubStore; checks: Checks; loads: Loads; travellers: TravellerHash; pictures: Pictures; requests: RequestParts; trees: Trees; search: Search; hits: KeptHits }): Implementation[] {
  const { read } = store;
  return [
    ...checkRoutes(checks), ...comparisonRoutes({ read, hash: travellers, judge: judgeAgain({ read }) }), ...recordRoutes({ read }), ...photoRoutes({ read, pictures }), ...loadRoutes(loads), ...exportRoutes({ read }), ...databaseRoutes({ read }),
    ...requestRoutes(requests), ...auditRoutes({ trees }), ...retentionRoutes({ read, keepEndedDays: options.config.keepEndedDays }), ...oversightRoutes({ read, search }), ...hitRoutes({ read, seen: hits.seen, heard: hits.heard }), ...jointRoutes({ read, ask: store.ask }),
    ...accessRoutes({ read, training: options.training }), ...unitRoutes({ read }),
  ];
}

async function partsOf({ audit, store, filter, watch }: { audit: AuditLog; store: HubStore; filter: KeptFilter; watch: Watch }): Promise<Record<string, string>> {
  if (audit.failure !== undefined) throw fail('audit.unavailable');
  await store.read.lastChange();
  const { faults, mended, halted } = watch.state();
  // Not a reason to be taken out of service: then no hit would be answered either.
  const records = faults.length > 0 ? `damaged: ${faults.length}` : halted ? 'damaged: cannot be walked over' : mended > 0 ? `whole, mended: ${mended}` : 'whole';
  return { audit: 'writable', store: 'readable', filter: filter.state().state, records };
}

type Work = { options: HubOptions; dir: string; store: HubStore; filter: KeptFilter; audit: AuditLog; outbox: Outbox; refusals: Refusals; access: Access };

/** What runs beside the requests: the sweep, forgetting, healing of the audit log, and following what other servers write. */
function startWork({ options, store, filter, audit, outbox, refusals, access }: Work): () => void {
  const { clock, log, config } = options;
  const run = (what: string, work: () => Promise<unknown>) => (): void => {
    work().catch((error: unknown) => log.error({ work: what, ...errorLine(error) }, 'work beside the requests failed'));
  };
  const sweep = run('sweep', async () => {
    const writer = store.writer as unknown as Writer<typeof RECORD_SLICES>;
    await sweepExpired(writer, clock.now());
    await sweepHiding(store.writer as unknown as Writer<typeof HIDING_SLICES>, clock.now());
    await eraseLongEnded(writer, clock.now(), config.keepEndedDays);
  });
  const forget = run('forget', async () => {
    while (Number((await store.writer.run('door.forget', { at: clock.now() } as never)).result) >= 500);
  });
  const forgetComparisons = run('forget comparisons', () => sweepComparisons(store.writer as unknown as Writer<typeof COMPARISON_SLICES>, clock.now()));
  const erase = run('erase', () => audit.destroyKeys({ keep: 'short', before: new Date(clock.now() - config.keepQuestionsDays * 86_400_000).toISOString().slice(0, 10) }));
  const noteUsed = run('note use', () => access.writeUsed(store.writer as unknown as Writer<typeof USED_SLICES>));
  const jobs = [new Cron('1 * * * *', sweep), new Cron('*/10 * * * *', forget), new Cron('7 0 * * *', erase), new Cron('17 0 * * *', forgetComparisons), new Cron('* * * * *', () => refusals.settle()), new Cron('30 * * * * *', noteUsed)];
  const heal = setInterval(() => {
    if (audit.failure !== undefined || outbox.isStalled()) run('audit', () => outbox.recover())();
  }, HEAL_EVERY_MS);
  heal.unref();
  const unsubscribe = store.writer.subscribe(({ changes }) => {
    if (changes === undefined) return;
    if (config.store === 'postgres') run('follow tokens', () => access.follow(changes))();
    run('follow', () => filter.follow(changes.last))();
  });
  sweep();
  erase();
  return () => {
    for (const job of jobs) job.stop();
    clearInterval(heal);
    unsubscribe();
  };
}
