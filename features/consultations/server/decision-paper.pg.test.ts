import { writeFileSync } from 'node:fs';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { isRefusal } from '../../../kernel/refusal.ts';
import { answerComments } from '../../grievances/public.ts';
import { DRAFT, openConsultationTown } from '../../../test/support/towns/consultation-town.ts';
import { paperFile } from '../../papers/public.ts';
import { makeDecision } from './decision-paper.ts';
import { readPublic } from './read-public.ts';

let place: Awaited<ReturnType<typeof openConsultationTown>>;
beforeAll(async () => {
  place = await openConsultationTown();
});
afterAll(async () => {
  await place.close();
});

it('prints the balance, the groups with their reasons, and what did not wait, and nobody who commented', async () => {
  const { service } = place.town;
  const number = await place.opened(DRAFT);
  const filed: string[] = [];
  for (let i = 0; i < 13; i += 1) filed.push((await place.commented(number, { fields: { subject: `意见${i}号`, body: '内容。' } })).number);
  await place.took(number, 'make_group', { heading: '夜间不要收费' });
  await place.took(number, 'make_group', { heading: '居民价再低一些' });
  for (const one of filed.slice(0, 11)) await place.step(one, 'group_comment', { group: 1 });
  await place.step(filed[11] ?? '', 'group_comment', { group: 2 });
  place.town.setClock('2026-12-30T02:00:00Z');
  await place.took(number, 'answer_group', { group: 1, outcome: 'adopted', reason: '夜间十点到早上七点不收费，写进第三条。' });
  await place.took(number, 'answer_group', { group: 2, outcome: 'not_adopted', reason: '已经是成本价；困难家庭另有减免。' });
  await answerComments(service);
  const words = { outcome: 'changed', paper: '县政发〔2026〕9号', words: '夜间不收费写进第三条，其余照草案。三十天以后施行。' };
  await place.took(number, 'decide_consultation', words);
  const view = await readPublic(service, number);
  if (!view) throw new Error('not there');
  const id = `consultation_decision-0-${view.state.decided?.n}`;
  expect(await makeDecision(service, view, 'consultation_decision-0-1', 'zh-CN')).toBeUndefined();
  for (const lang of ['zh-CN', 'en'] as const) {
    const paper = await makeDecision(service, view, id, lang);
    if (!paper) throw new Error('no paper');
    const text = JSON.stringify(paper.blocks);
    for (const said of [
      '夜间不要收费',
      '10–14',
      '写进第三条',
      lang === 'en' ? 'decided while 1 comment had no answer' : '还有1条意见没有答复就作了决定',
    ])
      expect([said, text.includes(said)]).toEqual([said, true]);
    for (const never of [...filed, '意见3号']) expect([never, text.includes(never)]).toEqual([never, false]);
    for (const format of ['pdf', 'docx'] as const) {
      const made = await paperFile([paper], { name: id, format, origin: 'http://127.0.0.1', line: 'staff' });
      if (isRefusal(made)) throw new Error(made.refused);
      expect(made.body.length).toBeGreaterThan(5_000);
      const folder = process.env['HUIYIN_SHOTS'];
      if (folder !== undefined) writeFileSync(`${folder}/decision-${lang}.${format}`, made.body);
    }
  }
  // At the desk it is there for the office, and for nobody else; everybody has the same paper.
  const own = await place.browser('housing.head');
  expect((await own.get(`/desk/consultation/${number}/paper/${id}.pdf`)).headers['content-type']).toBe('application/pdf');
  const other = await place.browser('water.head');
  expect((await other.get(`/desk/consultation/${number}/paper/${id}.pdf`)).statusCode).toBe(404);
  expect((await place.app.inject({ url: `/consultations/${number}/paper/${id}.pdf` })).headers['content-type']).toBe('application/pdf');
  expect((await place.app.inject({ url: `/consultations/${number}/paper/consultation_decision-0-1.pdf` })).statusCode).toBe(404);
}, 120_000);
