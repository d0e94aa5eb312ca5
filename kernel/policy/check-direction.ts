import type { EventKind } from '../stream/event.ts';
import type { Problem } from './check-pack.ts';
import type { DutyKind, Pack, Party, Rule } from './pack.ts';

const FILERS_RIGHTS: readonly DutyKind[] = ['dispute', 'ask_review', 'ask_rereview', 'ask_take_up', 'ask_confirmation'];
const OFFICES_RIGHTS: readonly DutyKind[] = ['object_forward'];
const FILERS_ACTS: readonly EventKind[] = [
  'filed',
  'danger_reported',
  'notice_opened',
  'disputed',
  'take_up_asked',
  'review_asked',
  'rereview_asked',
  'confirmation_asked',
];
/** What happens above; nothing below may start from it, or the office complained of learns that its filer went up. */
const ABOVE: readonly EventKind[] = [
  'take_up_asked',
  'supervised',
  'review_asked',
  'review_decided',
  'rereview_asked',
  'rereview_decided',
  'office_named',
  'final_explained',
];

const isAbove = (party: Party): boolean => party === 'office_above' || party === 'office_above_2';

const isBelow = (party: Party): boolean => party === 'office' || party === 'office_asked';

const eventsOf = (rule: Rule): readonly EventKind[] =>
  'event' in rule.start ? [rule.start.event] : 'orEvent' in rule.start ? [rule.start.orEvent] : [];

const startsAbove = (rule: Rule, pack: Pack): boolean => {
  const { start } = rule;
  if ('event' in start && (start.notice === 'review' || start.notice === 'rereview')) return true;
  const bases = 'breachOf' in start ? start.breachOf : 'endOf' in start ? [start.endOf] : [];
  return (
    eventsOf(rule).some((event) => ABOVE.includes(event)) || pack.rules.some((base) => bases.includes(base.id) && isAbove(base.owedBy))
  );
};

const codesOf = (rule: Rule, pack: Pack): readonly string[] => {
  const codes: string[] = [];
  const isRight = FILERS_RIGHTS.includes(rule.kind) || OFFICES_RIGHTS.includes(rule.kind);
  if (isRight !== (rule.nature === 'right')) codes.push('policy.nature.wrong');
  if (rule.nature === 'duty' && rule.owedBy === 'filer') codes.push('policy.duty.of_filer');
  if (FILERS_RIGHTS.includes(rule.kind) && rule.owedBy !== 'filer') codes.push('policy.right.not_filers');
  if (OFFICES_RIGHTS.includes(rule.kind) && !isBelow(rule.owedBy)) codes.push('policy.right.not_offices');
  if (rule.nature === 'duty' && rule.owedTo !== 'filer') {
    if (eventsOf(rule).some((event) => FILERS_ACTS.includes(event))) codes.push('policy.direction.filers_act');
    if (!isAbove(rule.owedTo) || !('breachOf' in rule.start)) codes.push('policy.direction.owed_above');
  }
  if (isBelow(rule.owedBy) && startsAbove(rule, pack)) codes.push('policy.direction.tasked_below');
  return codes;
};

/**
 * G2: a duty that starts from a filer's act is owed to the filer; duties owed to the office above start only from a
 * breach; nothing informs or tasks the office complained of because its filer went up; nobody owes as a filer.
 */
export const checkDirection = (pack: Pack): readonly Problem[] =>
  pack.rules.flatMap((rule, index) => codesOf(rule, pack).map((code) => ({ code, path: `/rules/${index}`, data: { rule: rule.id } })));
