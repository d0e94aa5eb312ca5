import { parseWithin } from '../calendar/within.ts';
import { isZone } from '../calendar/zone.ts';
import type { JsonObject } from '../stream/event.ts';
import { checkAgenda } from './agenda.ts';
import { checkPeriod } from './period.ts';
import { checkDirection } from './check-direction.ts';
import { DAY_PROMISED, DAY_SET, type Pack as PackOf, type Rule as RuleOf } from './pack.ts';
import { citesPunishment, findControlWord, findPunishingWord } from './tripwire.ts';
import type { Vocabulary, Words } from './vocabulary.ts';

type Pack = PackOf<Words>;
type Rule = RuleOf<Words>;

/** What is wrong with a pack: a stable code, where, and the facts a sentence about it needs. */
export interface Problem {
  readonly code: string;
  readonly path: string;
  readonly data: JsonObject;
}

const checkStart = (of: Vocabulary, rule: Rule, path: string): readonly Problem[] => {
  const { start } = rule;
  if ('breachOf' in start) return [];
  const event = 'event' in start ? start.event : start.orEvent;
  const problems: Problem[] = [];
  if (!of.starts.includes(event)) problems.push({ code: 'policy.start.not_allowed', path: `${path}/start`, data: { event } });
  if ('event' in start && (start.event === of.opened) !== (start.notice !== null)) {
    problems.push({ code: 'policy.start.notice', path: `${path}/start`, data: { event } });
  }
  // A day that is set anew meets the one that was set before.
  const renews = rule.within === DAY_SET || of.renews?.includes(event) === true;
  if (rule.metBy.includes(event) && 'event' in start && !renews)
    problems.push({ code: 'policy.met_by.start', path: `${path}/metBy`, data: { event } });
  return problems;
};

/** Whether a period is so many whole days or months: what can be counted back from a day without a calendar of working days. */
const isDays = (text: string): boolean => ['days', 'months'].includes(parseWithin(text)?.unit ?? '');

const checkPeriods = (of: Vocabulary, rule: Rule, path: string): readonly Problem[] => {
  const problems: Problem[] = [];
  if (rule.nature === 'duty' && rule.within === null)
    problems.push({ code: 'policy.within.missing', path: `${path}/within`, data: { rule: rule.id } });
  // Only a promise ends on a day that the office named itself; every other period is the pack's.
  const isPromise = rule.kind === of.promise?.duty && 'event' in rule.start && rule.start.event === of.promise.event;
  if ((rule.within === DAY_PROMISED || rule.kind === of.promise?.duty) && !(rule.within === DAY_PROMISED && isPromise))
    problems.push({ code: 'policy.within.promised', path: `${path}/within`, data: { rule: rule.id } });
  const isSet = rule.kind === of.task?.duty && 'event' in rule.start && of.task.events.includes(rule.start.event);
  const isByGrade = of.task?.byGrade === true && rule.when !== null && rule.within !== DAY_SET;
  if (
    (rule.within === DAY_SET || (rule.kind === of.task?.duty && !isByGrade)) &&
    !(rule.within === DAY_SET && isSet && (rule.extend === null || of.task?.extendable === true))
  )
    problems.push({ code: 'policy.within.set', path: `${path}/within`, data: { rule: rule.id } });
  // Only a day that somebody set is known before it comes near.
  if (rule.ahead !== undefined && (rule.within !== DAY_SET || !isSet || !isDays(rule.ahead)))
    problems.push({ code: 'policy.ahead.not_allowed', path: `${path}/ahead`, data: { rule: rule.id } });
  // More time is asked for before a day that somebody set; of every other period the end is not known to who would ask.
  if (rule.extend?.ask !== undefined && !(rule.within === DAY_SET && isSet && of.task?.extendable === true))
    problems.push({ code: 'policy.ask.not_allowed', path: `${path}/extend/ask`, data: { rule: rule.id } });
  const texts: readonly (readonly [string, string | null])[] = [
    ['within', rule.within],
    ['extend/max', rule.extend?.max ?? null],
    ['extend/ask', rule.extend?.ask ?? null],
  ];
  if (!['days', 'working days', 'months', undefined].includes(parseWithin(rule.extend?.ask ?? '')?.unit))
    problems.push({ code: 'policy.within.invalid', path: `${path}/extend/ask`, data: { within: String(rule.extend?.ask) } });
  for (const [field, text] of texts) {
    if (text !== null && text !== DAY_PROMISED && text !== DAY_SET && parseWithin(text) === undefined)
      problems.push({ code: 'policy.within.invalid', path: `${path}/${field}`, data: { within: text } });
  }
  return problems;
};

/** What a schema that knows the words of every kind lets through and this kind does not have. */
const checkWordsOfKind = (of: Vocabulary, rule: Rule, path: string): readonly Problem[] => {
  const { start } = rule;
  const starts = 'event' in start ? [start.event] : 'orEvent' in start ? [start.orEvent] : [];
  const events = [...starts, ...rule.metBy, ...rule.excludes, ...(rule.extend ? [rule.extend.by] : [])];
  const notice = 'event' in start ? start.notice : null;
  return [
    ...(Object.hasOwn(of.duties, rule.kind) ? [] : [{ code: 'policy.kind.unknown', path: `${path}/kind`, data: { kind: rule.kind } }]),
    ...events.filter((event) => !of.events.includes(event)).map((event) => ({ code: 'policy.event.unknown', path, data: { event } })),
    ...[rule.owedBy, rule.owedTo]
      .filter((party) => !Object.hasOwn(of.parties, party))
      .map((party) => ({ code: 'policy.party.unknown', path, data: { party } })),
    ...(notice === null || Object.hasOwn(of.notices, notice)
      ? []
      : [{ code: 'policy.notice.unknown', path: `${path}/start`, data: { notice } }]),
  ];
};

const checkRule = (of: Vocabulary, rule: Rule, path: string): readonly Problem[] => {
  const problems: Problem[] = [...checkWordsOfKind(of, rule, path), ...checkStart(of, rule, path), ...checkPeriods(of, rule, path)];
  for (const event of rule.metBy) {
    if (of.duties[rule.kind]?.meets.includes(event) === false)
      problems.push({ code: 'policy.met_by.not_allowed', path: `${path}/metBy`, data: { event, kind: rule.kind } });
  }
  for (const event of rule.excludes) {
    if (!of.excludes.includes(event)) problems.push({ code: 'policy.excludes.not_allowed', path: `${path}/excludes`, data: { event } });
  }
  if (rule.extend !== null && (rule.nature === 'right' || rule.extend.by !== of.extends)) {
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

const checkGrades = (of: Vocabulary, pack: Pack): readonly Problem[] => {
  const problems: Problem[] = [];
  pack.rules.forEach((rule, index) => {
    if (rule.when === null) return;
    const path = `/rules/${index}/when`;
    if (!pack.grades.includes(rule.when.grade)) problems.push({ code: 'policy.grade.unknown', path, data: { grade: rule.when.grade } });
    const onRegistered = 'event' in rule.start && [of.grading?.by, ...(of.grading?.later ?? [])].includes(rule.start.event);
    if (!onRegistered) problems.push({ code: 'policy.grade.start', path, data: { rule: rule.id } });
  });
  for (const grade of pack.grades) {
    if (!of.grades.includes(grade)) problems.push({ code: 'policy.grade.unknown', path: '/grades', data: { grade } });
    if (of.grading?.tellsOnly !== true && !pack.rules.some((rule) => rule.nature === 'duty' && rule.when?.grade === grade)) {
      problems.push({ code: 'policy.grade.uncovered', path: '/grades', data: { grade } });
    }
  }
  return problems;
};

/** Criteria name grades, kinds of danger and classes of sites that there are, each once. */
const checkCriteria = (of: Vocabulary, pack: Pack): readonly Problem[] => {
  const unknown = (said: readonly string[] | undefined, known: readonly string[] | undefined, path: string): readonly Problem[] =>
    (said ?? []).filter((it) => !(known ?? []).includes(it)).map((value) => ({ code: 'policy.fact.unknown', path, data: { value } }));
  const all = pack.criteria ?? [];
  const said = (['criteria', 'for'] as const).filter((field) => pack[field] !== undefined);
  return [
    ...(of.facts === undefined ? said : []).map((field) => ({
      code: 'policy.facts.none',
      path: `/${field}`,
      data: { kind: of.packs[0] ?? '' },
    })),
    ...unknown(pack.for?.fields, of.facts?.fields, '/for/fields'),
    ...unknown(pack.for?.sites, of.facts?.sites, '/for/sites'),
    ...all.flatMap((it, index): readonly Problem[] => {
      const path = `/criteria/${index}`;
      return [
        ...(pack.grades.some((grade) => grade === it.grade) ? [] : [{ code: 'policy.grade.unknown', path, data: { grade: it.grade } }]),
        ...(all.findIndex((other) => other.id === it.id) === index ? [] : [{ code: 'policy.id.twice', path, data: { id: it.id } }]),
        ...unknown(it.field === undefined ? [] : [it.field], of.facts?.fields, path),
        ...unknown(it.sites, of.facts?.sites, path),
      ];
    }),
  ];
};

/** G8: a withdrawal takes effect after 7 days, not sooner. */
const WITHDRAWAL_DAYS_MIN = 7;

const checkWithdrawal = (of: Vocabulary, pack: Pack): readonly Problem[] => {
  const path = '/withdrawalAfter';
  const { withdrawalAfter: within } = pack;
  if (of.withdrawal === null) return within === undefined ? [] : [{ code: 'policy.withdrawal.not_allowed', path, data: { within } }];
  if (within === undefined) return [{ code: 'policy.field.missing', path: '/', data: { missingProperty: 'withdrawalAfter' } }];
  const after = parseWithin(within);
  const long =
    after !== undefined &&
    'count' in after &&
    (after.unit === 'months' || ((after.unit === 'days' || after.unit === 'working days') && after.count >= WITHDRAWAL_DAYS_MIN));
  return long ? [] : [{ code: 'policy.withdrawal.too_short', path, data: { within } }];
};

const checkWhole = (of: Vocabulary, pack: Pack): readonly Problem[] => {
  const problems: Problem[] = [];
  if (!isZone(pack.calendar.zone))
    problems.push({ code: 'policy.zone.unknown', path: '/calendar/zone', data: { zone: pack.calendar.zone } });
  const owed = pack.rules.some(
    (rule) =>
      rule.nature === 'duty' &&
      'event' in rule.start &&
      // Of what only offices deal with, something may be owed only once something has happened.
      (of.direction === null || (rule.owedTo === of.direction.filer && rule.start.event === of.first)),
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

/** What is rewarded is decided on by a day, and what has to be decided on has its rule. */
const checkReward = (of: Vocabulary, pack: Pack): readonly Problem[] => {
  const { reward } = pack;
  const isDecided = of.rewards !== undefined && pack.rules.some((rule) => rule.kind === of.rewards?.duty);
  const path = '/reward';
  if (reward === undefined) return isDecided ? [{ code: 'policy.reward.missing', path, data: {} }] : [];
  const { least, most } = reward;
  return [
    ...(of.rewards?.pack === pack.kind ? [] : [{ code: 'policy.reward.not_allowed', path, data: { kind: pack.kind } }]),
    ...(isDecided ? [] : [{ code: 'policy.reward.undecided', path, data: {} }]),
    ...(least <= most ? [] : [{ code: 'policy.reward.range', path, data: { least, most } }]),
  ];
};

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

/** Everything a JSON Schema cannot say about a pack in the vocabulary of its kind; empty when it may be published. */
export const checkPack = (of: Vocabulary, pack: Pack): readonly Problem[] => [
  ...pack.rules.flatMap((rule, index) => checkRule(of, rule, `/rules/${index}`)),
  ...checkReferences(pack),
  ...checkDirection(of, pack),
  ...checkGrades(of, pack),
  ...checkCriteria(of, pack),
  ...checkYearly(pack),
  ...checkReward(of, pack),
  ...checkAgenda(of, pack.agenda),
  ...checkPeriod(of, pack.period),
  ...checkWithdrawal(of, pack),
  ...checkWhole(of, pack),
  ...checkWords(pack),
];
