import type { Vocabulary } from '../../../kernel/policy/vocabulary.ts';

/** Every kind of fact a site can hold. Closed (G2). */
export const EVENTS = [
  'site_opened',
  'site_changed',
  'site_confirmed',
  'site_returned',
  'hours_set',
  'closure_said',
  'closure_taken_back',
  'spot_added',
  'spot_ended',
  'plan_added',
  'spot_pinned',
  'site_ended',
  'deadline_passed',
] as const;
export type SiteEventKind = (typeof EVENTS)[number];

/** Why a site is closed for some days. Said beforehand, and public (places.md 3). */
export const CLOSURES = ['holiday', 'works', 'out_of_use', 'by_order'] as const;

/** How holidays and days worked in exchange count for its hours. */
export const ON_HOLIDAYS = ['closed', 'as_week'] as const;
export const ON_MAKE_UP_DAYS = ['as_week', 'as_monday'] as const;

/** Why a site is none any more. */
export const ENDINGS = ['closed_down', 'moved', 'joined_another', 'entered_twice'] as const;

/** Functions of posts that can answer for a site. */
export const POSTS = ['head', 'handler', 'desk', 'duty', 'inspector'] as const;

const counted = (letter: string, count: number): readonly string[] => Array.from({ length: count }, (_, i) => `${letter}${i + 1}`);

/** What a plan shows: the whole site, or one floor below (`b1` is the first) or above the ground. For the offices of the site alone. */
export const FLOORS: readonly string[] = ['whole', ...counted('b', 5), ...counted('f', 60)];

interface SiteWords {
  readonly event: SiteEventKind;
  readonly duty: 'confirm_site' | 'put_right';
  readonly party: 'site_office' | 'sector_supervisor' | 'local_supervisor' | 'site_post' | 'site_overseer';
  readonly notice: never;
  readonly grade: never;
  readonly pack: 'site';
}

/** Parties whose duties come back by programmes: their rows are written beside those that follow from events. */
export const SLOT_PARTIES = ['site_post', 'site_overseer'] as const;

/** The words of sites: who answers for one, and the two offices that supervise it (functions.md 12.03). */
export const SITE: Vocabulary<SiteWords> = {
  packs: ['site'],
  events: EVENTS,
  duties: {
    confirm_site: { meets: ['site_confirmed', 'site_returned', 'site_ended'] },
    put_right: { meets: ['site_changed', 'site_ended'] },
  },
  parties: {
    site_office: { level: 0, label: { 'zh-CN': '责任单位', en: 'the office that answers for it' } },
    sector_supervisor: { level: 0, label: { 'zh-CN': '行业监管单位', en: 'the supervisor of the sector' } },
    local_supervisor: { level: 0, label: { 'zh-CN': '属地监管单位', en: 'the local supervisor' } },
    // What comes back is owed by these two (features/checks); no pack says so, programmes do.
    site_post: { level: 0, label: { 'zh-CN': '责任岗位', en: 'the post that answers for it' } },
    site_overseer: { level: 0, label: { 'zh-CN': '上级检查', en: 'the supervisor that looks itself' } },
  },
  grades: [],
  grading: null,
  notices: {},
  opened: null,
  starts: ['site_opened', 'site_changed', 'site_returned'],
  first: 'site_opened',
  promise: null,
  task: null,
  excludes: [],
  extends: null,
  withdrawal: null,
  direction: null,
};
