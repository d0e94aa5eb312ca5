import { getPlainDate } from '../../../kernel/calendar/plain-date.ts';
import { monthInWords as monthOfDay } from '../../../portal/dates.ts';
import { words } from '../../../kernel/language/words.ts';
import type { Lang } from '../../../portal/page.ts';
import type { Month } from '../domain/month.ts';
import type { Range } from '../domain/range.ts';
import type { Stage } from '../domain/stage.ts';

export const FIGURES = words('figures/portal/words.FIGURES', {
  'zh-CN': {
    title: '各单位按期答复的情况',
    lead: (place: string, month: string) =>
      `${place}各单位到${month}为止十二个月的情况。每个月结束后公布一次，以后不再改动；单位自己看到的也是这一页。`,
    none: '还没有数字。第一个有期限到期的月份结束以后，这里会写明各单位按期办了多少、误了多少。',
    counts: [
      '一件该办的事，算在它到期的那个月。逾期才办的、没有办的、没有等到答复就撤回的，都算没有按期。',
      '没有按期的，哪怕一件也照实写。按期的只写范围，少于10件的不写具体数，免得认出是谁的事。',
      '不算的：谁反映的、反映过几次、有没有往上找、几个人一起。不打分，不排名；单位按隶属关系排列。',
    ],
    what: '算什么，不算什么',
    chart: '书面答复：按期和没有按期',
    legend: '上面一条是按期的：实心到“至少”，空心到“最多”。下面的斜纹是没有按期的。',
    answers: '书面答复',
    office: '单位',
    kept: '按期',
    late: '没有按期',
    share: '按期的比例',
    days: '一般用时',
    other: '其他期限没有按期',
    total: '合计',
    totalNote: '合计是把上面的范围加起来，没有别的来源。',
    year: '十二个月',
    months: '各月',
    month: '月份',
    part: '该办的事',
    reviews: '上级复查复核的结果',
    reviewsText: (upheld: string, changed: string) => `十二个月里，本单位的答复经上级复查复核：维持${upheld}件，变更或撤销${changed}件。`,
    monthChart: '各月没有按期的件数',
    all: '所有单位',
    imported: '这些是别处的旧记录，按规则“假定”计算：记录里只有来件和答复的时间，登记和受理没有记，不算在内。',
    data: '下载数据：',
    check: '每个月的数字都在公开日志里有指纹，可以自己核对。',
    checkLink: '公开记录',
    dayUnit: '天',
    stop: '。',
    raised: '群众反映的事',
    work: '场所、值班和报告',
    workLead: '写法：按期的比例（不足10件的只写“不足10”） · 没有按期的件数。没有这类任务的单位写“–”。',
    workCounts: [
      '隐患：在期限内验收或者当场改好的算按期；到期没有改好的，算在期限那个月。报告人是谁、报过几次，都不算。',
      '检查、演练、宣传课、报表：迟了的、没有的都算没有按期；“没有情况”的报表是按期。请假停业的不算。',
      '事故报告：在规定的分钟和小时内报出的算按期。演练不算事故。',
      '值班：每个岗位有没有人，值班表和交接有没有按时。只看岗位，不看是谁。',
    ],
    workNone: '这个月份以前没有这部分数字。',
  },
  en: {
    title: 'How the offices keep their time',
    lead: (place: string, month: string) =>
      `The offices of ${place} over the twelve months to ${month}. Published once a month, when it has ended, and not changed afterwards; the offices themselves see this page and no other.`,
    none: 'There are no figures yet. When the first month has ended in which something was due, this page says how much was kept in time and how much was not.',
    counts: [
      'What is owed counts in the month in which it was due. Done late, never done, or withdrawn before there was an answer: all of it is “not in time”.',
      'What was not in time is always shown, even one. What was in time is shown as a range, and below ten not at all, so that nobody’s matter can be recognised.',
      'Not counted: who raised it, how often, whether they went higher, how many came together. No score and no ranking: offices stand in the order of the tree.',
    ],
    what: 'What is counted, and what is not',
    chart: 'Written answers, in time and not',
    legend:
      'The upper bar is what was in time: filled for at least so many, outlined for at most so many. The hatched bar is what was late.',
    answers: 'Written answers',
    office: 'Office',
    kept: 'In time',
    late: 'Not in time',
    share: 'Share in time',
    days: 'Usual time',
    other: 'Other duties not in time',
    total: 'Total',
    totalNote: 'The total adds up the ranges above and has no other source.',
    year: 'Twelve months',
    months: 'Month by month',
    month: 'Month',
    part: 'What is owed',
    reviews: 'What reviews said',
    reviewsText: (upheld: string, changed: string) =>
      `In twelve months the offices above have reviewed answers of this office: left as they were, ${upheld}; changed or revoked, ${changed}.`,
    monthChart: 'Not in time, month by month',
    all: 'All offices',
    imported:
      'These are old records of another place, counted “as if”: they tell when somebody wrote and was answered. When it was registered and accepted they do not tell, and it is not counted.',
    data: 'Download: ',
    check: 'Each month’s figures have a fingerprint in the public log, so that you can check them.',
    checkLink: 'Public record',
    dayUnit: ' days',
    stop: '. ',
    raised: 'What people raised',
    work: 'Places, duty and reports',
    workLead: 'Share in time (below ten only “fewer than 10”) · how many were not. A dash where an office has no such task.',
    workCounts: [
      'Hazards: in time is what was accepted by its day, or put right on the spot; what was not mended counts in the month of its day. Who reported one, and how often, counts nowhere.',
      'Checks, drills, lessons, returns: late and missing are both not in time; a return that says “nothing” is in time. What was excused or closed is not counted.',
      'Reports of incidents: in time within the minutes and hours of the rule. A drill is no incident.',
      'Duty: whether each post was filled, and rosters and handovers were in time. Posts are looked at, never who held them.',
    ],
    workNone: 'Earlier months have no figures of this part.',
  },
});

export const STAGE_WORDS = words<{ readonly [stage in Stage]: string }>('figures/portal/words.STAGE_WORDS', {
  'zh-CN': {
    notice: '登记、告知受理',
    answer: '书面答复',
    above: '作为上级：复查、复核、督办',
    hazards: '隐患按期整改',
    checks: '检查、巡查',
    drills: '演练',
    lessons: '宣传、培训课',
    returns: '报表',
    reports: '事故信息报告',
    shifts: '值班岗位有人',
    rosters: '值班表公布、交接签字',
    decisions: '会议、会议决定',
  },
  en: {
    notice: 'Registering, telling who has it',
    answer: 'Written answers',
    above: 'As office above: reviews, supervision',
    hazards: 'Hazards mended by their day',
    checks: 'Checks and patrols',
    drills: 'Drills held',
    lessons: 'Lessons held',
    returns: 'Returns handed in',
    reports: 'Reports of incidents',
    shifts: 'Duty posts filled',
    rosters: 'Rosters published, shifts handed over',
    decisions: 'Meetings held, decisions kept',
  },
});

export const RANGE = words('figures/portal/words.RANGE', {
  'zh-CN': { hidden: '不公布', atLeast: (n: number) => `${n}以上`, below: (n: number) => `不足${n}` },
  en: { hidden: 'not shown', atLeast: (n: number) => `${n} or more`, below: (n: number) => `fewer than ${n}` },
});

/** A published range as people say it; null was withheld. */
export const rangeInWords = (range: Range | null, lang: Lang): string => {
  const words = RANGE[lang];
  if (range === null) return words.hidden;
  if (range.to === null) return words.atLeast(range.from);
  if (range.from === 0) return words.below(range.to + 1);
  return range.from === range.to ? String(range.from) : `${range.from}–${range.to}`;
};

/** Whole percent, or a dash where too little is shown to tell. */
export const shareInWords = (share: { readonly from: number; readonly to: number } | null): string =>
  share === null ? '–' : share.from === share.to ? `${share.from}%` : `${share.from}–${share.to}%`;

/** `2026年10月`, `October 2026`. */
export const monthInWords = (month: Month, lang: Lang): string => monthOfDay(getPlainDate(`${month}-01`), lang);
