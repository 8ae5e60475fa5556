import type { AppError } from '@watchword/api/errors.ts';
import type { LoadAnswer } from '@watchword/api/loads.ts';
import { useEffect, useRef, useState } from 'react';
import { asAppError } from '../api.ts';
import { client } from '../whole-client.ts';
import { nowMs } from '../clock.ts';

/** A load on its way or done. `sent` and `bytes` are of the file, `startedAt` in ms since 1970. */
export type Running = { readonly state: 'sending' | 'done'; readonly load: LoadAnswer; readonly sent: number; readonly bytes: number; readonly startedAt: number };

/** What is to be loaded, and how. */
export type Plan = { file: File; database: string; format: 'ndjson' | 'csv'; dryRun: boolean; onError: 'skip' | 'stop' };

export type LoadControl = { readonly running: Running | undefined; readonly error: AppError | undefined; start(plan: Plan): Promise<void>; stop(): void; forget(): void };

/** Sends files to the server, one at a time, and tells how far it is. Leaving the page stops it; what is durable stays. */
export function useLoad(onChange: () => void): LoadControl {
  const [running, setRunning] = useState<Running>();
  const [error, setError] = useState<AppError>();
  const abort = useRef<AbortController>(undefined);
  useEffect(() => () => abort.current?.abort(), []);
  const start = async ({ file, database, format, dryRun, onError }: Plan): Promise<void> => {
    const controller = new AbortController();
    abort.current = controller;
    setError(undefined);
    const startedAt = nowMs();
    const bytes = file.size;
    try {
      const load = await client.loads.start({ database, format, dryRun, onError, name: file.name.slice(0, 200), bytes }, { signal: controller.signal });
      setRunning({ state: 'sending', load, sent: 0, bytes, startedAt });
      onChange();
      const done = await client.loads.send(load, file, {
        signal: controller.signal,
        onProgress: (progress) => setRunning({ state: 'sending', load: progress.load, sent: progress.sent, bytes, startedAt }),
      });
      setRunning({ state: 'done', load: done, sent: bytes, bytes, startedAt });
    } catch (cause) {
      if (controller.signal.aborted) setRunning(undefined);
      else setError(asAppError(cause));
    } finally {
      onChange();
    }
  };
  return {
    running,
    error,
    start,
    stop: () => abort.current?.abort(),
    forget: () => {
      setRunning(undefined);
      setError(undefined);
    },
  };
}

/** The format of a file by its name; undefined when it is neither. */
export function formatOf(name: string): 'ndjson' | 'csv' | undefined {
  if (/\.(csv|tsv|txt)$/i.test(name)) return 'csv';
  return /\.(ndjson|jsonl)$/i.test(name) ? 'ndjson' : undefined;
}
