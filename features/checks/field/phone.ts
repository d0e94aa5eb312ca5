/// <reference lib="dom" />

/** Why a browser cannot keep a check without a network; undefined: it can. */
export type Unfit = 'noKeep' | 'noHttps' | undefined;

/** Browsers inside other apps: some have no worker, and all lose their storage with the app's. */
const IN_APP = /MicroMessenger|DingTalk|Lark|Feishu|wxwork|AliApp|QQ\//i;

export const unfitFor = (agent: string, has: { readonly secure: boolean; readonly parts: boolean }): Unfit =>
  IN_APP.test(agent) ? 'noKeep' : !has.secure ? 'noHttps' : has.parts ? undefined : 'noKeep';

/** Whether this browser can keep a check without a network. */
export const unfit = (): Unfit =>
  unfitFor(navigator.userAgent, {
    secure: self.isSecureContext,
    parts: 'serviceWorker' in navigator && 'indexedDB' in self && !!self.crypto && 'subtle' in crypto,
  });

/** On an iPhone, a tab and the page on the home screen share nothing, and a tab is emptied after a week. */
export const isLooseTab = (): boolean =>
  /iPhone|iPad|iPod/.test(navigator.userAgent) && (navigator as { readonly standalone?: boolean }).standalone !== true;

/** 128 random bits, in hex. */
export const newId = (): string =>
  Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) => `0${byte.toString(16)}`.slice(-2)).join('');

/** A worker that waits, so that a newer version is offered when no check is open. */
export const watchWorker = async (onWaiting: (take: () => void) => void): Promise<void> => {
  const registration = await navigator.serviceWorker.register('/field/sw.js', { scope: '/field', updateViaCache: 'none' });
  const offer = (): void => {
    const { waiting } = registration;
    if (waiting && navigator.serviceWorker.controller) onWaiting(() => waiting.postMessage('take over', []));
  };
  let isLoading = false;
  navigator.serviceWorker.addEventListener('controllerchange', () => {
    if (isLoading || !had) return;
    isLoading = true;
    location.reload();
  });
  const had = navigator.serviceWorker.controller !== null;
  offer();
  registration.addEventListener('updatefound', () => {
    const { installing } = registration;
    if (installing) installing.addEventListener('statechange', offer);
  });
};

/** Whether the browser has promised to keep what lies here; undefined where it cannot say. */
export const askToKeep = async (): Promise<boolean | undefined> => {
  const { storage } = navigator;
  return storage && typeof storage.persist === 'function' ? storage.persist() : undefined;
};
