/** JSON from outside. */
import { fail } from '@watchword/api/errors.ts';
import type { FastifyBodyParser, FastifyInstance } from 'fastify';
import { isTooDeep } from './json-depth.ts';

/** JSON whose keys would reach the prototype, or that is nested so deep that others stumble over it, is refused. */
export function jsonParserOf(app: Pick<FastifyInstance, 'getDefaultJsonParser'>): FastifyBodyParser<string> {
  const parse = app.getDefaultJsonParser('error', 'error');
  return (request, body, done) => {
    if (isTooDeep(body)) return done(fail('request.malformed', { detail: 'The JSON is nested too deep.' }));
    const value = mayReachPrototype(body) ? undefined : parsePlain(body);
    // What is not plain, empty or no JSON is for Fastify to judge, which knows how to say so.
    return value === undefined ? parse(request, body, done) : done(null, value);
  };
}

/** Whether a text of JSON may hold a key that reaches the prototype. A search for words is a fraction of what the search for keys costs. */
export function mayReachPrototype(text: string): boolean {
  return text.includes('__proto__') || text.includes('constructor') || text.includes('\\');
}

function parsePlain(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
