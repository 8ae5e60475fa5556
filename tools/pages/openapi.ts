import { hash } from 'node:crypto';
import { openApiDocument } from '../../api/openapi.ts';
import type { Page } from './page.ts';

export const openApiPage: Page = { file: 'docs/openapi.json', print: () => `${JSON.stringify(openApiDocument(), undefined, 1)}\n` };

/** Texts for people: they may be mended without the interface changing. */
const PROSE = new Set(['description', 'summary', 'title', 'examples', 'example', 'x-examples', 'version', 'tags']);

/** Twelve hex digits that change when the interface does, and not when only its texts do. */
export function interfaceFingerprint(): string {
  return hash('sha256', JSON.stringify(shapeOf(openApiDocument())), 'hex').slice(0, 12);
}

function shapeOf(value: unknown, named = false): unknown {
  if (Array.isArray(value)) return value.map((one) => shapeOf(one));
  if (typeof value !== 'object' || value === null) return value;
  // Below `properties`, `schemas` and `paths` the keys are names, not words of OpenAPI: a field may be called `title`.
  const entries = Object.entries(value).filter(([key]) => named || !PROSE.has(key));
  return Object.fromEntries(entries.map(([key, one]) => [key, shapeOf(one, !named && ['properties', 'schemas', 'paths', 'responses'].includes(key))]));
}
