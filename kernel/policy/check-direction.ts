import type { Problem } from './check-pack.ts';
import type { Pack as PackOf, Rule as RuleOf } from './pack.ts';
import type { Direction, Vocabulary, Words } from './vocabulary.ts';

type Pack = PackOf<Words>;
type Rule = RuleOf<Words>;

const eventsOf = (rule: Rule): readonly string[] =>
  'event' in rule.start ? [rule.start.event] : 'orEvent' in rule.start ? [rule.start.orEvent] : [];

const startsAbove = (rule: Rule, pack: Pack, { above, eventsAbove, noticesAbove }: Direction<Words>): boolean => {
  const { start } = rule;
  if ('event' in start && start.notice !== null && noticesAbove.includes(start.notice)) return true;
  const bases = 'breachOf' in start ? start.breachOf : 'endOf' in start ? [start.endOf] : [];
  return (
    eventsOf(rule).some((event) => eventsAbove.includes(event)) ||
    pack.rules.some((base) => bases.includes(base.id) && above.includes(base.owedBy))
  );
};

const codesOf = (of: Vocabulary, rule: Rule, pack: Pack): readonly string[] => {
  const codes: string[] = [];
  const { direction } = of;
  const rightOf = of.duties[rule.kind]?.rightOf;
  if ((rightOf !== undefined) !== (rule.nature === 'right')) codes.push('policy.nature.wrong');
  if (rule.nature === 'duty' && of.parties[rule.owedBy]?.level === null) codes.push('policy.duty.of_filer');
  if (rightOf !== undefined && !rightOf.includes(rule.owedBy))
    codes.push(rightOf.some((party) => of.parties[party]?.level === null) ? 'policy.right.not_filers' : 'policy.right.not_offices');
  if (direction === null) return codes;
  const { filer, acts, above, below } = direction;
  if (rule.nature === 'duty' && rule.owedTo !== filer) {
    if (eventsOf(rule).some((event) => acts.includes(event))) codes.push('policy.direction.filers_act');
    if (!above.includes(rule.owedTo) || !('breachOf' in rule.start)) codes.push('policy.direction.owed_above');
  }
  if (below.includes(rule.owedBy) && startsAbove(rule, pack, direction)) codes.push('policy.direction.tasked_below');
  return codes;
};

/**
 * G2: nobody outside the offices owes anything. Of kinds with a filer: a duty that starts from a filer's act is owed to the filer; duties
 * owed to the office above start only from a breach; nothing informs or tasks the office complained of because its filer went up.
 */
export const checkDirection = (of: Vocabulary, pack: Pack): readonly Problem[] =>
  pack.rules.flatMap((rule, index) => codesOf(of, rule, pack).map((code) => ({ code, path: `/rules/${index}`, data: { rule: rule.id } })));
