import { parseWithin } from '../calendar/within.ts';
import { isZone } from '../calendar/zone.ts';
import type { EventKind, JsonObject } from '../stream/event.ts';
import { checkDirection } from './check-direction.ts';
import { DAY_PROMISED, DAY_SET, type DutyKind, type Pack, type Rule } from './pack.ts';
import { citesPunishment, findControlWord, findPunishingWord } from './tripwire.ts';

/** What is wrong with a pack: a stable code, where, and the facts a sentence about it needs. */
export interface Problem {
  readonly code: string;
  readonly path: string;
  readonly data: JsonObject;
}

/** The only events that meet each kind: a duty is met by the act it asks for, never by a withdrawal or by time (G8). */
const MEETS: { readonly [kind in DutyKind]: readonly EventKind[] } = {
  register: ['registered'],
  notice: ['accepted', 'refused', 'forwarded', 'forward_objected'],
  object_forward: ['forward_objected', 'accepted', 'refused'],
  name_office: ['office_named'],
  acknowledge: ['acknowledged', 'accepted'],
  take_danger: ['danger_taken'],
  decide: ['replied'],
  reply: ['replied'],
  feedback: ['replied'],
  keep_promise: ['promise_kept'],
  dispute: ['disputed'],
  answer_dispute: ['dispute_answered'],
  ask_review: ['review_asked'],
  decide_review: ['review_decided'],
  ask_rereview: ['rereview_asked'],
  decide_rereview: ['rereview_decided'],
  explain_final: ['final_explained'],
  ask_take_up: ['take_up_asked'],
  answer_take_up: ['supervised', 'replied'],
  supervise: ['supervised', 'replied'],
  complete: ['replied'],
  mediate: ['mediation_agreed', 'mediation_failed'],
  tell_ways: ['ways_told'],
  ask_confirmation: ['confirmation_asked'],
  accept_confirmation: ['confirmation_accepted', 'confirmation_decided'],
  decide_confirmation: ['confirmation_decided'],
};

/** Events a clock may start from. */
const STARTS: readonly EventKind[] = [
  'filed',
  'danger_reported',
  'registered',
  'forwarded',
  'forward_objected',
  'naming_asked',
  'accepted',
  'refused',
  'acknowledged',
  'replied',
  'promised',
  'disputed',
  'dispute_answered',
  'answer_revoked',
  'notice_opened',
  'take_up_asked',
  'supervised',
  'supervision_notified',
  'review_asked',
  'review_decided',
  'rereview_asked',
  'rereview_decided',
  'mediation_agreed',
  'mediation_failed',
  'confirmation_asked',
  'confirmation_accepted',
];
/** Steps by which a matter gets to who must answer it; each may set a day. */
const SETTING: readonly EventKind[] = ['registered', 'forwarded'];

const checkStart = (rule: Rule, path: string): readonly Problem[] => {
  const { start } = rule;
  if ('breachOf' in start) return [];
  const event = 'event' in start ? start.event : start.orEvent;
  const problems: Problem[] = [];
  if (!STARTS.includes(event)) problems.push({ code: 'policy.start.not_allowed', path: `${path}/start`, data: { event } });
  if ('event' in start && (start.event === 'notice_opened') !== (start.notice !== null)) {
    problems.push({ code: 'policy.start.notice', path: `${path}/start`, data: { event } });
  }
  if (rule.metBy.includes(event) && 'event' in start)
    problems.push({ code: 'policy.met_by.start', path: `${path}/metBy`, data: { event } });
  return problems;
};

const checkPeriods = (rule: Rule, path: string): readonly Problem[] => {
  const problems: Problem[] = [];
  if (rule.nature === 'duty' && rule.within === null)
    problems.push({ code: 'policy.within.missing', path: `${path}/within`, data: { rule: rule.id } });
  // Only a promise ends on a day that the office named itself; every other period is the pack's.
  const isPromise = rule.kind === 'keep_promise' && 'event' in rule.start && rule.start.event === 'promised';
  if ((rule.within === DAY_PROMISED || rule.kind === 'keep_promise') && !(rule.within === DAY_PROMISED && isPromise))
    problems.push({ code: 'policy.within.promised', path: `${path}/within`, data: { rule: rule.id } });
  const isSet = rule.kind === 'complete' && 'event' in rule.start && SETTING.includes(rule.start.event);
  if ((rule.within === DAY_SET || rule.kind === 'complete') && !(rule.within === DAY_SET && isSet && rule.extend === null))
    problems.push({ code: 'policy.within.set', path: `${path}/within`, data: { rule: rule.id } });
  const texts: readonly (readonly [string, string | null])[] = [
    ['within', rule.within],
    ['extend/max', rule.extend?.max ?? null],
  ];
  for (const [field, text] of texts) {
    if (text !== null && text !== DAY_PROMISED && text !== DAY_SET && parseWithin(text) === undefined)
      problems.push({ code: 'policy.within.invalid', path: `${path}/${field}`, data: { within: text } });
  }
  return problems;
};

const checkRule = (rule: Rule, path: string): readonly Problem[] => {
  const problems: Problem[] = [...checkStart(rule, path), ...checkPeriods(rule, path)];
  for (const event of rule.metBy) {
    if (!MEETS[rule.kind].includes(event))
      problems.push({ code: 'policy.met_by.not_allowed', path: `${path}/metBy`, data: { event, kind: rule.kind } });
  }
  for (const event of rule.excludes) {
    // Regulation on Petition Work art. 36: only the time of a hearing is not counted.
    if (event !== 'hearing_held') problems.push({ code: 'policy.excludes.not_allowed', path: `${path}/excludes`, data: { event } });
  }
  if (rule.extend !== null && (rule.nature === 'right' || rule.extend.by !== 'extended')) {
    problems.push({ code: 'policy.extend.not_allowed', path: `${path}/extend`, data: { rule: rule.id } });
  }
  return problems;
};

const basesOf = (rule: Rule): readonly string[] =>
  'breachOf' in rule.start ? rule.start.breachOf : 'endOf' in rule.start ? [rule.start.endOf] : [];

const reaches = (from: string, target: string, rules: readonly Rule[], seen: ReadonlySet<string>): boolean => {
  if (seen.has(from)) return false;
  const bases = rules.filter((rule) => rule.id === from).flatMap(basesOf);
  return bases.includes(target) || bases.some((base) => reaches(base, target, rules, new Set([...seen, from])));
};

const checkReferences = (pack: Pack): readonly Problem[] => {
  const problems: Problem[] = [];
  const ids = new Set<string>();
  pack.rules.forEach((rule, index) => {
    const path = `/rules/${index}`;
    for (const id of [rule.id, ...(rule.extend === null ? [] : [rule.extend.id])]) {
      if (ids.has(id)) problems.push({ code: 'policy.id.twice', path, data: { id } });
      ids.add(id);
    }
    for (const base of basesOf(rule)) {
      const found = pack.rules.find((other) => other.id === base);
      if (!found) problems.push({ code: 'policy.rule.unknown', path: `${path}/start`, data: { rule: base } });
      else if (found.nature === 'right') problems.push({ code: 'policy.breach.of_right', path: `${path}/start`, data: { rule: base } });
    }
    if (reaches(rule.id, rule.id, pack.rules, new Set()))
      problems.push({ code: 'policy.cycle', path: `${path}/start`, data: { rule: rule.id } });
  });
  return problems;
};

const checkGrades = (pack: Pack): readonly Problem[] => {
  const problems: Problem[] = [];
  pack.rules.forEach((rule, index) => {
    if (rule.when === null) return;
    const path = `/rules/${index}/when`;
    if (!pack.grades.includes(rule.when.grade)) problems.push({ code: 'policy.grade.unknown', path, data: { grade: rule.when.grade } });
    const onRegistered = 'event' in rule.start && rule.start.event === 'registered';
    if (!onRegistered) problems.push({ code: 'policy.grade.start', path, data: { rule: rule.id } });
  });
  for (const grade of pack.grades) {
    if (!pack.rules.some((rule) => rule.nature === 'duty' && rule.when?.grade === grade)) {
      problems.push({ code: 'policy.grade.uncovered', path: '/grades', data: { grade } });
    }
  }
  return problems;
};

/** G8: a withdrawal takes effect after 7 days, not sooner. */
const WITHDRAWAL_DAYS_MIN = 7;

const checkWhole = (pack: Pack): readonly Problem[] => {
  const problems: Problem[] = [];
  const after = parseWithin(pack.withdrawalAfter);
  const long =
    after !== undefined &&
    'count' in after &&
    (after.unit === 'months' || ((after.unit === 'days' || after.unit === 'working days') && after.count >= WITHDRAWAL_DAYS_MIN));
  if (!long) problems.push({ code: 'policy.withdrawal.too_short', path: '/withdrawalAfter', data: { within: pack.withdrawalAfter } });
  if (!isZone(pack.calendar.zone))
    problems.push({ code: 'policy.zone.unknown', path: '/calendar/zone', data: { zone: pack.calendar.zone } });
  const owed = pack.rules.some(
    (rule) => rule.nature === 'duty' && rule.owedTo === 'filer' && 'event' in rule.start && rule.start.event === 'filed',
  );
  if (!owed) problems.push({ code: 'policy.nothing_owed', path: '/rules', data: {} });
  return problems;
};

const checkYearly = (pack: Pack): readonly Problem[] =>
  (pack.yearly ?? []).flatMap((rule, index): readonly Problem[] => {
    const path = `/yearly/${index}`;
    const ids = [...pack.rules.flatMap((it) => [it.id, it.extend?.id]), ...(pack.yearly ?? []).slice(0, index).map((it) => it.id)];
    const period = parseWithin(rule.within);
    return [
      ...(ids.includes(rule.id) ? [{ code: 'policy.id.twice', path, data: { id: rule.id } }] : []),
      ...(period?.unit === 'days' || period?.unit === 'months'
        ? []
        : [{ code: 'policy.within.invalid', path: `${path}/within`, data: { within: rule.within } }]),
    ];
  });

/** Every string of the pack, keys aside, with its path. */
const stringsOf = (value: unknown, path: string): readonly (readonly [string, string])[] => {
  if (typeof value === 'string') return [[path, value]];
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, inner]) => stringsOf(inner, `${path}/${key}`));
};

const checkWords = (pack: Pack): readonly Problem[] =>
  stringsOf(pack, '').flatMap(([path, text]) => {
    const control = findControlWord(text);
    const punishing = findPunishingWord(text);
    return [
      ...(control === null ? [] : [{ code: 'policy.word.control', path, data: { word: control } }]),
      ...(punishing === null && !citesPunishment(text)
        ? []
        : [{ code: 'policy.clause.punishes', path, data: { word: punishing ?? text } }]),
    ];
  });

/** Everything a JSON Schema cannot say about a pack; empty when it may be published. */
export const checkPack = (pack: Pack): readonly Problem[] => [
  ...pack.rules.flatMap((rule, index) => checkRule(rule, `/rules/${index}`)),
  ...checkReferences(pack),
  ...checkDirection(pack),
  ...checkGrades(pack),
  ...checkYearly(pack),
  ...checkWhole(pack),
  ...checkWords(pack),
];
