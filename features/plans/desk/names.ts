import { officeName } from '../../../engine/place/office-name.ts';
import type { Jurisdiction } from '../../../engine/place/read.ts';
import { ROLES } from '../../../kernel/access/access.ts';
import type { Called } from '../../../kernel/callout/chain.ts';
import { inLang } from '../../../kernel/language/languages.ts';
import type { Lang } from '../../../portal/page.ts';
import { roleName } from '../../../portal/role-words.ts';
import { PLANS } from './words.ts';

/** How a plan's offices, posts and seats are called: in a place by its own names, in a file by their ids. */
export interface PlanNames {
  /** The office whose plan it is: its own posts are said without it. */
  readonly own: string;
  readonly office: (id: string) => string;
  readonly seat: (called: Extract<Called, { readonly seat: string }>) => string;
  /** The duty number of an office; undefined where none is published. */
  readonly number: (office: string) => string | undefined;
  readonly site: (number: string) => string;
  /** Whether nobody holds a post now. */
  readonly isVacant: (post: string) => boolean;
}

/** The ids themselves: what is known of a plan that lies in a file. */
export const FILE_NAMES: PlanNames = {
  own: '',
  office: (id) => id,
  seat: ({ duty, seat }) => `${duty}/${seat}`,
  number: () => undefined,
  site: (number) => number,
  isVacant: () => false,
};

/** The names that a place has for them. `vacant` are the posts that nobody holds; `sites` their names by number. */
export const placeNames = (
  it: Jurisdiction,
  own: string,
  lang: Lang,
  vacant: ReadonlySet<string>,
  sites: ReadonlyMap<string, string>,
): PlanNames => ({
  own,
  office: (id) => officeName(it, id, lang),
  seat: ({ duty, seat }) => {
    const plan = it.dutyPlans.get(it.dutyPlans.newest.get(duty) ?? '');
    const rule = plan?.shifts.flatMap(({ seats }) => seats).find(({ id }) => id === seat);
    return rule ? inLang(rule.label, lang) : seat;
  },
  number: (office) => {
    const plans = [...it.dutyPlans.newest.values()].flatMap((hash) => it.dutyPlans.get(hash) ?? []);
    const own = it.offices.get(office);
    return plans.find((plan) => plan.office === office)?.number ?? own?.duty_phone ?? own?.phone ?? undefined;
  },
  site: (number) => sites.get(number) ?? number,
  isVacant: (post) => vacant.has(post),
});

/** A post in words, and that nobody holds it where that is so. */
export const postText = (post: string, names: PlanNames, lang: Lang): string => {
  const at = post.indexOf('.');
  const role = ROLES.find((one) => one === post.slice(at + 1));
  const office = post.slice(0, at);
  const name = role ? roleName(role, lang) : post;
  const text = office === names.own || !role ? name : PLANS[lang].post(names.office(office), name);
  return names.isVacant(post) ? `${text} (${PLANS[lang].vacant})` : text;
};

/** Who is called, in words. */
export const calledText = (called: Called, names: PlanNames, lang: Lang): string =>
  'post' in called
    ? postText(called.post, names, lang)
    : PLANS[lang].seat(called.office === names.own ? '' : names.office(called.office), names.seat(called));
