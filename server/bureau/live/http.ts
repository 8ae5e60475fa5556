/** The way of a page to the events of its bureau. */
import { fail } from '@watchword/api/errors.ts';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { EVENT_STREAM_TYPE, eventStream } from '#streaming/event-stream.ts';
import type { OpenHouse } from '../house.ts';
import { requireNow } from '../sessions/access.ts';
import { cookieOf } from '../sessions/cookie.ts';
import type { Place, Signed } from '../visitor.ts';
import type { BureauLive } from './fan-out.ts';

/** Lets a page listen for as long as its session lasts. To listen is no sign of life. @throws `access.unauthenticated`, `access.locked`, `request.invalid`, `request.rate-limited` */
export async function sendEvents(request: FastifyRequest, reply: FastifyReply, { live, house, place }: { live: BureauLive; house: OpenHouse; place: Place }): Promise<FastifyReply> {
  const cookie = cookieOf(request.headers.cookie);
  const find = async (): Promise<Signed> => {
    const signed = await house.access.find(cookie, place);
    if (signed === undefined) throw fail('access.unauthenticated');
    requireNow({}, signed, house.access.isConfirmed);
    return signed;
  };
  const signals = live.listen({ after: afterOf(request), signed: await find(), find });
  return reply.code(200).header('content-type', EVENT_STREAM_TYPE).header('cache-control', 'no-store').header('x-accel-buffering', 'no').header('x-request-id', request.id).send(eventStream(signals));
}

/** The last number that a page knows: what its browser says when it comes back counts before its address. @throws `request.invalid` */
function afterOf({ url, headers }: FastifyRequest): number | undefined {
  const query = new URL(url, 'http://bureau').searchParams;
  const last = headers['last-event-id'];
  const named = typeof last === 'string' && last !== '' ? last : query.get('after');
  if ([...query.keys()].some((name) => name !== 'after')) throw invalid('unknown', 'There is no such field.');
  if (named === null) return undefined;
  if (!/^\d{1,15}$/.test(named)) throw invalid('type', 'A whole number.');
  return Number(named);
}

function invalid(code: string, detail: string): Error {
  return fail('request.invalid', { errors: [{ pointer: '/query/after', code, detail }] });
}
