/**
 * A server in a process of its own, to be killed, filled up or listened to by a test. Arguments: the data folder, and settings as JSON.
 * It prints its address when it answers, or `refused CODE DETAIL` and ends.
 */
import { flushCompileCache } from 'node:module';
import { AppError } from '@watchword/api/errors.ts';
import { serve } from '../bin/serve.ts';
import type { Config } from '../config.ts';

const [data = '', settings = '{}'] = process.argv.slice(2);
const say = (line: string): void => void process.stdout.write(`${line}\n`);
try {
  const serving = await serve({ data, port: 0, host: '127.0.0.1', demo: false, say: () => undefined, settings: JSON.parse(settings) as Partial<Config> });
  process.once('SIGTERM', () => void serving.close('asked').then(() => process.exit(0)));
  say(serving.url);
  flushCompileCache();
} catch (error) {
  say(error instanceof AppError ? `refused ${error.code} ${error.details.detail ?? ''}` : `refused ${String(error)}`);
  process.exit(1);
}
