import { describe, expect, it } from 'vitest';
import { Table, AT_TABLE, TERM } from '../../../../test/support/towns/table.ts';
import { confirmedBy, termsOf } from './table.ts';
import { isAtTable, isReadAtTable, sightAtTable } from './table-sight.ts';
import { receiptsOf, rightOf } from '../receipts/receipts.ts';

describe('a mediation, from the first word to the last term', () => {
  it('is agreed to by both sides, each term is asked after from its own day on, and the opener alone closes it', () => {
    const table = new Table().seated().agreed();
    const { n } = table.last('term_agreed');
    expect(table.last('term_agreed').data).toEqual({
      object: 'pay_money',
      owes: 'other',
      amount: 3000,
      by: '2026-04-01',
      term: 7,
      allowedBy: 'mediator-mediates',
    });
    const due = (day: string, rule: string) =>
      table.owed(day).flatMap((it) => (it.rule === rule ? [[it.status, it.from, it.due] as const] : []));
    expect(due('2026-03-20', 'med.watch')).toEqual([['pending', '2026-04-01', '2026-04-09']]);
    expect(due('2026-04-02', 'med.watch')).toEqual([['running', '2026-04-01', '2026-04-09']]);
    expect(due('2026-04-10', 'med.watch')).toEqual([['overdue', '2026-04-01', '2026-04-09']]);
    expect(due('2026-03-20', 'med.duration')[0]?.[0]).toBe('met');
    table.by('2026-04-02', 'opener', 'judge_term', { of: n, kept: 'not_kept' });
    table.post('2026-04-02', 'mediator', 'follow_up', { of: n, found: 'kept' });
    expect(due('2026-04-10', 'med.watch')[0]?.[0]).toBe('met');
    expect(table.tryBy('2026-04-10', 'other', 'close_mediation')).toBe('not_found');
    table.by('2026-04-10', 'opener', 'close_mediation');
    expect(table.tryBy('2026-04-11', 'opener', 'close_mediation')).toBe('already_done');
  });

  it('each of several terms has a clock of its own', () => {
    const table = new Table().seated();
    table.post('2026-03-06', 'mediator', 'add_term', TERM);
    table.post('2026-03-06', 'mediator', 'add_term', { object: 'repair', owes: 'both', what: '各修一半墙', by: '2026-05-11' });
    const of = table.last().n;
    table.by('2026-03-06', 'opener', 'confirm_terms', { of }).by('2026-03-06', 'other', 'confirm_terms', { of });
    table.post('2026-03-06', 'mediator', 'sign_agreement', { form: 'oral' });
    const [first, second] = table.events.filter((it) => it.type === 'term_agreed');
    table.post('2026-04-02', 'mediator', 'follow_up', { of: first?.n ?? 0, found: 'kept' });
    expect(table.owed('2026-05-12').flatMap((it) => (it.rule === 'med.watch' ? [it.status] : []))).toEqual(['met', 'running']);
    expect(table.tryPost('2026-04-02', 'mediator', 'follow_up', { of: second?.n ?? 0, found: 'kept' })).toBe('not_yet');
    for (const side of ['opener', 'other'] as const)
      expect(table.tryBy('2026-05-12', side, 'judge_term', { of: second?.n ?? 0, kept: 'kept' })).toBe('taken');
  });

  it('a change of the terms takes back what was confirmed', () => {
    const table = new Table().seated().confirmed();
    expect(confirmedBy(table.state())).toEqual(['opener', 'other']);
    table.post('2026-03-07', 'mediator', 'add_term', { object: 'apologise', owes: 'opener', what: '当面道歉', by: '2026-03-20' });
    expect(confirmedBy(table.state())).toEqual([]);
    expect(table.tryPost('2026-03-08', 'mediator', 'sign_agreement', { form: 'written' })).toBe('terms_unconfirmed');
    table.post('2026-03-08', 'mediator', 'drop_term', { of: table.last().n });
    expect(termsOf(table.state())).toHaveLength(1);
    expect(confirmedBy(table.state())).toEqual([]);
  });

  it('without an agreement both sides learn of the other ways in the same step', () => {
    for (const end of [
      (table: Table) => table.post('2026-03-09', 'mediator', 'fail_mediation', { because: 'not_agreed' }),
      (table: Table) => table.by('2026-03-09', 'other', 'withdraw_consent'),
      (table: Table) => table.by('2026-03-09', 'opener', 'withdraw_consent'),
    ]) {
      const table = end(new Table().seated());
      const failed = table.last('mediation_failed');
      expect(table.last('ways_told').recordedAt).toBe(failed.recordedAt);
      expect(table.owed('2026-03-09').find((it) => it.rule === 'med.fail')?.status).toBe('met');
      expect(table.tryBy('2026-03-09', 'other', 'tell_table', { words: '再谈' })).toBe('mediation_over');
    }
  });

  it('the court is asked by both together, within thirty days, and what it does is entered', () => {
    const table = new Table().seated().agreed();
    table.by('2026-03-20', 'opener', 'join_confirmation');
    expect(table.has('confirmation_asked')).toBe(false);
    expect(table.tryBy('2026-03-20', 'opener', 'join_confirmation')).toBe('already_done');
    table.by('2026-03-21', 'other', 'join_confirmation');
    expect(table.has('confirmation_asked')).toBe(true);
    table.post('2026-03-23', 'mediator', 'accept_confirmation');
    table.post('2026-04-10', 'mediator', 'decide_confirmation', { outcome: 'confirmed' });
    expect(table.tryBy('2026-04-20', 'other', 'object_confirmation')).toBe('taken');
    expect(table.tryBy('2026-05-20', 'other', 'object_confirmation')).toBe('right_lapsed');
    expect(new Table().seated().agreed().tryBy('2026-04-20', 'opener', 'join_confirmation')).toBe('right_lapsed');
  });

  it('a medical one does not count the days of an appraisal, and the others know none', () => {
    const table = new Table('mediation-medical').seated();
    table.post('2026-03-23', 'mediator', 'make_appraisal', { from: '2026-03-16', to: '2026-03-20' });
    expect(table.owed('2026-03-24').find((it) => it.rule === 'med.duration')?.due).toBe('2026-04-23');
    expect(new Table().seated().tryPost('2026-03-23', 'mediator', 'make_appraisal', { from: '2026-03-16', to: '2026-03-20' })).toBe(
      'wrong_stage',
    );
  });
});

describe('the page of the two sides', () => {
  it('holds nothing of the filing’s words, of a step upward, or of a notice to the opener alone', () => {
    const table = new Table().seated();
    expect(table.events.filter((it) => isReadAtTable(it, table.events)).map((it) => it.type)).toEqual([
      'party_invited',
      'consent_given',
      'rights_told',
      'session_held',
    ]);
    expect(isAtTable(table.events[0]!, table.events)).toBe(false); // the filing
    const late = new Table();
    late.post('2026-03-02', 'desk', 'register', { office: 'justice' });
    expect(late.filer('2026-03-20', 'ask_take_up')).toBe('taken');
    expect(sightAtTable(late.events).map((it) => it.type)).toEqual(['filed', 'registered']);
  });

  it('a new code of the opener leaves the other side’s as it is, and an invitation that was taken up is spent', () => {
    const table = new Table().seated();
    table.by('2026-03-06', 'opener', 'replace_code', { receipt: '56'.repeat(16) });
    const rights = receiptsOf(table.events).map((it) => [it.kind, rightOf(it, table.around('2026-03-06').now)]);
    expect(rights).toEqual([
      ['code', 'warned'],
      ['invitation', null],
      ['party', 'party'],
      ['code', 'act'],
    ]);
  });
});

describe('a matter beside a mediation', () => {
  it('runs on, unless its filer lets it rest: thirty days in all, ended at any time', () => {
    const matter = new Table('township-centre');
    matter.post('2026-03-02', 'desk', 'register', { office: 'justice', grade: 'hard' });
    const due = (day: string) => matter.owed(day).find((it) => it.rule === 'centre.reply' || it.kind === 'reply')?.due;
    const before = due('2026-03-03');
    expect(matter.filer('2026-03-05', 'ask_pause')).toBe('taken');
    expect(matter.last('pause_asked').data).toEqual({ until: '2026-04-04' });
    expect(due('2026-03-05')).not.toBe(before);
    expect(matter.filer('2026-03-06', 'ask_pause')).toBe('already_done');
    expect(matter.filer('2026-03-10', 'end_pause')).toBe('taken');
    expect(matter.filer('2026-03-10', 'end_pause')).toBe('not_yet');
    expect(matter.filer('2026-03-11', 'ask_pause')).toBe('taken');
    expect(matter.last('pause_asked').data).toEqual({ until: '2026-04-05' }); // five of thirty are used
    expect(matter.filer('2026-04-06', 'ask_pause')).toBe('pause_spent');
    for (const who of Object.values(AT_TABLE)) expect(matter.open('2026-03-06', who)).not.toContain('ask_pause');
  });
});
