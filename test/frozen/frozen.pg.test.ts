import type { JsonObject } from '../../kernel/stream/event.ts';
import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { findMatterOf } from '../../features/grievances/server/receipts/find-matter-of.ts';
import { instant } from '../../kernel/calendar/instant.ts';
import { parseBundle } from '../../kernel/leaf/bundle.ts';
import { parseNote } from '../../kernel/log/note.ts';
import { parsePayload, payloadBytes } from '../../kernel/leaf/payload.ts';
import { parsePromise, promiseText } from '../../kernel/leaf/promise.ts';
import { restoreArchive } from '../../server/archive/restore.ts';
import { policyText } from '../../engine/http/log-files.ts';
import { reconcile } from '../../server/reconcile/reconcile.ts';
import { openService } from '../../engine/service.ts';
import { nodeHashing, nodeVerifying } from '../../ports/node.ts';
import { verifyBundle } from '../../verifier/check/verify.ts';
import { archiveOf, bundleOf, makeFrozen, pageOf, readHeld, type Held } from './held.ts';
import { readFrozen, thaw, type Thawed } from './thaw.ts';
import { testFolder } from '../support/folder.ts';

// A place as an earlier build left it, with what people hold of it. HUIYIN_FREEZE=1 makes it anew, by the build that runs.
let place: Thawed;
let held: Held;
beforeAll(async () => {
  if (process.env['HUIYIN_FREEZE'] === '1') await makeFrozen();
  held = readHeld();
  place = await thaw(readFrozen('place.json.gz'));
});
afterAll(() => place.close());

/** Steps that a filer has had since: what could be done then can be done now, and nothing else is there but these. */
const SINCE: readonly string[] = ['ask_pause', 'give_carrying_code'];
const asThen = (page: JsonObject): JsonObject => ({
  ...page,
  open: Array.isArray(page['open']) ? page['open'].filter((it) => typeof it !== 'string' || !SINCE.includes(it)) : [],
});

describe('a place that an earlier build left', () => {
  it('is migrated where it stands, and nothing in it is out of joint', async () => {
    expect((await reconcile(place.service)).findings).toEqual([]);
    for (const [table, rows] of Object.entries(place.frozen.tables)) {
      const { rows: now } = await place.superuser.query<{ n: string }>(`select count(*) as n from ${table}`);
      expect([table, Number(now[0]?.n)]).toEqual([table, rows.length]);
    }
  });

  it('every receipt opens its matter, and the page says what it said', async () => {
    expect(held.receipts.length).toBeGreaterThan(2);
    for (const { answer, page } of held.receipts) {
      expect(await findMatterOf(place.service, answer.code, 'act')).toBe(answer.number);
      expect(asThen(await pageOf(place.service, answer.number))).toEqual(page);
    }
  });

  it('every bundle is the same, byte for byte, and proves the same', async () => {
    for (const { answer, bundle } of held.receipts) {
      expect(await bundleOf(place.service, answer.number)).toBe(bundle);
      const verdict = verifyBundle({
        bundleText: bundle,
        policyText: await policyText(place.service),
        ports: { hashing: nodeHashing, verifying: nodeVerifying },
      });
      expect(verdict.verdict).toBe('true');
    }
  });

  it('payloads and promises are written as they were read, byte for byte', () => {
    for (const { answer, bundle } of held.receipts) {
      const read = parseBundle(bundle);
      if (read?.kind !== 'bundle') throw new Error('no bundle');
      for (const event of read.events) {
        const parsed = event.payload && parsePayload(event.payload);
        if (!parsed || !parsed.ok || !event.payload) throw new Error('no payload');
        expect(Buffer.from(payloadBytes(parsed.payload)).equals(event.payload)).toBe(true);
      }
      const promise = parsePromise(parseNote(answer.promise)?.text ?? '');
      expect(promise && promiseText(promise)).toBe(parseNote(answer.promise)?.text);
    }
  });

  it('its archive of today holds the same lines in every table of before', async () => {
    const { archived } = await archiveOf(place.installation, place.now, place.service);
    expect(Object.keys(held.archived).length).toBeGreaterThan(30);
    for (const [table, hash] of Object.entries(held.archived)) expect([table, archived[table]]).toEqual([table, hash]);
  });

  it('its archive of then is restored, and every receipt opens', async () => {
    const folder = testFolder('restored');
    const [data, keys] = [join(folder, 'a.data.gz'), join(folder, 'a.keys.age')];
    writeFileSync(data, Buffer.from(held.archive.data, 'base64'));
    writeFileSync(keys, Buffer.from(held.archive.keys, 'base64'));
    const at = instant(place.frozen.clock + 3_600_000);
    const { installation } = await restoreArchive({ data, keys, identity: held.archive.identity }, { data: join(folder, 'data') }, at);
    try {
      const { pools, keys: own, dataDirectory } = installation;
      const service = await openService({ id: 1, pools, keys: own, dataDirectory, clock: () => at, tickMs: 1000 });
      expect((await reconcile(service)).findings).toEqual([]);
      for (const { answer, page } of held.receipts) {
        expect(await findMatterOf(service, answer.code, 'act')).toBe(answer.number);
        expect(asThen(await pageOf(service, answer.number))).toEqual(page);
      }
    } finally {
      await installation.close();
      rmSync(folder, { recursive: true, force: true });
    }
  });
});
