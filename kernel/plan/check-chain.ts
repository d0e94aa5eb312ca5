import { checkId, isId, isObject, isWhole, listOf, onlyKeys, said, type Report } from '../programme/check-text.ts';
import type { Json } from '../stream/event.ts';
import { checkPost } from './check-posts.ts';
import { checkTeamName } from './check-teams.ts';

const STEPS_MAX = 12;
const CALLED_MAX = 12;
const MINUTES_MAX = 60;
const SILENT_LEAST = 5;
const SILENT_MAX = 120;
/** Who leads or is called: a post, or a seat of the duty plan of an office; never a person and never a number. */
export const checkCalled = (value: Json | undefined, path: string, report: Report): void => {
  if (!isObject(value)) return report('called.invalid', path, { called: said(value) });
  // A team can be over: whoever leads or has to hear of everything is a post or a seat.
  if (value['team'] !== undefined) return report('team.leads', path, { team: said(value['team']) });
  if (value['post'] !== undefined) {
    onlyKeys(value, ['post'], path, report);
    return checkPost(value['post'], `${path}/post`, report);
  }
  onlyKeys(value, ['office', 'duty', 'seat'], path, report);
  for (const field of ['office', 'duty', 'seat']) if (!isId(value[field])) report('called.invalid', `${path}/${field}`);
  return undefined;
};

/** The post of a team that is named; undefined where this names none. */
const postOfTeam = (value: Json, teams: readonly Json[]): Json | undefined => {
  const named = isObject(value) ? value['team'] : undefined;
  const team = named === undefined ? undefined : teams.find((one) => isObject(one) && one['id'] === named);
  return isObject(team) ? team['post'] : undefined;
};

/** Whom a step calls: as above, or a team of the plan. */
const checkCalledBy = (value: Json, teams: readonly Json[], path: string, report: Report): void => {
  if (!isObject(value) || value['team'] === undefined) return checkCalled(value, path, report);
  onlyKeys(value, ['team'], path, report);
  return checkTeamName(value['team'], teams, `${path}/team`, report);
};

/** Nobody is called twice in one step: not as a post and again through a team. */
const checkTwice = (called: readonly Json[], teams: readonly Json[], path: string, report: Report): void => {
  const seen = called.map((one) => JSON.stringify(one));
  called.forEach((one, i) => {
    const post = postOfTeam(one, teams);
    const isNamed = post !== undefined && called.some((other) => isObject(other) && other['post'] === post);
    if (isNamed || seen.indexOf(seen[i] ?? '') !== i) report('post.twice', `${path}/${i}`);
  });
};

const checkStep = (value: Json, teams: readonly Json[], path: string, report: Report): void => {
  if (!isObject(value)) return report('value.invalid', path);
  onlyKeys(value, ['id', 'call', 'need', 'minutes'], path, report);
  const { id, call, need, minutes } = value;
  checkId(id, `${path}/id`, report);
  const called = listOf(call);
  if (called.length === 0) report('called.missing', `${path}/call`);
  if (called.length > CALLED_MAX) report('called.too_many', `${path}/call`, { max: CALLED_MAX });
  const listed = called.slice(0, CALLED_MAX);
  listed.forEach((one, i) => checkCalledBy(one, teams, `${path}/call/${i}`, report));
  checkTwice(listed, teams, `${path}/call`, report);
  if (need !== 'each' && need !== 'one') report('need.unknown', `${path}/need`, { need: said(need) });
  if (!isWhole(minutes, 1, MINUTES_MAX)) report('minutes.invalid', `${path}/minutes`, { max: MINUTES_MAX });
  return undefined;
};

/** What is wrong with a chain of calls of a plan that has these teams. */
export const checkChain = (value: Json | undefined, teams: readonly Json[], path: string, report: Report): void => {
  if (value === undefined) return report('chain.missing', path);
  if (!isObject(value)) return report('value.invalid', path);
  onlyKeys(value, ['steps', 'leader', 'silentMinutes'], path, report);
  const steps = listOf(value['steps']);
  if (steps.length === 0) report('chain.missing', `${path}/steps`);
  if (steps.length > STEPS_MAX) report('chain.too_long', `${path}/steps`, { max: STEPS_MAX });
  const ids = steps.map((step) => (isObject(step) ? step['id'] : undefined));
  steps.slice(0, STEPS_MAX).forEach((step, i) => {
    checkStep(step, teams, `${path}/steps/${i}`, report);
    if (ids[i] !== undefined && ids.indexOf(ids[i]) !== i) report('id.twice', `${path}/steps/${i}/id`, { id: said(ids[i]) });
  });
  checkCalled(value['leader'], `${path}/leader`, report);
  if (!isWhole(value['silentMinutes'], SILENT_LEAST, SILENT_MAX))
    report('silent.invalid', `${path}/silentMinutes`, { least: SILENT_LEAST, max: SILENT_MAX });
  return undefined;
};
