/**
 * Keeps the files of the pages on the device, so that the form opens without a line. Files only: whatever is asked of the server passes by untouched
 * and is never kept. A page is always asked for anew; the one that is kept is shown when no answer comes.
 */
/** The files of this build, and what they are together: put in by `web/build/service-worker.ts`. */
declare const WATCHWORD_FILES: readonly string[];
declare const WATCHWORD_BUILD: string;

/** What of a service worker is used here; the library of types for windows has none of it. */
type Waiting = Event & { waitUntil(work: Promise<unknown>): void };
type Fetching = Event & { readonly request: Request; respondWith(answer: Promise<Response>): void };

const NAME = `watchword-pages-${WATCHWORD_BUILD}`;
const PAGE = '/index.html';
/** So long a page may take before the one that is kept is shown, in ms. */
const PATIENCE = 4000;

self.addEventListener('install', (event) => (event as Waiting).waitUntil(caches.open(NAME).then((cache) => cache.addAll([PAGE, ...WATCHWORD_FILES]))));
self.addEventListener('activate', (event) => (event as Waiting).waitUntil(caches.keys().then((names) => Promise.all(names.filter((name) => name.startsWith('watchword-pages-') && name !== NAME).map((name) => caches.delete(name))))));
self.addEventListener('fetch', (event) => {
  const { request, respondWith } = bound(event as Fetching);
  const { origin, pathname } = new URL(request.url);
  if (request.method !== 'GET' || origin !== self.location.origin) return;
  if (request.mode === 'navigate' && !/^\/(?:docs|v1|oauth)(?:\/|$)/.test(pathname)) respondWith(page(request));
  else if (pathname.startsWith('/assets/')) respondWith(file(request));
});

function bound(event: Fetching): { request: Request; respondWith: (answer: Promise<Response>) => void } {
  return { request: event.request, respondWith: (answer) => event.respondWith(answer) };
}

async function page(request: Request): Promise<Response> {
  const kept = await caches.match(PAGE, { cacheName: NAME });
  if (kept === undefined) return fetch(request);
  const late = new Promise<Response>((resolve) => setTimeout(() => resolve(kept), PATIENCE));
  return Promise.race([fetch(request).catch(() => kept), late]);
}

/** Files carry the hash of their content in their names: what is kept under a name is what the name stands for. */
async function file(request: Request): Promise<Response> {
  return (await caches.match(request.url, { cacheName: NAME })) ?? fetch(request);
}
