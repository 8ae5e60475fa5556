/** Answers that whoever asks may have already (RFC 9110, 13), and where the next page is (RFC 8288). */
import { hash } from 'node:crypto';
import type { Leave } from '#door/door.ts';

/** Characters of the digest: enough to tell two answers of one address apart. */
const DIGEST = 22;

/**
 * The ETag of an answer to GET. A record's begins with its version, for If-Match; the rest is a digest of the text, because what is
 * answered of one version also depends on the day and on the review. Undefined for what is made while it is sent.
 */
export function tagOf({ body, version, tag }: Leave): string | undefined {
  if (tag !== undefined) return `"${tag}"`;
  if (typeof body !== 'string') return undefined;
  const digest = hash('sha256', body, 'base64url').slice(0, DIGEST);
  return version === undefined ? `"${digest}"` : `"${version}.${digest}"`;
}

/** Whether If-None-Match names this answer. Weak and strong tags are compared alike. */
export function isKnown(ifNoneMatch: string | undefined, tag: string): boolean {
  if (ifNoneMatch === undefined) return false;
  return ifNoneMatch.split(',').some((one) => one.trim().replace(/^W\//, '') === tag || one.trim() === '*');
}

/** The Link header of a page that has a next one: the same question, with its cursor. `url`: as it was asked, path and query. */
export function nextLink(url: string, cursor: string): string {
  const [path = '/', query = ''] = url.split('?', 2);
  const parameters = new URLSearchParams(query);
  parameters.set('cursor', cursor);
  return `<${path}?${parameters.toString()}>; rel="next"`;
}
