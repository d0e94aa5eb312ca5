import type { BuiltIn as Lang } from '../kernel/language/languages.ts';
import type { About, DoneBy, Ower } from '../kernel/programme/programme.ts';
import type { BucketUnit, By, Cadence, Dated, Season, Use } from '../kernel/recurrence/cadence.ts';
import type { Why } from '../kernel/recurrence/surroundings.ts';

/** What `programme explain` says for an operator, in the two languages that definitions have. */
interface ProgrammeWords {
  readonly parties: { readonly [party in Ower]: string };
  readonly doneBy: { readonly [kind in DoneBy]: string };
  readonly about: { readonly [about in About]: string };
  readonly why: { readonly [why in Why]: string };
  readonly every: (text: string, cadence: Cadence) => string;
  readonly own: string;
  readonly countersign: string;
  readonly times: (times: number) => string;
  readonly provisional: string;
  readonly occasions: string;
  readonly others: string;
  readonly none: string;
  readonly hours: (name: string, terms: string) => string;
  readonly oweds: (by: string, to: string) => string;
  readonly count: (windows: number, rules: number) => string;
}

const UNITS: { readonly [unit in BucketUnit]: string } = {
  day: '每天',
  'open day': '每个开放日',
  'working day': '每个工作日',
  week: '每周',
  '2 weeks': '每两周',
  'half month': '每半月',
  month: '每月',
  '2 months': '每两个月',
  quarter: '每季度',
  'half year': '每半年',
  year: '每年',
  '2 years': '每两年',
  '3 years': '每三年',
  term: '每学期',
  'school year': '每学年',
};
const SEASONS: { readonly [season in Season]: string } = { flood: '汛期', heating: '采暖期', forest: '森林防火期' };
const USES: { readonly [use in Use]: string } = { trip: '出车', job: '作业' };
const DATED: { readonly [dated in Dated]: string } = {
  planned_cut: '计划停供',
  closing_down: '停业、歇业',
  inspection_due: '检验到期',
  certificate_end: '证书到期',
  drill: '演练',
  move: '搬迁',
};
const DAYS = ['一', '二', '三', '四', '五', '六', '日'];
const LEADS = { hours: '小时', days: '天', 'working days': '个工作日', months: '个月' } as const;

const clock = (minutes: number): string => `${String(Math.floor(minutes / 60)).padStart(2, '0')}:${String(minutes % 60).padStart(2, '0')}`;

const byInChinese = (by: By): string => {
  if ('at' in by) return `不迟于${clock(by.at)}`;
  if ('weekday' in by) return `不迟于周${DAYS[by.weekday - 1]}`;
  if ('dayOfMonth' in by) return `不迟于${by.dayOfMonth}日`;
  const [month, day] = by.monthDay.split('-').map(Number);
  return `不迟于${month}月${day}日`;
};

const fromInChinese = (opens: By | undefined): string => (opens === undefined ? '' : `${byInChinese(opens).replace('不迟于', '')}起，`);

const beforeWhat = (what: Extract<Cadence, { kind: 'before' }>['what']): string => {
  if (typeof what !== 'string') return SEASONS[what.season];
  return what === 'term' ? '开学' : '节假日';
};

const whileWhat = (during: 'always' | 'open' | 'night' | 'incident'): string =>
  ({ always: '全天', open: '开放期间', night: '夜间', incident: '突发事件处置期间' })[during];

const everyInChinese = (cadence: Cadence): string => {
  switch (cadence.kind) {
    case 'bucket': {
      const { during, by, unit, times, opens } = cadence;
      const when =
        during === null ? '' : during === 'incident' ? '突发事件处置期间' : during === 'term' ? '学期中' : SEASONS[during.season];
      return `${when}${UNITS[unit]}${times === 1 ? '' : `${times}次`}${by === null ? '' : `（${fromInChinese(opens)}${byInChinese(by)}）`}`;
    }
    case 'after':
      return `${UNITS[cadence.unit]}结束后（${cadence.unit === 'year' ? '次年' : '次月'}${fromInChinese(cadence.opens)}${byInChinese(cadence.by)}）`;
    case 'hours':
      return `${whileWhat(cadence.during)}每${cadence.hours}小时${cadence.closing ? '，结束时一次' : ''}`;
    case 'closing':
      return '每次营业结束时';
    case 'night':
      return `每夜${cadence.times === 1 ? '' : `${cadence.times}次`}`;
    case 'meal':
      return '每餐';
    case 'use':
      return `每次${USES[cadence.use]}${cadence.side === 'before' ? '前' : '后'}`;
    case 'since':
      return `距上一次不超过${cadence.days}天`;
    case 'before':
      return `${beforeWhat(cadence.what)}前${cadence.days}天内`;
    case 'opening':
      return `每学期开学${cadence.days}天内`;
    case 'dated':
      return `${DATED[cadence.dated]}前${cadence.count}${LEADS[cadence.unit]}`;
  }
};

export const PROGRAMME_WORDS: { readonly [lang in Lang]: ProgrammeWords } = {
  'zh-CN': {
    parties: { site_post: '现场岗位', site_office: '场所单位', office: '本单位', supervising_office: '监管单位' },
    doneBy: { check: '检查', return: '报表', lesson: '课', drill: '演练', meeting: '会议', test: '检测', paper: '文书' },
    about: { site: '场所', asset: '设备', office: '单位' },
    why: {
      year_not_loaded: '该年放假安排未载入',
      term_not_loaded: '该年学期未载入',
      holiday_not_loaded: '该年节假日未载入',
      season_not_loaded: '该年季节（汛期等）未公布',
      hours_not_set: '没有填开放或夜间时间',
      hangs_on_record: '从上一次完成那天算起',
    },
    every: (_, cadence) => everyInChinese(cadence),
    own: '本系统或地方规则',
    countersign: '要两人签字',
    times: (times) => `${times}次`,
    provisional: '* 暂定：还不欠，也不能据此记录。',
    occasions: '另有按次发生的：',
    others: '不适用（场所没有相应情况）：',
    none: '这段时间没有。',
    hours: (name, terms) => `示例开放时间：${name}；学期和季节：${terms}。每个场所用自己的。`,
    oweds: (by, to) => `由${by}完成，向${to}负责`,
    count: (windows, rules) => `${rules}条规则，${windows}次。`,
  },
  en: {
    parties: {
      site_post: 'post at the site',
      site_office: 'office of the site',
      office: 'office',
      supervising_office: 'supervising office',
    },
    doneBy: { check: 'check', return: 'return', lesson: 'lesson', drill: 'drill', meeting: 'meeting', test: 'test', paper: 'paper' },
    about: { site: 'site', asset: 'asset', office: 'office' },
    why: {
      year_not_loaded: 'the holidays of that year are not loaded',
      term_not_loaded: 'the terms of that year are not loaded',
      holiday_not_loaded: 'the holidays by name of that year are not loaded',
      season_not_loaded: 'no season of that year is loaded',
      hours_not_set: 'no hours or night have been entered',
      hangs_on_record: 'counts from the day it is done before',
    },
    every: (text) => text,
    own: 'own or local rule',
    countersign: 'two signatures',
    times: (times) => `${times} times`,
    provisional: '* provisional: nobody owes it yet, and nothing may be recorded for it.',
    occasions: 'On an occasion:',
    others: 'Not here (the site has no such fact):',
    none: 'None in these days.',
    hours: (name, terms) => `Example hours: ${name}; terms and seasons: ${terms}. Each site has its own.`,
    oweds: (by, to) => `owed by ${by} to ${to}`,
    count: (windows, rules) => `${rules} rules, ${windows} windows.`,
  },
};
