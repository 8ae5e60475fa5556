/** The pages: the built web app, the API's description, and what a browser must be told beside them. */
import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import fastifyStatic from '@fastify/static';
import { fail } from '@watchword/api/errors.ts';
import { openApiDocument } from '@watchword/api/openapi.ts';
import fastify, { type FastifyInstance } from 'fastify';

const DIST = fileURLToPath(new URL('../../web/dist', import.meta.url));

const OTHERS = "img-src 'self'; object-src 'none'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'";

/** The pages: nothing but files of this origin, no script or style written into a page. The reader of zones is WebAssembly. */
const PAGES_POLICY = `default-src 'self'; script-src 'self' 'wasm-unsafe-eval'; ${OTHERS}`;

/** The API's description by Scalar: it writes styles and one script into its page. Only that script runs, named by its digest. */
function docsPolicy(html: string): string {
  const digests = [...html.matchAll(/<script(?![^>]*\ssrc=)[^>]*>([\s\S]*?)<\/script>/g)].map(([, script = '']) => `'sha256-${createHash('sha256').update(script).digest('base64')}'`);
  return `default-src 'self'; script-src 'self' ${digests.join(' ')}; style-src 'self' 'unsafe-inline'; font-src 'self' data:; ${OTHERS.replace("img-src 'self'", "img-src 'self' data: blob:")}`;
}

/** How Scalar shows the description: without fonts from elsewhere, and without what leads to services of its maker. */
const DOCS = {
  url: '/openapi.json', title: 'Watchword API', withDefaultFonts: false, telemetry: false,
  agent: { disabled: true }, mcp: { disabled: true }, showDeveloperTools: 'never', hideClientButton: true,
};

const HEADERS: Readonly<Record<string, string>> = {
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'no-referrer',
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
  'permissions-policy': 'camera=(self), microphone=(), geolocation=(self)',
};

/** What an answer of the docs says of itself; the rest is of the connection. */
const OF_DOCS = ['content-type', 'location', 'etag', 'cache-control'];

/** The docs, by an app of their own that is made for the first who reads them: Scalar is hundreds of files. */
function addDocs(app: FastifyInstance): void {
  let opened: Promise<FastifyInstance> | undefined;
  const open = async (): Promise<FastifyInstance> => {
    const { default: scalar } = await import('@scalar/fastify-api-reference');
    const docs = fastify();
    await docs.register(scalar, { routePrefix: '/docs', configuration: DOCS as never });
    return docs;
  };
  for (const url of ['/docs', '/docs/*']) {
    app.get(url, async (request, reply) => {
      const docs = await (opened ??= open());
      const { statusCode, headers, rawPayload } = await docs.inject({ method: 'GET', url: request.url });
      if (statusCode === 404) return reply.callNotFound();
      for (const name of OF_DOCS) if (headers[name] !== undefined) void reply.header(name, headers[name]);
      const isText = String(headers['content-type']).startsWith('text/html');
      return reply.code(statusCode).send(isText ? rawPayload.toString('utf8') : rawPayload);
    });
  }
}

/** Adds pages and docs to the app. Every path that is no file is the web app's own, which shows its pages by address. */
export async function addPages(app: FastifyInstance): Promise<void> {
  app.addHook('onSend', async (request, reply, payload) => {
    // Only the page itself: its scripts are megabytes, in which nobody need look for scripts.
    const isDocs = request.url.startsWith('/docs') && typeof payload === 'string' && String(reply.getHeader('content-type')).startsWith('text/html');
    void reply.header('content-security-policy', isDocs ? docsPolicy(payload) : PAGES_POLICY);
    for (const [name, value] of Object.entries(HEADERS)) if (!reply.hasHeader(name)) void reply.header(name, value);
  });
  let document: ReturnType<typeof openApiDocument> | undefined;
  app.get('/openapi.json', async () => (document ??= openApiDocument()));
  addDocs(app);
  const hasPages = existsSync(DIST);
  app.setNotFoundHandler((request, reply) => {
    const wantsPage = hasPages && request.method === 'GET' && (request.headers.accept ?? '').includes('text/html');
    if (!wantsPage) throw fail('request.not-found');
    return reply.sendFile('index.html');
  });
  if (!hasPages) return;
  await app.register(fastifyStatic, {
    root: DIST,
    preCompressed: true,
    setHeaders: (reply, path) => {
      void reply.header('cache-control', path.includes('/assets/') ? 'public, max-age=31536000, immutable' : 'no-cache');
    },
  });
}
