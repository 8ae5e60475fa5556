/** Bodies that do not arrive in time. */
import type { IncomingMessage } from 'node:http';
import { fail } from '@watchword/api/errors.ts';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { Clock } from '../clock.ts';
import { PROBLEM_TYPE, problemOf } from './problem.ts';

const LOOK_EVERY_MS = 1000;

/** Refuses requests to this app whose body is not there after so many seconds. One look a second over those that still wait costs nothing per request. */
export function refuseSlowBodies(app: FastifyInstance, { clock, seconds }: { clock: Clock; seconds: number }): void {
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
  }, LOOK_EVERY_MS);
  timer.unref();
  app.addHook('onRequest', (request, _reply, done) => {
    if (hasBody(request)) waiting.set(request.raw, clock.now());
    done();
  });
  app.addHook('preValidation', (request, _reply, done) => {
    waiting.delete(request.raw);
    done();
  });
  app.addHook('onClose', (_app, done) => {
    clearInterval(timer);
    done();
  });
}

/** Whether a body comes with the request. */
export function hasBody({ headers }: FastifyRequest): boolean {
  return headers['content-length'] !== undefined || headers['transfer-encoding'] !== undefined;
}

/** Says why, then closes: Fastify waits for a body that may never come. */
function refuse(request: IncomingMessage): void {
  const { socket } = request;
  const { status, body } = problemOf(fail('request.too-slow'), 'none');
  if (socket.writable) socket.end(`HTTP/1.1 ${status} Request Timeout\r\ncontent-type: ${PROBLEM_TYPE}\r\ncontent-length: ${Buffer.byteLength(body)}\r\nconnection: close\r\n\r\n${body}`);
  setTimeout(() => request.destroy(), 500).unref();
}
