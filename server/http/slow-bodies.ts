import type { IncomingMessage } from 'node:http';
import type { Clock } from '../clock.ts';

/** Ends requests whose body does not arrive in time. One look a second over those that still wait costs nothing per request. */
export type SlowBodies = { began(request: IncomingMessage): void; arrived(request: IncomingMessage): void; close(): void };

export function watchSlowBodies({ clock, seconds, refuse }: { clock: Clock; seconds: number; refuse: (request: IncomingMessage) => void }): SlowBodies {
  const waiting = new Map<IncomingMessage, number>();
  const timer = setInterval(() => {
    const before = clock.now() - seconds * 1000;
    for (const [request, since] of waiting) {
      if (request.destroyed) waiting.delete(request);
      else if (since < before) {
        waiting.delete(request);
        refuse(request);
      }
    }
  }, 1000);
  timer.unref();
  return {
    began: (request) => void waiting.set(request, clock.now()),
    arrived: (request) => void waiting.delete(request),
    close: () => clearInterval(timer),
  };
}
