import { checkId, isId, isObject, isWhole, listOf, onlyKeys, said, type Report } from '../programme/check-text.ts';
import { DUTY_ROLES } from '../roster/plan.ts';
import type { Json } from '../stream/event.ts';

const STEPS_MAX = 12;
const CALLED_MAX = 12;
const MINUTES_MAX = 60;
const SILENT_LEAST = 5;
const SILENT_MAX = 120;
/** `office.function`: whoever keeps accounts or keys has no part in an emergency. */
const POST = new RegExp(`^[a-z][a-z0-9-]{1,39}\\.(${DUTY_ROLES.join('|')})$`);

/** A post, `office.function`. */
export const checkPost = (value: Json | undefined, path: string, report: Report): void => {
  if (typeof value !== 'string' || !POST.test(value)) report('post.unknown', path, { post: said(value) });
};

/** Posts, none of them twice. */
export const checkPosts = (value: Json | undefined, path: string, report: Report): void => {
  const posts = listOf(value);
  if (value !== undefined && !Array.isArray(value)) report('value.invalid', path);
  if (posts.length > CALLED_MAX) report('posts.too_many', path, { max: CALLED_MAX });
  posts.slice(0, CALLED_MAX).forEach((post, i) => {
    checkPost(post, `${path}/${i}`, report);
    if (posts.indexOf(post) !== i) report('post.twice', `${path}/${i}`, { post: said(post) });
  });
};

/** Whom a step calls: a post, or a seat of the duty plan of an office; never a person and never a number. */
export const checkCalled = (value: Json | undefined, path: string, report: Report): void => {
  if (!isObject(value)) return report('called.invalid', path, { called: said(value) });
  if (value['post'] !== undefined) {
    onlyKeys(value, ['post'], path, report);
    return checkPost(value['post'], `${path}/post`, report);
  }
  onlyKeys(value, ['office', 'duty', 'seat'], path, report);
  for (const field of ['office', 'duty', 'seat']) if (!isId(value[field])) report('called.invalid', `${path}/${field}`);
  return undefined;
};

const checkStep = (value: Json, path: string, report: Report): void => {
  if (!isObject(value)) return report('value.invalid', path);
  onlyKeys(value, ['id', 'call', 'need', 'minutes'], path, report);
  const { id, call, need, minutes } = value;
  checkId(id, `${path}/id`, report);
  const called = listOf(call);
  if (called.length === 0) report('called.missing', `${path}/call`);
  if (called.length > CALLED_MAX) report('called.too_many', `${path}/call`, { max: CALLED_MAX });
  const seen = called.map((one) => JSON.stringify(one));
  called.slice(0, CALLED_MAX).forEach((one, i) => {
    checkCalled(one, `${path}/call/${i}`, report);
    if (seen.indexOf(seen[i] ?? '') !== i) report('post.twice', `${path}/call/${i}`);
  });
  if (need !== 'each' && need !== 'one') report('need.unknown', `${path}/need`, { need: said(need) });
  if (!isWhole(minutes, 1, MINUTES_MAX)) report('minutes.invalid', `${path}/minutes`, { max: MINUTES_MAX });
  return undefined;
};

/** What is wrong with a chain of calls. */
export const checkChain = (value: Json | undefined, path: string, report: Report): void => {
  if (value === undefined) return report('chain.missing', path);
  if (!isObject(value)) return report('value.invalid', path);
  onlyKeys(value, ['steps', 'leader', 'silentMinutes'], path, report);
  const steps = listOf(value['steps']);
  if (steps.length === 0) report('chain.missing', `${path}/steps`);
  if (steps.length > STEPS_MAX) report('chain.too_long', `${path}/steps`, { max: STEPS_MAX });
  const ids = steps.map((step) => (isObject(step) ? step['id'] : undefined));
  steps.slice(0, STEPS_MAX).forEach((step, i) => {
    checkStep(step, `${path}/steps/${i}`, report);
    if (ids[i] !== undefined && ids.indexOf(ids[i]) !== i) report('id.twice', `${path}/steps/${i}/id`, { id: said(ids[i]) });
  });
  checkCalled(value['leader'], `${path}/leader`, report);
  if (!isWhole(value['silentMinutes'], SILENT_LEAST, SILENT_MAX))
    report('silent.invalid', `${path}/silentMinutes`, { least: SILENT_LEAST, max: SILENT_MAX });
  return undefined;
};
