import { named, type StaffFace } from '../../../desk/staff-entity/face.ts';
import type { Jurisdiction } from '../../../engine/place/read.ts';
import { inLang } from '../../../kernel/language/languages.ts';
import type { Lang } from '../../../portal/page.ts';
import type { IncidentState } from '../domain/state.ts';
import { plansFor } from '../server/plans.ts';
import { CHOICES } from './choice-words.ts';
import { EVENTS } from './words.ts';

interface Choice {
  readonly value: string;
  readonly text: string;
}
type Which = 'open' | 'all';

const report = (n: number, which: string, lang: Lang): Choice => ({ value: String(n), text: `${named(CHOICES, which, lang)} (${n})` });

const reports = ({ reports: all }: IncidentState, lang: Lang, which: Which): readonly Choice[] =>
  all.filter(({ proof, returned }) => which === 'all' || (proof === null && !returned)).map((one) => report(one.n, one.which, lang));

const peerReports = ({ peerReports: all }: IncidentState, lang: Lang, which: Which): readonly Choice[] =>
  all.filter(({ taken }) => which === 'all' || !taken).map((one) => report(one.n, one.which, lang));

const calls = ({ uncountersigned }: IncidentState, lang: Lang): readonly Choice[] =>
  uncountersigned.map((n) => ({ value: String(n), text: `${named(CHOICES, 'call', lang)} (${n})` }));

const lessons = ({ lessons: all }: IncidentState, lang: Lang, which: Which): readonly Choice[] =>
  all
    .filter(({ done }) => which === 'all' || !done)
    .map(({ n, by }) => ({ value: String(n), text: `${EVENTS.lesson_set[lang]} ${by} (${n})` }));

/** An earlier step that a step is about: of each step, those that it can be about. */
const steps = (state: IncidentState, lang: Lang, which: Which, verb: string | undefined): readonly Choice[] => {
  switch (verb) {
    case 'take_report':
    case 'return_report':
      return reports(state, lang, which);
    case 'take_peer_report':
      return peerReports(state, lang, which);
    case 'countersign_call':
      return calls(state, lang);
    case 'do_lesson':
      return lessons(state, lang, which);
    default:
      return [...reports(state, lang, which), ...peerReports(state, lang, which), ...calls(state, lang), ...lessons(state, lang, which)];
  }
};

const tasks = ({ tasks: all, planHash }: IncidentState, it: Jurisdiction, lang: Lang, which: Which): readonly Choice[] => {
  const plan = planHash === null ? undefined : it.plans.get(planHash);
  return all
    .filter(({ doneAt }) => which === 'all' || doneAt === null)
    .map(({ id, group }) => {
      const label = plan?.tasks.find((one) => one.id === id)?.label;
      return { value: id, text: `${named(CHOICES, group, lang)} · ${label ? inLang(label, lang) : id}` };
    });
};

const plans = (state: IncidentState, it: Jurisdiction, lang: Lang, which: Which): readonly Choice[] => {
  const opened = which === 'all' && state.planHash !== null ? it.plans.get(state.planHash) : undefined;
  const all = opened ? [opened] : plansFor(it, state).map(({ plan }) => plan);
  return all.map((plan) => ({ value: plan.id, text: inLang(plan.title, lang) }));
};

/** What may be chosen in a field that names something of the incident itself: a report, a call, a lesson, a task, a plan. */
export const choicesOf: NonNullable<StaffFace<IncidentState>['choicesOf']> = (field, state, lang, which, it, _pack, verb) => {
  switch (field) {
    case 'of':
      return steps(state, lang, which, verb);
    case 'task':
      return tasks(state, it, lang, which);
    case 'plan':
      return plans(state, it, lang, which);
    default:
      return undefined;
  }
};
