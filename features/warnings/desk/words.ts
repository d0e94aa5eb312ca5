import type { StaffWords } from '../../../desk/staff-entity/face.ts';
import type { Both } from '../../../kernel/language/languages.ts';
import { phrases, words } from '../../../kernel/language/words.ts';
import { INCIDENT_KIND_WORDS } from '../../../kernel/incident/kind-words.ts';
import { LEVEL_WORDS, LIFTED_WORDS, SOURCE_WORDS } from '../portal/words.ts';
import { AREAS_MAX, type SIGNERS, type WAYS, type WarningEventKind } from '../domain/vocabulary.ts';

const say = (zh: string, en: string): Both<string> => ({ 'zh-CN': zh, en });

export const STEPS = phrases<{ readonly [verb: string]: Both<string> }>('warnings/desk/words.STEPS', {
  issue_warning: say('发布预警', 'Issue the warning'),
  tell_places: say('记下：已通知各场所', 'Places were told'),
  keep_warning: say('看过，照旧', 'Looked again: it still holds'),
  adjust_warning: say('调整，重新发布', 'Adjust it and issue it anew'),
  lift_warning: say('解除预警', 'Lift the warning'),
});

export const EVENTS = phrases<{ readonly [type in WarningEventKind]: Both<string> }>('warnings/desk/words.EVENTS', {
  warning_issued: say('已发布', 'Issued'),
  warning_adjusted: say('已调整', 'Adjusted'),
  warning_kept: say('看过，照旧', 'Looked again, still holds'),
  places_told: say('已通知各场所', 'Places were told'),
  warning_lifted: say('已解除', 'Lifted'),
  warning_ended: say('到时自动结束', 'Over, by its own end'),
  deadline_passed: say('期限已过', 'A time has passed'),
});

export const OWED = phrases<{ readonly [duty: string]: Both<string> }>('warnings/desk/words.OWED', {
  tell_places: say('通知预警范围内的场所', 'tell the places in the area'),
  look_again: say('再看一次：照旧、调整还是解除', 'look again: keep, adjust or lift it'),
});

export const FIELDS = phrases<{ readonly [field: string]: Both<string> }>('warnings/desk/words.FIELDS', {
  hazard: say('什么灾害或者险情', 'Which hazard'),
  exercise: say('这是演练（以后不能改）', 'This is an exercise (cannot be changed later)'),
  from_day: say('从哪天开始（不填就是现在）', 'From which day (empty: now)'),
  from_time: say('从几点开始', 'From what time'),
  level: say('级别', 'Level'),
  until_day: say('到哪天为止（最长72小时）', 'Until which day (72 hours at most)'),
  until_time: say('到几点为止', 'Until what time'),
  caution: say('注意什么（公开，写事，不写人）', 'What to be careful of (public; things, no persons)'),
  measures: say('怎么做（公开，写事，不写人）', 'What to do (public; things, no persons)'),
  caution_english: say('注意什么（英文）', 'The same caution in English'),
  measures_english: say('怎么做（英文）', 'The same measures in English'),
  source: say('来源', 'Source'),
  source_office: say('哪个上级单位', 'Which office above'),
  signed_by: say('那里谁签的', 'Who signed there'),
  cap: say('收到的 CAP 报文（整段贴在这里）', 'The CAP message, pasted as it came'),
  by_way: say('怎么通知的', 'How they were told'),
  words: say('说明（写事，不写人）', 'A word on it (things, no persons)'),
  because: say('为什么解除', 'Why it is lifted'),
});

export const AREA = phrases('warnings/desk/words.AREA', {
  place: (n: number) => say(`地点${n}`, `Place ${n}`),
  office: (n: number) => say(`单位${n}`, `Office ${n}`),
});

export const WAY_WORDS = phrases<{ readonly [way in (typeof WAYS)[number]]: Both<string> }>('warnings/desk/words.WAY_WORDS', {
  telephone: say('电话', 'by telephone'),
  message: say('信息', 'by message'),
  loudspeaker: say('广播', 'by loudspeaker'),
  notice: say('张贴', 'by notice'),
  in_person: say('当面', 'in person'),
});

export const SIGNER_WORDS = phrases<{ readonly [signer in (typeof SIGNERS)[number]]: Both<string> }>('warnings/desk/words.SIGNER_WORDS', {
  head: say('负责人', 'its head'),
  duty: say('值班岗', 'its duty officer'),
});

export const HEAD = phrases('warnings/desk/words.HEAD', {
  title: say('预警', 'Warnings'),
  lead: say(
    '写明灾害、级别、起止时间、范围、注意什么、怎么做、来源。最长72小时，到时自动结束；危险没过的重新发布，过了的立即解除。范围不选就是本单位所管的地方。',
    'Say the hazard, its level, from when until when, where, what to be careful of, what to do, and the source. It holds for 72 hours at most and ends by itself: where the danger goes on it is issued anew, where it is gone it is lifted at once. Without a place or an office the area is that of this office.',
  ),
});

export const SEATS = phrases('warnings/desk/words.SEATS', { lead: say('发布单位', 'warns') });

export const LINKS = phrases('warnings/desk/words.LINKS', { warnings: say('预警', 'Warnings') });

/** What the desk's list of warnings says. */
export const WARNINGS = words('warnings/desk/words.WARNINGS', {
  'zh-CN': {
    lead: '本单位和下级单位发布的预警。',
    none: '还没有发布过预警。',
    issue: '发布预警',
    heads: ['预警', '单位', '起止', '情况'] as const,
    open: '公开的页面',
  },
  en: {
    lead: 'Warnings of this office and of those right below it.',
    none: 'No warning was issued yet.',
    issue: 'Issue a warning',
    heads: ['Warning', 'Office', 'From and until', 'State'] as const,
    open: 'the public page',
  },
});

const AREA_FIELDS: { readonly [field: string]: (typeof HEAD)['title'] } = Object.fromEntries(
  Array.from({ length: AREAS_MAX }, (_, i) => i + 1).flatMap((n) => [
    [`place${n}`, AREA.place(n)],
    [`office${n}`, AREA.office(n)],
  ]),
);

export const WARNING_WORDS: StaffWords = {
  ...HEAD,
  steps: STEPS,
  events: EVENTS,
  owed: OWED,
  fields: { ...FIELDS, ...AREA_FIELDS },
  choices: { ...INCIDENT_KIND_WORDS, ...LEVEL_WORDS, ...SOURCE_WORDS, ...SIGNER_WORDS, ...WAY_WORDS, ...LIFTED_WORDS },
};
