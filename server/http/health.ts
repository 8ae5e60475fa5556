/** Whether it lives, whether it is ready, what it is: for whoever starts, watches and balances it. */
import { fail } from '@watchword/api/errors.ts';
import { getVersion, isAlive, isReady } from '@watchword/api/health.ts';
import type { OutputOf } from '@watchword/api/operation.ts';
import type { FastifyInstance } from 'fastify';

/** `parts` throws when one of them cannot do its work. */
export type Readiness = { state: 'starting' | 'ready' | 'stopping'; readonly parts: () => Promise<Record<string, string>> };

/** Adds `/livez`, `/readyz` and `/version`. */
export function addHealth(app: FastifyInstance, { readiness, version }: { readiness: Readiness; version: OutputOf<typeof getVersion> }): void {
  app.get(isAlive.path, async () => ({ status: 'alive' }) satisfies OutputOf<typeof isAlive>);
  app.get(isReady.path, async () => {
    if (readiness.state !== 'ready') throw fail('server.busy', { detail: `The server is ${readiness.state}.` });
    return { status: 'ready', parts: await readiness.parts() } satisfies OutputOf<typeof isReady>;
  });
  app.get(getVersion.path, async () => version);
}
