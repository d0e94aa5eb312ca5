import { officeName } from '../../../engine/place/office-name.ts';
import type { StaffView } from '../../../engine/staff-entity.ts';
import type { Instant } from '../../../kernel/calendar/instant.ts';
import type { Holders } from '../../../kernel/callout/next-calls.ts';
import { telephoneList, type TelephoneStep } from '../../../kernel/callout/telephone-list.ts';
import { chainOn, teamsOfStep, type ChainOn } from '../../../kernel/plan/chain-on.ts';
import type { EmergencyPlan } from '../../../kernel/plan/plan.ts';
import { momentInWords } from '../../../portal/dates.ts';
import { MARKS } from '../../../portal/marks.ts';
import type { Lang } from '../../../portal/page.ts';
import type { Block, Paper } from '../../papers/public.ts';
import { calledText, leftOutText, placeNames, postText, teamName, TEAMS, type PlanNames } from '../../plans/public.ts';
import { DRILL_HEAD, HEAD } from '../desk/choice-words.ts';
import { PAGE } from '../desk/page-words.ts';
import { PHONES } from '../desk/phones-words.ts';
import { leftOutOf } from '../domain/calling.ts';
import type { IncidentState } from '../domain/state.ts';
import { plansFor } from './plans.ts';

type View = StaffView<IncidentState>;

/** Whom a list rings, by which plan, and which of its teams are not called. */
export interface ToRing extends ChainOn {
  readonly plan: EmergencyPlan | undefined;
}

/** The chain that is frozen into something; before a plan is opened, that of the one that fits best, as it would be frozen today. */
export const chainFor = ({ it, state, today }: View): ToRing | undefined => {
  if (state.chain !== null) return { chain: state.chain, leftOut: leftOutOf(state), plan: it.plans.get(state.planHash ?? '') };
  const plan = plansFor(it, state)[0]?.plan;
  return plan && { ...chainOn(plan, today), plan };
};

interface Said {
  readonly toRing: ToRing;
  readonly names: PlanNames;
  readonly lang: Lang;
}

/** A post, and the teams that it brings to this step. */
const lineText = (post: string, step: string | null, { toRing: { plan, leftOut }, names, lang }: Said): string => {
  const teams = plan === undefined || step === null ? [] : teamsOfStep(plan, step);
  const brought = teams.filter((team) => team.post === post && !leftOut.some((out) => out.team === team.id));
  const text = postText(post, names, lang);
  if (brought.length === 0) return text;
  return `${text}${MARKS[lang].inBrackets(TEAMS[lang].bringing(brought.map((team) => teamName(team, lang)).join(MARKS[lang].list)))}`;
};

/** Why somebody is missing in a step: a team that is not called, a post or seat that nobody holds, or both. */
const missing = ({ step, lines, nobody }: TelephoneStep, { toRing: { plan, leftOut }, names, lang }: Said): readonly Block[] => {
  const said = PHONES[lang];
  const teams = plan === undefined || step === null ? [] : teamsOfStep(plan, step);
  const out = leftOut.filter(({ team }) => teams.some(({ id }) => id === team));
  const vacant = nobody.length === 0 ? [] : [said.nobody(nobody.map((one) => calledText(one, names, lang)).join(MARKS[lang].list))];
  const empty = lines.length === 0 && nobody.length === 0 ? [said.empty] : [];
  return [...out.map((one) => leftOutText(plan, one, lang)), ...vacant, ...empty].map((text) => ({ kind: 'note', text }));
};

const stepBlocks = (step: TelephoneStep, nth: number, all: Said): readonly Block[] => {
  const { lang } = all;
  const { minutes, need, lines } = step;
  const said = PHONES[lang];
  return [
    { kind: 'heading', text: minutes === null ? said.leader : said.step(nth, minutes) },
    ...(minutes !== null && lines.length > 1 ? [{ kind: 'note', text: said[need] } as const] : []),
    ...(lines.length === 0
      ? []
      : [
          {
            kind: 'table',
            widths: [5, 4, 3, 4],
            head: said.heads,
            rows: lines.map(({ post, number }) => [lineText(post, step.step, all), number ?? said.noNumber, '', '']),
          } as const,
        ]),
    ...missing(step, all),
  ];
};

/** Whom to ring in which order when nothing else goes out: posts and the duty numbers of their offices, with room to write down who answered. */
export const phonesPaper = (view: View, toRing: ToRing, holders: Holders, now: Instant, lang: Lang): Paper => {
  const { it, state, number } = view;
  const said = PHONES[lang];
  const names = placeNames(it, '', lang, new Set(), new Map());
  const list = telephoneList(toRing.chain, holders, (office) => names.number(office) ?? null);
  const exercise: readonly Block[] = state.isDrill ? [{ kind: 'note', text: `${PAGE[lang].isDrill} · ${PAGE[lang].drillSays}` }] : [];
  return {
    kind: 'other',
    lang,
    title: `${state.isDrill ? `${PAGE[lang].isDrill} · ` : ''}${said.title}`,
    number: `${(state.isDrill ? DRILL_HEAD : HEAD).title[lang]} ${number}`,
    issuer: state.lead === null ? '' : officeName(it, state.lead, lang),
    addressee: '',
    day: null,
    signature: '',
    blocks: [
      ...exercise,
      { kind: 'text', text: said.when },
      ...list.flatMap((step, nth) => stepBlocks(step, nth, { toRing, names, lang })),
      { kind: 'note', text: said.again },
      ...exercise,
    ],
    foot: [said.foot(momentInWords(now, it.zone, lang))],
    path: '',
    madeAt: now,
  };
};
