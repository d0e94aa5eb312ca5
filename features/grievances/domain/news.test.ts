import { describe, expect, it } from 'vitest';
import { EVENT_KINDS, type MatterEvent } from '../../../kernel/matter/event.ts';
import { accepted, at, opened, petition, REPLY, reviewed } from '../../../test/support/given.ts';
import { news } from './news.ts';

const last = (story: ReturnType<typeof petition>, count = 1) => news(story.events.slice(-count))?.template ?? null;
const made = (type: MatterEvent['type'], actor: MatterEvent['actor']['kind'], n = 0): MatterEvent => ({
  type,
  v: 1,
  level: 0,
  n,
  recordedAt: at('2026-09-28'),
  actor: actor === 'staff' ? { kind: 'staff', post: 'housing.handler', office: 'housing' } : { kind: actor },
  visibility: 'open',
  policy: '',
  calendar: '',
  data: {},
});

describe('news for the filer', () => {
  it('are the steps of an office and its papers, and a deadline that has passed', () => {
    expect(last(petition().step('2026-09-02', 'desk', 'register', { office: 'housing' }))).toBe('news');
    expect(last(accepted())).toBe('news');
    expect(last(accepted().step('2026-09-20', 'handler', 'reply', REPLY))).toBe('news');
    expect(news([made('deadline_passed', 'system')])?.template).toBe('news');
  });

  it('are what the office above decides, like any other step (G6)', () => {
    const decided = opened()
      .step('2026-09-25', 'filer', 'ask_review')
      .step('2026-10-19', 'reviewer', 'decide_review', { outcome: 'upheld', opinion: '维持。' });
    expect(last(decided, 2)).toBe('news');
  });

  it('are not what filers do themselves: filing, opening a paper, a step upward (G6), opening their own name', () => {
    expect(last(petition())).toBeNull();
    expect(last(opened())).toBeNull();
    expect(last(opened().step('2026-09-25', 'filer', 'ask_review'))).toBeNull();
    expect(last(reviewed().step('2026-10-25', 'filer', 'ask_rereview'))).toBeNull();
    expect(news([made('unseal_asked', 'filer')])).toBeNull();
    expect(news([made('unseal_asked', 'staff')])?.template).toBe('news');
  });

  it('are one message, however much was added together, and a warning about the code goes first (G7)', () => {
    const both = [made('registered', 'staff', 1), made('forwarded', 'staff', 2)];
    expect(news(both)).toEqual({ template: 'news', event: { level: 0, n: 1 } });
    for (const kind of ['code_lost', 'code_replaced'] as const)
      expect(news([...both, made(kind, 'filer', 3)])).toEqual({ template: 'code_warning', event: { level: 0, n: 3 } });
    expect(news([])).toBeNull();
  });

  it('are no other kinds than these', () => {
    expect(EVENT_KINDS.filter((kind) => news([made(kind, 'staff')]) !== null)).toEqual([
      'registered',
      'forwarded',
      'forward_objected',
      'accepted',
      'refused',
      'danger_taken',
      'question_asked',
      'inspection_offered',
      'extended',
      'interim_replied',
      'replied',
      'promise_kept',
      'dispute_answered',
      'supervised',
      'review_decided',
      'rereview_decided',
      'final_explained',
      'consent_given',
      'consent_withdrawn',
      'session_held',
      'table_told',
      'term_added',
      'term_dropped',
      'terms_confirmed',
      'mediation_agreed',
      'term_judged',
      'followed_up',
      'mediation_failed',
      'confirmation_joined',
      'confirmation_decided',
      'referred_out',
      'referral_answered',
      'gap_noted',
      'child_protected',
      'guardian_told',
      'guardian_kept_out',
      'looked_outside',
      'child_asked',
      'unseal_asked',
      'unsealed',
      'files_added',
      'code_replaced',
      'code_lost',
      'hazard_confirmed',
      'hazard_unconfirmed',
      'hazard_settled',
      'reward_granted',
      'reward_refused',
      'comment_left_out',
      'deadline_passed',
    ]);
  });
});
