import type { Pack, Rule } from '../policy/pack.ts';
import type { Grading, Vocabulary, Words } from '../policy/vocabulary.ts';
import type { Fact } from './history.ts';

type Grade = string;

const toGrade = (value: unknown, pack: Pack<Words>): Grade | undefined => pack.grades.find((grade) => grade === value);

/** What is graded by an event that names no grade of the pack counts as usual. */
const gradeAtStart = (facts: readonly Fact[], start: Fact, pack: Pack<Words>, { by, usual }: Grading<Words>): Grade | undefined => {
  const graded = facts.findLast((fact) => fact.index <= start.index && fact.event.type === by && (!fact.voided || fact === start));
  return toGrade(graded?.event.data['grade'], pack) ?? pack.grades.find((grade) => grade === usual) ?? pack.grades[0];
};

/**
 * Whether a rule that depends on the grade applies from `start`: `now`, `before` (regraded away since) or never.
 * Whatever is graded is only ever regraded to a shorter clock, not after the rule is met, and voiding that does not lengthen it again.
 */
export const gradeApplies = (
  { grades, grading }: Vocabulary,
  facts: readonly Fact[],
  start: Fact,
  metAt: number,
  rule: Rule<Words>,
  pack: Pack<Words>,
): 'now' | 'before' | 'never' => {
  if (rule.when === null) return 'now';
  if (grading === null) return 'never';
  let grade = gradeAtStart(facts, start, pack, grading);
  let applied = grade === rule.when.grade;
  for (const fact of facts) {
    if (fact.event.type !== grading.changedBy || fact.index < start.index || fact.index > metAt) continue;
    const next = toGrade(fact.event.data['grade'], pack);
    if (next === undefined || grade === undefined || grades.indexOf(next) >= grades.indexOf(grade)) continue;
    grade = next;
    applied ||= grade === rule.when.grade;
  }
  return grade === rule.when.grade ? 'now' : applied ? 'before' : 'never';
};
