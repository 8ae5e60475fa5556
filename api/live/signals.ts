/** How events travel: the format of server-sent events, made by servers and read by clients. */
import type { LiveEvent, LiveGap } from '../live.ts';

/**
 * Why a server closes a stream: it stops; who listens may do so no more; he reads too slowly; his session is locked.
 * After all but `revoked` it is worth to come back.
 */
export const END_REASONS = ['stopping', 'revoked', 'slow', 'locked'] as const;
export type EndReason = (typeof END_REASONS)[number];

/** What travels on a stream. `at` of a heartbeat is where the stream has come to. */
export type LiveSignal =
  | { readonly type: 'ready'; readonly after: number; readonly last: number }
  | ({ readonly type: 'event' } & LiveEvent)
  | ({ readonly type: 'gap' } & LiveGap)
  | { readonly type: 'heartbeat'; readonly at: number; readonly time: string }
  | { readonly type: 'end'; readonly why: EndReason };

/** Milliseconds after which a browser comes back. */
const RETRY_MS = 1000;

/** A signal as text. */
export function formatSignal(signal: LiveSignal): string {
  switch (signal.type) {
    case 'event': {
      const { seq, kind, subject, at } = signal;
      return `id: ${seq}\ndata: ${JSON.stringify({ seq, kind, subject, at })}\n\n`;
    }
    case 'ready':
      return `retry: ${RETRY_MS}\nid: ${signal.after}\nevent: ready\ndata: ${JSON.stringify({ after: signal.after, last: signal.last })}\n\n`;
    case 'gap':
      return `id: ${signal.next - 1}\nevent: gap\ndata: ${JSON.stringify({ after: signal.after, next: signal.next })}\n\n`;
    case 'heartbeat':
      return `id: ${signal.at}\nevent: heartbeat\ndata: ${JSON.stringify({ at: signal.at, time: signal.time })}\n\n`;
    case 'end':
      return `event: end\ndata: ${JSON.stringify({ why: signal.why })}\n\n`;
  }
}

/** Reads the lines of a stream, one after the other; a signal is there after its empty line. What it does not know it passes over. */
export function readSignals(): (line: string) => LiveSignal | undefined {
  let type = '';
  let data = '';
  return (line) => {
    if (line === '') {
      const signal = data === '' ? undefined : parseSignal(type === '' ? 'event' : type, data);
      type = '';
      data = '';
      return signal;
    }
    const [, field = '', value = ''] = /^(\w+): ?(.*)$/.exec(line) ?? [];
    if (field === 'event') type = value;
    if (field === 'data') data += value;
    return undefined;
  };
}

function parseSignal(type: string, data: string): LiveSignal | undefined {
  let value: Record<string, unknown>;
  try {
    const parsed: unknown = JSON.parse(data);
    if (typeof parsed !== 'object' || parsed === null) return undefined;
    value = parsed as Record<string, unknown>;
  } catch {
    return undefined;
  }
  const { seq, kind, subject, at, after, next, last, time, why } = value;
  if (type === 'event' && isCount(seq) && typeof kind === 'string' && typeof subject === 'string' && typeof at === 'string') return { type, seq, kind, subject, at };
  if (type === 'ready' && isCount(after) && isCount(last)) return { type, after, last };
  if (type === 'gap' && isCount(after) && isCount(next)) return { type, after, next };
  if (type === 'heartbeat' && isCount(at) && typeof time === 'string') return { type, at, time };
  const reason = END_REASONS.find((one) => one === why);
  return type === 'end' && reason !== undefined ? { type, why: reason } : undefined;
}

function isCount(value: unknown): value is number {
  return typeof value === 'number' && Number.isSafeInteger(value) && value >= 0;
}
