import type { StaffWords } from '../../../desk/staff-entity/face.ts';
import type { Both } from '../../../kernel/language/languages.ts';
import { phrases, words } from '../../../kernel/language/words.ts';
import { wordsField } from '../domain/verbs.ts';
import { POINTS, type VisitEventKind, type VisitFinding, type VisitPoint } from '../domain/vocabulary.ts';

const say = (zh: string, en: string): Both<string> => ({ 'zh-CN': zh, en });

export const STEPS = phrases<{ readonly [verb: string]: Both<string> }>('visits/desk/words.STEPS', {
  announce_draw: say('公告一次随机督查', 'Announce a draw'),
  draw: say('抽取', 'Draw the offices'),
  examine_office: say('记下一次督查', 'Record a visit'),
  close_tour: say('总结，写明情况', 'Close the tour with a report'),
});

export const EVENTS = phrases<{ readonly [type in VisitEventKind]: Both<string> }>('visits/desk/words.EVENTS', {
  draw_announced: say('已公告，等待抽取', 'Announced, to be drawn'),
  offices_drawn: say('已抽取', 'Drawn'),
  office_examined: say('督查了一个单位', 'An office was visited'),
  all_examined: say('抽中的单位都去过了', 'Every office that was drawn was visited'),
  findings_taken: say('发现的问题已转为隐患', 'What was found has become hazards'),
  tour_closed: say('已总结', 'Closed'),
  next_announced: say('下一次督查已公告', 'The next tour was announced'),
  deadline_passed: say('期限已过', 'A day has passed'),
});

export const OWED = phrases<{ readonly [duty: string]: Both<string> }>('visits/desk/words.OWED', {
  draw_offices: say('抽取要督查的单位', 'draw the offices'),
  examine_offices: say('督查抽中的单位', 'visit the offices that were drawn'),
  close_tour: say('总结这次督查', 'close the tour'),
  announce_next: say('公告下一次督查', 'announce the next tour'),
});

/** The ten points of a visit: how duties are kept, never who keeps them. */
export const POINT_WORDS = phrases<{ readonly [point in VisitPoint]: Both<string> }>('visits/desk/words.POINT_WORDS', {
  roster_kept: say('值班表排好并有人值守', 'The roster is kept'),
  duty_phone: say('值班电话有人接听', 'The duty phone is answered'),
  checks_true: say('检查按记录的做了', 'Checks were done as recorded'),
  ledger_true: say('隐患台账属实', 'The ledger of hazards is true'),
  mended_in_time: say('列入台账的隐患按期整改', 'Listed hazards are mended in time'),
  returns_in: say('该报的材料按时报了', 'Returns are handed in'),
  plans_reviewed: say('预案按时修订', 'Plans are reviewed'),
  drills_held: say('演练按时开展', 'Drills are held'),
  proofs_valid: say('设备检验在有效期内', 'Proofs of equipment are valid'),
  letters_signed: say('责任书已签并有效', 'Letters of duty are signed'),
});

export const FINDING_WORDS = phrases<{ readonly [found in VisitFinding]: Both<string> }>('visits/desk/words.FINDING_WORDS', {
  in_order: say('符合', 'in order'),
  not_in_order: say('不符合', 'not in order'),
  not_applicable: say('不适用', 'does not apply'),
});

export const FIELDS = phrases<{ readonly [field: string]: Both<string> }>('visits/desk/words.FIELDS', {
  title: say('名称（公开）', 'What it is called (public)'),
  english: say('英文名称', 'The same in English'),
  count: say('抽几个单位', 'How many offices are drawn'),
  until: say('督查到哪天为止', 'Visits are made by'),
  office: say('去了哪个单位', 'Which office'),
  size: say('用哪一版日志（叶子数）', 'Checkpoint (leaves)'),
  words: say('说明（写事，不写人）', 'What was found (things, no persons)'),
  report: say('这次督查的情况（写事，不写人）', 'What the tour has shown (things, no persons)'),
});

export const HEAD = phrases('visits/desk/words.HEAD', {
  title: say('随机督查', 'Supervision visits'),
  lead: say(
    '公告要抽几个单位、到哪天为止。抽签箱里是本单位所有的下级单位，谁也不能挑。公告发出时系统先定下一个密封的随机数，只公开它的指纹；等公告进入已公布的日志，再用那一版日志的根一起抽。谁都能重算。督查看职责，不看人。',
    'Say how many offices are drawn and by which day they are visited. In the drum are all offices below yours; nobody picks them. A random number is sealed with the announcement and only its fingerprint is public; once the announcement is in a published checkpoint, that number and the root of that checkpoint draw the offices. Anybody can recompute it. A visit looks at duties, never at people.',
  ),
});

export const SEATS = phrases('visits/desk/words.SEATS', { lead: say('督查单位', 'visits') });

export const LINKS = phrases('visits/desk/words.LINKS', {
  visits: say('随机督查', 'Visits'),
  hazards: (office: string, count: number) => say(`${office}：${count}处`, `${office}: ${count}`),
});

/** What the pages of tours say. */
export const VISITS = words('visits/desk/words.VISITS', {
  'zh-CN': {
    lead: '本单位公告的随机督查：抽到哪些单位，去了几个。',
    none: '还没有随机督查。',
    announce: '公告一次随机督查',
    heads: ['名称', '公告', '到哪天为止', '情况'],
    waits: '等待抽取',
    made: (made: number, count: number) => `抽中${count}个，去过${made}个`,
    closed: '已总结',
    drum: '抽签箱里的单位',
    drawn: '抽中的单位（还不公开）',
    drawnTold: '抽中的单位',
    visited: '去过',
    toVisit: '还没有去',
    unannounced: '去之前不打招呼。做完全部督查，或者日期过了，抽中的单位和随机数才公开。',
    notDrawn: '公告进入已公布的日志以后就能抽取。',
    points: '十项情况',
    pointHeads: ['单位', '不符合', '不适用'],
    nothing: '没有',
    open: '公开的页面',
  },
  en: {
    lead: 'Visits that your office has announced: which offices were drawn, and how many were visited.',
    none: 'There is no tour yet.',
    announce: 'Announce a draw',
    heads: ['Name', 'Announced', 'Visits by', 'State'],
    waits: 'to be drawn',
    made: (made: number, count: number) => `${count} drawn, ${made} visited`,
    closed: 'closed',
    drum: 'Offices in the drum',
    drawn: 'Offices that were drawn (not public yet)',
    drawnTold: 'Offices that were drawn',
    visited: 'visited',
    toVisit: 'to be visited',
    unannounced:
      'No office is told beforehand. What was drawn and the random number are public once all visits are made, or their day is over.',
    notDrawn: 'The offices can be drawn once the announcement is in a published checkpoint.',
    points: 'The ten points',
    pointHeads: ['Office', 'Not in order', 'Does not apply'],
    nothing: 'none',
    open: 'the public page',
  },
});

export const VISIT_WORDS: StaffWords = {
  ...HEAD,
  steps: STEPS,
  events: EVENTS,
  owed: OWED,
  fields: { ...FIELDS, ...POINT_WORDS, ...Object.fromEntries(POINTS.map((point) => [wordsField(point), FIELDS['words'] ?? HEAD.title])) },
  choices: FINDING_WORDS,
};
