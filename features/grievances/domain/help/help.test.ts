import { describe, expect, it } from 'vitest';
import { Table } from '../../../../test/support/towns/table.ts';
import { HELP_VERBS } from './help.ts';
import { DOOR_BODIES } from './refer-out.ts';
import { REFERRAL_OUTCOMES } from './report-referral.ts';

const asked = () => new Table('help').post('2026-03-02', 'desk', 'register', { office: 'justice' });
const DOOR = { body: 'legal_aid', words: '司法局一楼，九点到五点', bring: '身份证' };
const owed = (table: Table, day: string, rule: string) => table.owed(day).filter((it) => it.rule === rule);

describe('leading somebody to the right door', () => {
  it('is carried until it is known what became of it: each referral by its own clock', () => {
    const table = asked()
      .post('2026-03-03', 'head', 'refer_out', DOOR)
      .post('2026-03-05', 'head', 'refer_out', { ...DOOR, body: 'court_service' });
    const [first, second] = table.events.filter(({ type }) => type === 'referred_out');
    table.post('2026-03-10', 'head', 'report_referral', { of: second?.n ?? 0, became: 'granted', words: '立了案' });
    expect(owed(table, '2026-03-19', 'help.referral').map((it) => it.status)).toEqual(['overdue', 'met']);
    table.post('2026-03-19', 'head', 'report_referral', { of: first?.n ?? 0, became: 'turned_down', words: '不符合第四十二条' });
    expect(owed(table, '2026-03-20', 'help.referral').map((it) => it.status)).toEqual(['met_late', 'met']);
    expect(table.tryPost('2026-03-21', 'head', 'report_referral', { of: first?.n ?? 0, became: 'granted', words: '又办了' })).toBe(
      'not_yet',
    );
  });

  it('answers nothing: the office still owes its own answer, and a referral without word opens the way up', () => {
    const table = asked().post('2026-03-03', 'head', 'accept').post('2026-03-03', 'head', 'refer_out', DOOR);
    expect(owed(table, '2026-03-03', 'help.reply')[0]?.status).toBe('running');
    expect(table.filer('2026-03-10', 'ask_take_up')).not.toBe('taken');
    expect(table.filer('2026-03-19', 'ask_take_up')).toBe('taken');
  });

  it('names a door and never a group, and takes no papers in', () => {
    for (const word of [...DOOR_BODIES, ...REFERRAL_OUTCOMES])
      expect(word).not.toMatch(/veteran|prison|poor|disabled|pupil|believer|refus|unfit/);
    for (const verb of HELP_VERBS)
      expect([verb.name, Object.values(verb.fields).some(({ kind }) => kind === 'files')]).toEqual([verb.name, false]);
  });

  it('no word yet is no outcome, and a door of another matter is none of its', () => {
    const table = asked().post('2026-03-03', 'head', 'refer_out', DOOR);
    const { n } = table.last('referred_out');
    expect(table.tryPost('2026-03-10', 'head', 'report_referral', { of: n, became: 'not_answered', words: '没回' })).toBe('field_choice');
    expect(table.tryPost('2026-03-10', 'head', 'report_referral', { of: n + 1, became: 'granted', words: '办了' })).toBe('field_choice');
    const grievance = new Table('petition-2022').post('2026-03-02', 'desk', 'register', { office: 'justice', grade: 'hard' });
    expect(grievance.tryPost('2026-03-03', 'head', 'refer_out', DOOR)).toBe('wrong_stage');
  });

  it('is there for the sides of a mediation, too: legal aid with a clock', () => {
    const table = new Table().seated().post('2026-03-06', 'mediator', 'refer_out', DOOR);
    expect(owed(table, '2026-03-24', 'med.aid')[0]?.status).toBe('overdue');
  });
});

describe('what no rule covers', () => {
  it('is said once, read by its filer, and meets nothing that is owed', () => {
    const table = asked()
      .post('2026-03-03', 'head', 'accept')
      .post('2026-03-04', 'head', 'note_gap', { words: '没有规定管旧房加装电梯的补助' });
    expect(table.tryPost('2026-03-05', 'head', 'note_gap', { words: '再说' })).toBe('already_done');
    expect(owed(table, '2026-03-05', 'help.reply')[0]?.status).toBe('running');
    expect(table.last('gap_noted').visibility).toBe('open');
  });
});
