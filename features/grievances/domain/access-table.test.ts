import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { RELATIONS, ROLES } from '../../../kernel/access/access.ts';
import { isRefusal } from '../../../kernel/refusal.ts';
import { readAccess } from '../../../engine/place/first-definitions.ts';
import { accepted, opened, petition, REPLY } from '../../../test/support/given.ts';
import { accessTable, accessTableText, accessVerbs } from '../../../kernel/access/table.ts';
import { KINDS } from '../../../server/features.ts';

const RULES = readAccess().rules;
const table = KINDS.flatMap((kind) => accessTable(RULES, kind));

describe('who may do what, enumerated', () => {
  it('is what the golden file says, byte for byte', () => {
    const golden = readFileSync(join(import.meta.dirname, '../../../policy/access.golden.txt'), 'utf8');
    expect(
      accessTableText(RULES, KINDS),
      'policy/access.yaml has changed who may do what: read it, run "npm run access", commit both',
    ).toBe(golden);
  });

  it('has a cell for every kind, role, relation and verb, once', () => {
    expect(table.length).toBe(ROLES.length * RELATIONS.length * KINDS.flatMap(accessVerbs).length);
    expect(new Set(table.map((cell) => `${cell.of} ${cell.role} ${cell.relation} ${cell.verb}`)).size).toBe(table.length);
  });

  it('knows every verb that a rule names', () => {
    for (const kind of KINDS) {
      const speaking = RULES.filter((rule) => (rule.of ?? ['matter']).includes(kind.name));
      expect(speaking.length).toBeGreaterThan(0);
      expect(speaking.flatMap((rule) => rule.verbs ?? []).filter((verb) => !accessVerbs(kind).includes(verb))).toEqual([]);
    }
    expect(RULES.flatMap((rule) => rule.of ?? []).filter((name) => !KINDS.some((kind) => kind.name === name))).toEqual([]);
  });

  it('allows no step to a post that may not open the matter', () => {
    const blind = table.filter((cell) => cell.verb === 'read' && !cell.allowed);
    const steps = table.filter(
      (cell) => cell.allowed && blind.some((it) => it.of === cell.of && it.role === cell.role && it.relation === cell.relation),
    );
    expect(steps).toEqual([]);
  });

  it('gives administrators, custodians and auditors nothing, and the accused and strangers nothing', () => {
    const never = table.filter(
      (cell) => ['admin', 'custodian', 'auditor'].includes(cell.role) || ['accused', 'other'].includes(cell.relation),
    );
    expect(never.filter((cell) => cell.allowed)).toEqual([]);
    expect(never.filter((cell) => cell.rule === null)).toEqual([]);
  });
});

describe('the event of a step', () => {
  it('names the rule that let the post take it', () => {
    petition().yields('2026-09-02', 'desk', 'register', { office: 'housing' }, [
      { type: 'registered', data: { allowedBy: 'desk-receives' } },
    ]);
    accepted().yields('2026-09-10', 'handler', 'reply', REPLY, [{ type: 'replied', data: { allowedBy: 'handler-handles' } }]);
    accepted().yields('2026-09-10', 'head', 'reply', REPLY, [{ type: 'replied', data: { allowedBy: 'head-answers-for-the-office' } }]);
    opened()
      .step('2026-09-25', 'filer', 'ask_review')
      .yields('2026-10-19', 'reviewer', 'decide_review', { outcome: 'upheld', opinion: '维持。' }, [
        { type: 'review_decided', data: { allowedBy: 'office-above-reviews' } },
        { type: 'review_notified', data: { allowedBy: 'office-above-reviews' } },
      ]);
  });

  it('of the filer names none', () => {
    const decided = opened().try('2026-09-25', 'filer', 'ask_review');
    expect(isRefusal(decided) ? decided : decided.map((event) => Object.keys(event.data))).toEqual([[]]);
  });
});
