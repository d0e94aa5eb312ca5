import { randomBytes } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { takeStep } from '../../features/grievances/server/take-step.ts';
import { PEOPLE } from '../../test/support/installation.ts';
import { openRelayTown, type RelayTown } from '../../test/support/relay-town.ts';
import { deliver } from '../../engine/outbox/deliver.ts';

let r: RelayTown;
beforeAll(async () => {
  r = await openRelayTown();
});
afterAll(async () => {
  await r.close();
});

const ADDRESS = 'li.na@post.example';

describe('a filer who left an address', () => {
  it('is told by one mail that there is something new, when an office takes a step, and not before', async () => {
    const number = await r.file({ kind: 'mail', to: ADDRESS });
    await deliver(r.service);
    expect(r.sent()).toBe(0);
    await r.register(number);
    await deliver(r.service);
    await deliver(r.service);
    expect(r.mails.map(({ to, text }) => ({ to, text }))).toEqual([
      { to: [ADDRESS], text: '您在青川县提交的一件事有新的情况。请用查询码自己看：https://huiyin.example/' },
    ]);
    expect(r.mails.map((it) => it.text).join('')).not.toContain(number);
  });

  it('is told by SMS and by the messaging of the organisation as well, in the language of the filing', async () => {
    for (const tell of [{ kind: 'sms', to: '+8613800138000' } as const, { kind: 'webhook', to: 'u-17' } as const])
      await r.register(await r.file(tell, 'en'));
    await deliver(r.service);
    expect(r.posts.map((it) => JSON.parse(it.body).to)).toEqual(['+8613800138000', 'u-17']);
    expect(r.posts.every((it) => it.body.includes('There is something new on a matter you filed with Qingchuan County.'))).toBe(true);
  });

  it('is not told of own steps upward, and is of what the office above does (G6)', async () => {
    const number = await r.file({ kind: 'mail', to: ADDRESS });
    r.later(60 * 24 * 22);
    const before = r.sent();
    expect(await takeStep(r.service, number, PEOPLE.filer, { name: 'ask_take_up', input: {} })).toBeUndefined();
    await deliver(r.service);
    expect(r.sent()).toBe(before);
    expect(await takeStep(r.service, number, PEOPLE.above, { name: 'supervise', input: { words: '请答复。' } })).toBeUndefined();
    await deliver(r.service);
    expect(r.sent()).toBe(before + 1);
  });
});

describe('whoever has the code', () => {
  it('is warned when somebody says that it was lost, whatever else there is (G7)', async () => {
    const number = await r.file({ kind: 'mail', to: ADDRESS });
    const before = r.sent();
    const claim = { name: 'claim_code', input: { receipt: 'ab'.repeat(16) } };
    expect(await takeStep(r.service, number, PEOPLE.filer, claim)).toBeUndefined();
    await deliver(r.service);
    expect(r.sent()).toBe(before + 1);
    expect(r.mails.at(-1)?.text).toBe(
      '您在青川县提交的一件事，有人申请换新的查询码。如果不是您，请尽快用原来的查询码打开：https://huiyin.example/',
    );
  });
});

describe('admin relay', () => {
  it('changes nothing when the address, the token or the key is not that of a running relay', async () => {
    const other = Buffer.from(randomBytes(32)).toString('hex');
    writeFileSync(join(r.folder, 'other-token'), other);
    const named = async () => (await r.town.superuser.query('select * from relay')).rows;
    const before = await named();
    const wrong = [
      [{ url: 'http://127.0.0.1:1' }, 1],
      [{ key: other }, 1],
      [{ tokenFile: join(r.folder, 'other-token') }, 1],
      [{ url: 'ftp://x' }, 2],
      [{ url: `${r.relay().url}/path` }, 2],
      [{ key: '00'.repeat(32) }, 2],
      [{ key: 'ab' }, 2],
      [{ tokenFile: undefined }, 2],
      [{ ways: 'mail,fax' }, 2],
    ] as const;
    for (const [options, code] of wrong) expect([options, (await r.admin(options))[0]]).toEqual([options, code]);
    expect(await named()).toEqual(before);
  });

  it('is told to the public with the key alone', async () => {
    const { rows } = await r.town.superuser.query<{ payload: Buffer }>('select payload from public_event order by version');
    const events = rows.map((row) => JSON.parse(row.payload.toString('utf8')) as { readonly type: string; readonly data: object });
    expect(events.filter((it) => it.type === 'relay_named').map((it) => it.data)).toEqual([{ key: r.relay().key }]);
    expect((await r.app.inject('/en/record')).body).toContain('Key of the relay');
  });
});

describe('nothing shows who left an address', () => {
  it('rows of the outbox and of boxes are there for every filing, alike in size and fields, and all different', async () => {
    const before = r.sent();
    await r.register(await r.file());
    await r.register(await r.file({ kind: 'mail', to: ADDRESS }));
    await r.register(await r.file({ kind: 'mail', to: ADDRESS }));
    const rows = (await r.waiting()).map((row) => row.message);
    expect(rows.length).toBe(3);
    expect(new Set(rows.map((row) => Object.keys(row).toSorted().join()))).toEqual(new Set(['lang,sealed,template']));
    expect(new Set(rows.map((row) => JSON.stringify(row).length)).size).toBe(1);
    const boxes = (
      await r.town.superuser.query<{ n: string; least: number; most: number; other: string }>(
        'select count(*) as n, min(length(sealed)) as least, max(length(sealed)) as most, count(distinct sealed) as other from keystore.relay_box',
      )
    ).rows[0];
    expect([boxes?.least, boxes?.most, boxes?.other]).toEqual([304, 304, boxes?.n]);
    await deliver(r.service);
    expect(await r.waiting()).toEqual([]);
    expect(r.sent()).toBe(before + 2);
    const tried = await r.town.superuser.query("select distinct tries from outbox where topic = 'relay'");
    expect(tried.rows).toEqual([{ tries: 0 }]);
  });
});

describe('a relay that is down', () => {
  it('loses nothing and doubles nothing: what waited is sent when it is back, also after kill -9', async () => {
    const { key } = r.relay();
    const before = r.sent();
    await r.register(await r.file({ kind: 'mail', to: ADDRESS }));
    await deliver(r.service);
    await r.stopRelay('SIGKILL');
    await r.register(await r.file({ kind: 'mail', to: ADDRESS }));
    await r.register(await r.file());
    await deliver(r.service);
    expect((await r.waiting()).map((row) => row.tries)).toEqual([1, 1]);
    expect(r.sent()).toBe(before + 1);
    await r.startRelay();
    expect(r.relay().key).toBe(key);
    expect(await deliver(r.service)).toBe(0);
    r.later(2);
    expect(await deliver(r.service)).toBe(2);
    expect(r.sent()).toBe(before + 2);
    expect(await r.waiting()).toEqual([]);
  });

  it('or whose carrier does not take mail gets the message again, with growing pauses', async () => {
    const before = r.sent();
    r.refuseMail(true);
    await r.register(await r.file({ kind: 'mail', to: ADDRESS }));
    await deliver(r.service);
    r.later(1.1);
    await deliver(r.service);
    r.refuseMail(false);
    r.later(1.1);
    expect(await deliver(r.service)).toBe(0);
    r.later(1);
    await deliver(r.service);
    expect(r.sent()).toBe(before + 1);
  });

  it('and a send that was interrupted before it was marked comes back, and is not sent twice', async () => {
    const before = r.sent();
    await r.register(await r.file({ kind: 'mail', to: ADDRESS }));
    await deliver(r.service);
    const again = await r.town.superuser.query(
      "update outbox set sent_at = null where ctid = (select ctid from outbox where topic = 'relay' order by sent_at desc, due_at desc limit 1)",
    );
    expect(again.rowCount).toBe(1);
    expect(await deliver(r.service)).toBe(1);
    expect(r.sent()).toBe(before + 1);
  });
});
