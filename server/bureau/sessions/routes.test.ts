import assert from 'node:assert/strict';
import { test } from 'node:test';
import { AppError, fail } from '@watchword/api/errors.ts';
import { beginCode, beginPasskeySignIn, beginProvider, signInWithProvider } from '@watchword/api/people/sessions.ts';
import type { StreamCall } from '#door/calls.ts';
import type { BureauParts } from '../house.ts';
import { openCeremonies } from '../passkeys/ceremonies.ts';
import type { Provider } from '../provider/provider.ts';
import { openTries } from '../tries.ts';
import { sessionRoutes } from './routes.ts';

const clock = { now: () => 0 };
const isStopped = (error: unknown): boolean => error instanceof AppError && error.code === 'access.too-many-tries';
const place = { code: 'FRA', origin: 'https://fra.test', domain: 'fra.test' };

/** Runs operations of a bureau whose provider does what is told, for somebody who is not signed in. */
function bureauWith(finish: Provider['finish']): (operation: { id: string }, from: string) => Promise<unknown> {
  const provider: Provider = { name: 'Police', begin: async () => 'https://provider.test', finish };
  // The operations of these tests read nothing from the store.
  const routes = sessionRoutes({ code: 'FRA', clock, ceremonies: openCeremonies(clock), tries: openTries(clock), provider } as unknown as BureauParts);
  return async ({ id }, address) => {
    const found = routes.find(({ operation }) => operation.id === id);
    const call = { at: 0, asker: { from: { place, fresh: 'fresh', begun: 'begun', address } }, input: { body: { code: 'AAAA', query: 'state=x' } } } as unknown as StreamCall<never>;
    if (found?.how === 'read') return found.handler(call);
    if (found?.how === 'write') return found.prepare?.(call);
    throw new Error('There is no such operation.');
  };
}

test('an address that begins sign-ins without end has to wait, and nobody else', async () => {
  const run = bureauWith(async () => ({ subject: 'x', authenticatedAt: 0 }));
  for (let begun = 0; begun < 300; begun += 1) await run(begun % 2 === 0 ? beginPasskeySignIn : beginProvider, '192.0.2.1');
  for (const operation of [beginPasskeySignIn, beginCode, beginProvider]) {
    await assert.rejects(run(operation, '192.0.2.1'), isStopped, operation.id);
  }
  for (const operation of [beginPasskeySignIn, beginProvider]) await run(operation, '192.0.2.2');
});

test('a provider that cannot be reached counts as no guess, one that refuses does', async () => {
  let code: 'access.provider-unreachable' | 'access.provider-refused' = 'access.provider-unreachable';
  const run = bureauWith(async () => { throw fail(code); });
  const isCode = (error: unknown): boolean => error instanceof AppError && error.code === code;
  for (let tried = 0; tried < 30; tried += 1) await assert.rejects(run(signInWithProvider, '192.0.2.1'), isCode);
  code = 'access.provider-refused';
  for (let tried = 0; tried < 20; tried += 1) await assert.rejects(run(signInWithProvider, '192.0.2.1'), isCode);
  await assert.rejects(run(signInWithProvider, '192.0.2.1'), isStopped);
});
