/// <reference lib="webworker" />

// Our own worker, small on purpose: a cache that is whole or is not taken, no taking over while a check is open, nothing but our own files.

/** Put in where this is built (page.ts): what the files are, and a name for all of them together. */
declare const FILES: readonly string[];
declare const VERSION: string;

declare const self: unknown;
const worker = self as ServiceWorkerGlobalScope; // what runs this is a worker
const CACHE = `field-${VERSION}`;

/** One file, from the server itself: not from a cache, and not from a network that answers for everything. */
const load = async (path: string): Promise<Response> => {
  const response = await fetch(path, { cache: 'reload', redirect: 'error' });
  if (!response.ok || response.headers.get('x-huiyin') !== '1') throw new Error(path);
  return response;
};

worker.addEventListener('install', (event) => {
  event.waitUntil(
    (async () => {
      const loaded = await Promise.all(FILES.map(load));
      const cache = await caches.open(CACHE);
      await Promise.all(FILES.map((path, i) => cache.put(path, loaded[i] as Response)));
    })(),
  );
});

worker.addEventListener('activate', (event) => {
  event.waitUntil(
    (async () => {
      for (const name of await caches.keys()) if (name.startsWith('field-') && name !== CACHE) await caches.delete(name);
      await worker.clients.claim();
    })(),
  );
});

worker.addEventListener('message', (event) => {
  if (event.data === 'take over') void worker.skipWaiting();
});

worker.addEventListener('fetch', (event) => {
  const { method, url, mode } = event.request;
  const { origin, pathname } = new URL(url);
  if (method !== 'GET' || origin !== worker.location.origin) return;
  const path = mode === 'navigate' && /^\/field(\/|$)/.test(pathname) ? '/field' : pathname;
  if (FILES.indexOf(path) < 0) return;
  // Files of one version go together: what was taken whole is what is shown, with or without a network.
  event.respondWith(caches.open(CACHE).then((cache) => cache.match(path).then((found) => found || fetch(event.request))));
});
