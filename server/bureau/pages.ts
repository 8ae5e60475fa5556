/** The pages: the built web app, the API's description, and what a browser must be told beside them. */
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import fastifyStatic from '@fastify/static';
import { fail } from '@watchword/api/errors.ts';
import { openApiDocument } from '@watchword/api/openapi.ts';
import scalar from '@scalar/fastify-api-reference';
import type { FastifyInstance } from 'fastify';

const DIST = fileURLToPath(new URL('../../web/dist', import.meta.url));

/** Nothing but this origin. Mantine writes styles into the page; the OCR engine is WebAssembly. */
const POLICY =
  "default-src 'self'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self' 'unsafe-inline'; img-src 'self' data: blob:; font-src 'self' data:; worker-src 'self' blob:; object-src 'none'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'";

const HEADERS: Readonly<Record<string, string>> = {
  'content-security-policy': POLICY,
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'no-referrer',
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
  'permissions-policy': 'camera=(self), microphone=(), geolocation=()',
};

/** Adds pages and docs to the app. Every path that is no file is the web app's own, which shows its pages by address. */
export async function addPages(app: FastifyInstance): Promise<void> {
  app.addHook('onSend', async (_request, reply) => {
    for (const [name, value] of Object.entries(HEADERS)) if (!reply.hasHeader(name)) void reply.header(name, value);
  });
  const document = openApiDocument();
  app.get('/openapi.json', async () => document);
  await app.register(scalar, { routePrefix: '/docs', configuration: { url: '/openapi.json', withDefaultFonts: false, title: 'Watchword API', telemetry: false } as never });
  const hasPages = existsSync(DIST);
  app.setNotFoundHandler((request, reply) => {
    const wantsPage = hasPages && request.method === 'GET' && (request.headers.accept ?? '').includes('text/html');
    if (!wantsPage) throw fail('request.not-found');
    return reply.sendFile('index.html');
  });
  if (!hasPages) return;
  await app.register(fastifyStatic, {
    root: DIST,
    wildcard: false,
    setHeaders: (reply, path) => {
      void reply.header('cache-control', path.includes('/assets/') ? 'public, max-age=31536000, immutable' : 'no-cache');
    },
  });
}
