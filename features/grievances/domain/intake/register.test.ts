import { describe, expect, it } from 'vitest';
import { centre, people, petition } from '../../../../test/support/given.ts';

describe('register', () => {
  it('routes a matter to the office that will answer and resolves the two offices above it', () => {
    petition().yields('2026-09-02', 'desk', 'register', { office: 'housing' }, [
      { type: 'registered', level: 0, actor: 'staff', data: { lead: 'housing', above: 'county', above2: 'city' } },
    ]);
  });

  it('says so when there is no second office above, or none at all', () => {
    petition().yields('2026-09-02', 'desk', 'register', { office: 'county' }, [{ data: { lead: 'county', above: 'city', above2: null } }]);
    petition().yields('2026-09-02', 'desk', 'register', { office: 'city' }, [{ data: { lead: 'city', above: null, above2: null } }]);
  });

  it('is done once, by the desk, with an office that exists', () => {
    petition().refuses('2026-09-02', 'desk', 'register', { office: 'nowhere' }, 'office_unknown');
    petition().refuses('2026-09-02', 'handler', 'register', { office: 'housing' }, 'not_found');
    petition()
      .step('2026-09-02', 'desk', 'register', { office: 'letters' })
      .refuses('2026-09-03', 'desk', 'register', { office: 'water' }, 'already_done');
  });

  it('needs a grade where the pack has grades, and none where it has not', () => {
    centre().refuses('2026-09-01', 'desk', 'register', { office: 'housing' }, 'grade_missing');
    centre().yields('2026-09-01', 'desk', 'register', { office: 'housing', grade: 'hard' }, [{ data: { grade: 'hard' } }]);
    const decided = petition().try('2026-09-02', 'desk', 'register', { office: 'housing', grade: 'hard' });
    expect(decided).toMatchObject([{ type: 'registered' }]);
    expect(JSON.stringify(decided)).not.toContain('grade');
  });

  it('may have happened on an earlier day, never before the filing, never in the future', () => {
    petition().yields('2026-09-05', 'desk', 'register', { office: 'housing', occurredOn: '2026-09-01' }, [{ type: 'registered' }]);
    petition().refuses('2026-09-05', 'desk', 'register', { office: 'housing', occurredOn: '2026-09-06' }, 'date_in_future');
    petition().refuses('2026-09-05', 'desk', 'register', { office: 'housing', occurredOn: '2026-08-31' }, 'date_before_start');
    petition().refuses('2026-09-05', 'desk', 'register', { office: 'housing', occurredOn: '2026-02-30' }, 'field_date');
    expect(people.desk.kind).toBe('staff');
  });
});
