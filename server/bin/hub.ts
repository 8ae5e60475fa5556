/**
 * The hub alone: databases, checks, the audit log. Bureaus and systems reach it through the contract, each with a token of its own.
 * `node server/bin/hub.ts`; settings come from the environment, `--demo` fills it with the demo world.
 */
import { readConfig } from '../config.ts';
import { runUntilSignal } from './run-until-signal.ts';
import { serve, type ServeOptions, type Serving } from './serve.ts';

/** Starts a hub and resolves when checks are answered. @throws as `serve` */
export function serveHub(options: Omit<ServeOptions, 'bureau'>): Promise<Serving> {
  return serve({ ...options, bureau: false });
}

if (import.meta.main) {
  await runUntilSignal(async (say) => {
    const { config: { data, host, port } } = readConfig();
    return await serveHub({ data, host, port, demo: process.argv.includes('--demo'), say });
  });
}
