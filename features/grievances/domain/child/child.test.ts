import { describe, expect, it } from 'vitest';
import { Table } from '../../../../test/support/towns/table.ts';
import { readFields } from '../../../../kernel/stream/fields.ts';
import { isRefusal } from '../../../../kernel/refusal.ts';
import { CHILD_FILER_VERBS, CHILD_VERBS } from './child.ts';
import { HEARD_AT } from './ask-child.ts';
import { LOOKERS } from './look-outside.ts';

const REPLY = { outcome: 'supported', facts: '属实', opinion: '已调开', promise1: '每周一次心理辅导', promise1By: '2026-03-20' };
const LOOKED = { lookedBy: 'police', found: 'bullying_found', childHeard: true, words: '看过现场' };
const report = () => new Table('door-child-danger');
const owed = (table: Table, day: string, rule: string) => table.owed(day).filter((it) => it.rule === rule);

describe('a child in danger: what a door does, and in which order', () => {
  it('protects first, before anybody has taken it on, and within twelve hours', () => {
    const table = report();
    expect(owed(table, '2026-03-02', 'door.child.protect')[0]?.status).toBe('running');
    table.post('2026-03-02', 'head', 'protect_child', { measure: 'police_called' });
    expect(owed(table, '2026-03-03', 'door.child.protect')[0]?.status).toBe('met');
  });

  it('answers nobody before the child was protected, the guardian told or kept out, and somebody outside has looked', () => {
    const table = report();
    table.post('2026-03-02', 'desk', 'register', { office: 'justice' }).post('2026-03-02', 'head', 'accept');
    expect(table.tryPost('2026-03-03', 'head', 'reply', REPLY)).toBe('child_first');
    table.post('2026-03-03', 'head', 'protect_child', { measure: 'kept_apart' });
    expect(table.tryPost('2026-03-03', 'head', 'reply', REPLY)).toBe('child_first');
    table.post('2026-03-03', 'head', 'tell_guardian', { how: 'by_telephone' });
    expect(table.tryPost('2026-03-03', 'head', 'reply', REPLY)).toBe('child_first');
    table.post('2026-03-04', 'head', 'look_outside', LOOKED);
    expect(table.tryPost('2026-03-05', 'head', 'reply', REPLY)).toBe('taken');
  });

  it('a guardian who is the danger is kept out, with who speaks for the child; that nobody was reached is no reason', () => {
    const table = report();
    expect(table.tryPost('2026-03-02', 'head', 'keep_guardian_out', { because: 'not_reached', instead: 'police', words: '没人接' })).toBe(
      'field_choice',
    );
    expect(table.tryPost('2026-03-02', 'head', 'keep_guardian_out', { because: 'guardian_is_the_danger', words: '打孩子' })).toBe(
      'field_choice',
    );
    table.post('2026-03-02', 'head', 'keep_guardian_out', { because: 'guardian_is_the_danger', instead: 'civil_affairs', words: '打孩子' });
    expect(owed(table, '2026-03-04', 'door.child.guardian')[0]?.status).toBe('met');
    // The other one may be told later; nobody is kept out twice.
    expect(table.tryPost('2026-03-05', 'head', 'keep_guardian_out', { because: 'telling_endangers', instead: 'police', words: '再' })).toBe(
      'already_done',
    );
    expect(table.tryPost('2026-03-05', 'head', 'tell_guardian', { how: 'through_police' })).toBe('taken');
  });

  it('what was promised is owed on its day, and the child is asked within thirty days of the answer', () => {
    const table = report();
    table
      .post('2026-03-02', 'desk', 'register', { office: 'justice' })
      .post('2026-03-02', 'head', 'accept')
      .post('2026-03-02', 'head', 'protect_child', { measure: 'harm_stopped' });
    table.post('2026-03-02', 'head', 'tell_guardian', { how: 'in_person' }).post('2026-03-03', 'head', 'look_outside', LOOKED);
    table.post('2026-03-04', 'head', 'reply', REPLY);
    expect(owed(table, '2026-03-21', 'door.child.remedy')[0]?.status).toBe('overdue');
    expect(owed(table, '2026-03-21', 'door.child.ask')[0]?.status).toBe('running');
    table.post('2026-03-21', 'head', 'ask_child');
    expect(owed(table, '2026-04-10', 'door.child.ask')[0]?.status).toBe('met');
    // One question waits at a time; no answer is no answer.
    expect(table.tryPost('2026-03-22', 'head', 'ask_child')).toBe('already_done');
    expect(owed(table, '2026-06-01', 'door.child.protect.again')).toEqual([]);
  });

  it.each(['not_safe', 'not_sure'] as const)('“%s” starts the time to protect anew, however often it is said', (said) => {
    const table = report();
    table.post('2026-03-02', 'head', 'protect_child', { measure: 'harm_stopped' }).post('2026-03-03', 'head', 'ask_child');
    expect(table.filer('2026-03-04', 'answer_child', { answer: said })).toBe('taken');
    expect(owed(table, '2026-03-04', 'door.child.protect.again').map((it) => it.status)).toEqual(['running']);
    expect(owed(table, '2026-03-05', 'door.child.protect.again').map((it) => it.status)).toEqual(['overdue']);
    table.post('2026-03-05', 'head', 'protect_child', { measure: 'adult_stays' });
    expect(table.filer('2026-03-07', 'say_unsafe', { words: '又来了' })).toBe('taken');
    expect(owed(table, '2026-03-07', 'door.child.protect.again').map((it) => it.status)).toEqual(['met_late', 'running']);
    // Said again while it is owed, it moves nothing.
    table.post('2026-03-07', 'head', 'hear_child', { at: 'at_a_hospital', said });
    expect(owed(table, '2026-03-07', 'door.child.protect.again')).toHaveLength(2);
    table.post('2026-03-07', 'head', 'protect_child', { measure: 'shelter_found' });
    table.post('2026-03-08', 'head', 'hear_child', { at: 'at_this_office', said });
    expect(owed(table, '2026-03-08', 'door.child.protect.again').map((it) => it.status)).toEqual(['met_late', 'met', 'running']);
  });

  it('what was done before the child was said not to be safe does not count as protecting it anew', () => {
    const table = report();
    table.post('2026-03-02', 'head', 'protect_child', { measure: 'harm_stopped' }).post('2026-03-03', 'head', 'ask_child');
    expect(table.filer('2026-03-06', 'answer_child', { answer: 'not_safe' })).toBe('taken');
    const before = { measure: 'kept_apart', occurredOn: '2026-03-05' };
    expect(table.tryPost('2026-03-07', 'head', 'protect_child', before)).toBe('child_unsafe_since');
    expect(owed(table, '2026-03-07', 'door.child.protect.again').map((it) => it.status)).toEqual(['overdue']);
    table.post('2026-03-07', 'head', 'protect_child', { measure: 'kept_apart', occurredOn: '2026-03-06' });
    expect(owed(table, '2026-03-07', 'door.child.protect.again').map((it) => it.status)).not.toContain('overdue');
    // Once it is protected anew, what was done earlier may be written down, too.
    expect(table.tryPost('2026-03-07', 'head', 'protect_child', before)).toBe('taken');
  });

  it('“safe” starts nothing, whoever says it, and closes nothing', () => {
    const table = report();
    table.post('2026-03-03', 'head', 'ask_child');
    expect(table.filer('2026-03-04', 'answer_child', { answer: 'safe' })).toBe('taken');
    table.post('2026-03-05', 'head', 'hear_child', { at: 'at_home', said: 'safe' });
    expect(owed(table, '2026-03-06', 'door.child.protect.again')).toEqual([]);
    expect(table.filer('2026-03-07', 'say_unsafe', { words: '还是怕' })).toBe('taken');
  });
});

describe('what it never does', () => {
  it('takes no word of the school for a look, and hears no child in the school', () => {
    for (const word of [...LOOKERS, ...HEARD_AT]) expect(word).not.toMatch(/school|teacher|principal|class/);
    expect(report().tryPost('2026-03-03', 'head', 'look_outside', { ...LOOKED, lookedBy: 'school' })).toBe('field_choice');
    expect(report().tryPost('2026-03-03', 'head', 'hear_child', { at: 'at_school', said: 'safe' })).toBe('field_choice');
  });

  it('has no field for a name, a class, an age, a school or another report, and refuses one that is sent', () => {
    for (const verb of [...CHILD_VERBS, ...CHILD_FILER_VERBS])
      for (const field of ['name', 'pupil', 'class', 'age', 'school', 'number', 'earlier', 'with'])
        expect([verb.name, field, isRefusal(readFields(verb.fields, { [field]: '1' }))]).toEqual([verb.name, field, true]);
  });

  it('is no step of any other kind of matter, and of no post of another office', () => {
    const grievance = new Table('petition-2022');
    for (const verb of CHILD_VERBS)
      expect([verb.name, grievance.tryPost('2026-03-03', 'head', verb.name)]).toEqual([verb.name, 'wrong_stage']);
    for (const who of ['accused', 'accusedHead', 'stranger', 'above', 'admin', 'desk'] as const)
      expect([who, report().tryPost('2026-03-02', who, 'protect_child', { measure: 'police_called' })]).not.toEqual([who, 'taken']);
  });
});
