import { chmodSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { Alert } from '../../../kernel/cap/alert.ts';
import { writeAlert } from '../../../kernel/cap/write.ts';
import { openIncidentTown } from '../../../test/support/towns/incident-town.ts';
import { FEED_FILE } from './feed-file.ts';
import { watchFeeds } from './watch-feeds.ts';

let place: Awaited<ReturnType<typeof openIncidentTown>>;
let server: Server;
let answers: { readonly [path: string]: string | Buffer } = {};
let origin = '';
beforeAll(async () => {
  place = await openIncidentTown();
  server = createServer((request, response) => {
    const body = answers[request.url ?? ''];
    response.writeHead(body === undefined ? 404 : 200).end(body);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterAll(async () => {
  server.close();
  await place.close();
});
afterEach(() => {
  answers = {};
});

const alert = (identifier: string, more: Partial<Alert> = {}): string =>
  writeAlert({
    identifier,
    sender: 'weather.example',
    sent: '2026-12-02T10:00:00+08:00',
    status: 'Actual',
    msgType: 'Alert',
    scope: 'Public',
    info: [
      {
        category: ['Met'],
        event: '暴雨',
        urgency: 'Expected',
        severity: 'Severe',
        certainty: 'Likely',
        headline: '暴雨橙色预警',
        area: [{ areaDesc: '青川县' }],
      },
    ],
    ...more,
  });

const feeds = (path: string, mode = 0o600): void => {
  const file = join(place.town.service.keys.path, FEED_FILE);
  writeFileSync(
    file,
    JSON.stringify({ feeds: [{ name: 'weather', url: `${origin}${path}`, office: 'housing', kind: 'flood', private: true }] }),
  );
  chmodSync(file, mode);
};
/** Reads the feed once, as the loop does when five minutes are over. */
const look = async (): Promise<string | null> => {
  await place.pass(6);
  await watchFeeds(place.town.service);
  const { rows } = await place.town.superuser.query<{ fault: string | null }>('select fault from cap_feed');
  return rows[0]?.fault ?? null;
};
const watches = async (): Promise<readonly string[]> =>
  (
    await place.town.superuser.query<{ warning: string; stage: string }>(
      'select warning, stage from incident where warning is not null order by warning',
    )
  ).rows.map(({ warning, stage }) => `${warning} ${stage}`);

describe('a watched feed of warnings', () => {
  it('opens a watch for a message, once, and never an incident', async () => {
    feeds('/alert');
    answers = { '/alert': alert('w1') };
    expect(await look()).toBeNull();
    expect(await look()).toBeNull();
    expect(await watches()).toEqual(['weather.example w1 word_received']);
    const { rows } = await place.town.superuser.query<{ matter: string }>('select matter from incident where warning is not null');
    const view = await place.viewOf(rows[0]?.matter ?? '');
    expect(view.texts['words']).toContain('暴雨橙色预警');
    expect(view.owed.map(({ rule }) => rule)).toEqual(['incident.verify']);
  });

  it('is an Atom feed whose links are followed on the same machine only', async () => {
    feeds('/atom');
    answers = {
      '/atom': `<feed xmlns="http://www.w3.org/2005/Atom"><entry><link href="/two"/></entry><entry><link href="http://127.0.0.2:9/other"/></entry></feed>`,
      '/two': alert('w2'),
    };
    expect(await look()).toBeNull();
    expect(await watches()).toContain('weather.example w2 word_received');
  });

  it('opens nothing for a drill, a test, a cancellation or what is over', async () => {
    feeds('/alert');
    const before = await watches();
    for (const one of [
      alert('w3', { status: 'Exercise', note: 'Exercise' }),
      alert('w4', { status: 'Test' }),
      alert('w5', { msgType: 'Cancel', references: 'weather.example,w1,2026-12-02T10:00:00+08:00' }),
      alert('w6').replace('<headline>', '<expires>2026-11-01T10:00:00+08:00</expires><headline>'),
    ]) {
      answers = { '/alert': one };
      await look();
    }
    expect(await watches()).toEqual(before);
  });

  it('opens nothing beside a watch for what is about the same warning, and one for each of more links than are read at a time', async () => {
    feeds('/alert');
    const before = await watches();
    answers = { '/alert': alert('w1-b', { msgType: 'Update', references: 'weather.example,w1,2026-12-02T10:00:00+08:00' }) };
    expect(await look()).toBeNull();
    expect(await watches()).toEqual(before);
    feeds('/atom');
    const many = Array.from({ length: 25 }, (_, n) => `many-${String(n).padStart(2, '0')}`);
    answers = {
      '/atom': `<feed xmlns="http://www.w3.org/2005/Atom">${many.map((name) => `<entry><link href="/${name}"/></entry>`).join('')}</feed>`,
      ...Object.fromEntries(many.map((name) => [`/${name}`, alert(name)])),
    };
    const opened = async () => (await watches()).filter((line) => line.includes(' many-')).length;
    await look();
    expect(await opened()).toBe(20);
    await look();
    expect(await opened()).toBe(25);
    await look();
    expect(await opened()).toBe(25);
  });

  it('with a name that nothing has room for, or an event called like a part of the program, keeps no other message back', async () => {
    feeds('/atom');
    answers = {
      '/atom': `<feed xmlns="http://www.w3.org/2005/Atom">${['long', 'odd', 'good'].map((name) => `<entry><link href="/${name}"/></entry>`).join('')}</feed>`,
      '/long': alert(`l${'o'.repeat(300)}ng`),
      '/odd': alert('odd').replace('暴雨</event>', 'constructor</event>'),
      '/good': alert('good'),
    };
    expect(await look()).toBe('cap.name_too_long');
    expect((await watches()).filter((line) => / (odd|good) /.test(line))).toHaveLength(2);
    const { rows } = await place.town.superuser.query<{ what: string }>("select what from incident where warning like '% odd'");
    expect(rows).toEqual([{ what: 'flood' }]);
  });

  it('that is no message, a bomb of entities, 50 MB or not there changes nothing, and says why', async () => {
    feeds('/alert');
    const before = await watches();
    answers = { '/alert': '<!DOCTYPE a [<!ENTITY b "c"><!ENTITY d "&b;&b;">]><a>&d;</a>' };
    expect(await look()).toBe('xml.doctype');
    answers = { '/alert': Buffer.alloc(50 * 1024 * 1024, 'a') };
    expect(await look()).toBe('feed.too_large');
    answers = { '/alert': '<a/>' };
    expect(await look()).toMatch(/^cap\./);
    answers = {};
    expect(await look()).toBe('feed.status 404');
    expect(await watches()).toEqual(before);
  });

  it('is not read from a file that others can write', async () => {
    feeds('/alert', 0o666);
    answers = { '/alert': alert('w9') };
    await look();
    expect(await watches()).not.toContain('weather.example w9 word_received');
  });
});
