/// <reference lib="webworker" />

// Shows a call that came in encrypted for this browser, and opens the page of the desk that it names. It is in charge of no page, keeps nothing and
// asks for nothing.

declare const self: unknown;
const worker = self as ServiceWorkerGlobalScope; // what runs this is a worker

/** What our own server has written (engine/calls/channels/push.ts). */
interface Note {
  readonly id: string;
  readonly title: string;
  readonly text: string;
  readonly path: string;
}

worker.addEventListener('push', (event) => {
  const note = event.data?.json() as Note; // only who has this browser's keys can write one
  event.waitUntil(
    worker.registration.showNotification(note.title, {
      body: note.text,
      // What comes twice replaces itself.
      tag: note.id,
      requireInteraction: true,
      data: note.path,
    }),
  );
});

worker.addEventListener('notificationclick', (event) => {
  event.notification.close();
  const to = new URL(String(event.notification.data), worker.location.origin);
  // A page of this server, or none.
  if (to.origin === worker.location.origin) event.waitUntil(worker.clients.openWindow(to.href));
});
