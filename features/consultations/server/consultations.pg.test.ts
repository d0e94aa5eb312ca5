import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { sweep } from '../../../server/loops/sweep.ts';
import { reconcile } from '../../../server/reconcile/reconcile.ts';
import { answerComments, publishWords } from '../../grievances/public.ts';
import { DRAFT, openConsultationTown } from '../../../test/support/towns/consultation-town.ts';
import { readBalance, readLateness, readNotAnswered } from './balance.ts';
import { LISTED_MAX, publicConsultations } from './read-consultations.ts';
import { commentsAmong } from './comment-pages.ts';
import { readPublic, readPublished } from './read-public.ts';
import { settleConsultations } from './settle-consultations.ts';

let place: Awaited<ReturnType<typeof openConsultationTown>>;
beforeAll(async () => {
  place = await openConsultationTown();
});
afterAll(async () => {
  await place.close();
});

const AFTER = '2026-12-30T02:00:00Z';
const balance = (number: string) => place.town.service.read((tx) => readBalance(tx, number));

describe('a draft', () => {
  it('is open for thirty days at least, or says why it is not', async () => {
    const short = { ...DRAFT, until: '2026-12-22' };
    expect(await place.begin(short)).toEqual({ refused: 'consultation_short', data: { field: 'short', due: '2026-12-23' } });
    expect(await place.begin({ ...DRAFT, until: '2026-11-22' })).toMatchObject({ refused: 'consultation_days' });
    expect(await place.begin({ ...DRAFT, from: '2026-11-22' })).toMatchObject({ refused: 'promise_past' });
    expect(await place.begin({ ...DRAFT, title: '重点人员管理办法' })).toMatchObject({ refused: 'name_word' });
    expect(await place.begin(DRAFT, 'housing.desk')).toEqual({ refused: 'not_your_post' });
    expect((await place.town.superuser.query('select from consultation')).rowCount).toBe(0);
    const number = await place.opened({ ...short, short: '汛期前要定下来。' });
    expect((await place.view(number)).state).toMatchObject({ until: '2026-12-22', questions: 2 });
    await place.took(number, 'drop_consultation', { reason: 'opened_in_error', words: '写错了。' });
  });
});

describe('a comment', () => {
  it('is a matter of its own, goes to the office that consults, and is owed its answer by the end of the period', async () => {
    const number = await place.opened();
    const { number: comment, stages } = await place.commented(number, { question: 1, publish: true });
    const seen = await place.seen(comment);
    expect(seen.state.lead).toBe('housing');
    expect(seen.state.above).toBe('county');
    // 28 December and thirty days is Wednesday 27 January 2027.
    expect(stages.find(({ id }) => id === 'comment.reply')?.due).toBe('2027-01-27');
    const { rows } = await place.town.superuser.query('select * from consultation_comment where matter = $1', [comment]);
    expect(rows).toEqual([
      {
        jurisdiction: 1,
        matter: comment,
        consultation: number,
        question: 1,
        in_group: null,
        outcome: null,
        publish: 'agreed',
        left_out: null,
        withdrawn: false,
      },
    ]);
    // Nothing of it stands in the consultation.
    expect((await place.view(number)).entries.map(({ event }) => event.type)).toEqual(['consultation_opened', 'period_set']);
  });

  it('is refused outside the period, without a draft, and for a question that is not asked', async () => {
    const number = await place.opened({ ...DRAFT, from: '2026-11-24', until: '2026-12-30' });
    expect(await place.comment(number)).toEqual({
      refused: 'consultation_closed',
      data: { field: 'consultation', from: '2026-11-24', due: '2026-12-30' },
    });
    expect(await place.comment('ZZZZZZZZ')).toEqual({ refused: 'consultation_unknown', data: { field: 'consultation' } });
    const open = await place.opened();
    expect(await place.comment(open, { question: 3 })).toEqual({ refused: 'field_choice', data: { field: 'question' } });
    expect(await place.comment(open, { kind: 'suggestion' })).toEqual({ refused: 'field_unknown', data: { field: 'consultation' } });
    expect(await place.comment(open, { danger: true })).toEqual({ refused: 'field_unknown', data: { field: 'danger' } });
    await place.took(open, 'drop_consultation', { reason: 'superseded', words: '并入另一份。' });
    expect(await place.comment(open)).toMatchObject({ refused: 'consultation_closed' });
  });

  it('is passed on to nobody, and answered by nobody but the office that consults', async () => {
    const number = await place.opened();
    const { number: comment } = await place.commented(number);
    for (const name of ['register', 'accept', 'refuse', 'reply', 'forward', 'ask_unseal'])
      expect(await place.tryStep(comment, name, {}, 'housing.head'), name).toEqual({ refused: 'wrong_stage' });
    expect(await place.tryStep(comment, 'answer_comment', { outcome: 'adopted', opinion: '改。' }, 'water.handler')).toEqual({
      refused: 'not_found',
    });
    await place.step(comment, 'answer_comment', { outcome: 'adopted', opinion: '第三条照此改。' });
    expect((await place.seen(comment)).state.history.at(-1)).toMatchObject({ type: 'replied', data: { outcome: 'adopted' } });
  });
});

describe('a consultation from its draft to its decision', () => {
  it('answers groups at once, publishes who agreed in no order, and says for ever what did not wait', async () => {
    const { town } = place;
    const number = await place.opened();
    const filed = [];
    for (let i = 0; i < 12; i += 1)
      filed.push(
        (await place.commented(number, { fields: { subject: `意见${i}`, body: `内容${i}` }, ...(i < 6 ? { publish: true } : {}) })).number,
      );
    await place.took(number, 'make_group', { heading: '夜间收费' }, 'housing.handler');
    await place.took(number, 'make_group', { heading: '居民优惠' });
    for (const comment of filed.slice(0, 8)) await place.step(comment, 'group_comment', { group: 1 });
    for (const comment of filed.slice(8, 11)) await place.step(comment, 'group_comment', { group: 2 });
    expect(await place.tryStep(filed[0] ?? '', 'group_comment', { group: 3 })).toMatchObject({ refused: 'field_choice' });
    expect(await place.take(number, 'answer_group', { group: 1, outcome: 'adopted', reason: '不收。' })).toEqual({
      refused: 'consultation_runs',
    });
    // One takes it back, one is left out with a reason that its filer reads.
    expect(await place.filerStep(filed[0] ?? '', 'revoke_publishing')).toBeUndefined();
    await place.step(filed[1] ?? '', 'leave_out_comment', { reason: 'names_person' });
    expect(await place.tryStep(filed[7] ?? '', 'leave_out_comment', { reason: 'names_person' })).toEqual({
      refused: 'publishing_not_agreed',
    });

    town.setClock(AFTER);
    expect(await place.comment(number)).toMatchObject({ refused: 'consultation_closed' });
    await place.took(number, 'answer_group', { group: 1, outcome: 'adopted', reason: '夜间十点到七点不收费。' });
    expect(await answerComments(town.service, 5)).toBe(5);
    expect(await answerComments(town.service)).toBe(3);
    expect(await answerComments(town.service)).toBe(0);
    const told = await place.seen(filed[3] ?? '');
    expect(told.state.history.filter(({ type }) => type === 'replied')).toMatchObject([
      { data: { outcome: 'adopted', group: 1, allowedBy: 'consultation-held' }, actor: { post: 'housing.head' } },
    ]);
    expect(told.entries.at(-1)?.texts).toEqual({ opinion: '夜间十点到七点不收费。' });
    expect(await balance(number)).toMatchObject({ received: 12, unanswered: 4, waiting: 4, agreed: 5 });

    await place.took(number, 'publish_words');
    expect(await place.filerStep(filed[2] ?? '', 'revoke_publishing')).toEqual({ refused: 'words_published' });
    expect(await readPublished(town.service, number, 1)).toBeUndefined();
    await publishWords(town.service);
    await publishWords(town.service);
    const shown = await readPublished(town.service, number, 1);
    expect(shown?.map(({ subject }) => subject).toSorted()).toEqual(['意见2', '意见3', '意见4', '意见5']);
    expect(await readPublished(town.service, number, 2)).toBeUndefined();
    expect(Object.keys(shown?.[0] ?? {}).toSorted()).toEqual(['body', 'lang', 'question', 'subject']);

    await place.took(number, 'decide_consultation', { outcome: 'changed', paper: '县政发〔2026〕9号', words: '夜间不收费写进第三条。' });
    const view = await readPublic(town.service, number);
    expect(view?.state.decided).toMatchObject({ outcome: 'changed', received: 12, unanswered: 4 });
    expect(view?.state.breaches).toMatchObject([{ kind: 'unanswered', count: 4, explained: null }]);
    await place.took(number, 'explain_breach', { breach: view?.state.breaches[0]?.n ?? -1, words: '来不及。' });

    // What was decided does not end what is owed.
    await place.took(number, 'answer_group', { group: 2, outcome: 'not_adopted', reason: '已有别的优惠。' });
    await settleConsultations(town.service);
    expect((await place.view(number)).state.allAnswered).toBe(false);
    await answerComments(town.service);
    await place.step(filed[11] ?? '', 'answer_comment', { outcome: 'outside_draft', opinion: '归交警管。' });
    await settleConsultations(town.service);
    const end = await place.view(number);
    expect(end.state).toMatchObject({ allAnswered: true, breaches: [{ kind: 'unanswered', count: 4 }] });
    expect(end.owed).toEqual([]);
  });

  it('may be decided before its period is over, and everybody sees that', async () => {
    const number = await place.opened({ ...DRAFT, from: '2026-12-30', until: '2027-02-01' });
    await place.commented(number);
    await place.took(number, 'decide_consultation', { outcome: 'as_drafted', words: '照办。' });
    expect((await place.view(number)).state.breaches).toMatchObject([
      { kind: 'early', count: 34 },
      { kind: 'unanswered', count: 1 },
    ]);
    expect(await place.take(number, 'prolong_period', { until: '2027-03-01', reason: '。' })).toEqual({ refused: 'consultation_over' });
  });

  it('tells what is late of those who spoke in time, however often others get more time, and keeps it once they are answered', async () => {
    const { town } = place;
    const number = await place.opened({ ...DRAFT, from: '2026-12-30', until: '2027-02-01' });
    const { number: comment } = await place.commented(number);
    const late = (at: string) => {
      town.setClock(at);
      return town.service.read((tx) => readLateness(tx, number, town.service.clock()));
    };
    await place.took(number, 'make_group', { heading: '夜间收费' });
    await place.step(comment, 'group_comment', { group: 1 });
    await place.took(number, 'prolong_period', { until: '2027-06-01', reason: '要再听听。' });
    // 1 February and thirty days; the second period ends long after that.
    expect(await late('2027-03-01T02:00:00Z')).toEqual({ late: 0, answeredLate: 0 });
    expect(await late('2027-03-20T02:00:00Z')).toEqual({ late: 1, answeredLate: 0 });
    // Who spoke by the first last day is answered while others may still speak.
    await place.took(number, 'answer_group', { group: 1, outcome: 'adopted', reason: '不收。' });
    await answerComments(town.service);
    expect(await late('2027-03-20T02:01:00Z')).toEqual({ late: 0, answeredLate: 1 });
    // What is answered and on its way is no breach of a decision; what was asked to be taken back can be taken up again for seven days.
    const { number: second } = await place.commented(number);
    const { number: third } = await place.commented(number);
    const { number: fourth } = await place.commented(number);
    await place.step(second, 'group_comment', { group: 1 });
    expect(await place.filerStep(third, 'ask_withdrawal')).toBeUndefined();
    await place.took(number, 'decide_consultation', { outcome: 'as_drafted', words: '照办。' });
    expect((await place.view(number)).state.breaches).toMatchObject([
      { kind: 'early', count: 74 },
      { kind: 'unanswered', count: 2 },
    ]);
    await place.step(fourth, 'answer_comment', { outcome: 'outside_draft', opinion: '归交警管。' });
    await answerComments(town.service);
  });

  it('groups no comment on another draft of the same office', async () => {
    const [one, other] = [
      await place.opened({ ...DRAFT, from: '2027-03-20', until: '2027-05-01' }),
      await place.opened({ ...DRAFT, from: '2027-03-20', until: '2027-05-01' }),
    ];
    const { number: comment } = await place.commented(other);
    expect(await place.town.service.read((tx) => commentsAmong(tx, one, [comment]))).toEqual([]);
    expect(await place.town.service.read((tx) => commentsAmong(tx, other, [comment, 'ZZZZZZZZ']))).toEqual([comment]);
  });

  it('refuses words to be published that name another matter or hold a code, at their field', async () => {
    const number = await place.opened({ ...DRAFT, from: '2027-03-20', until: '2027-05-01' });
    const { number: earlier } = await place.commented(number);
    const fields = { subject: '又一条', body: `我在编号 ${earlier} 里说过。` };
    expect(await place.comment(number, { fields, publish: true })).toEqual({ refused: 'words_hold_number', data: { field: 'body' } });
    // What is not published may say what it likes.
    await place.commented(number, { fields });
  });

  it('lists them page by page, the ones that end last first, none twice and none left out', async () => {
    const { superuser, service } = place.town;
    await superuser.query(
      `begin; set local session_replication_role = replica;
       insert into consultation (jurisdiction, matter, office, title, from_day, until_day, questions, groups, answered, all_answered, ordered, breaches)
       select jurisdiction, translate(lpad(to_hex(n), 8, '0'), '0123456789abcdef', '0123456789ABCDEF'), office, title, from_day - n / 3, until_day - n / 3, questions, 0, 0, false, false, 0
         from consultation, generate_series(1, 250) n where matter = (select min(matter) from consultation);
       commit`,
    );
    const all = (await superuser.query<{ matter: string }>('select matter from consultation order by until_day desc, matter')).rows;
    const seen: string[] = [];
    for (let after: string | undefined = ''; after !== undefined;) {
      const at: string = after;
      const rows = await service.read((tx) => publicConsultations(tx, at));
      seen.push(...rows.slice(0, LISTED_MAX).map((row) => row.consultation));
      after = rows.length > LISTED_MAX ? seen.at(-1) : undefined;
    }
    expect(seen).toEqual(all.map(({ matter }) => matter));
    await superuser.query("delete from consultation where matter ~ '^00000'");
  });

  it('counts a comment whose filer takes it back late as late, and as unanswered while that can be taken up again', async () => {
    const { town } = place;
    const number = await place.opened({ ...DRAFT, from: '2027-03-20', until: '2027-05-01' });
    const { number: comment } = await place.commented(number);
    const { number: early } = await place.commented(number);
    expect(await place.filerStep(early, 'ask_withdrawal')).toBeUndefined();
    const waits = () => town.service.read((tx) => readNotAnswered(tx, number, { answered: [], now: town.service.clock() }));
    expect(await waits()).toBe(2);
    town.setClock('2027-04-10T02:00:00Z');
    await sweep(town.service);
    expect(await waits()).toBe(1);
    town.setClock('2027-06-20T02:00:00Z');
    await sweep(town.service);
    const late = () => town.service.read((tx) => readLateness(tx, number, town.service.clock()));
    expect(await late()).toEqual({ late: 1, answeredLate: 0 });
    expect(await place.filerStep(comment, 'ask_withdrawal')).toBeUndefined();
    expect([await late(), await waits()]).toEqual([{ late: 1, answeredLate: 0 }, 1]);
    town.setClock('2027-07-20T02:00:00Z');
    await sweep(town.service);
    expect([await late(), await waits()]).toEqual([{ late: 1, answeredLate: 0 }, 1]);
    await place.took(number, 'decide_consultation', { outcome: 'as_drafted', words: '照办。' });
    expect((await place.view(number)).state.breaches).toMatchObject([{ kind: 'unanswered', count: 1 }]);
  });

  it('leaves rows that follow from what happened', async () => {
    await sweep(place.town.service);
    await place.town.tick();
    expect((await reconcile(place.town.service)).findings).toEqual([]);
  });
});
