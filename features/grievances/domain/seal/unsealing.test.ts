import { describe, expect, it } from 'vitest';
import type { JsonObject } from '../../../../kernel/stream/event.ts';
import { isRefusal } from '../../../../kernel/refusal.ts';
import { at, people, SEALED_UNDER, Story } from '../../../../test/support/given.ts';
import { CUSTODIANS } from '../../../../test/support/custodians.ts';
import { answerUnseal, requestOf, type UnsealAnswer } from './answer-unseal.ts';
import { allowed } from '../decide.ts';
import { fold } from '../state.ts';
import { lapsesAt, readableUntil, releasableFrom, sealedUnder, standingOf, unsealRequests } from './unsealing.ts';

const ASK = { purpose: 'court_order', basis: '第六十七条', reason: '法院要求。' };
/** A petition with a sealed box, registered with housing. */
const sealed = (box: JsonObject | null = { custodians: SEALED_UNDER, box: '', shares: '' }): Story =>
  new Story('petition', false).filed('2026-09-01', box).step('2026-09-02', 'desk', 'register', { office: 'housing' });
const asked = (): Story => sealed().step('2026-09-03', 'handler', 'ask_unseal', ASK);
const answer = (story: Story, when: string, custodian: string, says: UnsealAnswer['says'] = 'release', n = 2) =>
  answerUnseal(story.events, { level: 0, n, custodian, says }, story.around(when));
/** Takes an answer that must be possible. */
const answered = (story: Story, when: string, custodian: string, says: UnsealAnswer['says'] = 'release'): Story => {
  const decided = answer(story, when, custodian, says);
  if (isRefusal(decided)) throw new Error(decided.refused);
  for (const { texts: _texts, ...draft } of decided)
    story.events = [...story.events, { ...draft, v: 1, n: story.events.length, recordedAt: at(when), policy: '', calendar: '' }];
  return story;
};
const request = (story: Story) => {
  const found = unsealRequests(fold(story.events))[0];
  if (!found) throw new Error('no request');
  return found;
};
const standing = (story: Story, when: string) => standingOf(request(story), CUSTODIANS, at(when));

describe('asking that a name be opened', () => {
  it('is for offices that deal with the matter, with purpose, basis and reasons, and names the set it is put to', () => {
    sealed().yields('2026-09-03', 'handler', 'ask_unseal', ASK, [
      { type: 'unseal_asked', level: 0, actor: 'staff', data: { purpose: 'court_order', custodians: SEALED_UNDER } },
    ]);
    sealed()
      .refuses('2026-09-03', 'handler', 'ask_unseal', { ...ASK, purpose: 'filer_asks' }, 'field_choice')
      .refuses('2026-09-03', 'handler', 'ask_unseal', { ...ASK, purpose: 'curiosity' }, 'field_choice')
      .refuses('2026-09-03', 'handler', 'ask_unseal', { ...ASK, basis: '' }, 'field_empty')
      .refuses('2026-09-03', 'handler', 'ask_unseal', { ...ASK, reason: ' ' }, 'field_empty')
      .refuses('2026-09-03', 'desk', 'ask_unseal', ASK, 'not_found')
      .refuses('2026-09-03', 'stranger', 'ask_unseal', ASK, 'not_found')
      .refuses('2026-09-03', 'filer', 'ask_unseal', ASK, 'not_found');
  });
  it('needs a box, custodians that are known, and a place under the ceiling', () => {
    sealed(null).refuses('2026-09-03', 'handler', 'ask_unseal', ASK, 'no_sealed_box');
    sealed({ custodians: 'dd'.repeat(32) }).refuses('2026-09-03', 'handler', 'ask_unseal', ASK, 'no_sealed_box');
    const story = sealed();
    const options = allowed(story.events, people.handler, { ...story.around('2026-09-03'), unsealingsLeft: 0 });
    expect(options.find((it) => it.command === 'ask_unseal')).toMatchObject({ open: false, because: { refused: 'unsealings_spent' } });
  });
  it('is one request at a time, and another once it has lapsed', () => {
    asked()
      .refuses('2026-09-04', 'head', 'ask_unseal', ASK, 'already_done')
      .refuses('2026-09-04', 'filer', 'open_my_name', {}, 'already_done')
      .refuses('2026-09-17T01:59:59Z', 'head', 'ask_unseal', ASK, 'already_done')
      .step('2026-09-17', 'head', 'ask_unseal', ASK);
  });
  it('ends with a withdrawal in effect', () => {
    sealed().step('2026-09-03', 'filer', 'ask_withdrawal').refuses('2026-09-12', 'handler', 'ask_unseal', ASK, 'withdrawn');
  });
  it('is the filer’s own wish without anybody’s leave', () => {
    sealed().yields('2026-09-03', 'filer', 'open_my_name', {}, [
      { type: 'unseal_asked', level: 0, actor: 'filer', data: { purpose: 'filer_asks', custodians: SEALED_UNDER } },
    ]);
    sealed(null).refuses('2026-09-03', 'filer', 'open_my_name', {}, 'no_sealed_box');
  });
  it('cannot be struck out afterwards: the trace stays', () => {
    asked().refuses('2026-09-04', 'head', 'void', { n: 2, reason: '错。' }, 'later_depends');
  });
  it('changes no stage and no clock', () => {
    expect(asked().open('2026-09-04', 'handler')).toContain('accept');
  });
});

describe('the answer of a custodian', () => {
  it('comes no sooner than the request has been public, but a refusal may', () => {
    expect(answer(asked(), '2026-09-04T01:59:59.999Z', 'union')).toEqual({ refused: 'not_yet' });
    expect(answer(asked(), '2026-09-03', 'union', 'refuse')).toMatchObject([
      { type: 'share_refused', data: { request: 2, custodian: 'union' } },
    ]);
    expect(answer(asked(), '2026-09-04', 'union')).toMatchObject([
      { type: 'share_released', level: 0, actor: { kind: 'system' }, data: { request: 2, custodian: 'union' } },
    ]);
  });
  it('is at once when a life is in danger', () => {
    const story = sealed().step('2026-09-03', 'handler', 'ask_unseal', { ...ASK, purpose: 'life_in_danger' });
    expect(answer(story, '2026-09-03', 'notary')).toMatchObject([{ type: 'share_released' }]);
  });
  it('opens the name with the share that makes an outside one and a quorum', () => {
    const story = answered(answered(asked(), '2026-09-04', 'union'), '2026-09-04', 'archive');
    expect(answer(story, '2026-09-05', 'bar')).toMatchObject([{ type: 'share_released' }, { type: 'unsealed', data: { request: 2 } }]);
    expect(answer(story, '2026-09-05', 'university')).toMatchObject([{ type: 'share_released' }]);
  });
  it('is given once, by who holds a share, to a request that exists and still runs', () => {
    const story = answered(asked(), '2026-09-04', 'union');
    expect(answer(story, '2026-09-05', 'union')).toEqual({ refused: 'already_done' });
    expect(answer(story, '2026-09-05', 'union', 'refuse')).toEqual({ refused: 'already_done' });
    expect(answer(answered(asked(), '2026-09-03', 'bar', 'refuse'), '2026-09-05', 'bar')).toEqual({ refused: 'already_done' });
    expect(answer(story, '2026-09-05', 'police')).toEqual({ refused: 'not_found' });
    expect(answer(story, '2026-09-05', 'bar', 'release', 1)).toEqual({ refused: 'not_found' });
    expect(answer(story, '2026-09-17', 'bar')).toEqual({ refused: 'wrong_stage' });
    expect(answer(story, '2026-09-17', 'bar', 'refuse')).toEqual({ refused: 'wrong_stage' });
    expect(requestOf(sealed(null).events, { level: 0, n: 2 }, story.around('2026-09-05'))).toBeUndefined();
  });
});

describe('where a request stands', () => {
  const opened = (): Story => answered(answered(answered(asked(), '2026-09-04', 'union'), '2026-09-04', 'archive'), '2026-09-05', 'bar');
  it('waits, is open, and lapses on the day the set says', () => {
    expect(['2026-09-03', '2026-09-04', '2026-09-17'].map((when) => standing(asked(), when))).toEqual(['waiting', 'open', 'lapsed']);
    expect([releasableFrom(request(asked()), CUSTODIANS), lapsesAt(request(asked()), CUSTODIANS)]).toEqual([
      at('2026-09-04'),
      at('2026-09-17'),
    ]);
  });
  it('is readable for the hours of the set, then over', () => {
    expect(['2026-09-05', '2026-09-08T01:59:59.999Z', '2026-09-08'].map((when) => standing(opened(), when))).toEqual([
      'readable',
      'readable',
      'over',
    ]);
    expect(readableUntil(at('2026-09-05'), CUSTODIANS)).toBe(at('2026-09-08'));
    expect(request(opened())).toMatchObject({ released: ['union', 'archive', 'bar'], refused: [], unsealedAt: at('2026-09-05') });
  });
  it('is refused once no outside share, or no quorum, is left', () => {
    const no = (story: Story, ...ids: readonly string[]): Story => ids.reduce((it, id) => answered(it, '2026-09-03', id, 'refuse'), story);
    expect(standing(no(asked(), 'notary'), '2026-09-05')).toBe('open');
    expect(standing(no(asked(), 'notary', 'bar'), '2026-09-05')).toBe('refused');
    expect(standing(no(asked(), 'union'), '2026-09-05')).toBe('open');
    expect(standing(no(asked(), 'union', 'archive'), '2026-09-05')).toBe('refused');
    expect(standing(no(asked(), 'union', 'archive'), '2026-10-05')).toBe('refused');
  });
  it('knows no purpose outside the four', () => {
    const story = asked();
    story.events = story.events.map((event) =>
      event.type === 'unseal_asked' ? { ...event, data: { ...event.data, purpose: 'other' } } : event,
    );
    expect(unsealRequests(fold(story.events))).toEqual([]);
  });
  it('is over with the box: an erased matter has none', () => {
    expect(sealedUnder(fold(asked().events))).toBe(SEALED_UNDER);
    const filed = sealed().events[0];
    expect(filed && sealedUnder(fold([filed, { ...filed, type: 'erased', n: 1 }]))).toBeNull();
    expect(sealedUnder(fold(sealed({ custodians: 5 }).events))).toBeNull();
    expect(sealedUnder(fold(sealed(null).events))).toBeNull();
    expect(sealedUnder(fold([]))).toBeNull();
  });
});
