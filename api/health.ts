import { Type } from 'typebox';
import { defineOperation } from './operation.ts';
import { dictionary } from './databases/fields.ts';

const open = { method: 'GET', side: 'hub', permission: 'public', purpose: 'none', effect: 'read', status: 200, quiet: true, input: {} } as const;

export const isAlive = defineOperation({
  ...open, id: 'health.live', path: '/livez', output: Type.Object({ status: Type.Literal('alive') }), errors: [],
  summary: 'Whether the process answers', description: 'For whoever restarts it. Says nothing about its parts.',
});

export const isReady = defineOperation({
  ...open, id: 'health.ready', path: '/readyz',
  output: Type.Object({
    status: Type.Literal('ready'),
    parts: dictionary(Type.String(), { description: 'store, audit and filter, each with a word' }),
  }),
  errors: ['server.busy', 'audit.unavailable', 'store.unavailable', 'store.broken'],
  summary: 'Whether checks are answered', description: '503 while starting, stopping, or when the audit log or the store cannot be written.',
});

export const getVersion = defineOperation({
  ...open, id: 'health.version', path: '/version',
  output: Type.Object({ name: Type.Literal('watchword'), version: Type.String(), api: Type.String(), training: Type.Boolean(), node: Type.String(), policy: Type.String({ description: 'Version of the policy of record: docs/rights.md prints it' }) }), errors: [],
  summary: 'What runs here', description: 'Version of the program, of the API and of the policy of record.',
});

export const HEALTH_OPERATIONS = [isAlive, isReady, getVersion] as const;
