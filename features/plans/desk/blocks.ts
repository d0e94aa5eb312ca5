import { inLang } from '../../../kernel/language/languages.ts';
import type { Label } from '../../../kernel/policy/pack.ts';
import { PUBLIC_NUMBERS, REVISION_CAUSES, teamsOf, type EmergencyPlan, type PlanGroup } from '../../../kernel/plan/plan.ts';
import type { PlanCalled } from '../../../kernel/plan/team.ts';
import { dayInWords } from '../../../portal/dates.ts';
import { INCIDENT_KIND_WORDS } from '../../../kernel/incident/kind-words.ts';
import { MARKS } from '../../../portal/marks.ts';
import type { Lang } from '../../../portal/page.ts';
import type { Block } from '../../papers/public.ts';
import { CLASS_WORDS } from '../../sites/public-desk.ts';
import { calledText, postText, type PlanNames } from './names.ts';
import { skillsText, untilText } from './team-text.ts';
import { TEAMS, TEAM_CLASSES } from './team-words.ts';
import { CAUSES, NUMBERS, PARTS, PLANS } from './words.ts';

interface Said {
  readonly plan: EmergencyPlan;
  readonly names: PlanNames;
  readonly lang: Lang;
}

const all = (texts: readonly string[], lang: Lang): string => texts.join(MARKS[lang].list);

/** The kinds that a plan is for, in words. */
export const kindsText = (plan: EmergencyPlan, lang: Lang): string =>
  all(
    plan.kinds.map((kind) => INCIDENT_KIND_WORDS[kind][lang]),
    lang,
  );

const sitesText = ({ plan: { sites }, names, lang }: Said): string => {
  if (sites === null) return PLANS[lang].allSites;
  const texts = 'classes' in sites ? sites.classes.map((one) => CLASS_WORDS[one][lang]) : sites.numbers.map(names.site);
  return all(texts, lang);
};

const about = (said: Said): readonly Block[] => {
  const { plan, lang } = said;
  const words = PLANS[lang];
  return [
    { kind: 'heading', text: words.purpose },
    { kind: 'text', text: inLang(plan.purpose, lang) },
    {
      kind: 'facts',
      rows: [
        [words.kinds, kindsText(plan, lang)],
        [words.sites, sitesText(said)],
        [words.clause, inLang(plan.clause, lang)],
        [words.inForce, dayInWords(plan.inForceFrom, lang)],
      ],
    },
  ];
};

const calls = ({ plan, names, lang }: Said): readonly Block[] => {
  const words = PLANS[lang];
  return [
    { kind: 'heading', text: words.calls },
    {
      kind: 'table',
      widths: [6, 4],
      head: words.numberHeads,
      rows: plan.numbers.map((one) =>
        typeof one === 'string'
          ? [NUMBERS[one][lang], PUBLIC_NUMBERS[one]]
          : [words.dutyOf(names.office(one.office)), names.number(one.office) ?? words.noNumber],
      ),
    },
  ];
};

/** Whom a step calls, in words: a team with the post through which it is called. */
const calledByPlan = (one: PlanCalled, { plan, names, lang }: Said): string => {
  if (!('team' in one)) return calledText(one, names, lang);
  const team = teamsOf(plan).find(({ id }) => id === one.team);
  return team ? TEAMS[lang].team(inLang(team.label, lang), postText(team.post, names, lang)) : one.team;
};

const chain = (said: Said): readonly Block[] => {
  const { plan, names, lang } = said;
  const words = PLANS[lang];
  return [
    { kind: 'heading', text: words.chain },
    {
      kind: 'table',
      widths: [1, 6, 4, 4],
      head: words.chainHeads,
      rows: plan.chain.steps.map(({ call, need, minutes }, i) => [
        String(i + 1),
        all(
          call.map((one) => calledByPlan(one, said)),
          lang,
        ),
        words[need],
        words.within(minutes),
      ]),
    },
    { kind: 'note', text: words.leader(calledText(plan.chain.leader, names, lang)) },
    { kind: 'note', text: words.silent(plan.chain.silentMinutes) },
  ];
};

const steps = ({ plan, lang }: Said): readonly Block[] => {
  const labels = new Map(plan.groups.map(({ id, label }) => [id, label] as const));
  const groupName = (id: string): string => {
    const label = labels.get(id);
    return label ? inLang(label, lang) : id;
  };
  return [
    { kind: 'heading', text: PLANS[lang].steps },
    {
      kind: 'table',
      widths: [2, 5, 9],
      head: PLANS[lang].stepHeads,
      rows: plan.tasks.map(({ minutes, group, label }) => [String(minutes), groupName(group), inLang(label, lang)]),
    },
  ];
};

const membersText = ({ members, teams = [] }: PlanGroup, { plan, names, lang }: Said): string => {
  const labels = teamsOf(plan).flatMap(({ id, label }) => (teams.includes(id) ? [inLang(label, lang)] : []));
  const both = [...members.map((post) => postText(post, names, lang)), ...labels];
  return both.length === 0 ? PLANS[lang].nothing : all(both, lang);
};

const groups = (said: Said): readonly Block[] => {
  const { plan, names, lang } = said;
  return [
    { kind: 'heading', text: PLANS[lang].groups },
    {
      kind: 'table',
      widths: [5, 3, 5, 5],
      head: PLANS[lang].groupHeads,
      rows: plan.groups.map((group) => [
        inLang(group.label, lang),
        PARTS[group.part][lang],
        calledText(group.leads, names, lang),
        membersText(group, said),
      ]),
    },
  ];
};

/** Who can be called beside the posts: until when, and through which post. */
const teams = ({ plan, names, lang }: Said): readonly Block[] => {
  const words = TEAMS[lang];
  const list = teamsOf(plan);
  if (list.length === 0) return [];
  return [
    { kind: 'heading', text: words.heading },
    {
      kind: 'table',
      widths: [5, 4, 2, 6, 6],
      head: words.heads,
      rows: list.map((team) => [
        `${inLang(team.label, lang)}${MARKS[lang].inBrackets(TEAM_CLASSES[team.class][lang])}`,
        postText(team.post, names, lang),
        words.people(team.people),
        skillsText(team, lang),
        untilText(team, lang),
      ]),
    },
    { kind: 'note', text: words.note },
  ];
};

const places = ({ plan, lang }: Said): readonly Block[] => {
  const words = PLANS[lang];
  const { evacuation } = plan;
  return [
    { kind: 'heading', text: words.muster },
    { kind: 'list', items: plan.muster.map((label) => inLang(label, lang)) },
    ...(evacuation === null
      ? []
      : [
          { kind: 'heading' as const, text: words.evacuation },
          { kind: 'text' as const, text: words.evacuationIn(evacuation.minutes, inLang(evacuation.clause, lang)) },
        ]),
  ];
};

const levels = ({ plan, names, lang }: Said): readonly Block[] => {
  const words = PLANS[lang];
  if (plan.levels.length === 0) return [];
  return [
    { kind: 'heading', text: words.levels },
    {
      kind: 'table',
      widths: [3, 4, 5, 3, 4],
      head: words.levelHeads,
      rows: plan.levels.map(({ level, leads, onDuty, roundEveryHours, stops }) => [
        words.levelNames[level],
        postText(leads, names, lang),
        all(
          onDuty.map((post) => postText(post, names, lang)),
          lang,
        ),
        roundEveryHours === null ? words.nothing : words.every(roundEveryHours),
        stops === null ? words.nothing : inLang(stops, lang),
      ]),
    },
    { kind: 'note', text: words.levelNote },
  ];
};

const equipment = ({ plan, lang }: Said): readonly Block[] =>
  plan.equipment.length === 0
    ? []
    : [
        { kind: 'heading', text: PLANS[lang].equipment },
        {
          kind: 'table',
          widths: [6, 5],
          head: PLANS[lang].equipmentHeads,
          rows: plan.equipment.map(({ what, where }) => [inLang(what, lang), inLang(where, lang)]),
        },
      ];

const afterwards = ({ plan, lang }: Said): readonly Block[] => {
  const words = PLANS[lang];
  const text = (label: Label): string => inLang(label, lang);
  const { because, what } = plan.revision;
  return [
    { kind: 'heading', text: words.aftermath },
    { kind: 'list', items: plan.aftermath.map(text) },
    { kind: 'heading', text: words.revision },
    // The first version has no cause beside itself.
    { kind: 'text', text: because === 'first' ? text(what) : words.revised(CAUSES[because][lang], text(what)) },
    { kind: 'text', text: words.revise },
    { kind: 'list', items: REVISION_CAUSES.filter((cause) => cause !== 'first').map((cause) => CAUSES[cause][lang]) },
  ];
};

/** A plan in the order in which it is needed: whom to call and what to do first, what it rests on last. The page and the paper have the same. */
export const blocksOf = (plan: EmergencyPlan, names: PlanNames, lang: Lang): readonly Block[] => {
  const said = { plan, names, lang };
  return [about, calls, chain, steps, groups, teams, places, levels, equipment, afterwards].flatMap((part) => part(said));
};
