import type { Pack, Rule } from '../policy/pack.ts';
import type { Grading, Vocabulary, Words } from '../policy/vocabulary.ts';
import type { Fact } from './history.ts';

type Grade = string;

const toGrade = (value: unknown, pack: Pack<Words>): Grade | undefined => pack.grades.find((grade) => grade === value);

/** The grade that a fact says, where it is one of the pack's and has a shorter clock than the one before; else undefined. */
const shorterIn = (fact: Fact, grade: Grade | undefined, { grades }: Vocabulary, pack: Pack<Words>): Grade | undefined => {
  const next = toGrade(fact.event.data['grade'], pack);
  return next !== undefined && grade !== undefined && grades.indexOf(next) < grades.indexOf(grade) ? next : undefined;
};

/** What is graded by an event that names no grade of the pack counts as usual; what it was regraded to before the start counts. */
const gradeAtStart = (
  of: Vocabulary,
  facts: readonly Fact[],
  start: Fact,
  pack: Pack<Words>,
  grading: Grading<Words>,
): Grade | undefined => {
  const { by, usual, changedBy } = grading;
  const graded = facts.findLast((fact) => fact.index <= start.index && fact.event.type === by && (!fact.voided || fact === start));
  let grade = toGrade(graded?.event.data['grade'], pack) ?? pack.grades.find((it) => it === usual) ?? pack.grades[0];
  for (const fact of facts)
    if (fact.event.type === changedBy && fact.index > (graded?.index ?? -1) && fact.index < start.index)
      grade = shorterIn(fact, grade, of, pack) ?? grade;
  return grade;
};

/**
 * Whether a rule that depends on the grade applies from `start`: `now`, `before` (regraded away since) or never.
 * Whatever is graded is only ever regraded to a shorter clock, not after the rule is met, and voiding that does not lengthen it again.
 */
export const gradeApplies = (
  of: Vocabulary,
  facts: readonly Fact[],
  start: Fact,
  metAt: number,
  rule: Rule<Words>,
  pack: Pack<Words>,
): 'now' | 'before' | 'never' => {
  if (rule.when === null) return 'now';
  const { grading } = of;
  if (grading === null) return 'never';
  let grade = gradeAtStart(of, facts, start, pack, grading);
  let applied = grade === rule.when.grade;
  for (const fact of facts) {
    if (fact.event.type !== grading.changedBy || fact.index < start.index || fact.index > metAt) continue;
    const next = shorterIn(fact, grade, of, pack);
    if (next === undefined) continue;
    grade = next;
    applied ||= grade === rule.when.grade;
  }
  return grade === rule.when.grade ? 'now' : applied ? 'before' : 'never';
};
