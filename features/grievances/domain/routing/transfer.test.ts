import { describe, expect, it } from 'vitest';
import { MATTER } from '../../../../kernel/matter/vocabulary.ts';
import { obligations } from '../../../../kernel/obligation/obligations.ts';
import type { AccessRule } from '../../../../kernel/access/access.ts';
import { upgradeAccess } from '../../../../kernel/access/upgrade.ts';
import { allowed, decide } from '../decide.ts';
import { isListedForJoiner } from '../joint/joiner-sight.ts';
import { news } from '../news.ts';
import { centre, people, petition, type Story } from '../../../../test/support/given.ts';

const SLIP = { office: 'housing', handling: '请查明漏点，三日内修好，并报结果。' } as const;
/** Who owes what by when, whatever step began it. */
const owed = (story: Story, when: string) => {
  const { pack, calendar, now } = story.around(when);
  return obligations(MATTER, story.events, pack, calendar, now).map((it) => [it.rule, it.owedBy, it.status, String(it.due)]);
};
const types = (story: Story) => story.events.map((event) => event.type);
const proposed = (story = petition()) => story.step('2026-09-02', 'desk', 'propose_transfer', SLIP);

describe('the transfer slip', () => {
  it('is written by one post and signed by another, and by the signature the matter is registered where it was proposed', () => {
    petition().yields('2026-09-02', 'desk', 'propose_transfer', SLIP, [
      { type: 'transfer_proposed', level: 0, actor: 'staff', data: { office: 'housing', allowedBy: 'desk-receives' } },
    ]);
    proposed().yields('2026-09-03', 'lettersHead', 'sign_transfer', { note: '同意。' }, [
      { type: 'transfer_signed', level: 0, actor: 'staff', data: { of: 1, allowedBy: 'head-answers-for-the-office' } },
      { type: 'registered', level: 0, actor: 'staff', data: { lead: 'housing', above: 'county', above2: 'city' } },
    ]);
  });

  it('passes nothing on before the signature: the office named on it does not see the matter, and every clock is what it was', () => {
    const before = owed(petition(), '2026-09-02');
    const story = proposed();
    expect(owed(story, '2026-09-02')).toEqual(before);
    story.refuses('2026-09-02', 'handler', 'accept', {}, 'not_found');
    story.owes('2026-09-02', 'petition.bureau.route', '2026-09-16');
    const signed = proposed().step('2026-09-03', 'lettersHead', 'sign_transfer');
    signed.step('2026-09-04', 'handler', 'accept');
    const direct = petition().step('2026-09-03', 'desk', 'register', { office: 'housing' }).step('2026-09-04', 'handler', 'accept');
    expect(owed(signed, '2026-09-05')).toEqual(owed(direct, '2026-09-05'));
  });

  it('is not signed and not sent back by the post that wrote it, whoever sits there, and not by a post that no rule lets sign', () => {
    const own = petition().step('2026-09-02', 'lettersHead', 'propose_transfer', SLIP);
    own.refuses('2026-09-03', 'lettersHead', 'sign_transfer', {}, 'second_post_first');
    own.refuses('2026-09-03', 'lettersHead', 'return_transfer', { reason: '改。' }, 'second_post_first');
    proposed().refuses('2026-09-03', 'desk', 'sign_transfer', {}, 'not_your_post');
    proposed().refuses('2026-09-03', 'handler', 'sign_transfer', {}, 'not_found');
    petition().refuses('2026-09-03', 'lettersHead', 'sign_transfer', {}, 'not_yet');
  });

  it('can be sent back with reasons and written anew; one that waits is not replaced', () => {
    proposed().refuses('2026-09-02', 'desk', 'propose_transfer', { ...SLIP, office: 'water' }, 'already_done');
    proposed().refuses('2026-09-02', 'lettersHead', 'return_transfer', {}, 'field_empty');
    const back = proposed().step('2026-09-03', 'lettersHead', 'return_transfer', { reason: '应由水务局办。' });
    back.refuses('2026-09-03', 'lettersHead', 'sign_transfer', {}, 'not_yet');
    back.step('2026-09-04', 'desk', 'propose_transfer', { ...SLIP, office: 'water' });
    back.yields('2026-09-04', 'lettersHead', 'sign_transfer', {}, [{ data: { of: 3 } }, { data: { lead: 'water' } }]);
  });

  it('says a grade where the pack has grades, and the time of the office runs by it from the signature', () => {
    centre().refuses('2026-09-01', 'desk', 'propose_transfer', SLIP, 'grade_missing');
    const story = centre()
      .step('2026-09-01', 'desk', 'propose_transfer', { ...SLIP, grade: 'ordinary' })
      .step('2026-09-02', 'lettersHead', 'sign_transfer');
    const direct = centre().step('2026-09-02', 'desk', 'register', { office: 'housing', grade: 'ordinary' });
    expect(owed(story, '2026-09-03')).toEqual(owed(direct, '2026-09-03'));
    expect(owed(story, '2026-09-03').length).toBeGreaterThan(0);
  });

  it('names an office that there is, and says how it should be handled', () => {
    petition().refuses('2026-09-02', 'desk', 'propose_transfer', { ...SLIP, office: 'navy' }, 'office_unknown');
    petition().refuses('2026-09-02', 'desk', 'propose_transfer', { office: 'housing' }, 'field_empty');
    petition().refuses('2026-09-02', 'desk', 'propose_transfer', { ...SLIP, occurredOn: '2026-09-03' }, 'date_in_future');
  });

  it('is not signed before the day on which it was written', () => {
    const story = petition().step('2026-09-05', 'desk', 'propose_transfer', { ...SLIP, occurredOn: '2026-09-03' });
    story.refuses('2026-09-05', 'lettersHead', 'sign_transfer', { occurredOn: '2026-09-02' }, 'date_before_start');
    story.step('2026-09-05', 'lettersHead', 'sign_transfer', { occurredOn: '2026-09-03' });
    expect(story.events.slice(-2).map((event) => event.occurredOn)).toEqual(['2026-09-03', '2026-09-03']);
    proposed().refuses('2026-09-05', 'lettersHead', 'sign_transfer', { occurredOn: '2026-09-01' }, 'date_before_start');
  });

  it('binds nobody where one post may register: a direct registration stands, and the slip with it is over', () => {
    const story = proposed().step('2026-09-03', 'desk', 'register', { office: 'water' });
    story.refuses('2026-09-03', 'desk', 'propose_transfer', SLIP, 'not_found');
    const home = proposed().step('2026-09-03', 'desk', 'register', { office: 'letters' });
    for (const step of ['propose_transfer', 'sign_transfer', 'return_transfer'])
      home.refuses('2026-09-03', 'lettersHead', step, { ...(step === 'propose_transfer' ? SLIP : {}) }, 'already_done');
  });

  it('stops with the matter that its filer has withdrawn', () => {
    const story = proposed().step('2026-09-03', 'filer', 'ask_withdrawal');
    story.refuses('2026-09-20', 'lettersHead', 'sign_transfer', {}, 'withdrawn');
  });
});

describe('a signed slip that was wrong', () => {
  const signed = () => proposed().step('2026-09-03', 'lettersHead', 'sign_transfer');

  it('is taken back as a whole, until the other office has opened the matter; the slip waits for a signature again', () => {
    const story = signed().yields('2026-09-04', 'lettersHead', 'take_back', { reason: '选错了单位。' }, [
      { type: 'taken_back', data: { n: 3 } },
      { type: 'voided', data: { n: 3 } },
      { type: 'voided', data: { n: 2 } },
    ]);
    story.owes('2026-09-04', 'petition.bureau.route', '2026-09-16');
    story.step('2026-09-04', 'lettersHead', 'return_transfer', { reason: '选错了单位。' });
    story.step('2026-09-05', 'desk', 'propose_transfer', { ...SLIP, office: 'water' }).step('2026-09-05', 'lettersHead', 'sign_transfer');
    expect(types(story).slice(-3)).toEqual(['transfer_proposed', 'transfer_signed', 'registered']);
  });

  it('is struck out with its registration, never without it', () => {
    const home = petition()
      .step('2026-09-02', 'desk', 'propose_transfer', { ...SLIP, office: 'letters' })
      .step('2026-09-03', 'lettersHead', 'sign_transfer');
    home.refuses('2026-09-04', 'desk', 'void', { n: 2, reason: '错。' }, 'later_depends');
    home.yields('2026-09-04', 'desk', 'void', { n: 3, reason: '错。' }, [
      { type: 'voided', data: { n: 3 } },
      { type: 'voided', data: { n: 2 } },
    ]);
  });

  it('holds what was proposed: that is not struck out any more', () => {
    const home = petition()
      .step('2026-09-02', 'desk', 'propose_transfer', { ...SLIP, office: 'letters' })
      .step('2026-09-03', 'lettersHead', 'sign_transfer');
    home.refuses('2026-09-04', 'lettersHead', 'void', { n: 1, reason: '错。' }, 'later_depends');
    const waiting = proposed().step('2026-09-03', 'lettersHead', 'void', { n: 1, reason: '写错了人家。' });
    waiting.step('2026-09-03', 'desk', 'propose_transfer', SLIP);
  });
});

describe('an access table that lets nobody register alone', () => {
  const FORBID: AccessRule = {
    id: 'two-sign-a-transfer',
    effect: 'forbid',
    relations: ['own'],
    verbs: ['register'],
    clause: { 'zh-CN': '自定的规则：转办单由两个岗位签', en: 'own rule: a transfer slip is signed by two posts' },
  };
  const always = (story: Story, when: string) => ({ ...story.around(when), access: [...story.around(when).access, FORBID] });

  it('makes every transfer one of two posts', () => {
    const story = petition();
    for (const who of [people.desk, people.lettersHead])
      expect(decide(story.events, who, { name: 'register', input: { office: 'housing' } }, always(story, '2026-09-02'))).toMatchObject({
        refused: 'not_your_post',
      });
    const waiting = proposed();
    const around = always(waiting, '2026-09-03');
    expect(decide(waiting.events, people.lettersHead, { name: 'sign_transfer', input: {} }, around)).toMatchObject([
      { type: 'transfer_signed' },
      { type: 'registered', data: { lead: 'housing' } },
    ]);
  });

  it('stays so when the program is upgraded', () => {
    const shipped = petition().around('2026-09-02').access;
    expect(upgradeAccess([...shipped, FORBID], shipped, [shipped]).added).toEqual([]);
  });
});

describe('an office where two sign', () => {
  const two = (story: Story, when: string) => ({ ...story.around(when), twoSign: (office: string) => office === 'letters' });

  it('lets no post register alone, and one write what another signs', () => {
    const story = petition();
    for (const who of [people.desk, people.lettersHead])
      expect(decide(story.events, who, { name: 'register', input: { office: 'housing' } }, two(story, '2026-09-02'))).toEqual({
        refused: 'second_post_first',
      });
    expect(allowed(story.events, people.desk, two(story, '2026-09-02')).find(({ command }) => command === 'register')).toMatchObject({
      open: false,
      because: { refused: 'second_post_first' },
    });
    const waiting = proposed();
    expect(decide(waiting.events, people.lettersHead, { name: 'sign_transfer', input: {} }, two(waiting, '2026-09-03'))).toMatchObject([
      { type: 'transfer_signed' },
      { type: 'registered', data: { lead: 'housing' } },
    ]);
  });

  it('takes nothing back of what one post registered before it was so', () => {
    const story = petition().step('2026-09-02', 'desk', 'register', { office: 'housing' });
    expect(decide(story.events, people.handler, { name: 'accept', input: {} }, two(story, '2026-09-03'))).toMatchObject([
      { type: 'accepted' },
    ]);
    // Striking out replays what came after; that steps are closed to one post now ends none of before.
    expect(decide(story.events, people.desk, { name: 'void', input: { n: 0, reason: '重' } }, two(story, '2026-09-03'))).toEqual(
      decide(story.events, people.desk, { name: 'void', input: { n: 0, reason: '重' } }, story.around('2026-09-03')),
    );
  });
});

describe('what its filer and those who joined learn of it', () => {
  it('is not listed for who joined, who reads the registration', () => {
    const story = proposed().step('2026-09-03', 'lettersHead', 'sign_transfer');
    expect(story.events.filter(isListedForJoiner).map((event) => event.type)).toEqual(['filed', 'registered']);
    expect(news(story.events.slice(1, 3))).toBeNull();
    expect(news(story.events.slice(2))).toMatchObject({ template: 'news', event: { n: 3 } });
  });

  it('is open to the filer like every step of an office', () => {
    const story = proposed().step('2026-09-03', 'lettersHead', 'sign_transfer');
    expect(story.events.filter((event) => event.visibility !== 'open')).toEqual([]);
    expect(new Set(story.events.map((event) => event.level))).toEqual(new Set([0]));
  });
});
