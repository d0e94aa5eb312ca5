import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { FastifyInstance } from 'fastify';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { parsePolicy } from '../../kernel/log/policy.ts';
import { listen, systemClock } from '../../server/instance.ts';
import { policyText } from '../../engine/http/log-files.ts';
import { buildMirror } from '../../server/mirror/app.ts';
import { copyOnce, openMirror, type Copied, type Mirror } from '../../server/mirror/copy.ts';
import { hashing } from '../../engine/keys/hashing.ts';
import { fetchFrom } from '../../verifier/check/fetch-from.ts';
import { CHROMIUM, WIDTHS } from './browser.ts';
import { useStage } from './stage.ts';
import { wants } from '../support/wants.ts';
import { testFolder } from '../support/folder.ts';

const stage = useStage('mirror');
let folder: string;
let app: FastifyInstance;
let origin: string;
let mirror: Mirror;
let last: Copied | undefined;

const look = async (): Promise<Copied> => {
  const text = await policyText(stage.town().service);
  const parsed = parsePolicy(hashing, text);
  if (!parsed.ok) throw new Error(parsed.fault);
  last = await copyOnce(mirror, fetchFrom(stage.origin()), parsed.policy, systemClock());
  return last;
};

beforeAll(async () => {
  if (CHROMIUM === undefined) return;
  folder = testFolder('mirror-e2e');
  mirror = openMirror(join(folder, 'copy'));
  await stage.town().tick();
  const text = await policyText(stage.town().service);
  const parsed = parsePolicy(hashing, text);
  if (!parsed.ok) throw new Error(parsed.fault);
  app = await buildMirror({ mirror, policy: parsed.policy, policyText: text, clock: systemClock, last: () => last });
  origin = await listen(app, 0);
});
afterAll(async () => {
  if (CHROMIUM === undefined) return;
  await app.close();
  rmSync(folder, { recursive: true });
});

describe.runIf(CHROMIUM).each(WIDTHS)(
  'a filer who trusts a mirror more than the office, without JavaScript, at %i px',
  wants('chromium'),
  (width) => {
    it('finds the steps of the matter there, checks the proof there', async () => {
      const town = stage.town();
      const filer = await stage.open(width);
      const { page } = filer;
      await page.goto(`${stage.origin()}/file`);
      await page.getByLabel('有件事要办').check();
      await page.getByRole('button', { name: '下一步' }).click();
      await page.getByLabel('用一句话说').fill('路灯不亮');
      await page.getByLabel('发生了什么').fill('三周了。');
      await page.getByRole('button', { name: '提交' }).click();
      const key = await page.locator('dd code').first().innerText();
      const code = await page.locator('.code').first().innerText();
      await town.tick();
      expect((await look()).kind).toBe('grown');

      await page.goto(`${stage.origin()}/follow`);
      await page.getByLabel('查询码').fill(code);
      await page.getByRole('button', { name: '查进度' }).click();
      const [download] = await Promise.all([page.waitForEvent('download'), page.getByRole('button', { name: '下载证明' }).click()]);
      const proof = join(folder, `proof-${width}.json`);
      await download.saveAs(proof);

      await page.goto(`${origin}/`);
      await stage.look(filer, 'home');
      await page.getByRole('link', { name: '查一件事' }).first().click();
      await stage.look(filer, 'find');
      await page.getByLabel('日志钥匙').fill(key);
      await page.getByRole('button', { name: '查' }).click();
      expect(page.url()).not.toContain(key);
      expect(await page.locator('tbody tr').count()).toBe(1);
      await stage.look(filer, 'found');
      await page.locator('tbody a').first().click();
      expect(await page.getByRole('heading', { level: 1 }).innerText()).toBe('这一步在这份抄本里');
      await stage.look(filer, 'leaf');

      await page.goto(`${origin}/verify`);
      await page.getByLabel('证明文件').setInputFiles(proof);
      await page.getByRole('button', { name: '核对', exact: true }).click();
      expect(await page.getByRole('status').innerText()).toContain('属实');
      await stage.look(filer, 'verified');
      const changed = join(folder, 'changed.json');
      writeFileSync(changed, readFileSync(proof, 'utf8').replace('三周了。', '三天了。'));
      await page.getByLabel('证明文件').setInputFiles(changed);
      await page.getByRole('button', { name: '核对', exact: true }).click();
      expect(await page.getByRole('status').innerText()).toContain('不属实');
    });
  },
);
