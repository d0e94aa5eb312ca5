import { describe, expect, it } from 'vitest';
import { ROLES } from '../../kernel/access/access.ts';
import { findGag } from '../../kernel/policy/gag.ts';
import { addTerm, TERM_OBJECTS } from '../../features/grievances/domain/mediation/add-term.ts';
import { SESSION_PLACES } from '../../features/grievances/domain/mediation/hold-session.ts';
import { ENDINGS } from '../../features/grievances/domain/mediation/ending.ts';
import { MEDIATOR_VERBS, TABLE_VERBS } from '../../features/grievances/domain/mediation/mediation.ts';
import { VERBS } from '../../features/grievances/domain/decide.ts';
import { Table, TERM } from '../support/towns/table.ts';

/** What somebody tries, and the code that it comes to. None is taken. */
type Try = readonly [what: string, tried: () => string, code: string];
const COURT = { object: 'give_paper', owes: 'opener', by: '2026-04-01' };
const term = (what: string, more: object = {}) =>
  new Table().seated().tryPost('2026-03-06', 'mediator', 'add_term', { ...COURT, what, ...more });
const registered = (): Table => new Table().post('2026-03-02', 'desk', 'register', { office: 'justice' });
const invited = (): Table => registered().by('2026-03-02', 'opener', 'invite_party', { receipt: 'cd'.repeat(16), words: '谈谈' });

const PRESSURE: readonly Try[] = [
  ['an office gives the consent for the other side', () => invited().tryPost('2026-03-03', 'mediator', 'give_consent'), 'not_found'],
  ['the opener gives the consent for the other side', () => invited().tryBy('2026-03-03', 'opener', 'give_consent'), 'not_found'],
  ['a reading code gives the consent', () => invited().tryBy('2026-03-03', 'reader', 'give_consent'), 'not_found'],
  ['a code of nobody gives the consent', () => invited().tryBy('2026-03-03', 'nobody', 'give_consent'), 'not_found'],
  ['silence for a year is taken as consent', () => invited().tryPost('2027-03-02', 'mediator', 'accept'), 'consent_missing'],
  ['a mediation that nobody was invited to is taken on', () => registered().tryPost('2026-03-03', 'mediator', 'accept'), 'consent_missing'],
  [
    'a session is held before the other side has agreed',
    () => invited().tryPost('2026-03-03', 'mediator', 'hold_session', { at: 'mediation_room', words: '谈' }),
    'consent_missing',
  ],
  [
    'the rights are told to a side that has not agreed',
    () => invited().tryPost('2026-03-03', 'mediator', 'tell_rights', { told: 'speech' }),
    'consent_missing',
  ],
  ['an invitation is used a second time', () => new Table().seated().tryBy('2026-03-05', 'invitation', 'give_consent'), 'already_done'],
  [
    'a second invitation replaces a side that has agreed',
    () => new Table().seated().tryBy('2026-03-05', 'opener', 'invite_party', { receipt: '99'.repeat(16), words: '换人' }),
    'already_done',
  ],
  [
    'a side that has stopped is brought back',
    () =>
      new Table()
        .seated()
        .by('2026-03-05', 'other', 'withdraw_consent')
        .tryBy('2026-03-06', 'opener', 'invite_party', { receipt: '99'.repeat(16), words: '再来' }),
    'mediation_over',
  ],
  [
    'the mediator goes on after a side has stopped',
    () =>
      new Table()
        .seated()
        .by('2026-03-05', 'other', 'withdraw_consent')
        .tryPost('2026-03-06', 'mediator', 'hold_session', { at: 'mediation_room', words: '谈' }),
    'mediation_over',
  ],
  [
    'the mediator goes on after the opener has stopped',
    () => new Table().seated().by('2026-03-05', 'opener', 'withdraw_consent').tryPost('2026-03-06', 'mediator', 'add_term', TERM),
    'mediation_over',
  ],
  ['an office stops it for a side', () => new Table().seated().tryPost('2026-03-05', 'mediator', 'withdraw_consent'), 'not_found'],
  [
    'an office invites somebody to sit down',
    () => registered().tryPost('2026-03-03', 'head', 'invite_party', { words: '来' }),
    'not_found',
  ],
  [
    'a side is told its rights after the first session',
    () => new Table().seated().tryPost('2026-03-06', 'mediator', 'tell_rights', { told: 'paper' }),
    'already_done',
  ],
  [
    'a session is held before the rights are told',
    () =>
      invited()
        .by('2026-03-03', 'invitation', 'give_consent', { receipt: 'ef'.repeat(16) })
        .post('2026-03-03', 'mediator', 'accept')
        .tryPost('2026-03-03', 'mediator', 'hold_session', { at: 'mediation_room', words: '谈' }),
    'rights_not_told',
  ],
  [
    'a session is held at the police',
    () => new Table().seated().tryPost('2026-03-06', 'mediator', 'hold_session', { at: 'police_station', words: '谈' }),
    'field_choice',
  ],
];

const TERMS: readonly Try[] = [
  ['a term not to complain', () => term('收钱以后不再投诉'), 'term_gags'],
  ['a term to stop petitioning, spaced out', () => term('以后 息 访 罢 诉'), 'term_gags'],
  ['a term to stop petitioning, in traditional characters', () => term('今後不得上訪'), 'term_gags'],
  ['a term not to go to the capital', () => term('不进京'), 'term_gags'],
  ['a term not to travel', () => term('半年不得外出'), 'term_gags'],
  ['a term not to publish', () => term('不在网上发布'), 'term_gags'],
  ['a term to delete what was published', () => term('删帖'), 'term_gags'],
  ['a term not to speak to the press', () => term('不接受记者采访'), 'term_gags'],
  ['a term to keep it secret', () => term('双方保密'), 'term_gags'],
  ['a term not to sue', () => term('不得起诉'), 'term_gags'],
  ['a term to withdraw a suit', () => term('三天内撤诉'), 'term_gags'],
  ['a term to give up arbitration', () => term('不申请劳动仲裁'), 'term_gags'],
  ['a term to give up all other rights', () => term('放弃一切权利'), 'term_gags'],
  ['a term against asking for more', () => term('以后不再提任何要求'), 'term_gags'],
  ['a term not to bear witness', () => term('不出庭作证'), 'term_gags'],
  ['a term not to gather', () => term('不组织他人'), 'term_gags'],
  ['a term not to call the hotline', () => term('不打12345'), 'term_gags'],
  ['a gag in English', () => term('shall not complain or sue'), 'term_gags'],
  ['a gag in English capitals, with marks between', () => term('NON-DISPARAGEMENT clause'), 'term_gags'],
  ['a gag as the description of a payment', () => term('不再信访的补偿款', { object: 'pay_money', amount: 5000 }), 'term_gags'],
  ['a term of control', () => term('落实稳控措施'), 'term_gags'],
  ['a term whose object is not to complain', () => term('一件事', { object: 'stop_petitioning' }), 'field_choice'],
  ['a term owed by nobody of the two', () => term('一件事', { owes: 'township' }), 'field_choice'],
  ['money without an amount', () => term('钱', { object: 'pay_money' }), 'term_amount'],
  ['an amount for an apology', () => term('道歉', { object: 'apologise', amount: 5 }), 'term_amount'],
  ['a term for a day that has passed', () => term('材料', { by: '2026-03-05' }), 'promise_past'],
  [
    'a term before anybody has sat down',
    () =>
      invited()
        .by('2026-03-03', 'invitation', 'give_consent', { receipt: 'ef'.repeat(16) })
        .post('2026-03-03', 'mediator', 'accept')
        .tryPost('2026-03-03', 'mediator', 'add_term', TERM),
    'not_yet',
  ],
];

const SIGNING: readonly Try[] = [
  [
    'the mediator signs what one side has confirmed',
    () => {
      const table = new Table().seated().post('2026-03-06', 'mediator', 'add_term', TERM);
      return table
        .by('2026-03-06', 'opener', 'confirm_terms', { of: table.last().n })
        .tryPost('2026-03-06', 'mediator', 'sign_agreement', { form: 'written' });
    },
    'terms_unconfirmed',
  ],
  [
    'the opener confirms twice, for both',
    () => {
      const table = new Table().seated().post('2026-03-06', 'mediator', 'add_term', TERM);
      const of = table.last().n;
      return table.by('2026-03-06', 'opener', 'confirm_terms', { of }).tryBy('2026-03-06', 'opener', 'confirm_terms', { of });
    },
    'already_done',
  ],
  [
    'the invitation confirms',
    () => {
      const table = new Table().seated().post('2026-03-06', 'mediator', 'add_term', TERM);
      return table.tryBy('2026-03-06', 'invitation', 'confirm_terms', { of: table.last().n });
    },
    'not_found',
  ],
  [
    'an office confirms for a side',
    () => new Table().seated().post('2026-03-06', 'mediator', 'add_term', TERM).tryPost('2026-03-06', 'head', 'confirm_terms', { of: 7 }),
    'not_found',
  ],
  [
    'terms are changed between reading and confirming',
    () => {
      const table = new Table().seated().post('2026-03-06', 'mediator', 'add_term', TERM);
      const of = table.last().n;
      return table.post('2026-03-06', 'mediator', 'add_term', { ...TERM, amount: 1 }).tryBy('2026-03-06', 'other', 'confirm_terms', { of });
    },
    'terms_changed',
  ],
  [
    'terms are changed after both have confirmed, and signed',
    () =>
      new Table()
        .seated()
        .confirmed()
        .post('2026-03-08', 'mediator', 'add_term', { ...TERM, amount: 1 })
        .tryPost('2026-03-08', 'mediator', 'sign_agreement', { form: 'written' }),
    'terms_unconfirmed',
  ],
  [
    'an agreement without a term',
    () => new Table().seated().tryPost('2026-03-06', 'mediator', 'sign_agreement', { form: 'oral' }),
    'not_yet',
  ],
  [
    'a term is dropped after the agreement',
    () => {
      const table = new Table().seated().agreed();
      return table.tryPost('2026-03-09', 'mediator', 'drop_term', { of: 7 });
    },
    'mediation_over',
  ],
  [
    'a side stops an agreement that is signed',
    () => new Table().seated().agreed().tryBy('2026-03-09', 'other', 'withdraw_consent'),
    'mediation_over',
  ],
  [
    'who owes a term says that it was kept',
    () => {
      const table = new Table().seated().agreed();
      return table.tryBy('2026-04-02', 'other', 'judge_term', { of: table.last('term_agreed').n, kept: 'kept' });
    },
    'term_not_owed',
  ],
  [
    'the committee says that it asked before the day',
    () => {
      const table = new Table().seated().agreed();
      return table.tryPost('2026-03-20', 'mediator', 'follow_up', { of: table.last('term_agreed').n, found: 'kept' });
    },
    'not_yet',
  ],
  [
    'the opener asks the court for both',
    () => new Table().seated().agreed().by('2026-03-09', 'opener', 'join_confirmation').tryBy('2026-03-09', 'opener', 'join_confirmation'),
    'already_done',
  ],
  [
    'the committee asks the court for both',
    () => new Table().seated().agreed().tryPost('2026-03-09', 'mediator', 'join_confirmation'),
    'not_found',
  ],
  [
    'a ruling is entered that nobody asked for',
    () => new Table().seated().agreed().tryPost('2026-03-09', 'mediator', 'decide_confirmation', { outcome: 'confirmed' }),
    'not_yet',
  ],
];

const CLOSING: readonly Try[] = [
  ['an office closes it', () => new Table().seated().agreed().tryPost('2026-03-20', 'head', 'close_mediation'), 'not_found'],
  ['the other side closes it', () => new Table().seated().agreed().tryBy('2026-03-20', 'other', 'close_mediation'), 'not_found'],
  [
    'the opener is made to close it at the table',
    () => new Table().seated().agreed().tryBy('2026-03-08', 'opener', 'close_mediation'),
    'not_yet',
  ],
  [
    'the opener is made to close it a day before the 72 hours',
    () => new Table().seated().agreed().tryBy('2026-03-10', 'opener', 'close_mediation'),
    'not_yet',
  ],
  [
    'a mediation without an agreement is closed as settled',
    () => new Table().seated().tryBy('2026-03-20', 'opener', 'close_mediation'),
    'not_yet',
  ],
  [
    'an office lets the time of a matter rest',
    () =>
      new Table('township-centre')
        .post('2026-03-02', 'desk', 'register', { office: 'justice', grade: 'hard' })
        .tryPost('2026-03-03', 'head', 'ask_pause'),
    'not_found',
  ],
  ['a mediation stops its own clock', () => new Table().seated().filer('2026-03-05', 'ask_pause'), 'wrong_stage'],
  [
    'a pause goes on beyond thirty days',
    () => {
      const matter = new Table('township-centre').post('2026-03-02', 'desk', 'register', { office: 'justice', grade: 'hard' });
      matter.filer('2026-03-02', 'ask_pause');
      return matter.filer('2026-04-02', 'ask_pause');
    },
    'pause_spent',
  ],
];

const OUTSIDE: readonly Try[] = [
  ['the office complained of reads it', () => new Table('mediation', 'housing').tryPost('2026-03-03', 'accused', 'read'), 'not_found'],
  [
    'the office complained of mediates',
    () => new Table('mediation', 'housing').tryPost('2026-03-03', 'accusedHead', 'accept'),
    'not_found',
  ],
  [
    'it is passed to the office complained of',
    () => new Table('mediation', 'housing').tryPost('2026-03-03', 'desk', 'register', { office: 'housing' }),
    'office_reported',
  ],
  [
    'it is passed to an office below the one complained of',
    () => new Table('mediation', 'housing').tryPost('2026-03-03', 'desk', 'register', { office: 'station' }),
    'office_reported',
  ],
  [
    'the office complained of helps',
    () =>
      new Table('mediation', 'housing')
        .post('2026-03-03', 'desk', 'register', { office: 'justice' })
        .tryPost('2026-03-03', 'head', 'add_office', { office: 'housing', role: 'watch', words: '看' }),
    'office_reported',
  ],
  [
    'an administrator sits down',
    () => new Table().seated().tryPost('2026-03-05', 'admin', 'hold_session', { at: 'online', words: '谈' }),
    'not_found',
  ],
  ['a mediator of another office sits down', () => new Table().seated().tryPost('2026-03-05', 'stranger', 'add_term', TERM), 'not_found'],
  [
    'others join the dispute',
    () =>
      new Table().tryBy('2026-03-03', 'opener', 'open_to_others', {
        receipt: '77'.repeat(16),
        representatives: '0',
        subject: '墙',
        words: '来',
      }),
    'joint_not_this_kind',
  ],
  [
    'it is answered like a complaint',
    () => new Table().seated().tryPost('2026-03-06', 'head', 'reply', { outcome: 'supported', facts: '有', opinion: '办', basis: '法' }),
    'wrong_stage',
  ],
];

const ALL: readonly (readonly [string, readonly Try[]])[] = [
  ['pressure and silence', PRESSURE],
  ['terms', TERMS],
  ['signing and keeping', SIGNING],
  ['closing and pausing', CLOSING],
  ['who mediates', OUTSIDE],
];

describe.each(ALL)('misuses of a mediation: %s', (_kind, tries) => {
  it.each(tries.map((one) => [one[0], one] as const))('%s', (_what, [, tried, code]) => {
    expect(tried()).toBe(code);
  });
});

describe('what a mediation cannot say', () => {
  it('at least forty misuses were tried', () => {
    expect(ALL.flatMap(([, tries]) => tries).length).toBeGreaterThanOrEqual(40);
  });

  it('no object of a term, no place of a session and no ending is about complaining, travelling, publishing, suing or the police', () => {
    for (const word of [...TERM_OBJECTS, ...ENDINGS]) expect(findGag(word.replaceAll('_', ' '))).toBeNull();
    for (const word of [...TERM_OBJECTS, ...SESSION_PLACES, ...ENDINGS]) {
      expect(word).not.toMatch(/police|petition|travel|publish|sue|silence|stab/);
    }
  });

  it('every side’s own step needs a receipt that the server names, and every step about leaving, agreeing or ending a device of one’s own', () => {
    for (const verb of TABLE_VERBS) {
      expect([verb.name, verb.by, verb.fields['by']?.kind]).toEqual([verb.name, 'filer', 'server']);
      if (!['tell_table', 'judge_term', 'object_confirmation'].includes(verb.name))
        expect([verb.name, verb.onOwnDevice]).toEqual([verb.name, true]);
    }
    expect(VERBS.filter(({ name }) => name === 'ask_pause' || name === 'end_pause').map((it) => [it.by, it.onOwnDevice])).toEqual([
      ['filer', true],
      ['filer', true],
    ]);
  });

  it('no step of a mediator names a person: what it takes is choices, days, sums, earlier steps and words', () => {
    for (const verb of MEDIATOR_VERBS)
      for (const [name, spec] of Object.entries(verb.fields)) {
        expect(['choice', 'day', 'whole', 'step', 'line', 'text']).toContain(spec.kind);
        expect(name).not.toMatch(/name|phone|address|id_?card|person/i);
      }
    expect(Object.keys(addTerm.fields)).toEqual(['object', 'owes', 'what', 'amount', 'by']);
    expect(ROLES).toContain('mediator');
  });

  it('harmless terms are taken: the words that are refused are not those of neighbours', () => {
    for (const what of [
      '把墙修好',
      '晚上十点以后小声',
      '付三千元',
      '下水管改到自家院里',
      'repair the wall',
      'pay for the pipe',
      'keep the yard clean',
    ])
      expect([what, term(what)]).toEqual([what, 'taken']);
  });
});
