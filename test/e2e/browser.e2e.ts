import { describe, expect, it } from 'vitest';
import { CHROMIUM } from './browser.ts';
import { useStage } from './stage.ts';
import { wants } from '../support/wants.ts';

const stage = useStage('browser');
const frame = (body: string): string => `<!doctype html><html lang="zh-CN"><head><meta charset="utf-8"><title>x</title>
  <link rel="stylesheet" href="/huiyin.css"></head><body><main><h1>x</h1>${body}</main></body></html>`;

describe.runIf(CHROMIUM)('the reader that looks at every page', wants('chromium'), () => {
  it('finds what is wrong in each page and nothing of the page before', async () => {
    const reader = await stage.open(320);
    const seen: string[][] = [];
    for (const body of [
      '<p>好</p>',
      '<p><input></p>',
      '<p>好</p>',
      '<p style="color:#999;background:#fff">灰得看不清的一行字</p>',
      '<div style="width:900px">宽</div>',
      '<p style="position:relative;left:-900px;inline-size:9rem">写反了就出去</p>',
      `<p>${'重'.repeat(20_000)}</p>`,
    ]) {
      await reader.page.goto(`${stage.origin()}/access`);
      await reader.page.setContent(frame(body));
      seen.push((await reader.look('x')).findings.map((it) => it.what.split(' ')[0] ?? ''));
    }
    expect(seen).toEqual([[], ['label:'], [], ['color-contrast:'], ['scrolls', 'scrolls'], ['scrolls'], ['weighs']]);
  });
});
