/// <reference lib="dom" />

// Switches this browser on to be called. Forms stay forms: it asks the browser for a subscription, fills one field and sends it.

const FOLDER = '/push/';

/** The worker that shows calls, once it runs: a subscription is made for one that does. */
const runningWorker = async (): Promise<ServiceWorkerRegistration> => {
  const registration = await navigator.serviceWorker.register(`${FOLDER}worker.js`, { scope: FOLDER, updateViaCache: 'none' });
  const coming = registration.installing ?? registration.waiting;
  if (registration.active === null && coming !== null)
    await new Promise<void>((resolve, reject) => {
      coming.addEventListener('statechange', () => {
        if (coming.state === 'activated') resolve();
        if (coming.state === 'redundant') reject(new Error('no worker'));
      });
    });
  return registration;
};

const base64url = (bytes: ArrayBuffer | Uint8Array): string =>
  btoa(String.fromCharCode(...new Uint8Array(bytes)))
    .replaceAll('+', '-')
    .replaceAll('/', '_')
    .replace(/=+$/, '');
const bytesOf = (text: string): Uint8Array<ArrayBuffer> =>
  Uint8Array.from(atob(text.replaceAll('-', '+').replaceAll('_', '/')), (sign) => sign.charCodeAt(0));

/** The subscription for our key: the one that there is, or a new one in place of one for another key. */
const subscribe = async (key: string): Promise<PushSubscription> => {
  const { pushManager } = await runningWorker();
  const known = await pushManager.getSubscription();
  const its = known?.options.applicationServerKey;
  if (known && its && base64url(its) === key) return known;
  await known?.unsubscribe();
  return pushManager.subscribe({ userVisibleOnly: true, applicationServerKey: bytesOf(key) });
};

const fill = async (form: HTMLFormElement): Promise<void> => {
  const [denied, failed] = ['denied', 'failed'].map((name) => form.querySelector<HTMLElement>(`[data-${name}]`));
  const field = form.querySelector<HTMLInputElement>('input[name=subscription]');
  if (!denied || !failed || !field) return;
  denied.hidden = true;
  failed.hidden = true;
  if ((await Notification.requestPermission()) !== 'granted') {
    denied.hidden = false;
    return;
  }
  try {
    field.value = JSON.stringify(await subscribe(form.dataset['push'] ?? ''));
    form.submit();
  } catch {
    failed.hidden = false; // its push service was not reached, or takes no new device
  }
};

/** Says which of the devices in the list this one is. */
const markOwn = async (): Promise<void> => {
  const registration = await navigator.serviceWorker.getRegistration(FOLDER);
  const known = await registration?.pushManager.getSubscription();
  if (!known) return;
  const hash = base64url(await crypto.subtle.digest('SHA-256', new TextEncoder().encode(known.endpoint)));
  for (const part of document.querySelectorAll<HTMLElement>('[data-endpoint]')) part.hidden = part.dataset['endpoint'] !== hash;
};

if ('serviceWorker' in navigator && 'PushManager' in self && 'Notification' in self && self.isSecureContext) {
  for (const form of document.querySelectorAll<HTMLFormElement>('form[data-push]')) {
    form.hidden = false;
    form.addEventListener('submit', (event) => {
      event.preventDefault();
      void fill(form);
    });
  }
  for (const part of document.querySelectorAll<HTMLElement>('[data-without]')) part.hidden = true;
  void markOwn();
}
