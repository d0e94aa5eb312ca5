import { chmodSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { CHANNEL_FILE } from '../../engine/calls/channel-file.ts';
import { vapidKeys } from '../../engine/keys/vapid.ts';
import { addPushDevice, endPushDevices, readSubscription } from '../../engine/people/push-devices.ts';
import { startPushService, type PushService } from '../support/calls/push-service.ts';
import type { TestTown } from '../support/installation.ts';
import { wants } from '../support/wants.ts';
import { CHROMIUM, WIDTHS, type Reader } from './browser.ts';
import { useStage } from './stage.ts';

const WHO = 'letters.desk';
let push: PushService;

const prepare = async ({ service }: TestTown): Promise<void> => {
  push = await startPushService();
  const channel = { name: 'push', kind: 'push', subject: 'mailto:duty@county.example', services: [push.host], offices: ['letters'] };
  await service.keys.writeText(CHANNEL_FILE, JSON.stringify({ url: 'https://huiyin.example', private: [push.host], channels: [channel] }));
  chmodSync(join(service.keys.path, CHANNEL_FILE), 0o600);
};
const stage = useStage('devices', prepare);
afterAll(() => push?.close());

const button = ({ page }: Reader, name: string) => page.getByRole('button', { name });
const isSaid = ({ page }: Reader, text: string): Promise<boolean> => page.getByText(text).isVisible();
const forget = (): Promise<void> => stage.town().service.read((tx) => endPushDevices(tx, WHO));
/** A device that was switched on elsewhere; its name at the push service. */
const addDevice = async (): Promise<string> => {
  const { service, now } = stage.town();
  const key = vapidKeys(service.keys).publicKey;
  const { device, text } = push.subscribe(key);
  const given = readSubscription(text);
  if (!given) throw new Error('no subscription');
  await service.read((tx) => addPushDevice(tx, service.wrappingKey, WHO, { ...given, key }, now(), async () => undefined));
  return device;
};

describe.runIf(CHROMIUM).each(WIDTHS)('devices for calls, without JavaScript, at %i px', wants('chromium'), (width) => {
  it('are shown, tested and removed; what it takes to switch one on is said', async () => {
    await forget();
    const reader = await stage.open(width, WHO);
    await reader.page.goto(`${stage.origin()}/desk/account`);
    await reader.page.getByRole('link', { name: '接收呼叫的设备' }).click();
    expect(await isSaid(reader, '还没有设备。')).toBe(true);
    expect(await isSaid(reader, '在这里打不开')).toBe(true);
    expect(await button(reader, '在这台设备上打开').isVisible()).toBe(false);
    await stage.look(reader, 'none');

    const devices = [await addDevice(), await addDevice()];
    await reader.page.reload();
    expect(await button(reader, '删除').count()).toBe(2);
    await button(reader, '发一条试试').first().click();
    expect(await isSaid(reader, '推送服务收下了。请看设备上有没有显示。')).toBe(true);
    await stage.look(reader, 'tested');
    const seen = push.shown.at(-1);
    expect([seen?.title, seen?.path]).toEqual(['回音 · 试一条', '/desk/devices']);
    await button(reader, '删除').first().click();
    expect(await button(reader, '删除').count()).toBe(1);

    for (const device of devices) push.answer(device, 410);
    await reader.page.goto(`${stage.origin()}/en/desk/devices`);
    await stage.look(reader, 'en');
    await button(reader, 'Send a test').click();
    expect(await reader.page.getByRole('alert').innerText()).toContain('this device is gone');
    expect(await isSaid(reader, 'There is none yet.')).toBe(true);
    await stage.look(reader, 'gone');
  });

  it('of an office that is not called so cannot be added, and the page says so', async () => {
    const reader = await stage.open(width, 'water.handler');
    await reader.page.goto(`${stage.origin()}/desk/devices`);
    expect(await isSaid(reader, '本单位没有设这种呼叫方式，所以不能添加设备。')).toBe(true);
    await stage.look(reader, 'not-set-up');
  });
});

/** Stands in for what Chromium would ask Google: its push service is ours, and remembers what it gave. Returns the keys that it was asked for. */
const withStandIn = async ({ page }: Reader): Promise<readonly string[]> => {
  const asked: string[] = [];
  await page.exposeFunction('askStandIn', (key: string): string => {
    asked.push(key);
    return push.subscribe(key).text;
  });
  await page.addInitScript(() => {
    const NAME = 'subscription of the stand-in';
    const stored = () => {
      const [text, key] = JSON.parse(localStorage.getItem(NAME) ?? '[]') as readonly string[];
      if (text === undefined || key === undefined) return null;
      const given = JSON.parse(text) as { readonly endpoint: string };
      const bytes = Uint8Array.from(atob(key.replaceAll('-', '+').replaceAll('_', '/')), (sign) => sign.charCodeAt(0));
      return { endpoint: given.endpoint, options: { applicationServerKey: bytes.buffer }, toJSON: () => given };
    };
    const ask = (globalThis as unknown as { askStandIn: (key: string) => Promise<string> }).askStandIn;
    Object.assign(PushManager.prototype, {
      getSubscription: async () => stored(),
      subscribe: async ({ applicationServerKey, userVisibleOnly }: { applicationServerKey: Uint8Array; userVisibleOnly: boolean }) => {
        if (!userVisibleOnly) throw new Error('not allowed');
        const key = btoa(String.fromCharCode(...applicationServerKey))
          .replaceAll('+', '-')
          .replaceAll('/', '_')
          .replace(/=+$/, '');
        localStorage.setItem(NAME, JSON.stringify([await ask(key), key]));
        return stored();
      },
    });
  });
  return asked;
};

describe.runIf(CHROMIUM).each(WIDTHS)('devices for calls, with JavaScript, at %i px', wants('chromium'), (width) => {
  it('are switched on where the browser may show notifications, once each, and know themselves in the list', async () => {
    await forget();
    push.reset();
    const reader = await stage.open(width, WHO, { script: true });
    const asked = await withStandIn(reader);
    const { page } = reader;
    await page.goto(`${stage.origin()}/desk/devices`);
    expect(await isSaid(reader, '在这里打不开')).toBe(false);
    await button(reader, '在这台设备上打开').click({ noWaitAfter: true });
    await page.getByText('浏览器不让显示通知').waitFor();
    expect(asked).toEqual([]);

    await page.context().grantPermissions(['notifications'], { origin: stage.origin() });
    await button(reader, '在这台设备上打开').click({ noWaitAfter: true });
    await page.getByText('已经打开。请发一条试试。').waitFor();
    await page.getByText('（这一台）').waitFor();
    expect(asked).toEqual([vapidKeys(stage.town().service.keys).publicKey]);
    await stage.look(reader, 'on');
    // Again on the same browser: the same device.
    await page.goto(`${stage.origin()}/desk/devices`);
    await button(reader, '在这台设备上打开').click({ noWaitAfter: true });
    await page.waitForURL(/done=add/);
    await page.getByText('（这一台）').waitFor();
    expect([asked.length, await button(reader, '删除').count()]).toEqual([1, 1]);
    await button(reader, '发一条试试').click();
    expect(push.shown.map(({ title }) => title)).toEqual(['回音 · 试一条']);
    expect(push.faults).toEqual([]);
    // The worker is in charge of no page.
    expect(await page.evaluate(() => navigator.serviceWorker.controller)).toBeNull();
    const scopes = await page.evaluate(async () => (await navigator.serviceWorker.getRegistrations()).map(({ scope }) => scope));
    expect(scopes).toEqual([`${stage.origin()}/push/`]);
  });
});

describe.runIf(CHROMIUM)('the worker that shows calls', wants('chromium'), () => {
  it('shows what came, once under one id, and opens the page of the desk that it names, and no other site', async () => {
    await forget();
    const reader = await stage.open(320, WHO, { script: true });
    await withStandIn(reader);
    const { page } = reader;
    const context = page.context();
    await context.grantPermissions(['notifications'], { origin: stage.origin() });
    const devtools = await context.newCDPSession(page);
    const known = new Map<string, string>();
    devtools.on('ServiceWorker.workerRegistrationUpdated', ({ registrations }) => {
      for (const { scopeURL, registrationId } of registrations) known.set(scopeURL, registrationId);
    });
    await devtools.send('ServiceWorker.enable');
    await page.goto(`${stage.origin()}/desk/devices`);
    await button(reader, '在这台设备上打开').click({ noWaitAfter: true });
    await page.getByText('（这一台）').waitFor();
    const registrationId = known.get(`${stage.origin()}/push/`) ?? '';
    const text = '【演练 / EXERCISE】火灾，城关小学\n请马上确认并到场。【演练 / EXERCISE】';
    const deliver = (note: object): Promise<unknown> =>
      devtools.send('ServiceWorker.deliverPushMessage', { origin: stage.origin(), registrationId, data: JSON.stringify(note) });
    for (const id of ['one', 'one', 'two']) await deliver({ id, title: `火灾 ${id}`, text, path: '/desk/incident/2026ABCD' });
    await deliver({ id: 'three', title: '火灾 three', text, path: 'https://elsewhere.example/desk' });
    const shown = () =>
      page.evaluate(async () => {
        const registration = await navigator.serviceWorker.getRegistration('/push/');
        return (await registration?.getNotifications())?.map(({ title, body, tag }) => [title, body, tag]) ?? [];
      });
    await expect.poll(shown, { timeout: 300_000 }).toHaveLength(3);
    expect((await shown()).toSorted((a, b) => String(a).localeCompare(String(b)))).toEqual([
      ['火灾 one', text, 'one'],
      ['火灾 three', text, 'three'],
      ['火灾 two', text, 'two'],
    ]);
    const [worker] = context.serviceWorkers();
    const opened = await worker?.evaluate(async () => {
      const inside = globalThis as unknown as ServiceWorkerGlobalScope;
      const urls: string[] = [];
      Object.assign(Object.getPrototypeOf(inside.clients), { openWindow: async (url: string) => void urls.push(url) });
      for (const notification of await inside.registration.getNotifications())
        inside.dispatchEvent(new NotificationEvent('notificationclick', { notification }));
      await new Promise((resolve) => {
        setTimeout(resolve, 100);
      });
      return urls;
    });
    expect(opened).toEqual(Array.from({ length: 2 }, () => `${stage.origin()}/desk/incident/2026ABCD`));
    await expect.poll(shown, { timeout: 300_000 }).toEqual([]);
  });
});
