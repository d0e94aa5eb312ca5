import type { Grade, Pack, Rule } from '../policy/pack.ts';
import { GRADES } from '../policy/pack.ts';
import type { Fact } from './history.ts';

const toGrade = (value: unknown, pack: Pack): Grade | undefined => pack.grades.find((grade) => grade === value);

const isShorter = (a: Grade, b: Grade): boolean => GRADES.indexOf(a) < GRADES.indexOf(b);

/** A registration that names no grade of the pack counts as ordinary. */
const gradeAtStart = (facts: readonly Fact[], start: Fact, pack: Pack): Grade | undefined => {
  const registered = facts.findLast(
    (fact) => fact.index <= start.index && fact.event.type === 'registered' && (!fact.voided || fact === start),
  );
  return toGrade(registered?.event.data['grade'], pack) ?? pack.grades.find((grade) => grade === 'ordinary') ?? pack.grades[0];
};

/**
 * Whether a rule that depends on the grade applies from `start`: `now`, `before` (regraded away since) or never.
 * A matter is only ever regraded to a shorter clock, not after the rule is met, and voiding that does not lengthen it again.
 */
export const gradeApplies = (facts: readonly Fact[], start: Fact, metAt: number, rule: Rule, pack: Pack): 'now' | 'before' | 'never' => {
  if (rule.when === null) return 'now';
  let grade = gradeAtStart(facts, start, pack);
  let applied = grade === rule.when.grade;
  for (const fact of facts) {
    if (fact.event.type !== 'regraded' || fact.index < start.index || fact.index > metAt) continue;
    const next = toGrade(fact.event.data['grade'], pack);
    if (next === undefined || grade === undefined || !isShorter(next, grade)) continue;
    grade = next;
    applied ||= grade === rule.when.grade;
  }
  return grade === rule.when.grade ? 'now' : applied ? 'before' : 'never';
};
