import { describe, expect, it } from 'vitest';
import { type Step, under, NO, FOUND, MAJOR, GENERAL, REPAIR, FIVE, ORDER, LIFE, fire } from '../testing/lives.ts';
import { fold, isHung } from './state.ts';

describe('a major hazard', () => {
  it('goes from its finding to its end in public, each duty met by the act it asks for', () => {
    expect(fire.open(fire.lived(FOUND, MAJOR))).toEqual([
      'hazard.order.major housing 2026-11-02',
      'hazard.major.report housing 2026-11-03',
      'hazard.listing county 2026-11-11',
    ]);
    expect(fire.open(fire.lived(...LIFE.slice(0, 4)))).toEqual([
      'hazard.mend transport 2026-12-31',
      'hazard.major.plan transport 2026-11-10',
      'hazard.listing county 2026-11-11',
    ]);
    expect(fire.open(fire.lived(...LIFE.slice(0, 6)))).toEqual([
      'hazard.mend transport 2026-12-31',
      'hazard.listing.publish county 2026-11-13',
    ]);
    expect(fire.open(fire.lived(...LIFE.slice(0, 7)))).toEqual([
      'hazard.mend transport 2026-12-31',
      'hazard.progress transport 2026-12-09',
    ]);
    expect(fire.open(fire.lived(...LIFE.slice(0, 9)))).toEqual([
      'hazard.reinspect county 2026-12-23',
      'hazard.progress.next transport 2027-01-01',
    ]);
    expect(fire.open(fire.lived(...LIFE.slice(0, 10)))).toEqual([
      'hazard.delist housing 2026-12-29',
      'hazard.listing.end county 2026-12-29',
    ]);
    expect(fire.open(fire.lived(...LIFE))).toEqual(['hazard.lookback county 2027-06-23']);
    expect(fire.open(fire.lived(...LIFE, ['2027-02-01', 'county.inspector', 'look_back', { words: '还是好的' }]))).toEqual([]);
  });

  it('hangs in public only between the act that hangs it there and the one that takes it down, and the office above accepts it', () => {
    const hung = LIFE.map((_, i) => isHung(fold(fire.lived(...LIFE.slice(0, i + 1)))));
    expect(hung).toEqual([false, false, false, false, false, true, true, true, true, true, false, false]);
    const { listing, acceptor, progress } = fold(fire.lived(...LIFE));
    expect([acceptor, listing?.what, listing?.where, progress.map((it) => it.told)]).toEqual([
      'county',
      '安全出口不够',
      '东市场',
      ['墙已经开好'],
    ]);
  });

  it('comes back within a year as the same one, with a new order, and after a year not', () => {
    const back: Step = ['2027-12-24', 'county.inspector', 'reopen', { reason: '又堵了' }];
    const reopened = fire.lived(...LIFE, back);
    expect(fold(reopened)).toMatchObject({ stage: 'reopened', reopenings: 1, delistedAt: null, listing: { fulfilled: true } });
    expect(fire.open(reopened)).toEqual(['hazard.order.again housing 2027-12-29']);
    expect(fire.said(fire.lived(...LIFE), ['2027-12-25', 'county.inspector', 'reopen', { reason: '又堵了' }])).toBe('reopen_late');
  });
});

describe('the other ways of a hazard', () => {
  it('mended on the spot: another post strikes it off, or opens it again', () => {
    const atOnce: Step = ['2026-11-02', 'housing.inspector', 'mend_at_once', { words: '当场清走', ...NO }];
    const done = fire.lived(FOUND, atOnce);
    expect(fire.open(done)).toEqual(['hazard.confirm housing 2026-11-05']);
    expect(fire.said(done, ['2026-11-03', 'housing.head', 'delist'])).toBe('delisted');
    expect(
      fire.said(fire.lived(FOUND, ['2026-11-02', 'housing.head', 'mend_at_once', { words: '清走', ...NO }]), [
        '2026-11-03',
        'housing.head',
        'delist',
      ]),
    ).toBe('own_work');
    expect(fire.open(fire.lived(FOUND, atOnce, ['2026-11-03', 'housing.head', 'reopen', { reason: '没有清' }]))).toEqual([
      'hazard.order.again housing 2026-11-06',
    ]);
  });

  it('a repair: who, what, by when; looked at by whoever gave it, and done with', () => {
    const give: Step = ['2026-11-04', 'housing.head', 'give_repair', { mender: 'transport', measures: '换灯', by: '2026-11-20' }];
    const given = fire.lived(FOUND, REPAIR, give);
    expect(fire.open(fire.lived(FOUND, REPAIR))).toEqual(['hazard.order.repair housing 2026-11-16']);
    expect(fold(given)).toMatchObject({ mender: 'transport', acceptor: 'housing' });
    const mended: Step = ['2026-11-10', 'transport.handler', 'report_mended', { words: '换好了', ...NO }];
    const looked: Step = ['2026-11-11', 'housing.handler', 'accept_mend', { words: '亮了', ...NO }];
    expect(fire.said([...given], ['2026-11-10', 'transport.handler', 'tell_progress', { told: '在换' }])).toBe('wrong_stage');
    expect(fire.open(fire.lived(FOUND, REPAIR, give, mended, looked))).toEqual([]);
    // Within one office: two posts.
    const own: Step = ['2026-11-04', 'housing.head', 'give_repair', { mender: 'housing', measures: '换灯', by: '2026-11-20' }];
    const ownMended: Step = ['2026-11-10', 'housing.handler', 'report_mended', { words: '换好了', ...NO }];
    const events = fire.lived(FOUND, REPAIR, own, ownMended);
    expect(fire.said(events, ['2026-11-11', 'housing.handler', 'accept_mend', { words: '亮', ...NO }])).toBe('own_work');
    expect(fire.said(events, ['2026-11-11', 'housing.inspector', 'accept_mend', { words: '亮', ...NO }])).toBe('mend_accepted delisted');
  });

  it('referred: taken with its clocks and a new first seat, or sent back', () => {
    const refer: Step = ['2026-11-03', 'housing.head', 'refer', { office: 'education', reason: '归教育管' }];
    const referred = fire.lived(FOUND, GENERAL, refer);
    expect(fire.open(referred)).toEqual(['hazard.referral education 2026-11-10']);
    expect(fire.said(referred, ORDER)).toBe('referral_waits');
    const taken = fire.lived(FOUND, GENERAL, refer, ['2026-11-04', 'education.head', 'take_referral', { supervisor: 'county' }]);
    expect(fold(taken)).toMatchObject({ lead: 'education', supervisor: 'county', referredTo: null });
    expect(fire.open(taken)).toEqual(['hazard.order.taken education 2026-11-09']);
    expect(fire.said(taken, ORDER)).toBe('not_found');
    expect(fire.said(taken, ['2026-11-05', 'education.head', 'order', { mender: 'transport', acceptor: 'water', ...FIVE }])).toBe(
      'ordered',
    );
    const back = fire.lived(FOUND, GENERAL, refer, ['2026-11-04', 'education.head', 'return_referral', { reason: '不归我管' }]);
    expect(fire.open(back)).toEqual(['hazard.order.returned housing 2026-11-09']);
    expect(fire.said(back, ['2026-11-05', 'education.head', 'take_referral'])).toBe('not_found');
  });

  it('out of use, and guarded: struck off only when it may be used again; a guard is spoken of every three days', () => {
    const stop: Step = ['2026-11-02', 'housing.inspector', 'stop_use', { stops: 'part', words: '二层停业' }];
    const set: Step = ['2026-11-02', 'housing.inspector', 'set_guard', { until: '2026-12-31', words: '出口边有人' }];
    const events = fire.lived(FOUND, GENERAL, stop, set, ORDER);
    expect(fire.open(events)).toEqual(['hazard.mend transport 2026-12-31', 'hazard.guard housing 2026-11-05']);
    const again = fire.lived(FOUND, GENERAL, stop, set, ORDER, [
      '2026-11-04',
      'transport.handler',
      'set_guard',
      { until: '2026-12-31', words: '还在' },
    ]);
    expect(fire.open(again)).toEqual(['hazard.mend transport 2026-12-31', 'hazard.guard transport 2026-11-09']);
    const mended: Step = ['2026-11-20', 'transport.handler', 'report_mended', { words: '好了', ...NO }];
    const accepted: Step = ['2026-11-23', 'water.inspector', 'accept_mend', { words: '合格', ...NO }];
    const done = fire.lived(FOUND, GENERAL, stop, set, ORDER, mended, accepted);
    expect(fold(done).isGuarded).toBe(false);
    expect(fire.said(done, ['2026-11-24', 'housing.head', 'delist'])).toBe('use_not_resumed');
    const asked: Step = ['2026-11-23', 'transport.handler', 'ask_resume', { words: '可以用了' }];
    expect(fire.open(fire.lived(FOUND, GENERAL, stop, ORDER, mended, accepted, asked))).toContain('hazard.resume housing 2026-12-03');
    const resumed: Step = ['2026-11-24', 'housing.head', 'resume_use', { words: '可以' }];
    expect(
      fire.said(fire.lived(FOUND, GENERAL, stop, ORDER, mended, accepted, asked, resumed), ['2026-11-24', 'housing.head', 'delist']),
    ).toBe('delisted');
  });

  it('raised to major after it was ordered: the duties of a major one begin that day', () => {
    const raised = fire.lived(FOUND, GENERAL, ORDER, [
      '2026-11-10',
      'housing.inspector',
      'regrade',
      { grade: 'major', cites: 'gb35181.exits', criterion: '又封了一个' },
    ]);
    expect(fire.open(raised)).toEqual([
      'hazard.mend transport 2026-12-31',
      'hazard.major.report housing 2026-11-11',
      'hazard.major.plan transport 2026-11-17',
      'hazard.listing county 2026-11-19',
    ]);
  });

  it('asked for more time in Qingdao twenty working days before the day, and not a day later', () => {
    const qingdao = under('hazard-qingdao');
    const grade: Step = ['2026-11-02', 'housing.inspector', 'grade', { grade: 'major', cites: 'order16.stop', criterion: '要停' }];
    const ask = (day: string): Step => [day, 'transport.head', 'ask_extension', { until: '2027-03-31', reason: '定做' }];
    const events = qingdao.lived(FOUND, grade, ORDER);
    expect(qingdao.said(events, ask('2026-12-03'))).toBe('extension_asked');
    expect(qingdao.said(events, ask('2026-12-04'))).toBe('extension_asked_late');
  });
});

/** Moves that nobody may make: where a hazard stands, what is tried, and the code of the answer. */
