import type { StaffWords } from '../../../desk/staff-entity/face.ts';
import type { Both } from '../../../kernel/language/languages.ts';
import { phrases, words } from '../../../kernel/language/words.ts';
import type { Gap, LetterStanding } from '../domain/map.ts';
import type { ENDINGS, LetterEventKind } from '../domain/vocabulary.ts';

const say = (zh: string, en: string): Both<string> => ({ 'zh-CN': zh, en });

export const STEPS = phrases<{ readonly [verb: string]: Both<string> }>('letters/desk/words.STEPS', {
  draw_up_letter: say('起草责任书', 'Draw up a letter of duty'),
  sign_letter: say('签字，发出', 'Sign it and hand it out'),
  take_on_letter: say('签字，承担', 'Sign it and take it on'),
  return_letter: say('说明理由，退回', 'Return it with reasons'),
  change_letter: say('改动或续签（双方重新签字）', 'Change or renew it (both sign again)'),
  end_letter: say('终止责任书', 'End the letter'),
});

export const EVENTS = phrases<{ readonly [type in LetterEventKind]: Both<string> }>('letters/desk/words.EVENTS', {
  letter_drawn: say('已起草，等发出单位签字', 'Drawn up, waits for the office to sign'),
  letter_changed: say('已改动，等发出单位签字', 'Changed, waits for the office to sign'),
  letter_signed: say('发出单位已签，等承担的岗位签字', 'Signed by the office, waits for the post'),
  letter_taken_on: say('双方已签', 'Signed by both'),
  letter_returned: say('承担的岗位退回', 'Returned by the post'),
  renewal_opened: say('快到期，该续签了', 'Ends soon, a new one is owed'),
  letter_ended: say('已终止', 'Ended'),
  deadline_passed: say('期限已过', 'A day has passed'),
});

export const OWED = phrases<{ readonly [duty: string]: Both<string> }>('letters/desk/words.OWED', {
  sign_letter: say('在责任书上签字，发出', 'sign the letter of duty and hand it out'),
  take_on_letter: say('在责任书上签字，承担', 'sign the letter of duty and take it on'),
  put_letter_right: say('改好退回的责任书', 'put the returned letter right'),
  renew_letter: say('续签责任书', 'renew the letter of duty'),
});

export const FIELDS = phrases<{ readonly [field: string]: Both<string> }>('letters/desk/words.FIELDS', {
  site: say('哪个场所', 'Which site'),
  rule: say('哪项职责（不选就是这个场所的全部职责）', 'Which duty (all of the site where none is chosen)'),
  holder: say('由哪个岗位承担', 'Post that takes it on'),
  from: say('从哪天起', 'From'),
  to: say('到哪天止', 'To'),
  what: say('负责什么（写地方、设备和要做的事，不写人）', 'What is answered for (places, things and tasks; no persons)'),
  reason: say('原因', 'Reason'),
});

export const CHOICES = phrases<{ readonly [value in (typeof ENDINGS)[number]]: Both<string> }>('letters/desk/words.CHOICES', {
  post_abolished: say('岗位撤销了', 'the post is no more'),
  site_ended: say('场所注销了', 'the site has ended'),
  replaced: say('另签了新的', 'another letter takes its place'),
  drawn_in_error: say('起草错了', 'drawn up in error'),
});

export const HEAD = phrases('letters/desk/words.HEAD', {
  title: say('责任书', 'Letter of duty'),
  lead: say(
    '一个岗位对一个场所、一项职责负责，从哪天到哪天，双方签字。责任书写岗位，不写人；写地方和事，不写谁。',
    'A post answers for a site or a duty, from a day to a day, signed by both sides. It names posts, places and tasks, never a person.',
  ),
});

export const SEATS = phrases('letters/desk/words.SEATS', {
  office: say('发出单位', 'hands it out'),
  holder: say('承担岗位所在单位', 'office of the post'),
});

/** A post in words. */
export const POST = phrases('letters/desk/words.POST', {
  of: (office: string, role: string) => say(`${office}${role}`, `${office}, ${role}`),
});

/** What stands on links. */
export const LINKS = phrases('letters/desk/words.LINKS', {
  map: say('责任一览', 'Responsibility'),
  paper: (format: string) => say(`责任书（${format}）`, `Letter of duty (${format})`),
});

export const STANDINGS = phrases<{ readonly [standing in LetterStanding]: Both<string> }>('letters/desk/words.STANDINGS', {
  in_force: say('有效', 'in force'),
  ends_soon: say('快到期', 'ends soon'),
  ahead: say('还没有开始', 'not begun'),
  not_taken_on: say('等岗位签字', 'waits for the post'),
  unsigned: say('等单位签字', 'waits for the office'),
  returned: say('被退回', 'returned'),
  expired: say('已过期', 'expired'),
});

export const GAP_WORDS = phrases<{ readonly [gap in Gap]: Both<string> }>('letters/desk/words.GAP_WORDS', {
  no_post: say('没有岗位负责', 'no post holds it'),
  no_account: say('责任岗位没有人在岗', 'nobody holds the post'),
  no_letter: say('还没有责任书', 'no letter of duty'),
  unsigned: say('责任书没有签完', 'the letter is not signed by both'),
  expired: say('责任书已过期', 'the letter has expired'),
});

/** What the map, the form and the papers say. */
export const MAP = words('letters/desk/words.MAP', {
  'zh-CN': {
    title: '责任一览',
    lead: '本单位负责和监管的每个场所、每项职责由哪个岗位负责，责任书签到哪天。',
    none: '还没有登记场所。场所登记以后，每项职责由谁负责就列在这里。',
    gaps: '空缺',
    gapsLead: (count: number) => `${count}处没有着落：没有岗位，岗位没有人，或者责任书没有、没签完、过期。`,
    noGaps: '没有空缺：每个场所、每项职责都有岗位，责任书都在有效期内。',
    soon: '快到期的责任书',
    soonLead: (days: number) => `${days}天以内到期，该续签了。`,
    whole: '全部',
    heads: ['场所', '职责', '责任岗位', '行业监管', '属地监管', '责任书'],
    gapHeads: ['场所', '职责', '缺什么', '怎么办'],
    soonHeads: ['场所', '职责', '责任岗位', '到哪天'],
    between: '；',
    all: (count: number) => `${count}项职责`,
    until: (standing: string, day: string) => `${standing}，到${day}`,
    draw: '起草责任书',
    look: '看责任书',
    remind: (gaps: number, soon: number) => `责任一览：${gaps}处空缺，${soon}份责任书快到期`,
    nobody: '没有',
    print: '这一页可以直接打印（A3、A4横向）。',
    pdf: '挂墙用的表（PDF）',
    more: (shown: number, all: number) => `共${all}行，这里是前${shown}行；全部在挂墙用的表里。`,
    made: (day: string) => `${day}制`,
    foot: ['只写单位和岗位，不写个人。空缺写明“没有”，不留白。'],
    chosen: '按场所、职责选好岗位：场所的职责由责任单位的岗位承担，监管单位自己查的由属地监管单位的岗位承担。',
    anySite: '不限场所',
    allDuties: '全部职责',
  },
  en: {
    title: 'Responsibility',
    lead: 'Which post answers for each site and each duty of this office and of those that it supervises, and until when the letter of duty runs.',
    none: 'No site has been entered. Once there are sites, who answers for which duty stands here.',
    gaps: 'Gaps',
    gapsLead: (count: number) =>
      count === 1
        ? 'One line has a gap: no post, nobody in the post, or a letter that is missing, not signed by both, or expired.'
        : `${count} lines have a gap: no post, nobody in the post, or a letter that is missing, not signed by both, or expired.`,
    noGaps: 'There is no gap: each site and duty has a post, and every letter is in force.',
    soon: 'Letters that end soon',
    soonLead: (days: number) => `They end within ${days} days and are to be renewed.`,
    whole: 'All',
    heads: ['Site', 'Duties', 'Post', 'Sector', 'Local supervisor', 'Letter of duty'],
    gapHeads: ['Site', 'Duties', 'What is missing', 'What to do'],
    soonHeads: ['Site', 'Duties', 'Post', 'Ends on'],
    between: '; ',
    all: (count: number) => (count === 1 ? '1 duty' : `${count} duties`),
    until: (standing: string, day: string) => `${standing}, to ${day}`,
    draw: 'Draw up a letter',
    look: 'See the letter',
    remind: (gaps: number, soon: number) =>
      `Responsibility: ${gaps} ${gaps === 1 ? 'gap' : 'gaps'}, ${soon} ${soon === 1 ? 'letter ends' : 'letters end'} soon`,
    nobody: 'none',
    print: 'This page can be printed as it is (A3 or A4, across).',
    pdf: 'Table for the wall (PDF)',
    more: (shown: number, all: number) => `${all} lines, of which the first ${shown} stand here; all are in the table for the wall.`,
    made: (day: string) => `made on ${day}`,
    foot: ['Offices and posts only, no person. A gap says so and is never left blank.'],
    chosen:
      'Duties of a site are taken on by a post of the office that answers for it; those that a supervisor owes itself, by a post of the local supervisor.',
    anySite: 'any site',
    allDuties: 'all duties',
  },
});

/** What the letter says as a paper. */
export const PAPER = words('letters/desk/words.PAPER', {
  'zh-CN': {
    title: '安全责任书',
    word: '责任书',
    opening: (holder: string, site: string) => `${holder}对${site}承担下面写明的职责。`,
    duty: '职责',
    span: '期限',
    days: (from: string, to: string) => `${from}至${to}`,
    what: '负责什么',
    office: '发出单位签字',
    post: '承担岗位签字',
    signed: (post: string, day: string) => `${post}，${day}`,
    closing: '改动要双方重新签字；到期以前续签。岗位换人，责任书不变。',
    foot: ['本责任书写明单位和岗位，不写个人。'],
  },
  en: {
    title: 'Letter of duty',
    word: 'Letter of duty',
    opening: (holder: string, site: string) => `${holder} takes on what is written here for ${site}.`,
    duty: 'Duty',
    span: 'From and to',
    days: (from: string, to: string) => `${from} to ${to}`,
    what: 'What is answered for',
    office: 'Signed for the office',
    post: 'Signed by the post',
    signed: (post: string, day: string) => `${post}, ${day}`,
    closing:
      'Whatever is changed is signed again by both, and a new letter is made before this one ends. It stays with the post, whoever holds it.',
    foot: ['This letter names offices and posts, no person.'],
  },
});

export const LETTER_WORDS: StaffWords = { ...HEAD, steps: STEPS, events: EVENTS, owed: OWED, fields: FIELDS, choices: CHOICES };
