import { describe, expect, it } from 'vitest';
import { accepted, centre, petition } from '../../../../test/support/given.ts';
import { bells } from '../bells.ts';
import { file } from './file.ts';

const FACTS = { receipt: '00', lang: 'zh-CN', sealed: null, word: null } as const;
const RECEPTION = { lead: 'letters', above: 'county', above2: null };

describe('a life in danger', () => {
  it('said while filing is a step of its own beside the filing', () => {
    const filed = file({ subject: '煤气味', body: '楼道里有煤气味。' }, RECEPTION, { ...FACTS, danger: true });
    expect(filed).toMatchObject([{ type: 'filed' }, { type: 'danger_reported', actor: { kind: 'filer' }, texts: {} }]);
    expect(file({ subject: '灯', body: '不亮。' }, RECEPTION, FACTS)).toHaveLength(1);
  });

  it('starts a clock of minutes, and nobody but who is on duty ends it', () => {
    for (const [story, rule] of [
      [petition(), 'petition.own.danger'],
      [centre(), 'centre.own.danger'],
    ] as const) {
      story.owes('2026-09-01', rule, null);
      story.yields('2026-09-01', 'filer', 'report_danger', { words: '有人被困在电梯里。' }, [{ type: 'danger_reported', level: 0 }]);
      const { now } = story.around('2026-09-01');
      story.owes('2026-09-01', rule, String(now + 30 * 60_000));
      story.refuses('2026-09-01', 'filer', 'report_danger', { words: '快！' }, 'already_done');
      story.refuses('2026-09-01', 'desk', 'take_danger', { words: ' ' }, 'field_empty');
      story.yields('2026-09-01', 'desk', 'take_danger', { words: '119已到，人已救出。' }, [{ type: 'danger_taken' }]);
      story.owes('2026-09-01', rule, null);
      story.refuses('2026-09-01', 'desk', 'take_danger', { words: '再写一次。' }, 'not_yet');
    }
  });

  it('changes no other date: the answer is due when it was', () => {
    const story = accepted();
    story.owes('2026-09-05', 'petition.decide', '2026-11-02');
    story.step('2026-09-05', 'handler', 'call_duty', { words: '信里说墙要倒。' });
    story.owes('2026-09-05', 'petition.decide', '2026-11-02');
    story.step('2026-09-05', 'handler', 'take_danger', { words: '已封路。' });
    story.owes('2026-09-06', 'petition.decide', '2026-11-02');
  });

  it('that nobody took on in time opens the way to the office above', () => {
    const story = petition().step('2026-09-01', 'filer', 'report_danger', { words: '有人被困。' });
    expect(story.open('2026-09-01', 'filer')).not.toContain('ask_take_up');
    expect(story.open('2026-09-02', 'filer')).toContain('ask_take_up');
  });

  it('rings who is on duty at the office that has the matter, and no other', () => {
    const { events } = petition().step('2026-09-01', 'filer', 'report_danger', { words: '有人被困。' });
    expect(bells(events, events.slice(-1))).toEqual([{ office: 'letters', event: { level: 0, n: 1 }, danger: true }]);
    expect(bells(events, events.slice(0, 1))).toEqual([{ office: 'letters', event: { level: 0, n: 0 } }]);
  });

  it('can be taken on when the filer has withdrawn the matter: the danger is there all the same', () => {
    const story = petition()
      .step('2026-09-01', 'filer', 'report_danger', { words: '有人被困。' })
      .step('2026-09-01', 'filer', 'ask_withdrawal');
    story.refuses('2026-09-12', 'desk', 'call_duty', { words: '有人被困。' }, 'withdrawn');
    story.step('2026-09-12', 'desk', 'take_danger', { words: '去看过，没有人。' });
  });
});
