import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { fileMatter } from '../../features/grievances/server/file-matter.ts';
import { readBundle, readForFiler } from '../../features/grievances/server/read-matter.ts';
import { takeStep } from '../../features/grievances/server/take-step.ts';
import { isRefusal } from '../../kernel/refusal.ts';
import { policyText } from '../../server/http/log-files.ts';
import { openTown, PEOPLE, type TestTown } from '../support/installation.ts';

let town: TestTown;
beforeAll(async () => { town = await openTown(); });
afterAll(async () => { await town.close(); });

const step = (number: string, who: (typeof PEOPLE)[keyof typeof PEOPLE], name: string, input = {}) => takeStep(town.service, number, who, { name, input });

describe('a matter from its filing to the decision of the office above', () => {
  it('is filed, registered, accepted, replied to, opened, reviewed and decided, each step on time', async () => {
    const filed = await fileMatter(town.service, { fields: { subject: '路灯不亮', body: '和平街的路灯三周不亮。' }, lang: 'zh-CN' }, { token: 'form-token-1' });
    if (isRefusal(filed)) throw new Error(filed.refused);
    const { number } = filed;
    expect(await step(number, PEOPLE.desk, 'register', { office: 'housing' })).toBeUndefined();
    town.setClock('2026-10-09T02:00:00Z');
    expect(await step(number, PEOPLE.handler, 'accept')).toBeUndefined();
    town.setClock('2026-11-20T02:00:00Z');
    expect(await step(number, PEOPLE.handler, 'reply', { outcome: 'supported', facts: '三盏灯线路断开。', opinion: '已修复。' })).toBeUndefined();
    expect(await step(number, PEOPLE.filer, 'open_notice', { notice: 'reply' })).toBeUndefined();
    expect(await step(number, PEOPLE.filer, 'ask_review', { words: '又坏了一盏。' })).toBeUndefined();
    expect(await step(number, PEOPLE.above, 'decide_review', { outcome: 'changed', opinion: '责成再次检修。' })).toBeUndefined();
    await town.tick();
    const view = await readForFiler(town.service, number);
    expect(view?.state.history.map((event) => event.type)).toEqual(['filed', 'registered', 'accepted', 'replied', 'notice_opened', 'review_asked', 'review_decided']);
    const bundle = await readBundle(town.service, number);
    expect(bundle?.events.every((event) => event.proof !== null)).toBe(true);
    expect(policyText(town.service)).toContain('quorum none');
  });
});
